"""Which figures keep to a bound that a question names: 超过100件的, 不足90%的.

Of a rounded figure only what holds for every value that it may have is said to keep to it.
"""

import re
from decimal import Decimal

from qa_service.answering.comparing.aims import Threshold
from qa_service.answering.comparing.values import Finding, Value, Values, everyone, from_high, named
from qa_service.quantities.units import units

_BOUNDING = re.compile(r"(?<!\D)\D++(?=\d)|(?:及|含)?以[上下]|左右")


def bounded(values: Values, threshold: Threshold) -> Finding | None:
    base = threshold.base or values.base
    if base != values.base:
        return None
    bound = threshold.value
    if not threshold.base:
        unit = units().get(values.unit)
        bound *= unit.factor if unit else 1
    met = [value for value in from_high(values) if _holds(value, bound, threshold)]
    if threshold.upper is not None:
        met = [value for value in met if value.high is not None and value.high <= threshold.upper]
    doubtful = [
        value
        for value in values.values
        if value not in met and not value.exact and _may_hold(value, bound, threshold)
    ]
    said = _bound_said(threshold)
    parts = [f"{said}的有{len(met)}个:{'、'.join(map(named, met))}" if met else f"没有{said}的"]
    if doubtful:
        parts.append(f"{'、'.join(map(named, doubtful))}是约数,不能确定")
    return Finding(
        text=f"{';'.join(parts)}(由系统计算)",
        parties=tuple(v.party for v in (*met, *doubtful)) or everyone(values),
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
