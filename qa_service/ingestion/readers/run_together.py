"""Text that lost its line breaks: the whole document on one line.

Lines are begun before the numbers of the ladder (第一章, 第一条, 一、, (一), 1.) where they count on in order
and stand behind the end of a sentence. What cannot be told, such as where an unmarked heading ends, stays.
"""

import re
from collections.abc import Iterator, Sequence

from qa_service.ingestion.numbering import Mark, Rung, mark_of

_LEAST_CHARACTERS = 1_000
_LEAST_SHARE = 0.6
_LONGEST_HEADING = 40
_MARK_WINDOW = 30
_MARK = re.compile(
    r"第[一二三四五六七八九十百千零〇\d]{1,6}[编章节条]|[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、"
    r"|(?<![\d.．])\d{1,2}[.．、](?!\d)"
)
_SENTENCE_ENDS = "。！？；：!?;:”」）)…"
_LOST_BREAK = re.compile(
    r"(?<=[一-鿿）)》”])[ \t\u3000]+(?=[一-鿿（(《“—])|(?<=[一-鿿])(?=[（(](?:19|20)\d{2}年)"
)
_RUNGS = frozenset(
    {Rung.PART, Rung.SUBPART, Rung.CHAPTER, Rung.SECTION, Rung.ARTICLE}
    | {Rung.CHINESE, Rung.CHINESE_IN_BRACKETS, Rung.ARABIC}
)


def parted(lines: Sequence[str]) -> list[str]:
    """``lines``, the long one that holds most of the text parted; all as they are where there is none."""
    longest = max(lines, key=len, default="")
    if len(longest) < max(_LEAST_CHARACTERS, _LEAST_SHARE * sum(map(len, lines))):
        return list(lines)
    return [part for line in lines for part in (_parts(line) if line is longest else (line,))]


def _parts(line: str) -> Iterator[str]:
    starts = list(_starts(line))
    if len(starts) < 2:
        yield line
        return
    yield from filter(None, _LOST_BREAK.split(line[: starts[0]].strip()))
    for start, end in zip(starts, [*starts[1:], len(line)], strict=True):
        yield line[start:end].strip()


def _starts(line: str) -> Iterator[int]:
    """Where the marks stand that count on."""
    counted: dict[Rung, int] = {}
    last: tuple[int, Rung] | None = None
    for found in _MARK.finditer(line):
        at = found.start()
        mark = mark_of(line[at : at + _MARK_WINDOW])
        if mark is None or mark.rung not in _RUNGS or not _counts_on(mark, counted, last):
            continue
        if not _stands_at_a_start(line, at, mark, last):
            continue
        counted[mark.rung] = mark.number
        for rung in [rung for rung in counted if rung > mark.rung and rung is not Rung.ARTICLE]:
            del counted[rung]
        last = at, mark.rung
        yield at


def _stands_at_a_start(line: str, at: int, mark: Mark, last: tuple[int, Rung] | None) -> bool:
    """Behind the end of a sentence, or right behind the heading of a higher rung, which ends in no mark."""
    before = line[at - 1] if at else " "
    if last is not None and at - last[0] <= _LONGEST_HEADING and last[1] < mark.rung:
        if mark.number == 1 or last[1] <= Rung.SECTION:
            return True
    elif before in "）)”」" and mark.rung in (Rung.CHINESE, Rung.ARABIC):
        return False  # the number goes on in the sentence
    return before in _SENTENCE_ENDS or before.isspace()


def _counts_on(mark: Mark, counted: dict[Rung, int], last: tuple[int, Rung] | None) -> bool:
    if mark.rung in counted:
        return mark.number == counted[mark.rung] + 1
    return mark.number == 1 and (last is None or mark.rung > last[1] or mark.rung <= Rung.CHAPTER)
