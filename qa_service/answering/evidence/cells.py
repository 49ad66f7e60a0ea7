"""Figures in the rows of tables, with the words that say what they count.

What a figure counts stands in the other cells of its row and in the heads above it, its unit in its cell, in
its head (受理数(件)), in a cell of its own or in a label of the whole table. A figure that the question does
not tell from those beside or below it is none. This module does not know prose.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import CHANCE_VALUE, Evidence
from qa_service.answering.evidence.parts_of_years import parts_named
from qa_service.answering.evidence.row_words import MOST_ABOVE, AskedRows
from qa_service.answering.evidence.table_rows import Row, RowCell, rows_of, with_year
from qa_service.answering.questions.classifiers import may_count_alike
from qa_service.answering.questions.question import Expects
from qa_service.answering.text.folding import fold
from qa_service.answering.text.sentences import Sentence
from qa_service.library.records import DocumentSummary
from qa_service.quantities import Quantity, find_quantities
from qa_service.quantities.units import Kind, units
from vectorstore.passages import Passage

_NUMBER_OF_NAME = re.compile(r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d{1,2}[.、])")
_UNIT_HEAD = re.compile(r"^(?:计量)?单位$")
_LONGEST_UNIT, _LONGEST_CAPTION = 1, 40
_CAPTION = re.compile(r"附?表\d|.{4,40}(?:表|情况|统计|汇总|一览)$")
_UNIT_IN_HEAD = re.compile(r"\((?:单位:)?(?P<unit>[^()\d]{1,8})\)$")
_SAYS_NOTHING = re.compile(
    r"^(?:数量|数值|数据|合计|总计|小计|本年|本年度|全年|(?:实际|完成|实际完成|决算|执行)(?:数|值)?|金额|[人件户次家个]数|名额|序号|编号|全[省市县区州旗镇乡])$"
)
_TOTAL = re.compile(r"合计|总计|小计|共计")
_NUMBER_ONLY = re.compile(r"^(?:序号|编号)$|(?:电话|热线|传真|邮编|邮政编码|号码|账号|代码|文号)$")
_YEAR_SAID = re.compile(r"(?P<year>(?:19|20)\d\d)年")
_LEAST_COVERAGE = 0.6
_LEAST_COVERAGE_ALONE = 0.8
"""Of a row that is to answer by itself, beside sentences that do."""
_LEAST_NAMED = 0.5
_PURE = 0.25
_NOT_OWN = 0.3
"""What stands above the whole table tells none of its cells from another."""
_LATEST = 0.02
_OF_ASKED_PART = 0.3
"""Of the part of a year that is asked for, which sentences on the year do not tell."""
_HEAD_SAID = 0.1
"""The question says the head of the column word for word: 年度投资 is not 总投资."""
_PLANNED = re.compile(r"预算|计划|目标|任务|年初")
_OF_A_PLAN = 0.05
_TOLD_BY_UNIT = frozenset({Kind.DURATION, Kind.AGE, Kind.PERCENT, Kind.MEASURE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell(Candidate):
    """A candidate from a row; ``own`` are the words that say what it counts: ``names``, the row's other
    cells, and those of ``heads``, the heads above it, that say something."""

    own: str
    names: tuple[str, ...]
    heads: tuple[str, ...]
    shown: tuple[tuple[int, int], ...]
    """Where the row's names and the figure with its heads stand in the folded passage."""


def with_cells(
    candidates: Sequence[Candidate],
    passages: Iterable[Passage],
    evidence: Evidence,
    chances: Mapping[str, float],
    documents: Mapping[str, DocumentSummary],
) -> list[Candidate]:
    """``candidates`` with the cells of tables that hold what is asked for, best first; of the years that are
    asked about, where a row or a column is of a year."""
    if not evidence.question.wants_figure:
        return list(candidates)
    asked, said = evidence.question.scope.years, fold(evidence.question.text).text
    found: list[Candidate] = list(candidates)
    cells = tuple(cells_of(passages, evidence, documents))
    rows, part = AskedRows(evidence), parts_named(said)
    likely = _chances_of_tables(cells, chances)
    for cell in cells:
        years = [int(year) for year in _YEAR_SAID.findall(cell.own)]
        if cell.coverage < _LEAST_COVERAGE_ALONE or (asked and years and not set(years) & set(asked)):
            continue
        chance = likely[_table(cell)] if chances else None
        score = cell.coverage + _PURE * _share_asked(cell.own, evidence) + CHANCE_VALUE * (chance or 0.0)
        score -= _NOT_OWN * (cell.coverage - rows.coverage(cell.own))
        if cell.heads and len(cell.heads[-1]) > 1 and cell.heads[-1] in said:
            score += _HEAD_SAID
        if _PLANNED.search(cell.own) and not _PLANNED.search(evidence.question.text):
            score -= _OF_A_PLAN
        score += _OF_ASKED_PART * bool(part & parts_named(cell.own))
        score += _LATEST * (max(years) - 2000) / 100 if years else 0.0
        found.append(replace(cell, score=score, chance=chance))
    found.sort(key=lambda c: (-c.score, c.sentence.passage.passage_id, c.start))
    return found


