"""Figures in the rows of tables, with the words that say what they count.

A row of a table is read as ``名称：…；单位：件；数量：55``: what a figure counts stands in the other cells
and in the header above it, its unit in its cell, in that header (受理数(件)), in a cell of its own or in a
label of the whole table. This module does not know prose.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import CHANCE_VALUE, Evidence
from qa_service.answering.text.folding import fold
from qa_service.answering.text.sentences import Sentence
from qa_service.quantities import Quantity, find_quantities
from qa_service.quantities.units import units
from vectorstore.passages import Passage

_CELL = re.compile(r"(?P<head>[^;:。\n]{1,40}):(?P<cell>[^;\n]{1,60})(?:;|$)")
_FIGURE = re.compile(r"-?\d[\d,]*(?:\.\d+)?(?P<unit>[^\d,.\s]{0,4})")
_UNIT_HEAD = re.compile(r"^(?:计量)?单位$")
_UNIT_IN_HEAD = re.compile(r"\((?P<unit>[^()\d]{1,4})\)$")
_UNIT_OF_TABLE = re.compile(r"单位:(?P<unit>[^\s;:|,。()]{1,4})(?=[\s)|]|$)")
_SAYS_NOTHING = re.compile(r"^(?:数量|数值|数据|合计|总计|小计|本年|本年度|全年|实际|完成|金额|序号|编号)$")
_NUMBER_ONLY = re.compile(r"^(?:序号|编号)$|(?:电话|热线|传真|邮编|邮政编码|号码|账号|代码|文号)$")
_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)(?:年度?)?")
_YEAR_SAID = re.compile(r"(?P<year>(?:19|20)\d\d)年")
_LEAST_COVERAGE = 0.6
_LEAST_COVERAGE_ALONE = 0.8
"""Of a row that is to answer by itself, beside sentences that do."""
_PURE = 0.25
_LATEST = 0.02
_PLANNED = re.compile(r"预算|计划|目标|任务|年初")
_OF_A_PLAN = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell(Candidate):
    """A candidate from a row; ``own`` are the words of the row that say what it counts."""

    own: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A cell of a row, at ``start`` to ``end`` of its line, with the head above it."""

    head: str
    cell: str
    start: int
    end: int

    @classmethod
    def of(cls, match: re.Match[str]) -> "_Part":
        return cls(head=match["head"], cell=match["cell"], start=match.start("cell"), end=match.end("cell"))


def with_cells(
    candidates: Sequence[Candidate],
    passages: Iterable[Passage],
    evidence: Evidence,
    chances: Mapping[str, float],
) -> list[Candidate]:
    """``candidates`` with the cells of tables that hold what is asked for, best first; of the years that are
    asked about, where a row or a column is of a year."""
    if not evidence.question.wants_figure:
        return list(candidates)
    asked = evidence.question.scope.years
    found: list[Candidate] = list(candidates)
    for cell in cells_of(passages, evidence):
        years = [int(year) for year in _YEAR_SAID.findall(cell.own)]
        if cell.coverage < _LEAST_COVERAGE_ALONE or (asked and years and not set(years) & set(asked)):
            continue
        chance = chances.get(cell.sentence.passage.passage_id) if chances else None
        score = cell.coverage + _PURE * _share_asked(cell.own, evidence) + CHANCE_VALUE * (chance or 0.0)
        if _PLANNED.search(cell.own) and not _PLANNED.search(evidence.question.text):
            score -= _OF_A_PLAN
        score += _LATEST * (max(years) - 2000) / 100 if years else 0.0
        found.append(replace(cell, score=score, chance=chance))
    found.sort(key=lambda c: (-c.score, c.sentence.passage.passage_id, c.start))
    return found


def _share_asked(own: str, evidence: Evidence) -> float:
    """The share of a cell's own words that the question's make up, 0–1."""
    plain = _YEAR_SAID.sub("", own)
    said = (
        next((word for word in (term.text, *term.synonyms) if word in plain), "")
        for term in evidence.focus.terms
    )
    return min(1.0, sum(map(len, said)) / len(plain)) if plain else 0.0


