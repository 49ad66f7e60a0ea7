"""HTML tables: those that hold data as a grid, those that only lay out a page not at all."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qa_service.ingestion.blocks import Block
from qa_service.ingestion.readers.characters import joined
from qa_service.ingestion.readers.html_walk import Walk, is_unseen
from qa_service.ingestion.readers.tables import Cell, Grid

if TYPE_CHECKING:
    from lxml.etree import _Element

_LAYOUT_SIGNS = ("table", "h1", "h2", "h3", "h4", "h5", "h6", "form", "script", "nav", "iframe")
_CELL_LIMIT_CHARACTERS = 1_000
"""A longer cell holds a document or a column of a page, not a value."""
_SPAN_LIMIT = 1_000
"""As in the HTML standard for colspan; it also bounds what a hostile rowspan can cost."""


def data_grid(table: "_Element") -> Grid | None:
    """The grid of a table with data; None when it serves layout, so that its cells are walked as blocks."""
    if any(True for _ in table.iterdescendants(*_LAYOUT_SIGNS)):
        return None
    sources = [list(_cells(row)) for row in table.iterdescendants("tr") if not is_unseen(row)]
    if not any(len(row) > 1 for row in sources):
        return None
    texts = [[_text(cell) for cell in row] for row in sources]
    if any(len(text) > _CELL_LIMIT_CHARACTERS for row in texts for text in row):
        return None
    rows = _placed(sources, texts)
    return Grid(rows=tuple(rows), header_rows=_header_rows(sources))


def captions(table: "_Element") -> list[Block]:
    """What the table itself is called, if anything."""
    called = [_text(caption) for caption in table.iterchildren("caption") if not is_unseen(caption)]
    return [Block(text=text, kind="caption") for text in called if text]


def _cells(row: "_Element") -> Iterator["_Element"]:
    return (cell for cell in row.iterchildren("td", "th") if not is_unseen(cell))


def _text(cell: "_Element") -> str:
    if not len(cell):
        return " ".join((cell.text or "").split())
    text = ""
    for block in Walk().blocks(cell):
        text = joined(text, block.text)
    return text


def _header_rows(sources: list[list["_Element"]]) -> int | None:
    """Leading rows in a thead or all of th; None when no cell is marked at all."""
    count = 0
    for row in sources:
        if not row or not (_in_head(row[0]) or all(cell.tag == "th" for cell in row)):
            break
        count += 1
    if count == 0 and all(cell.tag == "td" for row in sources for cell in row):
        return None
    return count


def _in_head(cell: "_Element") -> bool:
    row = cell.getparent()
    section = row.getparent() if row is not None else None
    return section is not None and section.tag == "thead"


def _placed(sources: list[list["_Element"]], texts: list[list[str]]) -> list[tuple[Cell, ...]]:
    """Cells at their columns, merged ones at every place that they cover."""
    rows: list[tuple[Cell, ...]] = []
    hanging: dict[int, tuple[int, Cell]] = {}
    for source, row_texts in zip(sources, texts, strict=True):
        row: list[Cell] = []
        pending = list(zip(source, row_texts, strict=True))
        while pending or any(column >= len(row) for column in hanging):
            column = len(row)
            if column in hanging:
                left, cell = hanging.pop(column)
                row.append(cell)
                if left > 1:
                    hanging[column] = (left - 1, cell)
                continue
            if not pending:
                row.append(Cell(text=""))
                continue
            element, text = pending.pop(0)
            across, down = _span(element, "colspan"), _span(element, "rowspan")
            for offset in range(across):
                row.append(Cell(text=text, repeats="across" if offset else ""))
                if down > 1:
                    hanging[column + offset] = (
                        down - 1,
                        Cell(text=text, repeats="across" if offset else "down"),
                    )
        rows.append(tuple(row))
    return _padded(rows)


def _padded(rows: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    longest = max(len(row) for row in rows)
    return [row + (Cell(text=""),) * (longest - len(row)) for row in rows]


def _span(cell: "_Element", name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return (
        max(1, min(_SPAN_LIMIT, int(value))) if value.isascii() and value.isdigit() and len(value) < 6 else 1
    )
