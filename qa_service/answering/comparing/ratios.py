"""How many times one figure is the other, and what share of the whole a part is: of two sides alone.

A share is told only of a place that lies in the other one. Neither is told of rounded figures as if they were
exact, and none of a figure that is nought.
"""

from decimal import ROUND_HALF_UP, Decimal

from qa_service.answering.comparing.aims import Aims
from qa_service.answering.comparing.parties import Party
from qa_service.answering.comparing.values import (
    Finding,
    Value,
    Values,
    everyone,
    named,
    number_of,
    of_one_side,
    plain,
    say,
)
from qa_service.gazetteer import is_within

_CENT = Decimal("0.01")


def place_of(party: Party) -> tuple[str, ...]:
    """From the province down; empty where the side is no place."""
    documents = party.side.documents if party.side.kind == "地区" else ()
    return documents[0].metadata.region_path if documents else ()


def ratio(values: Values, aims: Aims) -> Finding | None:
    """The first side's figure in times of the other's; of years that which the question names first. None of
    more than two, or of rates."""
    if len(values.values) != 2 or values.base == "1":
        return None
    first, other = values.values
    if of_one_side(values) and aims.first_year == other.party.year:
        first, other = other, first
    if not other.at or first.at < 0 or other.at < 0:
        return None
    said = f"{_about(first, other)}{plain((first.at / other.at).quantize(_CENT, rounding=ROUND_HALF_UP))}倍"
    text = f"{named(first)},是{named(other)}的{said}(由系统计算)"
    return Finding(text=text, parties=everyone(values), short=said)


def share(values: Values) -> Finding | None:
    """What share of the figure of the place that holds the other the other's is. None of other sides than
    these two, or of a part that is more than the whole."""
    if len(values.values) != 2 or values.base == "1":
        return None
    one, two = values.values
    part, whole = (one, two) if _lies_in(one, two) else (two, one)
    if not _lies_in(part, whole) or not whole.at or not 0 <= part.at <= whole.at:
        return None
    percent = (100 * part.at / whole.at).quantize(_CENT, rounding=ROUND_HALF_UP)
    said = f"{_about(part, whole)}{plain(percent)}%"
    text = f"{named(part)},占{named(whole)}的{said}(由系统计算)"
    return Finding(text=text, parties=everyone(values), short=said)


def share_of_sum(values: Values, name: str) -> Finding | None:
    """What share of all figures together that of the side ``name`` is; None where somebody is left out."""
    one = next((value for value in values.values if value.party.name == name), None)
    whole = sum((value.at for value in values.values), Decimal(0))
    if one is None or not whole or values.base == "1" or values.counted_otherwise or values.silent:
        return None
    percent = (100 * one.at / whole).quantize(_CENT, rounding=ROUND_HALF_UP)
    about = "" if all(value.exact for value in values.values) else "约"
    said = f"{about}{plain(percent)}%"
    text = f"{named(one)},占{number_of(values)}合计{say(whole, values)}的{said}(由系统计算)"
    return Finding(text=text, parties=everyone(values), short=said)


def _lies_in(part: Value, whole: Value) -> bool:
    inner, outer = place_of(part.party), place_of(whole.party)
    return inner != outer and bool(outer) and is_within(inner, outer)


def _about(one: Value, other: Value) -> str:
    return "" if one.exact and other.exact else "约"