def _of_asked_part(cells: Sequence[Cell], asked: str) -> Iterator[Cell]:
    """``cells``, in tables by parts of a year only those of the part that folded ``asked`` names."""
    part = parts_named(asked)
    by_parts = {_table(cell) for cell in cells if part and parts_named(cell.own)}
    for cell in cells:
        if _table(cell) not in by_parts or part & parts_named(cell.own):
            yield cell


def _table(cell: Cell) -> tuple[str, tuple[str, ...]]:
    passage = cell.sentence.passage
    return passage.document_id, passage.section


def _chances_of_tables(
    cells: Iterable[Cell], chances: Mapping[str, float]
) -> Mapping[tuple[str, tuple[str, ...]], float]:
    """The best chance of the passages that a table is cut into: which of its rows is meant, its words say."""
    best: dict[tuple[str, tuple[str, ...]], float] = defaultdict(float)
    for cell in cells:
        best[_table(cell)] = max(best[_table(cell)], chances.get(cell.sentence.passage.passage_id, 0.0))
    return best


def _unmistakable(cells: Sequence[Cell], asked: AskedRows) -> Iterator[Cell]:
    """``cells`` without those that the question does not tell from their like: of several rows of the group
    that it names, of several columns of a row; the row or column of the total stands for all of them."""
    rows, columns = defaultdict(set), defaultdict(set)
    for cell in cells:
        rows[_group(cell)].add(cell.names)
        columns[_row(cell)].add(cell.heads)
    for cell in cells:
        if len(rows[_group(cell)]) > 1 and not _is_named(cell.names, asked):
            continue
        beside = columns[_row(cell)]
        outright = _named_outright(beside, asked)
        if outright and cell.heads not in outright:
            continue
        heads = cell.heads[_shared(beside) :]
        told = bool(outright) or _is_named(heads, asked) or _is_counted_in(cell.heads, beside, asked)
        if len(beside) > 1 and not told and not _plan_and_fact(beside, asked):
            continue
        yield cell


def _group(cell: Cell) -> tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    return *_table(cell), cell.names[:-1], cell.heads


def _row(cell: Cell) -> tuple[str, int]:
    return cell.sentence.passage.passage_id, cell.sentence.start


def _shared(columns: Collection[Sequence[str]]) -> int:
    """How many heads lie above all of ``columns``."""
    levels = zip(*columns, strict=False)
    return sum(1 for _ in takewhile(lambda level: len(set(level)) == 1, levels)) if len(columns) > 1 else 0


def _is_named(names: Sequence[str], asked: AskedRows) -> bool:
    """The question names the last of ``names``, or it is that of a year, or of the total of what it names."""
    *above, last = names or ("",)
    if not last or _SAYS_NOTHING.match(last) or _YEAR_SAID.search(last):
        return not above or _is_named(above, asked)
    return any(term.value_in(last) >= _LEAST_NAMED for term in asked.naming)


def _named_outright(columns: Iterable[tuple[str, ...]], asked: AskedRows) -> set[tuple[str, ...]]:
    """Those of ``columns`` whose head the question says word for word, the longest: 县级, not 全县."""
    said = fold(asked.evidence.question.text).text
    found = {
        column: column[-1] for column in columns if column and len(column[-1]) > 1 and column[-1] in said
    }
    longest = max(map(len, found.values()), default=0)
    return {column for column, head in found.items() if len(head) == longest}


def _is_counted_in(heads: Sequence[str], columns: Iterable[Sequence[str]], asked: AskedRows) -> bool:
    """The only one of ``columns`` whose head says the measure word that is asked for: 场次 of 多少场."""
    unit = asked.evidence.question.unit
    counting = [column for column in columns if column and unit and unit in column[-1]]
    return counting == [heads]


