"""Lines that were broken to a page width, put together to paragraphs again.

Most plain text has a paragraph on each line and must stay as it is. A text counts as wrapped only when a
good share of its lines are full, equally wide and end in the middle of a sentence.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from qa_service.ingestion.readers.characters import indent_of, joined, width

_SENTENCE_ENDS = "。！？；：!?;:”』」)）》…"
_NARROWEST, _WIDEST = 15.0, 80.0
"""Page widths that occur, in Chinese characters."""
_TOLERANCE = 2.0
"""How much shorter a full line of Chinese may be: two marks that must not begin the next one."""
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
    enough = len(full) >= 0.35 * len(filled) and broken >= 0.6 * len(full)
    return widest if enough else None


def _is_full(line: str, following: str, widest: float) -> bool:
    """Whether what begins the following line would not have fitted in."""
    word = _WORD.match(following.lstrip())
    needed = _TOLERANCE if word is None else max(_TOLERANCE, (min(len(word[0]), _LONGEST_WORD) + 1) / 2)
    return width(line) + needed >= widest


def unwrapped(lines: Sequence[str], widest: float) -> Iterator[list[str]]:
    """Non-blank lines grouped to paragraphs, given their page width."""
    group: list[str] = []
    for line in lines:
        if group and not _goes_on(group[-1], line, widest):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _goes_on(line: str, following: str, widest: float) -> bool:
    return (
        indent_of(following) < 1.5
        and not starts_item(following)
        and _is_full(line.rstrip(), following, widest)
    )


def paragraph(group: Sequence[str]) -> str:
    """The lines of one paragraph as one, with spaces only where the script has them."""
    text = ""
    for line in group:
        text = joined(text, line.strip())
    return text
