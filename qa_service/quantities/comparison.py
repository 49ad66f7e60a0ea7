"""When two quantities say the same: 12.5万 and 125,000, 百分之三十 and 30% and 三成, 33宗 and 33件."""

from decimal import Context, Decimal

from qa_service.quantities.amounts import number
from qa_service.quantities.dates import find_dates
from qa_service.quantities.figures import Quantity
from qa_service.quantities.modifiers import Bound, bounds, named, per_pattern
from qa_service.quantities.units import Kind, units

# More than any document writes; an unending fraction (一亩 in square metres) is cut alike on both sides.
_SIGNIFICANT = Context(prec=12)
_FIXED_KINDS = frozenset({Kind.DATE, Kind.ARTICLE, Kind.ORDINAL})
_SIDES = {Bound.AT_LEAST: 1, Bound.AT_MOST: -1}

_Key = tuple[Decimal, Decimal | None, str, Kind | None, int]


def canonical(quantity: Quantity) -> tuple[Decimal | None, Decimal | None, str]:
    """(value, high, base unit): 3公里 → (3000, None, 米), 三成 → (0.3, None, 1); ratios are shares of 1.

    每百人3.2个 → (0.032, None, 个/人).
    """
    if quantity.kind is Kind.RATIO:
        return quantity.value, quantity.high, "1"
    unit = units().get(quantity.unit)
    factor, base = (unit.factor, unit.base) if unit else (Decimal(1), quantity.unit)
    if share := per_pattern().match(quantity.modifier):
        factor /= _scale(share["scale"])
        counted = units().get(share["counted"])
        base = f"{base}/{counted.base if counted else share['counted']}"
    return _scaled(quantity.value, factor), _scaled(quantity.high, factor), base


def direction(quantity: Quantity) -> int:
    """1 for at least (以上, 余, 超过), -1 for at most (以下, 不足), 0 for neither."""
    found = bounds(quantity.modifier)
    if Bound.AT_MOST in found:
        return -1
    return 1 if Bound.AT_LEAST in found else 0


def same_value(first: Quantity, second: Quantity) -> bool:
    """Whether both give the same figure in the same unit with the same bound, however written.

    An equivalence among quantities with a known value; unknown ones (数百人) equal nothing. 以上 and 不超过
    are bounds; 100余人, 约100人 and 100人 are the same figure. Dates are the same only with all their parts.
    """
    key = _key(first)
    return key is not None and key == _key(second)


def _key(quantity: Quantity) -> _Key | None:
    kind = quantity.kind if quantity.kind in _FIXED_KINDS else None
    value, high, base = canonical(quantity)
    if kind is Kind.DATE and len(dates := find_dates(quantity.text)) == 1:
        value = Decimal((dates[0].year or 0) * 10000 + (dates[0].month or 0) * 100 + (dates[0].day or 0))
    if value is None:
        return None
    return _cut(value), None if high is None else _cut(high), base, kind, _side(quantity)


def _side(quantity: Quantity) -> int:
    """What is said outside of the figure bounds it; 余 and 多 inside only make it rough."""
    found = [
        _SIDES.get(modifier.bound, 0) for modifier in named(quantity.modifier) if modifier.place != "inside"
    ]
    return min(found, key=lambda side: (side != -1, side != 1), default=0)


def _scale(written: str) -> Decimal:
    return number(written) or Decimal(1)


def _scaled(value: Decimal | None, factor: Decimal) -> Decimal | None:
    return None if value is None else value * factor


def _cut(value: Decimal) -> Decimal:
    return _SIGNIFICANT.plus(value).normalize(_SIGNIFICANT)