def _plan_and_fact(columns: Iterable[Sequence[str]], asked: AskedRows) -> bool:
    """Columns like 预算数 and 决算数, of which the fact is meant where no plan is asked for."""
    heads = ["".join(column) for column in columns]
    return any(map(_PLANNED.search, heads)) and not any(_is_named((head,), asked) for head in heads)


def _share_asked(own: str, evidence: Evidence) -> float:
    """The share of a cell's own words that the question's make up, 0–1."""
    plain = _YEAR_SAID.sub("", own)
    said = (
        next((word for word in (term.text, *term.synonyms) if word in plain), "")
        for term in evidence.focus.terms
    )
    return min(1.0, sum(map(len, said)) / len(plain)) if plain else 0.0


def cells_of(
    passages: Iterable[Passage], evidence: Evidence, documents: Mapping[str, DocumentSummary]
) -> Iterator[Cell]:
    """The figures of rows in ``passages`` that may be what is asked for, in order."""
    found: list[Cell] = []
    rows = AskedRows(evidence)
    passages = tuple(passages)
    at = {(passage.document_id, passage.paragraph): passage for passage in passages}
    for passage in passages:
        figures = _figures_of(passage)
        if not figures:
            continue
        metadata = documents[passage.document_id].metadata
        above = fold(" ".join((*passage.section, metadata.title, metadata.issuer or ""))).text
        lead = at.get((passage.document_id, passage.paragraph - 1))
        before = lead.text if lead is not None and lead.section == passage.section else ""
        said = fold(before).text.strip()
        caption = said if len(said) <= _LONGEST_CAPTION and _CAPTION.match(said) else ""
        found += _cells(figures, rows, above + caption, said)
    of_part = tuple(_of_asked_part(found, fold(evidence.question.text).text))
    return _unmistakable(of_part, rows)


def cells_in_rows(passage: Passage) -> tuple[Cell, ...]:
    """All figures of rows in ``passage``, whatever is asked, in order."""
    read = ((figure, _quantity(figure.cell, figure.unit)) for figure in _figures_of(passage))
    return tuple(_cell(figure, quantity, 1.0, figure.own) for figure, quantity in read if quantity)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figure:
    """A cell with a figure, and what its row says of it: the ``names`` in its other cells, its ``heads``
    without a unit, what of both tells which figure it is (``own``), the heads of the others (``labels``), and
    the unit, which may stand elsewhere in the row."""

    sentence: Sentence
    cell: RowCell
    names: tuple[str, ...]
    heads: tuple[str, ...]
    own: str
    labels: str
    unit: str
    shown: tuple[tuple[int, int], ...]
    left: tuple[str, ...]
    """The heads of the columns to the left, the nearest first."""
    above: tuple[str, ...]
    """What the rows above say of theirs, the nearest first."""


@lru_cache(maxsize=512)
def _figures_of(passage: Passage) -> tuple[_Figure, ...]:
    figures: list[_Figure] = []
    above: list[str] = []
    headings: list[str] = []
    read = 0
    for row in rows_of(passage):
        sentence = row.sentence
        # 二、行政应诉 in a row of its own.
        between = sentence.folded.text[read : sentence.start].split("\n")
        above += [line for line in between if line]
        headings += [line for line in between if line]
        # 合计 is of all rows above it, and of none of them.
        said_above = headings if _is_total(row) else above
        of_row = list(_of_row(row, tuple(reversed(said_above[-MOST_ABOVE:]))))
        figures += of_row
        above.append("".join(of_row[0].names) if of_row else sentence.text)
        read = sentence.end
    return tuple(figures)


def _is_total(row: Row) -> bool:
    return any(_TOTAL.fullmatch(cell.text) for cell in row.cells)


