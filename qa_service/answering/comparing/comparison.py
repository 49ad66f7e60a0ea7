"""Reckoning with the figures of several sides: order, sum, mean, difference, change, a bound. All in Decimal.

Only figures that count one thing in one unit are reckoned with; whoever is left out is named with the reason.
A rounded figure (100余件, 近20人) is an interval: what does not follow for every value in it is not said.
This module does not know how figures are found; every sentence that it makes says that it was computed.
"""

import re
from collections import Counter as Tally
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from qa_service.answering.comparing.aims import Aim, Aims, Threshold
from qa_service.answering.comparing.parties import Party
from qa_service.quantities import Quantity, canonical, interval
from qa_service.quantities.units import Kind, units

NOT_MENTIONED = "未提及"
NOT_COMPARED = "各文件统计的内容不同,未作比较"
_BOUNDING = re.compile(r"(?<!\D)\D++(?=\d)|(?:及|含)?以[上下]|左右")
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
    kinds = Tally(_kind(party, quantity) for party, quantity in held if quantity is not None)
    if not kinds:
        return Values(values=(), base="", unit="", silent=silent)
    common, number = kinds.most_common(1)[0]
    if 2 * number <= sum(kinds.values()):
        others = tuple(party for party in parties if party.says_something)
        return Values(values=(), base="", unit="", counted_otherwise=others, silent=silent)
    values, otherwise = [], []
    for party, quantity in held:
        ends = interval(quantity) if quantity is not None else None
        if quantity is None or ends is None or _kind(party, quantity) != common:
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


def _unit(quantities: Sequence[Quantity]) -> str:
    """The unit to say results in: the one that most of the figures are written in."""
    return Tally(quantity.unit for quantity in quantities).most_common(1)[0][0]


def say(value: Decimal, values: Values, *, difference: bool = False) -> str:
    """``value``, which is in the base unit, as people write it: 3500万元, 98.2%, 4.05个百分点."""
    if values.base == "1":
        return _plain(value * 100) + ("个百分点" if difference else "%")
    unit = units().get(values.unit)
    in_unit = value / unit.factor if unit else value
    writing = [v.party.quantity.text for v in values.values if v.party.quantity]
    for power, name, larger in ((_HUNDRED_MILLION, "亿", "亿"), (_MYRIAD, "万", "万亿")):
        if abs(in_unit) >= power and any(mark in text for text in writing for mark in larger):
            return f"{_plain(in_unit / power)}{name}{values.unit}"
    if abs(in_unit) < _MYRIAD and all("亿" in text or "万" in text for text in writing):
        return f"{_plain(in_unit / _MYRIAD)}万{values.unit}" if in_unit else f"0{values.unit}"
    return f"{_plain(in_unit)}{values.unit}"


def _plain(value: Decimal) -> str:
    rounded = value.quantize(Decimal("0.000001"), rounding=ROUND_HALF_UP).normalize()
    return format(rounded, "f")


def findings(parties: Sequence[Party], aims: Aims) -> list[Finding]:
    """What follows from the figures of ``parties``, for what the question wants; empty where nothing does."""
    values = values_of(parties)
    if len(values.values) < 2:
        bounded = _bounded(values, aims.threshold) if aims.threshold and values.values else None
        return [bounded] if bounded else []
    found: list[Finding | None] = []
    if aims.threshold:
        found.append(_bounded(values, aims.threshold))
    by_year = Aim.BY_YEAR in aims and not {Aim.HIGHEST, Aim.LOWEST} & aims.wanted
    if aims.with_year_before or by_year or {Aim.CHANGE, Aim.DIFFERENCE} & aims.wanted:
        found.append(_change(values))
    if Aim.TOTAL in aims:
        found.append(_apart(values, _total))
    if Aim.MEAN in aims:
        found.append(_apart(values, _mean))
    ordered = {Aim.HIGHEST, Aim.LOWEST, Aim.RANK, Aim.DIFFERENCE, Aim.ASCENDING} & aims.wanted
    if (ordered and not _of_one_side(values)) or not any(found):
        found.append(_order(values, aims))
    return [finding for finding in found if finding is not None]


def _named(value: Value) -> str:
    quantity = value.party.quantity
    return f"{value.party.label}{quantity.text if quantity else ''}"


def _all(values: Values) -> tuple[Party, ...]:
    return tuple(value.party for value in values.values)


def _sorted(values: Values) -> list[Value]:
    """From high to low, as written; equal ones in their order."""
    return sorted(values.values, key=lambda value: -value.at)


def _above(one: Value, other: Value) -> bool:
    """For every value that they may have."""
    return other.high is not None and (one.low > other.high or (one.low == other.high and not other.exact))


