"""Tables in plain text, as a copied web page leaves them: a line is a row, its cells stand a gap apart.

Only lines that follow one another, have alike many cells and show figures in most rows are a table; lists of
names, signatures and stray gaps are none. A line of one cell within a table is a row that stands alone.
"""

import re
from collections.abc import Iterator, Sequence

from qa_service.ingestion.blocks import Block
from qa_service.ingestion.readers.tables import Cell, Grid, is_figure, row_blocks

_GAP = re.compile(r"\t| {2,}|\u3000{2,}")
_BETWEEN_FIGURES = re.compile(r"(?<=\d)(?:\t| {2,}|\u3000+)(?=\d)")
"""Figures of a single row; without a sign between them white space that is folded away made them one."""
_LABELLED = re.compile(
    r"[^：:]{1,12}[：:]|(?:信息)?(?:索引号|索取号|名称|分类|编号)|公开目录|主题|标题|文号|[发成生]文|发布|生成日期|公文"
)
"""索引号 … 发布日期 …, the head of a page; white space is taken out."""
_FEWEST_ROWS = 2
_LEAST_SHARE = 0.5
"""Of the rows behind the first that show a figure in a cell of its own."""
_LONGEST_ALONE = 40


class Rows(tuple[tuple[str, ...], ...]):
    """The cells of a table, row by row, all rows alike long."""


def with_tables(lines: Sequence[str]) -> Iterator[list[str] | Rows]:
    """``lines`` in order: those of text, but for gaps between figures as they are; those of a table by their
    cells."""
    text: list[str] = []
    at = 0
    while at < len(lines):
        rows = _table_at(lines, at)
        if not rows:
            text.append(_BETWEEN_FIGURES.sub(" | ", lines[at]))
            at += 1
            continue
        if text:
            yield text
            text = []
        yield Rows(rows)
        at += len(rows)
    if text:
        yield text


def table_blocks(rows: Rows, table: int) -> list[Block]:
    """The ``rows`` of the table numbered ``table`` as blocks."""
    return row_blocks(Grid(rows=tuple(tuple(Cell(text=cell) for cell in row) for row in rows)), table)


def _table_at(lines: Sequence[str], at: int) -> list[tuple[str, ...]]:
    """The rows of the table that begins at line ``at``; empty where none begins there."""
    first = _cells(lines[at])
    columns = len(first)
    if columns < 2 or _LABELLED.match("".join(first[0].split())):
        return []
    rows = [first]
    for line in lines[at + 1 :]:
        cells = _cells(line)
        if len(cells) not in (1, columns) or (len(cells) == 1 and len(cells[0]) > _LONGEST_ALONE):
            break
        rows.append(cells if len(cells) == columns else (cells[0], *[""] * (columns - 1)))
    while len(rows) > 1 and not any(rows[-1][1:]):
        rows.pop()
    below = [row for row in rows[1:] if any(row[1:])]
    figured = sum(any(is_figure(cell) for cell in row if cell) for row in below)
    return rows if len(rows) >= _FEWEST_ROWS and figured > _LEAST_SHARE * len(below) else []


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in _GAP.split(line.strip()))
