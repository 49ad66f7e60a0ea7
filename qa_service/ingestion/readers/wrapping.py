"""Lines that were broken to a page width, put together to paragraphs again.

Most plain text has a paragraph on each line and must stay as it is. A text counts as wrapped only when none
of its lines is wider than a page and a good share of them are nearly so and end within a sentence.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from qa_service.ingestion.readers.characters import CJK_CLASS, indent_of, is_cjk, joined, width

_SENTENCE_ENDS = "。！？；：!?;:”』」)）》…"
_STOPS = "。！？：:!?…"
_NARROWEST, _WIDEST = 15.0, 80.0
"""Page widths that occur, in Chinese characters."""
_TOLERANCE = 2.0
"""How much shorter a full line of Chinese may be: two marks that must not begin the next one."""
_PARAGRAPH_INDENT = 1.5
_INDENTED_SHARE = 0.1
_LEAST_REACH = 0.75
"""Share of the page width from which on a line that stops within a sentence counts as broken: many programs
count characters, not widths, so that lines with figures end earlier."""
_CLAUSE_MARKS = re.compile(r"[，。；、：,;]")
_FIGURE_END = re.compile(f"{CJK_CLASS}(?:(?!{CJK_CLASS})[^ ])*\\d[.,]?$")
_FIGURE_START = re.compile(r"[.,]?\d|[%‰]")
"""Chinese lines are broken within figures too; in English each stands apart."""
_LONGEST_WORD = 20
_WORD = re.compile(r"[!-~]+")
_ITEM = re.compile(
    r"\s*(?:\d{1,3}[.、．)）](?!\d)|[(（][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}、|[①-⑳]"
    r"|第[一二三四五六七八九十百千零〇\d]{1,6}[编章节条]\s|[•●◆■▪★]|[-*]\s)"
)


def starts_item(line: str) -> bool:
    """Whether a line begins with a number or bullet, so that it goes on from none before it."""
    return _ITEM.match(line) is not None


def page_width(lines: Sequence[str]) -> float | None:
    """The width that ``lines`` were broken to, in Chinese characters; None when they were not."""
    filled = [line.rstrip() for line in lines if line.strip()]
    if len(filled) < 6:
        return None
    widest = max(width(line) for line in filled)
    if not _NARROWEST <= widest <= _WIDEST:
        return None
    full = [one for one, other in pairwise(filled) if _is_full(one, other, widest) and not starts_item(other)]
    broken = sum(line[-1] not in _SENTENCE_ENDS for line in full)
    if len(full) >= 0.35 * len(filled) and broken >= 0.6 * len(full) and not _are_names(full):
        return widest
    stopped = [
        one for one, other in pairwise(filled) if _stops_within(one, widest) and not starts_item(other)
    ]
    return widest if len(stopped) >= 0.35 * len(filled) and not _are_names(stopped) else None


def _are_names(lines: Sequence[str]) -> bool:
    """A list of Chinese names: lines alike in length, but no clauses in them."""
    chinese = [line for line in lines if is_cjk(line[-1])]
    clauses = sum(_CLAUSE_MARKS.search(line) is not None for line in chinese)
    return len(chinese) >= 0.5 * len(lines) and clauses < 0.5 * len(chinese)


def _stops_within(line: str, widest: float) -> bool:
    """Whether a long line ends within a sentence."""
    return line[-1] not in _STOPS and width(line) >= _LEAST_REACH * widest


def _is_full(line: str, following: str, widest: float) -> bool:
    """Whether what begins the following line would not have fitted in."""
    word = _WORD.match(following.lstrip())
    needed = _TOLERANCE if word is None else max(_TOLERANCE, (min(len(word[0]), _LONGEST_WORD) + 1) / 2)
    return width(line) + needed >= widest


def unwrapped(lines: Sequence[str], widest: float) -> Iterator[list[str]]:
    """Non-blank lines grouped to paragraphs, given their page width."""
    indented = sum(indent_of(line) >= _PARAGRAPH_INDENT for line in lines) >= _INDENTED_SHARE * len(lines)
    group: list[str] = []
    for line in lines:
        if group and not _goes_on(group[-1], line, widest, indented=indented):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _goes_on(line: str, following: str, widest: float, *, indented: bool) -> bool:
    """``indented``: paragraphs are, so that a sentence may end at a line's end without ending one."""
    if indent_of(following) >= _PARAGRAPH_INDENT or starts_item(following):
        return False
    line = line.rstrip()
    long = indented and width(line) >= _LEAST_REACH * widest
    return long or _is_full(line, following, widest) or _stops_within(line, widest)


def paragraph(group: Sequence[str]) -> str:
    """The lines of one paragraph as one, with spaces only where the script has them."""
    text = ""
    for line in group:
        following = line.strip()
        broken_figure = _FIGURE_END.search(text) and _FIGURE_START.match(following)
        text = text + following if broken_figure else joined(text, following)
    return text