def _order(values: Values, aims: Aims) -> Finding:
    ranked = _sorted(values)
    pairs = list(pairwise(ranked))
    unsure = any(not _above(a, b) and not (a.exact and b.exact) for a, b in pairs)
    if len(ranked) == 2:
        return _pair(values, ranked[0], ranked[1], aims, unsure=unsure)
    much, little = _words(values)
    if unsure:
        written = "、".join(map(_named, ranked))
        top = ranked[0]
        sure = Aim.HIGHEST in aims and all(_above(top, value) for value in ranked[1:])
        return Finding(
            text=(f"{top.party.label}最{much}。" if sure else "")
            + f"按所写数字由{much}到{little}:{written};其中有约数,先后不一定(由系统计算)",
            parties=_all(values),
            short=_short(top, values) if sure else None,
        )
    most = [value.party for value in ranked if value.at == ranked[0].at]
    least = [value.party for value in ranked if value.at == ranked[-1].at]
    lead = ""
    short: str | None = None
    if Aim.HIGHEST in aims and len(least) < len(ranked):
        lead, short = f"{_labels(most)}最{much}", _short(ranked[0], values, most)
    if Aim.LOWEST in aims and len(most) < len(ranked):
        lead = f"{lead},{_labels(least)}最{little}" if lead else f"{_labels(least)}最{little}"
        short = short or _short(ranked[-1], values, least)
    if Aim.ASCENDING in aims or (Aim.LOWEST in aims and Aim.HIGHEST not in aims):
        ranked.reverse()
        much, little = little, much
    text = f"{lead + '。' if lead else ''}由{much}到{little}:{_with_ties(ranked)}(由系统计算)"
    if Aim.DIFFERENCE in aims:
        gap = abs(ranked[0].at - ranked[-1].at)
        text += f",首尾相差{say(gap, values, difference=True)}(由系统计算)"
    return Finding(text=text, parties=_all(values), short=short)


def _words(values: Values) -> tuple[str, str]:
    """多 and 少 of what is counted, 高 and 低 of rates, amounts and measures."""
    unit = units().get(values.unit)
    return ("多", "少") if unit is not None and unit.kind is Kind.COUNT else ("高", "低")


def _labels(parties: Sequence[Party]) -> str:
    return "、".join(party.label for party in parties) + ("并列" if len(parties) > 1 else "")


def _short(value: Value, values: Values, parties: Sequence[Party] = ()) -> str:
    quantity = value.party.quantity
    years = _of_one_side(values)
    names = [f"{p.year}年" if years and p.year is not None else p.name for p in parties or (value.party,)]
    return f"{'、'.join(names)}({quantity.text if quantity else ''})"


def _with_ties(ranked: Sequence[Value]) -> str:
    parts = [_named(ranked[0])]
    for before, value in pairwise(ranked):
        parts.append(("=" if value.at == before.at else "、") + _named(value))
    return "".join(parts)


def _pair(values: Values, high: Value, low: Value, aims: Aims, *, unsure: bool) -> Finding:
    both = _all(values)
    gap = high.at - low.at
    much, little = _words(values)
    if unsure:
        return Finding(text=f"{_named(high)},{_named(low)},写的是约数,{much}{little}不一定", parties=both)
    if not gap:
        written = high.party.quantity.text if high.party.quantity else ""
        return Finding(text=f"两者相同,都是{written}(由系统计算)", parties=both, short="相同")
    difference = f"{'' if high.exact and low.exact else '约'}{say(gap, values, difference=True)}"
    if Aim.LOWEST in aims and Aim.HIGHEST not in aims:
        text = f"{low.party.label}较{little},比{high.party.label}{little}{difference}"
        short: str | None = _short(low, values)
    else:
        text = f"{high.party.label}较{much},比{low.party.label}{much}{difference}"
        short = _short(high, values)
    if not {Aim.HIGHEST, Aim.LOWEST} & aims.wanted:
        short = difference if Aim.DIFFERENCE in aims else None
    return Finding(text=f"{text}(由系统计算)", parties=both, short=short)


def _number_of(values: Values) -> str:
    """How many sides: 3个地区, 2个年度."""
    if _of_one_side(values):
        return f"{len(values.values)}个年度"
    kinds = {value.party.side.kind for value in values.values}
    kind = kinds.pop() if len(kinds) == 1 else "项"
    return f"{len(values.values)}{'份文件' if kind == '文件' else '项' if kind == '项' else '个' + kind}"


def _apart(values: Values, reckon: Callable[[Values], Finding | None]) -> Finding | None:
    """What ``reckon`` makes of the places that hold none of the others: a city counts its own counties."""
    paths = [_place(value.party) for value in values.values]
    holding = {
        at
        for at, path in enumerate(paths)
        if path and any(len(other) > len(path) and other[: len(path)] == path for other in paths)
    }
    if not holding:
        return reckon(values)
    kept = tuple(value for at, value in enumerate(values.values) if at not in holding)
    names = "、".join(value.party.name for at, value in enumerate(values.values) if at in holding)
    if len(kept) < 2:
        return Finding(text=f"{names}的数已含其所辖地区,未作合计或平均", parties=())
    found = reckon(replace(values, values=kept))
    if found is None or not found.short:
        return found
    return replace(found, text=f"{found.text},{names}的数已含其所辖地区,未计入")


