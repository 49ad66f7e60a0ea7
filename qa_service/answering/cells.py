"""Figures in the rows of tables, with the words that say what they count.

A row of a table is read as ``名称：…；单位：件；数量：55``: what a figure counts stands in the other cells
and in the header above it, its unit in its cell, in that header (受理数(件)), in a cell of its own or in a
label of the whole table. This module does not know prose.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from qa_service.answering.candidates import Candidate
from qa_service.answering.evidence import Evidence
from qa_service.answering.folding import fold
from qa_service.answering.sentences import Sentence
from qa_service.quantities import Quantity, find_quantities
from vectorstore.passages import Passage

_CELL = re.compile(r"(?P<head>[^;:\n]{1,40}):(?P<cell>[^;\n]{1,60})(?:;|$)")
_FIGURE = re.compile(r"-?\d[\d,]*(?:\.\d+)?(?P<unit>[^\d,.\s]{0,4})")
_UNIT_HEAD = re.compile(r"^(?:计量)?单位$")
_UNIT_IN_HEAD = re.compile(r"\((?P<unit>[^()\d]{1,4})\)$")
_UNIT_OF_TABLE = re.compile(r"单位:(?P<unit>[^\s;:|,。()]{1,4})(?=[\s)|]|$)")
_SAYS_NOTHING = re.compile(r"^(?:数量|数值|数据|合计|总计|小计|本年|本年度|全年|实际|完成|金额|序号|编号)$")
_NUMBER_ONLY = re.compile(r"^(?:序号|编号)$")
_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)(?:年度?)?")
_LEAST_COVERAGE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell(Candidate):
    """A candidate from a row; ``own`` are the words of the row that say what it counts."""

    own: str


def cells_of(passages: Iterable[Passage], evidence: Evidence) -> Iterator[Cell]:
    """The figures of rows in ``passages`` that may be what is asked for, in order."""
    for passage in passages:
        folded = fold(passage.text)
        label = _UNIT_OF_TABLE.search(folded.text)
        start = 0
        for line in folded.text.split("\n"):
            parts = list(_CELL.finditer(line))
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


def _of_row(
    parts: list[re.Match[str]], sentence: Sentence, unit_of_table: str, evidence: Evidence
) -> Iterator[Cell]:
    figures = [
        part for part in parts if _FIGURE.fullmatch(part["cell"]) and not _YEAR.fullmatch(part["cell"])
    ]
    names = "".join(_named(p["cell"]) for p in parts if p not in figures and not _UNIT_HEAD.match(p["head"]))
    unit_of_row = next((p["cell"] for p in parts if _UNIT_HEAD.match(p["head"])), "")
    for part in figures:
        if _NUMBER_ONLY.match(part["head"]):
            continue
        head = part["head"].split("/")[-1].strip()
        in_head = _UNIT_IN_HEAD.search(head)
        bare = head[: in_head.start()] if in_head else head
        own = names + ("" if _SAYS_NOTHING.match(bare) else _named(bare))
        unit = in_head["unit"] if in_head else unit_of_row or unit_of_table
        quantity = _quantity(part, sentence.start, unit)
        coverage = evidence.focus.coverage(evidence.focus.values(own + "".join(sentence.passage.section)))
        if quantity is not None and coverage >= _LEAST_COVERAGE and _suits(quantity, evidence):
            yield Cell(
                sentence=sentence,
                start=sentence.start + part.start("cell"),
                end=sentence.start + part.end("cell"),
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


def _quantity(part: re.Match[str], offset: int, unit: str) -> Quantity | None:
    """The figure of a cell with its unit, which may stand elsewhere in the row."""
    cell = part["cell"]
    found = _FIGURE.fullmatch(cell)
    written = cell if found and found["unit"] else f"{cell}{unit}"
    quantity = next(iter(find_quantities(f"共{written}")), None)
    if quantity is None or quantity.value is None:
        return None
    return replace(quantity, start=offset + part.start("cell"), end=offset + part.end("cell"), text=written)


def _suits(quantity: Quantity, evidence: Evidence) -> bool:
    question = evidence.question
    if question.measured:
        return quantity.unit in question.measured
    asked = question.unit
    if not asked or not quantity.unit or asked == quantity.unit:
        return True
    return any(asked in group and quantity.unit in group for group in evidence.wording.unit_groups)
