"""Questions of all kinds, spoken, clumsy and mistyped, and what is understood of each (``questions.tsv``)."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from qa_service.answering.questions.question import analyse
from qa_service.answering.questions.simplified import simplified
from qa_service.gazetteer import RegionMention
from tests.answering.conftest import TODAY

_TABLE = Path(__file__).with_name("questions.tsv")


def _rows() -> Iterator[tuple[str, ...]]:
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield tuple(line.split("\t"))


def _listed(cell: str) -> list[str]:
    return [] if cell == "none" else cell.split()


@pytest.mark.parametrize("row", list(_rows()), ids=lambda row: row[0])
def test_a_question_is_understood(
    row: tuple[str, ...],
    segment: Callable[[str], Sequence[str]],
    find_regions: Callable[[str], Sequence[RegionMention]],
) -> None:
    asked, kind, regions, years, unit, words = row
    question = analyse(simplified(asked), segment=segment, find_regions=find_regions, today=TODAY)
    scope = question.scope
    understood = [*scope.regions, *(f"!{name}" for name in scope.absent_regions)]
    focus = "".join(question.focus)
    wrong = {
        "kind": question.expects != kind and question.expects.value,
        "regions": regions != "-" and understood != _listed(regions) and understood,
        "years": years != "-" and list(map(str, scope.years)) != _listed(years) and scope.years,
        "unit": unit != "-" and question.unit != (None if unit == "none" else unit) and question.unit,
        "words": words != "-" and [w for w in words.split() if w not in focus] and question.focus,
    }
    assert not {name: found for name, found in wrong.items() if found or found is None}
