"""Rows of tables as they stand in passages: the cells of a row, each with the heads that it stands under.

A row reads ``名称：…；单位：件；数量：55``, or ``… | … | …`` below a header of as many cells; a cell under a
head that says nothing stands alone. Heads that were merged lie above one another: 申请人情况 自然人. This
module does not know what is asked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from qa_service.answering.text.folding import Folded, fold
from qa_service.answering.text.sentences import Sentence
from vectorstore.passages import Passage

_CELL = re.compile(r"(?P<head>(?:[^;:。\n()]|\([^()\n]{0,40}\)){1,60}):(?P<cell>[^;\n]{1,60})(?:;|$)")
_ALONE = re.compile(r"(?:^|;)(?P<cell>[^;:。\n]{1,60})(?=;)")
_FIGURE = re.compile(r"-?\d[\d,]*(?:\.\d+)?(?P<unit>[^\d,.\s]{0,4})")
_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)(?:年度?)?")
_COUNTED = re.compile(r"\([^()\d年]{1,8}\)$")
_SEPARATOR = re.compile(r"\s{0,200}[|｜丨\t]\s*|[ \u3000]{2,}")
_UNIT_OF_TABLE = re.compile(r"单位:(?P<unit>[^\s;:|,。()]{1,4})(?=[\s)]|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class RowCell:
    """``text`` at ``start`` to ``end`` of the folded passage; ``heads`` from the widest to its own. It
    ``begins`` where those are written before it."""

    heads: tuple[str, ...]
    text: str
    begins: int
    start: int
    end: int

    @property
    def head(self) -> str:
        return "".join(self.heads)

    @property
    def is_figure(self) -> bool:
        if _FIGURE.fullmatch(self.text) is None:
            return False
        # 1921 under 行政处罚(件) is no year.
        return _YEAR.fullmatch(self.text) is None or _COUNTED.search(self.head) is not None

    @property
    def bears_unit(self) -> bool:
        found = _FIGURE.fullmatch(self.text)
        return bool(found and found["unit"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """``unit`` is that of the whole table, empty where none is written."""

    sentence: Sentence
    cells: tuple[RowCell, ...]
    unit: str


def with_year(text: str) -> str:
    """``text`` with a bare year as a year: 2022 is 2022年."""
    year = _YEAR.fullmatch(text)
    return f"{year['year']}年" if year else text


def rows_of(passage: Passage) -> Iterator[Row]:
    """The rows of tables in ``passage`` that hold two cells or more, in order."""
    folded = fold(passage.text)
    unit = _unit_of_table(folded.text) if "单位:" in folded.text else ""
    is_drawn = _SEPARATOR.search(passage.text) is not None
    start = 0
    header: tuple[tuple[str, ...], ...] = ()
    for line in folded.text.split("\n"):
        cells = _headed(line, start, folded, passage.text) if _may_be_headed(line) else []
        look = is_drawn and len(cells) < 2
        drawn = _drawn(start, start + len(line), folded, passage.text) if look else []
        if len(drawn) > 1:
            header, cells = _below(header, drawn, folded, passage.text)
        if len(cells) > 1:
            span = (start, start + len(line))
            sentence = Sentence(passage=passage, folded=folded, start=span[0], end=span[1], clauses=(span,))
            yield Row(sentence=sentence, cells=tuple(cells), unit=unit)
        start += len(line) + 1


def _may_be_headed(line: str) -> bool:
    """Whether it has the marks of two cells, at least one with a head; of prose few lines have, and to look
    for cells takes hundreds of times as long."""
    return ":" in line and (";" in line or line.count(":") > 1)


def _headed(line: str, start: int, folded: Folded, source: str) -> list[RowCell]:
    cells = [
        RowCell(
            heads=_heads(start + match.start("head"), start + match.end("head"), folded, source),
            text=match["cell"],
            begins=start + match.start("head"),
            start=start + match.start("cell"),
            end=start + match.end("cell"),
        )
        for match in _CELL.finditer(line)
    ]
    if not cells:
        return []
    alone = [
        RowCell(heads=(), text=match["cell"], begins=start + begin, start=start + begin, end=start + end)
        for match in _ALONE.finditer(line)
        for begin, end in (match.span("cell"),)
    ]
    return alone + cells


def _heads(start: int, end: int, folded: Folded, source: str) -> tuple[str, ...]:
    """The heads in ``folded.text[start:end]``, parted by blanks in the source."""
    begin, stop = folded.source_span(start, end)
    return tuple(fold(head).text for head in source[begin:stop].split())


def _unit_of_table(text: str) -> str:
    """The unit in a line or cell of its own (单位:万元); one beside the name of a column is that column's."""
    for line in text.split("\n"):
        if ";" in line:
            continue
        for piece in line.split("|"):
            found = _UNIT_OF_TABLE.search(piece)
            if found and ("|" not in line or piece.strip(" ()").startswith("单位:")):
                return found["unit"]
    return ""


def _drawn(start: int, end: int, folded: Folded, source: str) -> list[RowCell]:
    """The cells of a line that draws its row with bars, tabs or wide blanks; empty ones too."""
    if start == end:
        return []
    begin, stop = folded.source_span(start, end)
    bounds = [begin]
    for separator in _SEPARATOR.finditer(source, begin, stop):
        bounds += separator.span()
    bounds.append(stop)
    cells = []
    for left, right in zip(bounds[::2], bounds[1::2], strict=True):
        first, last = folded.folded_span(left, right)
        cells.append(RowCell(heads=(), text=folded.text[first:last], begins=first, start=first, end=last))
    return cells


def _below(
    header: tuple[tuple[str, ...], ...], cells: list[RowCell], folded: Folded, source: str
) -> tuple[tuple[tuple[str, ...], ...], list[RowCell]]:
    """``cells`` of a line that bear no heads, read below ``header``: the header that holds from here on, and
    the row's cells. A line without figures is a header itself."""
    if not any(cell.is_figure for cell in cells):
        return tuple(_heads(cell.start, cell.end, folded, source) if cell.text else () for cell in cells), []
    if len(cells) != len(header):
        filled = [cell for cell in cells if cell.text]
        stands_alone = len(filled) == 2 and not filled[0].is_figure and filled[1].is_figure
        return header, filled if stands_alone else []
    return header, [
        replace(cell, heads=heads) for heads, cell in zip(header, cells, strict=True) if cell.text
    ]
