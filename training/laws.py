"""Articles of laws that are kept as Markdown, one file a law.

A law's name is its path below the folder, without the suffix. An article begins with its number (第三条) and
goes on until the next number or heading. Where a law has a number twice, as after an appended decision, the
first one counts.
"""

import re
from dataclasses import dataclass
from pathlib import Path

_END_OF_HEADER = "<!-- INFO END -->"
_NUMBER = "第[一二三四五六七八九十百千零〇]+条(?:之[一二三四五六七八九十]+)?"
_ARTICLE = re.compile(rf"({_NUMBER})[ \u3000]*(.*)")
_SHORTEST = 16


@dataclass(frozen=True, slots=True, order=True)
class ArticleKey:
    """Where an article stands: ``document`` such as 社会法/劳动法, ``article`` such as 第三条."""

    document: str
    article: str

    @property
    def subject(self) -> str:
        """The folder at the top, such as 社会法."""
        return self.document.split("/", 1)[0]


def articles_of(markdown: str) -> dict[str, str]:
    """Articles of one law, number to text; those of fewer than 16 characters say nothing and are left out."""
    found: list[tuple[str, list[str]]] = []
    lines: list[str] | None = None
    for line in map(str.strip, markdown.split(_END_OF_HEADER, 1)[-1].splitlines()):
        match = _ARTICLE.match(line)
        if line.startswith("#"):
            lines = None
        elif match:
            lines = [match[2]]
            found.append((match[1], lines))
        elif lines is not None:
            lines.append(line)
    texts: dict[str, str] = {}
    for number, parts in found:
        text = "".join(parts)
        if len(text) >= _SHORTEST:
            texts.setdefault(number, text)
    return texts


def read_articles(folder: Path, subjects: set[str]) -> dict[ArticleKey, str]:
    """The articles of every law below ``folder``/SUBJECT for the subjects named, in a fixed order."""
    articles: dict[ArticleKey, str] = {}
    for subject in sorted(subjects):
        for path in sorted((folder / subject).rglob("*.md")):
            document = path.relative_to(folder).with_suffix("").as_posix()
            for number, text in articles_of(path.read_text(encoding="utf-8")).items():
                articles[ArticleKey(document, number)] = text
    return articles
