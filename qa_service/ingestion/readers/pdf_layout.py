"""Lines on pages to paragraphs, and the running headers and footers marked as such.

A line goes on in the next one when it reaches the right edge of its column and the next one is neither
indented nor of another size: so Chinese official documents are set. Headings stand apart because they end
before the edge. Offsets are points from the bottom left of the page; em is the size of a line's characters.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from qa_service.ingestion.blocks import Alignment, Block, PageEdge
from qa_service.ingestion.readers.characters import is_cjk, joined
from qa_service.ingestion.readers.wrapping import starts_item

_MARGIN_SHARE = 0.12
"""Share of the page's height at its top and bottom in which running headers and footers stand."""
_PAGE_NUMBER = re.compile(
    r"[-—–－─·~\s]*+(?:第\s*+)?(?:\d{1,4}|[ivxIVX]{1,6}|[一二三四五六七八九十百]{1,4})"
    r"(?:\s*+页)?(?:\s*+[/,，]?\s*+共?\s*+\d{1,4}\s*+页?)?[-—–－─·~\s]*"
)
_DIGITS = re.compile(r"\d+")
_SAME_HEIGHT_PT = 6.0
_SENTENCE_ENDS = "。！？；：!?;:…"
_MOST_RAGGED_ROOM = 0.25
"""Share of the column that a line which is not justified may leave empty."""
_LEAST_RAGGED_WIDTH = 15.0
_MOST_PARAGRAPH_INDENT = 2.6
_DISPLAY_SIZE = 1.25
"""Titles are at least this much larger than the running text: 22 pt to 16 pt in GB/T 9704-2012."""
_DISPLAY_LEADING = 2.2
_FIRST_WORD = re.compile(r"[!-~]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """``hyphenated``: a word goes on in the next line."""

    text: str
    left: float
    right: float
    bottom: float
    size_pt: float
    bold: bool = False
    hyphenated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    number: int
    width: float
    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A line of the running text in its column."""

    line: Line
    page: int
    column: int
    left_edge: float
    right_edge: float

    @property
    def indent(self) -> float:
        return max(0.0, (self.line.left - self.left_edge) / self.line.size_pt)

    @property
    def room(self) -> float:
        """What is left to the right edge, in em."""
        return (self.right_edge - self.line.right) / self.line.size_pt


def layout_blocks(pages: Sequence[Page]) -> Iterator[Block]:
    """Paragraphs in the order of the lines; a page's edges come after the paragraph that they interrupt."""
    edges = _edges(pages)
    placed = _placed(pages, edges)
    leading = _leading(placed)
    body_pt = median(item.line.size_pt for item in placed) if placed else 1.0
    waiting = [
        (page, line, edge)
        for page in pages
        for line in page.lines
        if (edge := edges.get((page.number, line)))
    ]
    group: list[_Placed] = []
    for item in placed:
        if group and not _goes_on(group[-1], item, leading, body_pt):
            yield _paragraph(group)
            waiting, due = _split(waiting, item.page)
            yield from due
            group = []
        group.append(item)
    if group:
        yield _paragraph(group)
    yield from _split(waiting, None)[1]


_Waiting = list[tuple[Page, Line, PageEdge]]


def _split(waiting: _Waiting, before: int | None) -> tuple[_Waiting, list[Block]]:
    """What waits still, and the blocks of the pages before a page."""
    due = [item for item in waiting if before is None or item[0].number < before]
    blocks = [
        Block(text=line.text, page=page.number, page_edge=edge, font_size_pt=line.size_pt)
        for page, line, edge in due
    ]
    return waiting[len(due) :], blocks


def _edges(pages: Sequence[Page]) -> dict[tuple[int, Line], PageEdge]:
    """Lines in the margins that number the page or come back on other pages at the same height."""
    candidates: list[tuple[Page, Line, PageEdge]] = []
    for page in pages:
        for line in page.lines:
            if line.bottom > page.height * (1 - _MARGIN_SHARE):
                candidates.append((page, line, "top"))
            elif line.bottom < page.height * _MARGIN_SHARE:
                candidates.append((page, line, "bottom"))
    repeated = Counter(key for key in {(page.number, _likeness(line)) for page, line, _ in candidates})
    seen = Counter(likeness for _, likeness in repeated)
    return {
        (page.number, line): edge
        for page, line, edge in candidates
        if _PAGE_NUMBER.fullmatch(line.text) or _comes_back(seen, line, len(pages))
    }


def _likeness(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", "".join(line.text.split())), round(line.bottom / _SAME_HEIGHT_PT)


def _comes_back(seen: Counter[tuple[str, int]], line: Line, pages: int) -> bool:
    # Odd and even pages can differ, and first pages often have none.
    return seen[_likeness(line)] >= max(2, pages // 3)


def _placed(pages: Sequence[Page], edges: dict[tuple[int, Line], PageEdge]) -> list[_Placed]:
    """The lines of the running text, with the edges that their column has throughout the file."""
    found: list[tuple[Page, Line, int, int]] = []
    for page in pages:
        lines = [line for line in page.lines if (page.number, line) not in edges]
        columns = 2 if _two_columns(page, lines) else 1
        for line in lines:
            column = 1 if columns == 2 and line.left > page.width / 2 - line.size_pt else 0
            found.append((page, line, columns, column))
    extents: dict[tuple[int, int, int], list[Line]] = {}
    for page, line, columns, column in found:
        extents.setdefault((round(page.width), columns, column), []).append(line)
    bounds = {key: (_left_edge(lines), _right_edge(lines)) for key, lines in extents.items()}
    placed = []
    for page, line, columns, column in found:
        left, right = bounds[round(page.width), columns, column]
        placed.append(_Placed(line=line, page=page.number, column=column, left_edge=left, right_edge=right))
    return placed


def _two_columns(page: Page, lines: Sequence[Line]) -> bool:
    middle = page.width / 2
    left = sum(line.right < middle + line.size_pt / 2 for line in lines)
    right = sum(line.left > middle - line.size_pt / 2 for line in lines)
    return left >= 5 and right >= 5 and left + right >= 0.8 * len(lines)


def _left_edge(lines: Sequence[Line]) -> float:
    return sorted(line.left for line in lines)[len(lines) // 10]


def _right_edge(lines: Sequence[Line]) -> float:
    """Not the very furthest: a mark may hang over the edge."""
    ends = sorted(line.right for line in lines)
    return ends[min(len(ends) - 1, len(ends) * 9 // 10)]


def _leading(placed: Sequence[_Placed]) -> float:
    """The usual distance of two lines, in em."""
    gaps = [
        (first.line.bottom - second.line.bottom) / first.line.size_pt
        for first, second in pairwise(placed)
        if first.page == second.page and first.line.bottom > second.line.bottom
    ]
    return median(gaps) if gaps else 2.0


def _goes_on(first: _Placed, second: _Placed, leading: float, body_pt: float) -> bool:
    """Whether the paragraph of one line continues in the next."""
    one, other = first.line, second.line
    if one.hyphenated:
        return True
    if abs(one.size_pt - other.size_pt) > 0.12 * one.size_pt:
        return False
    if _in_display(first, body_pt) and _in_display(second, body_pt) and first.page == second.page:
        return 0.3 < (one.bottom - other.bottom) / one.size_pt < _DISPLAY_LEADING
    if second.indent >= 1.0:
        return False
    if _is_set_apart(first) or _alignment(second) is not None or starts_item(other.text):
        return False
    if (first.page, first.column) == (second.page, second.column):
        gap = (one.bottom - other.bottom) / one.size_pt
        if not 0.3 < gap < 1.6 * leading:
            return False
    word = _FIRST_WORD.match(other.text)
    # A line is full when what begins the next one would not have fitted in.
    needed = 1.0 if word is None else min(len(word[0]), 24) / 2
    return first.room < needed + 0.6 or _ends_ragged(first, second)


def _is_set_apart(placed: _Placed) -> bool:
    """In the middle or at the right; a paragraph's indented first line with room to the right is not."""
    return _alignment(placed) is not None and placed.indent > _MOST_PARAGRAPH_INDENT


def _ends_ragged(first: _Placed, second: _Placed) -> bool:
    """Whether a long line that is not filled stops within a sentence, as where lines are not justified."""
    width = (first.right_edge - first.left_edge) / first.line.size_pt
    return (
        width >= _LEAST_RAGGED_WIDTH
        and first.room < _MOST_RAGGED_ROOM * width
        and second.indent < 0.5
        and first.line.text[-1] not in _SENTENCE_ENDS
        and " " not in first.line.text.strip()
    )


def _in_display(placed: _Placed, body_pt: float) -> bool:
    """A line of a title: in the middle of the page, and larger than the running text."""
    return placed.line.size_pt >= _DISPLAY_SIZE * body_pt and _alignment(placed) == "center"


def _alignment(placed: _Placed) -> Alignment | None:
    room = placed.room
    if placed.indent > 1.5 and room > 1.5 and abs(placed.indent - room) < 1.2:
        return "center"
    if placed.indent > 6.0 and placed.indent > 2 * room:
        return "right"
    return None


def _paragraph(group: Sequence[_Placed]) -> Block:
    first = group[0]
    text = first.line.text
    for before, item in pairwise(group):
        text = text + item.line.text if before.line.hyphenated else _joined(text, item.line.text)
    return Block(
        text=text,
        indent=round(first.indent, 1),
        alignment=_alignment(first) if len(group) == 1 or _is_set_apart(first) else None,
        bold=all(item.line.bold for item in group),
        font_size_pt=first.line.size_pt,
        page=first.page,
    )


def _joined(left: str, right: str) -> str:
    # A figure may be broken anywhere, words are not.
    if left[-1].isdigit() and right[0].isdigit() and not is_cjk(left[-1]):
        return left + right
    return joined(left, right)
