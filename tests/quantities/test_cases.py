"""Figures as official texts write them: ``cases.tsv``, a line a text."""

from decimal import Decimal
from pathlib import Path

import pytest

from qa_service.quantities import Kind, Quantity, find_quantities

NOT_LISTED = {Kind.DATE, Kind.ORDINAL, Kind.ARTICLE}
LINES = (Path(__file__).parent / "cases.tsv").read_text(encoding="utf-8").splitlines()
CASES = [line.partition("\t")[::2] for line in LINES if not line.startswith("#")]


def expected(written: str) -> tuple[str, str, str, str, str]:
    words, value, high, unit, modifier = (written.split("|") + [""] * 4)[:5]
    return words, value, high, unit, modifier


def shown(number: Decimal | None, wanted: str) -> str:
    """``wanted`` where it is the same number: 2/3 is no decimal fraction."""
    if wanted in ("", "?"):
        return wanted if number is None else str(number)
    numerator, _, denominator = wanted.partition("/")
    return wanted if number == Decimal(numerator) / Decimal(denominator or 1) else str(number)


def listed(found: Quantity, wanted: tuple[str, ...]) -> tuple[str, str, str, str, str]:
    value, high = shown(found.value, wanted[1]), shown(found.high, wanted[2])
    return found.text, value, high, found.unit, found.modifier


@pytest.mark.parametrize(("text", "figures"), CASES)
def test_every_figure_is_found_with_value_unit_modifier_and_place(text: str, figures: str) -> None:
    wanted = [expected(figure) for figure in figures.split(" ; ")] if figures else []
    found = [one for one in find_quantities(text) if one.kind not in NOT_LISTED]
    padded = [*wanted, *[("", "", "", "", "")] * (len(found) - len(wanted))]
    assert [listed(one, wish) for one, wish in zip(found, padded, strict=False)] == wanted
    assert all(text[one.start : one.end] == one.text for one in found)