def _of_row(row: Row, above: tuple[str, ...]) -> Iterator[_Figure]:
    figures = [cell for cell in row.cells if cell.is_figure]
    labels = "".join(c.head for c in row.cells if c not in figures and not _NUMBER_ONLY.search(c.head))
    named = [cell for cell in row.cells if cell not in figures and not _says_unit(cell)]
    names = tuple(with_year(_NUMBER_OF_NAME.sub("", cell.text)) for cell in named)
    said = "".join(names)
    unit_of_row = next((cell.text for cell in row.cells if _says_unit(cell)), "")
    in_name = _UNIT_IN_HEAD.search(said)
    unit_in_name = in_name["unit"] if in_name and in_name["unit"].lstrip("万亿") in units() else ""
    said = said[: in_name.start()] if in_name and unit_in_name else said
    said = "" if _SAYS_NOTHING.match(said) else said
    left: tuple[str, ...] = ()
    for figure in figures:
        if _NUMBER_ONLY.search(figure.head):
            continue
        heads, unit_in_head = _heads(figure)
        yield _Figure(
            sentence=row.sentence,
            cell=figure,
            names=names,
            heads=heads,
            own=said + "".join(head for head in heads if not _SAYS_NOTHING.match(head)),
            labels=labels,
            unit=unit_in_head or unit_of_row or unit_in_name or row.unit,
            shown=(*((cell.start, cell.end) for cell in named), (figure.begins, figure.end)),
            left=left,
            above=above,
        )
        left = ("".join(heads), *left)


def _says_unit(cell: RowCell) -> bool:
    """件 under 单位; 市交通运输局 under it is one of the units that are told of."""
    return _UNIT_HEAD.match(cell.head) is not None and (
        len(cell.text) <= _LONGEST_UNIT or cell.text.lstrip("百千万亿") in units() or "/" in cell.text
    )


def _cells(figures: Iterable[_Figure], rows: AskedRows, above: str, before: str) -> Iterator[Cell]:
    """``before``: what the passage before theirs says."""
    evidence = rows.evidence
    for figure in figures:
        group = "".join(figure.heads[:-1])
        said = figure.own.replace(group, "", 1)
        own = rows.matter_beside(said, group, figure.left, (*figure.above, before)) + figure.own
        coverage = rows.coverage(own, figure.labels, above)
        if coverage < _LEAST_COVERAGE:
            continue
        quantity = _quantity(figure.cell, figure.unit)
        quantity = _counted(quantity, evidence.question.unit) if quantity else None
        if quantity is not None and _suits(quantity, evidence):
            yield _cell(figure, quantity, coverage, own)


def _cell(figure: _Figure, quantity: Quantity, coverage: float, own: str) -> Cell:
    return Cell(
        sentence=figure.sentence,
        start=figure.cell.start,
        end=figure.cell.end,
        score=coverage,
        coverage=coverage,
        direct=coverage,
        quantity=quantity,
        own=own,
        names=figure.names,
        heads=figure.heads,
        shown=figure.shown,
    )


def _heads(figure: RowCell) -> tuple[tuple[str, ...], str]:
    """The heads above a figure, years as years, without the unit that the last one bears; and that unit."""
    *above, last = figure.heads or ("",)
    in_head = _UNIT_IN_HEAD.search(last)
    last = last[: in_head.start()] if in_head else last
    return tuple(with_year(head) for head in (*above, last)), in_head["unit"] if in_head else ""


def _quantity(figure: RowCell, unit: str) -> Quantity | None:
    """The figure of a cell with its unit, which may stand elsewhere in the row."""
    written = figure.text if figure.bears_unit else f"{figure.text}{unit}"
    quantity = next(iter(find_quantities(f"共{written}")), None)
    if quantity is None or quantity.value is None:
        return None
    value = -quantity.value if written.startswith("-") and quantity.value > 0 else quantity.value
    return replace(quantity, value=value, start=figure.start, end=figure.end, text=written)


def _counted(quantity: Quantity, asked: str | None) -> Quantity:
    """A figure without any unit counts in the measure word that is asked for."""
    unit = units().get(asked or "")
    bare = not quantity.unit and unit is not None and unit.kind is Kind.COUNT
    return replace(quantity, unit=asked or "") if bare else quantity


def _suits(quantity: Quantity, evidence: Evidence) -> bool:
    question = evidence.question
    if question.expects is Expects.RATE and quantity.kind is Kind.COUNT and quantity.unit:
        return False
    if question.measured:
        return quantity.unit in question.measured
    asked = question.unit
    if not asked or asked == quantity.unit:
        return True
    if not quantity.unit:
        # 人数 11 is no answer to 几年.
        return units()[asked].kind not in _TOLD_BY_UNIT if asked in units() else True
    if any(asked in group and quantity.unit in group for group in evidence.wording.unit_groups):
        return True
    return may_count_alike(asked, quantity.unit, question.asked_phrase or question.focus)
