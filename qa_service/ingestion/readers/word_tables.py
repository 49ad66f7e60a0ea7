"""Word tables as grids; tables that hold running text are left to be walked as paragraphs."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from qa_service.ingestion.readers.tables import Cell, Grid
from qa_service.ingestion.readers.word_styles import W, value_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_CELL_LIMIT_CHARACTERS = 1_000
_SPAN_LIMIT = 63
"""Columns of a Word table."""


def cells_of(table: "_Element") -> Iterator["_Element"]:
    """The cells of a table, not those of tables inside it."""
    return (cell for row in _rows(table) for cell in _row_cells(row))


def grid_of(table: "_Element", text_of: Callable[["_Element"], str]) -> Grid | None:
    """The grid of a table with data; None for one of one column, with tables inside, or with long texts."""
    if any(True for _ in table.iterdescendants(f"{W}tbl")):
        return None
    rows = list(_rows(table))
    if not any(sum(1 for _ in _row_cells(row)) > 1 for row in rows):
        return None
    if any(_length(cell) > _CELL_LIMIT_CHARACTERS for cell in cells_of(table)):
        return None
    placed: list[tuple[Cell, ...]] = []
    for row in rows:
        placed.append(_placed(row, placed[-1] if placed else (), text_of))
    longest = max(len(row) for row in placed)
    padded = tuple(row + (Cell(text=""),) * (longest - len(row)) for row in placed)
    return Grid(rows=padded, header_rows=_header_rows(rows))


def _rows(table: "_Element") -> Iterator["_Element"]:
    for child in table.iterchildren(f"{W}tr", f"{W}sdt", f"{W}ins"):
        if child.tag == f"{W}tr":
            yield child
        else:
            yield from child.iter(f"{W}tr")


def _row_cells(row: "_Element") -> Iterator["_Element"]:
    for child in row.iterchildren(f"{W}tc", f"{W}sdt"):
        if child.tag == f"{W}tc":
            yield child
        else:
            yield from child.iter(f"{W}tc")


def _length(cell: "_Element") -> int:
    return sum(len(words.text or "") for words in cell.iter(f"{W}t"))


def _placed(
    row: "_Element", above: tuple[Cell, ...], text_of: Callable[["_Element"], str]
) -> tuple[Cell, ...]:
    properties = row.find(f"{W}trPr")
    places = [Cell(text="")] * _count(value_of(properties, "gridBefore"), 0)
    for cell in _row_cells(row):
        properties = cell.find(f"{W}tcPr")
        merge = None if properties is None else properties.find(f"{W}vMerge")
        column = len(places)
        if merge is not None and merge.get(f"{W}val") != "restart" and column < len(above):
            first = Cell(text=above[column].text, repeats="down")
        else:
            first = Cell(text=text_of(cell))
        places.append(first)
        across = _count(value_of(properties, "gridSpan"), 1)
        places += [Cell(text=first.text, repeats="across")] * (across - 1)
    return tuple(places)


def _count(text: str, default: int) -> int:
    return min(_SPAN_LIMIT, int(text)) if text.isdigit() and len(text) < 4 else default


def _header_rows(rows: list["_Element"]) -> int | None:
    """Leading rows that Word repeats on every page; None when there are none."""
    count = 0
    for row in rows:
        properties = row.find(f"{W}trPr")
        if properties is None or properties.find(f"{W}tblHeader") is None:
            break
        count += 1
    return count or None
