"""A grid of cells to blocks, one a row, with the header cells that each row is to be read under.

Headers that the format marks are taken as they are. Where nothing is marked a first row is a header only
when the columns below bear it out: words above figures. Unmarked tables of words keep no header, since a
wrong one would put wrong words into every row.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa_service.ingestion.blocks import Block

_FIGURE = re.compile(
    r"[-+±]?[\d,.，．０-９\s]+(?:%|％|‰|[年月日件人次个元万亿吨户]{0,3})|[-—/]|\d{4}[-/年.]\d{1,2}.*"
)
_TABLE_LABEL = re.compile(r"[^：:，。]{1,12}[：:]\s*[^：:。]{1,30}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """``repeats``: a merged cell covers the place, "down" from the row above or "across" from the left."""

    text: str
    repeats: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Rows of equal length. ``header_rows`` is how many rows at the top the format marks as header; None: the
    format has no such mark or does not use it."""

    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int | None = None


def row_blocks(grid: Grid, table: int) -> list[Block]:
    """The non-empty rows of a table as blocks, in order."""
    rows = [row for row in grid.rows if any(cell.text for cell in row)]
    titles = _title_rows(rows)
    body = rows[titles:]
    headers = _marked_headers(grid, titles) if grid.header_rows is not None else _guessed_headers(body)
    columns = _columns(body[:headers])
    blocks = [_block(row, table=table) for row in rows[:titles]]
    blocks += [_block(row, table=table, is_header_row=True) for row in body[:headers]]
    blocks += [_block(row, table=table, columns=columns) for row in body[headers:]]
    return blocks


def _title_rows(rows: Sequence[Sequence[Cell]]) -> int:
    """Rows at the top that are no part of the grid: a single cell across a wider table, which is its caption,
    and labels of the whole table (单位：万元)."""
    count = 0
    while count < len(rows) - 1 and len(rows[count]) > 1 and _is_title(rows[count]):
        count += 1
    return count if count <= 3 else 0


def _stands_alone(row: Sequence[Cell]) -> bool:
    return sum(bool(cell.text) and cell.repeats != "across" for cell in row) == 1


def _is_title(row: Sequence[Cell]) -> bool:
    return _stands_alone(row) or (len(row) > 3 and _labels_table(row))


def _labels_table(row: Sequence[Cell]) -> bool:
    cells = [cell.text for cell in row if cell.text and cell.repeats != "across"]
    return 2 * len(cells) <= len(row) and all(_TABLE_LABEL.match(text) for text in cells)


def _marked_headers(grid: Grid, titles: int) -> int:
    return max(0, min((grid.header_rows or 0) - titles, len(grid.rows) - titles - 1))


def _guessed_headers(rows: Sequence[Sequence[Cell]]) -> int:
    if len(rows) < 2 or len(rows[0]) < 2:
        return 0
    first = rows[0]
    if not all(cell.text for cell in first) or any(_is_figure(cell.text) for cell in first):
        return 0
    if any(cell.text.endswith(("：", ":")) or len(cell.text) > 40 for cell in first):
        return 0
    # A second row that only splits merged cells of the first belongs to the header.
    depth = 1
    split = any(cell.repeats == "across" for cell in first)
    if split and len(rows) > 2 and not any(_is_figure(cell.text) for cell in rows[1]):
        depth = 2
    return depth if _figures_below(rows[depth:]) else 0


def _figures_below(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether some column holds mostly figures, under a header that is none."""
    for column in range(len(rows[0]) if rows else 0):
        texts = [row[column].text for row in rows if row[column].text]
        if texts and sum(_is_figure(text) for text in texts) >= 0.7 * len(texts):
            return True
    return False


def _is_figure(text: str) -> bool:
    return _FIGURE.fullmatch(text.strip()) is not None


def _columns(headers: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    if not headers:
        return ()
    names = []
    for column in range(len(headers[0])):
        parts = dict.fromkeys(" ".join(row[column].text.split()) for row in headers if row[column].text)
        names.append(" ".join(parts))
    return tuple(names)


def _block(
    row: Sequence[Cell], *, table: int, columns: tuple[str, ...] = (), is_header_row: bool = False
) -> Block:
    cells = tuple("" if cell.repeats == "across" else " ".join(cell.text.split()) for cell in row)
    if not any(cells):
        cells = tuple(" ".join(cell.text.split()) for cell in row)
    return Block(
        text=_row_text(cells, columns),
        kind="table_row",
        table=table,
        cells=cells,
        columns=columns,
        is_header_row=is_header_row,
    )


def _row_text(cells: Sequence[str], columns: Sequence[str]) -> str:
    if not columns or sum(bool(cell) for cell in cells) == 1:
        return " | ".join(cell for cell in cells if cell)
    named = ((name, cell) for name, cell in zip(columns, cells, strict=True) if cell)
    return "；".join(f"{name}：{cell}" if name else cell for name, cell in named)