def _place(party: Party) -> tuple[str, ...]:
    """From the province down; empty where the side is no place."""
    documents = party.side.documents if party.side.kind == "地区" else ()
    return documents[0].metadata.region_path if documents else ()


def _total(values: Values) -> Finding | None:
    if values.base == "1":
        return Finding(text="比率不能相加,未作合计", parties=())
    total = sum((value.at for value in values.values), Decimal(0))
    about = "" if all(value.exact for value in values.values) else "约"
    said = f"{about}{say(total, values)}"
    return Finding(text=f"{_number_of(values)}合计{said}(由系统计算)", parties=_all(values), short=said)


def _mean(values: Values) -> Finding:
    number = len(values.values)
    mean = (sum((value.at for value in values.values), Decimal(0)) / number).quantize(
        Decimal("0.0001") if values.base == "1" else Decimal("0.01"), rounding=ROUND_HALF_UP
    )
    about = "" if all(value.exact for value in values.values) else "约"
    said = f"{about}{say(mean, values)}"
    kind = "简单平均" if values.base == "1" else "平均"
    return Finding(text=f"{_number_of(values)}{kind}{said}(由系统计算)", parties=_all(values), short=said)


def _of_one_side(values: Values) -> bool:
    return len({value.party.name for value in values.values}) == 1


def _change(values: Values) -> Finding | None:
    """Between the first and the last year of one party."""
    if not _of_one_side(values):
        return None
    dated = sorted((v for v in values.values if v.party.year is not None), key=lambda v: v.party.year or 0)
    if len(dated) < 2:
        return None
    first, last = dated[0], dated[-1]
    gap = last.at - first.at
    lead = f"{last.party.label}比{first.party.year}年"
    if not (first.exact and last.exact) and not (_above(first, last) or _above(last, first)):
        return Finding(text=f"{lead}的变化算不准,写的是约数", parties=_all(values))
    if not gap:
        return Finding(text=f"{lead}持平(由系统计算)", parties=_all(values), short="持平")
    about = "" if first.exact and last.exact else "约"
    way = "增加" if gap > 0 else "减少"
    said = f"{way}{about}{say(abs(gap), values, difference=True)}"
    text = f"{lead}{said}"
    if values.base != "1" and first.at:
        rate = (abs(gap) / first.at * 100).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
        text += f",{'增长' if gap > 0 else '下降'}{about}{_plain(rate)}%"
    elif values.base == "1":
        text = text.replace("增加", "提高").replace("减少", "降低")
        said = said.replace("增加", "提高").replace("减少", "降低")
    return Finding(text=f"{text}(由系统计算)", parties=(first.party, last.party), short=said)


def _bounded(values: Values, threshold: Threshold) -> Finding | None:
    base = threshold.base or values.base
    if base != values.base:
        return None
    bound = threshold.value
    if not threshold.base:
        unit = units().get(values.unit)
        bound *= unit.factor if unit else 1
    met = [value for value in _sorted(values) if _holds(value, bound, threshold)]
    if threshold.upper is not None:
        met = [value for value in met if value.high is not None and value.high <= threshold.upper]
    doubtful = [
        value
        for value in values.values
        if value not in met and not value.exact and _may_hold(value, bound, threshold)
    ]
    said = _bound_said(threshold)
    parts = [f"{said}的有{len(met)}个:{'、'.join(map(_named, met))}" if met else f"没有{said}的"]
    if doubtful:
        parts.append(f"{'、'.join(map(_named, doubtful))}是约数,不能确定")
    return Finding(
        text=f"{';'.join(parts)}(由系统计算)",
        parties=tuple(v.party for v in (*met, *doubtful)) or _all(values),
        short="、".join(value.party.name for value in met) or None,
    )


def _bound_said(threshold: Threshold) -> str:
    if threshold.upper is not None:
        return f"在{threshold.written}之间"
    written = _BOUNDING.sub("", threshold.written)
    if threshold.above:
        return f"{'达到' if threshold.inclusive else '超过'}{written}"
    return f"{'不超过' if threshold.inclusive else '低于'}{written}"


def _holds(value: Value, bound: Decimal, threshold: Threshold) -> bool:
    if threshold.above:
        return value.low > bound or (
            value.low == bound and (threshold.inclusive or (not value.exact and value.high is not None))
        )
    if value.high is None:
        return False
    return value.high < bound or (value.high == bound and (threshold.inclusive or not value.exact))


def _may_hold(value: Value, bound: Decimal, threshold: Threshold) -> bool:
    if threshold.above:
        return value.high is None or value.high > bound
    return value.low < bound
