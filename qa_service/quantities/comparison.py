"""When two quantities say the same: 12.5万 and 125,000, 百分之三十 and 30% and 三成, 33宗 and 33件."""

from decimal import Decimal

from qa_service.quantities.figures import Quantity
from qa_service.quantities.modifiers import Bound, bounds
from qa_service.quantities.units import Kind, units

TOLERANCE = Decimal("1e-9")


def canonical(quantity: Quantity) -> tuple[Decimal | None, Decimal | None, str]:
    """(value, high, base unit): 3公里 → (3000, None, 米), 三成 → (0.3, None, 1); ratios are shares of 1."""
    if quantity.kind is Kind.RATIO:
        return quantity.value, quantity.high, "1"
    unit = units().get(quantity.unit)
    if unit is None:
        return quantity.value, quantity.high, quantity.unit
    return _scaled(quantity.value, unit.factor), _scaled(quantity.high, unit.factor), unit.base


def direction(quantity: Quantity) -> int:
    """1 for at least (以上, 余, 超过), -1 for at most (以下, 不足), 0 for neither."""
    found = bounds(quantity.modifier)
    if Bound.AT_MOST in found:
        return -1
    return 1 if Bound.AT_LEAST in found else 0


def same_value(first: Quantity, second: Quantity) -> bool:
    """Whether both give the same figure in the same unit, however written.

    Unknown values (数百人) equal nothing. Modifiers count only where they contradict (以上 against 以下);
    100余人 and 100人 are the same figure.
    """
    if {first.kind, second.kind} & {Kind.DATE, Kind.ARTICLE, Kind.ORDINAL} and first.kind is not second.kind:
        return False
    (value, high, base), (other, other_high, other_base) = canonical(first), canonical(second)
    if value is None or other is None or base != other_base:
        return False
    if direction(first) * direction(second) < 0:
        return False
    return _close(value, other) and _close(high, other_high)


def _scaled(value: Decimal | None, factor: Decimal) -> Decimal | None:
    return None if value is None else value * factor


def _close(first: Decimal | None, second: Decimal | None) -> bool:
    if first is None or second is None:
        return first is second
    return abs(first - second) <= TOLERANCE * max(abs(first), abs(second), Decimal(1))
