"""A grid of cells to blocks, one a row, with the header cells that each row is to be read under.

Headers that the format marks are taken as they are. Where nothing is marked a first row is a header only
when the columns below bear it out: words above figures; it goes on for as long as its merged cells do, and
begins anew where its first cell stands again. Unmarked tables of words keep no header, since a
wrong one would put wrong words into every row.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa_service.ingestion.blocks import Block

_FIGURE = re.compile(
    r"[-+±]?[\d,.，．０-９\s]+(?:%|％|‰|[年月日件人次个元万亿吨户]{0,3})|[-—/]|\d{4}[-/年.]\d{1,2}.*"
)
_YEAR = re.compile(r"(?:19|20)\d\d\s*(?:年度?)?")
_LONGEST_HEAD = 40
_NOTE = re.compile(r"[（(].{10,}[）)]|注[:：].*")
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
    loose = False
    for at in range(headers, len(body)):
        if headers and _begins_anew(body, at, headers):
            columns = _columns(body[at : at + 1])
            blocks.append(_block(body[at], table=table, is_header_row=True))
            continue
        loose = (loose or (at > 0 and _stands_alone(body[at - 1]))) and _falls_short(body[at])
        blocks.append(_block(body[at], table=table, columns=() if loose else columns))
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


def _falls_short(row: Sequence[Cell]) -> bool:
    """Below a heading inside the table: it does not fill the columns that the header names."""
    return len(row) > 2 and not row[-1].text and not row[-2].text and not _stands_alone(row)


def _marked_headers(grid: Grid, titles: int) -> int:
    return max(0, min((grid.header_rows or 0) - titles, len(grid.rows) - titles - 1))


def _guessed_headers(rows: Sequence[Sequence[Cell]]) -> int:
    if len(rows) < 2 or len(rows[0]) < 2 or not _may_be_header(rows[0]):
        return 0
    depth = 1
    while depth < len(rows) - 1 and _continues_header(rows[depth - 1], rows[depth]):
        depth += 1
    return depth if _figures_below(rows[depth : _end_of_part(rows, depth)]) else 0


def _end_of_part(rows: Sequence[Sequence[Cell]], depth: int) -> int:
    """Where the first header inside the table stands; the end where there is none."""
    return next((at for at in range(depth, len(rows)) if _begins_anew(rows, at, depth)), len(rows))


def _may_be_header(row: Sequence[Cell]) -> bool:
    """Words above every column; the corner above the names of the rows may be blank or hold a note."""
    corner = next((at for at, cell in enumerate(row) if at and cell.repeats != "across"), len(row))
    heads = row[corner:]
    if not heads or not all(cell.text for cell in heads):
        return False
    if any(_is_figure(cell.text) and not _YEAR.fullmatch(cell.text) for cell in row):
        return False
    if _is_note(row[0].text):
        return True
    return not any(cell.text.endswith(("：", ":")) or len(cell.text) > _LONGEST_HEAD for cell in row)


def _continues_header(above: Sequence[Cell], row: Sequence[Cell]) -> bool:
    """``row`` splits merged cells of the header row above it, or its corner is still that of the header."""
    if any(_is_figure(cell.text) for cell in row):
        return False
    return (row[0].repeats == "down" and row[0].text == above[0].text) or any(
        cell.repeats == "across" and not here.repeats and here.text != cell.text
        for cell, here in zip(above, row, strict=True)
    )


def _begins_anew(rows: Sequence[Sequence[Cell]], at: int, headers: int) -> bool:
    """A header inside the table: words in all cells, like those of the header by its first, figures below."""
    row = rows[at]
    written = [cell.text for cell in row if cell.text and not cell.repeats]
    if len(written) < 2 or row[0].text != rows[headers - 1][0].text or at + 1 >= len(rows):
        return False
    return not any(_is_figure(text) or len(text) > _LONGEST_HEAD for text in written) and any(
        _is_figure(cell.text) for cell in rows[at + 1]
    )


def _figures_below(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether some column holds mostly figures, under a header that is none."""
    for column in range(len(rows[0]) if rows else 0):
        texts = [row[column].text for row in rows if row[column].text and not _stands_alone(row)]
        if texts and sum(_is_figure(text) for text in texts) >= 0.7 * len(texts):
            return True
    return False


def _is_figure(text: str) -> bool:
    return _FIGURE.fullmatch(text.strip()) is not None


def _is_note(text: str) -> bool:
    """Of the table and not the name of what is below: (本列数据的勾稽关系为…)."""
    return _NOTE.fullmatch("".join(text.split())) is not None


def _columns(headers: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    if not headers:
        return ()
    names = []
    for column in range(len(headers[0])):
        written = (" ".join(row[column].text.split()) for row in headers)
        names.append(" ".join(dict.fromkeys(text for text in written if text and not _is_note(text))))
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
