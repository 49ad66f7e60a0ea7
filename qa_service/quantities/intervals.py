"""The values that a figure allows: 100余件 is from 100 to below 200. This module does not parse."""

from decimal import Decimal

from qa_service.quantities.comparison import canonical
from qa_service.quantities.figures import Quantity
from qa_service.quantities.modifiers import Bound, bounds

_STEP = ("余", "多", "来", "几")


def interval(quantity: Quantity) -> tuple[Decimal, Decimal | None] | None:
    """The ends, in the base unit, between which a figure lies: 100余件 is from 100 to below 200."""
    value, high, _ = canonical(quantity)
    if value is None:
        return None
    if high is not None:
        return value, high
    bound = bounds(quantity.modifier) - {Bound.EXACT}
    if not bound:
        return value, value
    step = _last_place(value)
    if Bound.ABOUT in bound:
        return value - step, value + step
    if Bound.AT_MOST in bound:
        return Decimal(0), value
    return value, value + step if any(word in quantity.modifier for word in _STEP) else None


def _last_place(value: Decimal) -> Decimal:
    """10 for 120, 0.1 for 12.5: what one more in the last digit is worth."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
