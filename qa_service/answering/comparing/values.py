"""The figures of several sides in one unit, with who is left out and why, and how they are written.

Only figures that count one thing in one unit stand beside each other. A rounded figure (100余件, 近20人) is
an interval. This module reckons nothing out of them.
"""

from collections import Counter as Tally
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from qa_service.answering.comparing.parties import Party
from qa_service.answering.text.counting_words import counting_words
from qa_service.quantities import Quantity, canonical, interval
from qa_service.quantities.units import Kind, units

_MYRIAD, _HUNDRED_MILLION = Decimal(10**4), Decimal(10**8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A party's figure in the common base unit: ``low`` to ``high`` (None: no upper end); ``at`` is the
    figure as written. Equal ends for an exact one."""

    party: Party
    at: Decimal
    low: Decimal
    high: Decimal | None

    @property
    def exact(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A sentence about the values of ``parties``; ``short`` is its bare fact."""

    text: str
    parties: tuple[Party, ...]
    short: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """The values that can be set against each other, in ``base``, and who is left out and why."""

    values: tuple[Value, ...]
    base: str
    unit: str
    counted_otherwise: tuple[Party, ...] = ()
    silent: tuple[Party, ...] = ()


def values_of(parties: Sequence[Party]) -> Values:
    """The figures of ``parties`` that count what most of them count, in one base unit."""
    held = [(party, party.quantity) for party in parties]
    silent = tuple(party for party in parties if not party.says_something)
    kinds = [_kind(party, quantity) for party, quantity in held if quantity is not None]
    if not kinds:
        return Values(values=(), base="", unit="", silent=silent)
    common = max(kinds, key=lambda kind: (sum(_alike(kind, other) for other in kinds), kinds.count(kind)))
    if 2 * sum(_alike(common, kind) for kind in kinds) <= len(kinds):
        others = tuple(party for party in parties if party.says_something)
        return Values(values=(), base="", unit="", counted_otherwise=others, silent=silent)
    values, otherwise = [], []
    for party, quantity in held:
        ends = interval(quantity) if quantity is not None else None
        if quantity is None or ends is None or not _alike(common, _kind(party, quantity)):
            if party.says_something:
                otherwise.append(party)
            continue
        value, _, _ = canonical(quantity)
        assert value is not None
        values.append(Value(party=party, at=value, low=ends[0], high=ends[1]))
    return Values(
        values=tuple(values),
        base=common[0],
        unit=_unit([v.party.quantity for v in values if v.party.quantity]),
        counted_otherwise=tuple(otherwise),
        silent=silent,
    )


def _kind(party: Party, quantity: Quantity) -> tuple[str, object]:
    """What must be equal: the base unit, and what is counted."""
    return canonical(quantity)[2], party.reading.counts if party.reading else None


def _alike(one: tuple[str, object], other: tuple[str, object]) -> bool:
    """They count the same, in one unit or in measure words that count one thing by one: 144户 and 88家 of
    enterprises."""
    if one[1] != other[1]:
        return False
    return one[0] == other[0] or any(
        one[0] in group and other[0] in group for group in counting_words().units_alike
    )


def _unit(quantities: Sequence[Quantity]) -> str:
    """The unit to say results in: the one that most of the figures are written in."""
    return Tally(quantity.unit for quantity in quantities).most_common(1)[0][0]


def say(value: Decimal, values: Values, *, difference: bool = False, digits: int = 6) -> str:
    """``value``, which is in the base unit, as people write it: 3500万元, 98.2%, 4.05个百分点; with at most
    so many ``digits`` behind the point."""
    if values.base == "1":
        return plain(value * 100, digits) + ("个百分点" if difference else "%")
    unit = units().get(values.unit)
    in_unit = value / unit.factor if unit else value
    writing = [v.party.quantity.text for v in values.values if v.party.quantity]
    for power, name, larger in ((_HUNDRED_MILLION, "亿", "亿"), (_MYRIAD, "万", "万亿")):
        if abs(in_unit) >= power and any(mark in text for text in writing for mark in larger):
            return f"{plain(in_unit / power, digits)}{name}{values.unit}"
    if abs(in_unit) < _MYRIAD and all("亿" in text or "万" in text for text in writing):
        return f"{plain(in_unit / _MYRIAD, digits)}万{values.unit}" if in_unit else f"0{values.unit}"
    return f"{plain(in_unit, digits)}{values.unit}"


def plain(value: Decimal, digits: int = 6) -> str:
    rounded = value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP).normalize()
    return format(rounded, "f")


def named(value: Value) -> str:
    quantity = value.party.quantity
    return f"{value.party.label}{quantity.text if quantity else ''}"


def everyone(values: Values) -> tuple[Party, ...]:
    return tuple(value.party for value in values.values)


def from_high(values: Values) -> list[Value]:
    """From high to low, as written; equal ones in their order."""
    return sorted(values.values, key=lambda value: -value.at)


def surely_above(one: Value, other: Value) -> bool:
    """For every value that they may have."""
    return other.high is not None and (one.low > other.high or (one.low == other.high and not other.exact))


def much_and_little(values: Values) -> tuple[str, str]:
    """多 and 少 of what is counted, 高 and 低 of rates, amounts and measures."""
    unit = units().get(values.unit)
    return ("多", "少") if unit is not None and unit.kind is Kind.COUNT else ("高", "低")


def labels(parties: Sequence[Party]) -> str:
    return "、".join(party.label for party in parties) + ("并列" if len(parties) > 1 else "")


def short_of(value: Value, values: Values, parties: Sequence[Party] = ()) -> str:
    quantity = value.party.quantity
    years = of_one_side(values)
    names = [f"{p.year}年" if years and p.year is not None else p.name for p in parties or (value.party,)]
    return f"{'、'.join(names)}({quantity.text if quantity else ''})"


def of_one_side(values: Values) -> bool:
    return len({value.party.name for value in values.values}) == 1


def number_of(values: Values) -> str:
    """How many sides: 3个地区, 2个年度."""
    if of_one_side(values):
        return f"{len(values.values)}个年度"
    kinds = {value.party.side.kind for value in values.values}
    kind = kinds.pop() if len(kinds) == 1 else "项"
    return f"{len(values.values)}{'份文件' if kind == '文件' else '项' if kind == '项' else '个' + kind}"
