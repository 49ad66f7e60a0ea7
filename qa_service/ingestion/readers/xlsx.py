"""Spreadsheets through openpyxl: a sheet is a heading, a row a line of "column：value", as its cells show it.

Values come as the sheet shows them where that matters for reading: percentages, dates, whole numbers. Hidden
sheets are left out, with a note. A formula without a stored value is empty: nothing is computed here.
"""

import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from qa_service.errors import DamagedFile, ReaderLimit
from qa_service.ingestion.blocks import READING_NOTE, Block
from qa_service.ingestion.readers.characters import storable
from qa_service.ingestion.readers.office_zip import check_office_zip
from qa_service.ingestion.readers.options import ReaderOptions
from qa_service.ingestion.readers.signatures import is_office_zip
from qa_service.ingestion.readers.tables import Cell, Grid, row_blocks

if TYPE_CHECKING:
    from openpyxl.cell.read_only import ReadOnlyCell
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^<>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_DEFAULT_NAME = re.compile(r"(?:sheet|工作表)\s*\d*", re.IGNORECASE)
_PERCENT = re.compile(r"0(?:\.(0+))?%")
_COLUMN_LIMIT = 1_000
_CELL_LIMIT = 5_000_000
_MERGED_COLUMNS_LIMIT = 200


class XlsxReader:
    def __init__(self, options: ReaderOptions) -> None:
        self._options = options

    def accepts(self, content: bytes, name: str) -> bool:
        return is_office_zip(content, "xl")

    def read(self, content: bytes) -> tuple[Block, ...]:
        """Raises DamagedFile for a broken workbook, ReaderLimit for one that unpacks to too much."""
        from xml.etree.ElementTree import ParseError

        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException

        check_office_zip(content, name="xlsx", limit_bytes=self._options.expanded_limit_bytes)
        try:
            workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
            try:
                return tuple(_blocks(workbook.worksheets))
            finally:
                workbook.close()
        except (
            InvalidFileException,
            ParseError,
            KeyError,
            ValueError,
            TypeError,
            IndexError,
            AttributeError,
            zipfile.BadZipFile,
        ) as error:
            raise DamagedFile(format="xlsx") from error


def _blocks(sheets: "list[ReadOnlyWorksheet]") -> Iterator[Block]:
    shown = [sheet for sheet in sheets if sheet.sheet_state == "visible"]
    if len(shown) < len(sheets):
        words = f"有 {len(sheets) - len(shown)} 个隐藏的工作表没有读。"
        yield Block(text=words, kind="property", name=READING_NOTE)
    tables = 0
    for sheet in shown:
        rows = _rows(sheet)
        if not rows:
            continue
        name = storable(sheet.title).strip()
        if _DEFAULT_NAME.fullmatch(name) and len(shown) == 1:
            name = ""
        caption = _caption(rows)
        if caption:
            yield Block(text=caption, kind="heading", level=1)
            rows = rows[1:]
        if name and not _says(caption, name):
            yield Block(text=name, kind="paragraph" if caption else "heading", level=0 if caption else 1)
        for region in _regions(rows):
            if all(sum(bool(cell.text) and not cell.repeats for cell in row) <= 1 for row in region):
                yield from (
                    Block(text=cell.text) for row in region for cell in row if cell.text and not cell.repeats
                )
                continue
            yield from row_blocks(Grid(rows=tuple(region)), tables)
            tables += 1


def _caption(rows: list[list[Cell]]) -> str:
    """The words in the first row where they stand alone, across a wider table: its title."""
    while rows and not any(cell.text for cell in rows[0]):
        del rows[0]
    own = [cell.text for cell in rows[0] if cell.text and not cell.repeats] if rows else []
    wider = any(len(row) > 1 for row in rows[1:])
    return own[0] if len(own) == 1 and wider and not re.search("[：:。]", own[0]) else ""


def _says(caption: str, name: str) -> bool:
    """Whether a caption holds the characters of the sheet's name, in order."""
    rest = iter(caption)
    return all(mark in rest for mark in name)


def _regions(rows: list[list[Cell]]) -> Iterator[list[tuple[Cell, ...]]]:
    """Runs of filled rows, since a blank row parts two tables, without columns that are blank throughout."""
    run: list[list[Cell]] = []
    for row in [*rows, []]:
        if any(cell.text for cell in row):
            run.append(row)
        elif run:
            yield _narrowed(run)
            run = []


def _narrowed(run: list[list[Cell]]) -> list[tuple[Cell, ...]]:
    longest = max(len(row) for row in run)
    padded = [row + [Cell(text="")] * (longest - len(row)) for row in run]
    filled = [column for column in range(longest) if any(row[column].text for row in padded)]
    return [tuple(row[column] for column in filled) for row in padded]


def _rows(sheet: "ReadOnlyWorksheet") -> list[list[Cell]]:
    """The cells of a sheet, each row up to its last filled cell; merged cells at all their places."""
    # The size that a sheet declares of itself may be wrong, either way.
    sheet.reset_dimensions()
    rows: list[list[Cell]] = []
    count = 0
    for source in sheet.iter_rows():
        texts = [_shown(cell) for cell in source[:_COLUMN_LIMIT]]
        while texts and not texts[-1]:
            texts.pop()
        # Blank rows count too: a sheet can hold a million of them.
        count += len(texts) + 1
        if count > _CELL_LIMIT:
            raise ReaderLimit(resource="text")
        rows.append([Cell(text=text) for text in texts])
    for range_ in _merged_ranges(sheet):
        _merge(rows, range_)
    return rows


def _merged_ranges(sheet: "ReadOnlyWorksheet") -> Iterator[tuple[int, int, int, int]]:
    """First row and column, last row and column of each, from 0; openpyxl leaves them out when it streams."""
    from openpyxl.utils import column_index_from_string

    with sheet._get_source() as source:
        xml = source.read()
    for left, top, right, bottom in _MERGED.findall(xml):
        columns = column_index_from_string(left.decode()), column_index_from_string(right.decode())
        yield int(top) - 1, columns[0] - 1, int(bottom) - 1, columns[1] - 1


def _merge(rows: list[list[Cell]], range_: tuple[int, int, int, int]) -> None:
    top, left, bottom, right = range_
    if not (0 <= top < len(rows) and left < len(rows[top])) or not rows[top][left].text:
        return
    text = rows[top][left].text
    right = min(right, left + _MERGED_COLUMNS_LIMIT)
    for number in range(top, min(bottom + 1, len(rows))):
        row = rows[number]
        row += [Cell(text="")] * (right + 1 - len(row))
        for column in range(left, right + 1):
            if (number, column) != (top, left):
                row[column] = Cell(text=text, repeats="across" if column > left else "down")


def _shown(cell: "ReadOnlyCell") -> str:
    """A value as its cell shows it, near enough to be read and found."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return " ".join(storable(value).split())
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format or ""))
    if isinstance(value, datetime.datetime):
        midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="minutes")
    return str(value)


def _number(value: float, number_format: str) -> str:
    if percent := _PERCENT.search(number_format):
        return f"{value * 100:.{len(percent[1] or '')}f}%"
    # Fifteen digits are what a sheet keeps; more only show how binary fractions are rounded.
    return f"{value:.15g}" if abs(value) < 1e15 else f"{value:.0f}"