def cells_of(passages: Iterable[Passage], evidence: Evidence) -> Iterator[Cell]:
    """The figures of rows in ``passages`` that may be what is asked for, in order."""
    for passage in passages:
        folded = fold(passage.text)
        label = _UNIT_OF_TABLE.search(folded.text)
        start = 0
        header: tuple[str, ...] = ()
        for line in folded.text.split("\n"):
            parts = [_Part.of(match) for match in _CELL.finditer(line)]
            if "|" in line and len(parts) < 2:
                header, parts = _below(header, line)
            if len(parts) > 1:
                sentence = Sentence(
                    passage=passage,
                    folded=folded,
                    start=start,
                    end=start + len(line),
                    clauses=((start, start + len(line)),),
                )
                yield from _of_row(parts, sentence, label["unit"] if label else "", evidence)
            start += len(line) + 1


def _below(header: tuple[str, ...], line: str) -> tuple[tuple[str, ...], list[_Part]]:
    """``line`` of a table whose cells bear no heads, read below ``header``: the header that holds from here
    on, and the row's cells. A line without figures is a header itself."""
    cells = line.split("|")
    if not any(_FIGURE.fullmatch(cell.strip()) and not _YEAR.fullmatch(cell.strip()) for cell in cells):
        return tuple(cell.strip() for cell in cells), []
    if len(cells) != len(header):
        return header, []
    parts, at = [], 0
    for head, cell in zip(header, cells, strict=True):
        begin = at + len(cell) - len(cell.lstrip())
        parts.append(_Part(head=head, cell=cell.strip(), start=begin, end=begin + len(cell.strip())))
        at += len(cell) + 1
    return header, [part for part in parts if part.cell]


def _of_row(parts: list[_Part], sentence: Sentence, unit_of_table: str, evidence: Evidence) -> Iterator[Cell]:
    figures = [part for part in parts if _FIGURE.fullmatch(part.cell) and not _YEAR.fullmatch(part.cell)]
    labels = "".join(p.head for p in parts if p not in figures and not _NUMBER_ONLY.match(p.head))
    names = "".join(_named(p.cell) for p in parts if p not in figures and not _UNIT_HEAD.match(p.head))
    unit_of_row = next((p.cell for p in parts if _UNIT_HEAD.match(p.head)), "")
    in_name = _UNIT_IN_HEAD.search(names)
    unit_in_name = in_name["unit"] if in_name and in_name["unit"].lstrip("万亿") in units() else ""
    names = names[: in_name.start()] if in_name and unit_in_name else names
    section = "".join(sentence.passage.section)
    for part in figures:
        if _NUMBER_ONLY.match(part.head):
            continue
        head = part.head.split("/")[-1].strip()
        in_head = _UNIT_IN_HEAD.search(head)
        bare = head[: in_head.start()] if in_head else head
        own = names + ("" if _SAYS_NOTHING.match(bare) else _named(bare))
        unit = in_head["unit"] if in_head else unit_of_row or unit_in_name or unit_of_table
        quantity = _quantity(part, sentence.start, unit)
        coverage = evidence.focus.coverage(evidence.focus.values(f"{own} {labels} {section}"))
        if quantity is not None and coverage >= _LEAST_COVERAGE and _suits(quantity, evidence):
            yield Cell(
                sentence=sentence,
                start=sentence.start + part.start,
                end=sentence.start + part.end,
                score=coverage,
                coverage=coverage,
                direct=coverage,
                quantity=quantity,
                own=own,
            )


def _named(text: str) -> str:
    """``text`` with a bare year as a year: 2022 is 2022年."""
    year = _YEAR.fullmatch(text)
    return f"{year['year']}年" if year else text


def _quantity(part: _Part, offset: int, unit: str) -> Quantity | None:
    """The figure of a cell with its unit, which may stand elsewhere in the row."""
    cell = part.cell
    found = _FIGURE.fullmatch(cell)
    written = cell if found and found["unit"] else f"{cell}{unit}"
    quantity = next(iter(find_quantities(f"共{written}")), None)
    if quantity is None or quantity.value is None:
        return None
    return replace(quantity, start=offset + part.start, end=offset + part.end, text=written)


def _suits(quantity: Quantity, evidence: Evidence) -> bool:
    question = evidence.question
    if question.measured:
        return quantity.unit in question.measured
    asked = question.unit
    if not asked or not quantity.unit or asked == quantity.unit:
        return True
    return any(asked in group and quantity.unit in group for group in evidence.wording.unit_groups)
