"""Laws as the service holds them: read, described and cut by its own first journey.

Cases and notices among them are left out: no question is asked of them, and a ranker would learn that what
does not legislate is wrong.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa_service.ingestion.parsing import parse_document
from qa_service.ingestion.readers.options import ReaderOptions
from training.laws import ArticleKey
from training.ranking_data import Text
from vectorstore.passages import Passage

_NUMBER = re.compile("第[一二三四五六七八九十百千零〇]+条(?:之[一二三四五六七八九十]+)?")


@dataclass(frozen=True, slots=True)
class Archive:
    """Every passage of the laws, and for each article the texts of its passages."""

    texts: Sequence[Text]
    articles: Mapping[ArticleKey, frozenset[str]]


def read_archive(folder: Path) -> Archive:
    """Every ``*.md`` below ``folder`` that legislates, in a fixed order. Raises the reader's errors."""
    texts: list[Text] = []
    articles: dict[ArticleKey, set[str]] = defaultdict(set)
    for path in sorted(folder.rglob("*.md")):
        source = path.relative_to(folder)
        document, passages = parse_document(
            path.read_bytes(), source=source.as_posix(), options=ReaderOptions()
        )
        rank = document.metadata.rank(document.source)
        if rank is None or not rank.legislates:
            continue
        for passage in passages:
            if passage.is_heading:
                continue
            texts.append(Text(passage.text, document.title, rank.order, section=passage.section))
            if number := _article_of(passage):
                articles[ArticleKey(source.with_suffix("").as_posix(), number)].add(passage.text)
    return Archive(texts, {key: frozenset(held) for key, held in articles.items()})


def _article_of(passage: Passage) -> str | None:
    """The article that a passage belongs to: the innermost heading with a number, or its own first words."""
    for place in (*reversed(passage.section), passage.text):
        if found := _NUMBER.match(place):
            return found.group()
    return None
