"""Tables in plain text, as a copied web page leaves them: a line is a row, its cells stand a gap apart.

Only lines that follow one another, have alike many cells and show figures in most rows are a table; lists of
names, signatures and stray gaps are none. A line of one cell within a table is a row that stands alone.
"""

import re
from collections.abc import Iterator, Sequence

from qa_service.ingestion.blocks import Block
from qa_service.ingestion.readers.tables import Cell, Grid, row_blocks

_GAP = re.compile(r"\t| {2,}|\u3000{2,}")
_BETWEEN_FIGURES = re.compile(r"(?<=\d)(?:\t| {2,}|\u3000+)(?=\d)")
"""Figures of a single row; without a sign between them white space that is folded away made them one."""
_LABELLED = re.compile(
    r"[^：:]{1,12}[：:]|(?:信息)?(?:索引号|索取号|名称|分类|编号)|公开目录|主题|标题|文号|[发成生]文|发布|生成日期|公文"
    r"|目录|联系|电话|地址|印发|抄送|主送"
)
"""索引号 … 发布日期 …, the head of a page or its foot; white space is taken out."""
_PAGES = re.compile(r"页码|页次|页数")
_PROSE = re.compile(r"^[，,、；;。]|[。；;，,]$|。")
_ITEM_NUMBER = re.compile(r"\d{1,3}[.、．)）]|[（(]\d{1,3}[)）]|[①-⑳]")
_NUMBER = re.compile(r"[-+±]?\d[\d,，.．]*\s?(?:%|％|‰|[年月日件人次个元万亿吨户]{0,3})|[-—/]")
_DATE = re.compile(r"(?:19|20)\d\d年.*|\d{1,2}月.*")
_FEWEST_ROWS = 2
_LEAST_SHARE = 0.5
"""Of the rows behind the first that show a figure in a cell of its own."""
_LONGEST_ALONE = 40


class Rows(tuple[tuple[str, ...], ...]):
    """The cells of a table, row by row, all rows alike long."""


def with_tables(lines: Sequence[str]) -> Iterator[list[str] | Rows]:
    """``lines`` in order: those of text as they are, but for gaps where figures would run together; those
    of a table by their cells."""
    text: list[str] = []
    at = 0
    while at < len(lines):
        rows = _run_at(lines, at)
        if not _is_table(rows):
            text += [_apart(line) for line in lines[at : at + len(rows)]]
        else:
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


def _apart(line: str) -> str:
    return _GAP.sub(" | ", line.strip()) if _BETWEEN_FIGURES.search(line) else line


def _run_at(lines: Sequence[str], at: int) -> list[tuple[str, ...]]:
    """The lines from ``at`` on that have alike many cells, or one; at least the first, at most up to the last
    of several."""
    first = _cells(lines[at], 0)
    columns = len(first)
    rows, full = [first], 1
    if columns < 2:
        return rows
    for line in lines[at + 1 :]:
        cells = _cells(line, columns)
        if len(cells) not in (1, columns) or (len(cells) == 1 and len(cells[0]) > _LONGEST_ALONE):
            break
        rows.append(cells if len(cells) == columns else (cells[0], *[""] * (columns - 1)))
        full = len(rows) if len(cells) == columns else full
    return rows[:full]


def _is_table(rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether words above figures make a table of ``rows``: no contents, signature, address or list."""
    head, *body = rows
    if len(rows) < _FEWEST_ROWS or _LABELLED.match("".join(head[0].split())):
        return False
    if any(_is_number(cell) or _PAGES.search(cell) for cell in head):
        return False
    if any(_PROSE.search(cell) for row in rows for cell in row) or _ITEM_NUMBER.fullmatch(rows[1][0]):
        return False
    below = [row for row in body if any(row[1:])]
    return sum(any(_is_number(cell) for cell in row) for row in below) > _LEAST_SHARE * len(below)


def _is_number(cell: str) -> bool:
    return _NUMBER.fullmatch(cell) is not None and _DATE.fullmatch(cell) is None


def _cells(line: str, columns: int) -> tuple[str, ...]:
    """The cells of ``line``; an indented one with a cell less than ``columns`` leaves its first one out."""
    cells = tuple(cell.strip() for cell in _GAP.split(line.strip()))
    indented = _GAP.match(line) is not None and len(cells) == columns - 1 > 1
    return ("", *cells) if indented else cells
