"""Reckoning with the figures of several sides: order, sum, mean, difference, change, a bound. All in Decimal.

Only figures that count one thing in one unit are reckoned with; whoever is left out is named with the reason.
A rounded figure (100余件, 近20人) is an interval: what does not follow for every value in it is not said.
This module does not know how figures are found; every sentence that it makes says that it was computed.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from qa_service.answering.comparing.aims import Aim, Aims
from qa_service.answering.comparing.bounds import bounded
from qa_service.answering.comparing.orders import ordered
from qa_service.answering.comparing.parties import Party
from qa_service.answering.comparing.ratios import place_of, ratio, share, share_of_sum
from qa_service.answering.comparing.values import (
    Finding,
    Values,
    everyone,
    number_of,
    of_one_side,
    plain,
    say,
    surely_above,
    values_of,
)

NOT_MENTIONED = "未提及"
_ORDERED = frozenset({Aim.HIGHEST, Aim.LOWEST, Aim.RANK, Aim.DIFFERENCE, Aim.ASCENDING})
NOT_COMPARED = "各文件统计的内容不同,未作比较"


def findings(parties: Sequence[Party], aims: Aims) -> list[Finding]:
    """What follows from the figures of ``parties``, for what the question wants; empty where nothing does."""
    values = values_of(parties)
    if len(values.values) < 2:
        alone = bounded(values, aims.threshold) if aims.threshold and values.values else None
        return [alone] if alone else []
    found: list[Finding | None] = []
    if aims.threshold:
        found.append(bounded(values, aims.threshold))
    others = {Aim.HIGHEST, Aim.LOWEST, Aim.TOTAL, Aim.MEAN} & aims.wanted
    over_years = aims.with_year_before or (Aim.BY_YEAR in aims and not others)
    if Aim.RATIO in aims and (times := ratio(values, aims)):
        return [times]
    if aims.share and (part := share_of_sum(values, aims.share_of) if aims.share_of else share(values)):
        return [part]
    of_best_year = Aim.BY_YEAR in aims and bool({Aim.HIGHEST, Aim.LOWEST} & aims.wanted)
    if over_years or Aim.DIFFERENCE in aims or (Aim.CHANGE in aims and not of_best_year):
        found.append(_change(values))
    if Aim.TOTAL in aims:
        found.append(_apart(values, _total))
    if Aim.MEAN in aims and (not aims.a_year or of_one_side(values)):
        found.append(_apart(values, _mean))
    asks_order = (
        aims.ranks or {Aim.HIGHEST, Aim.LOWEST, Aim.RANK, Aim.DIFFERENCE, Aim.ASCENDING} & aims.wanted
    )
    if (asks_order and not of_one_side(values)) or not any(found):
        found.append(ordered(values, aims))
    return [finding for finding in found if finding is not None]


def _apart(values: Values, reckon: Callable[[Values], Finding | None]) -> Finding | None:
    """What ``reckon`` makes of the places that hold none of the others: a city counts its own counties."""
    paths = [place_of(value.party) for value in values.values]
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


def _total(values: Values) -> Finding | None:
    if values.base == "1":
        return Finding(text="比率不能相加,未作合计", parties=())
    total = sum((value.at for value in values.values), Decimal(0))
    about = "" if all(value.exact for value in values.values) else "约"
    said = f"{about}{say(total, values)}"
    return Finding(text=f"{number_of(values)}合计{said}(由系统计算)", parties=everyone(values), short=said)


def _mean(values: Values) -> Finding:
    number = len(values.values)
    mean = sum((value.at for value in values.values), Decimal(0)) / number
    about = "" if all(value.exact for value in values.values) else "约"
    said = f"{about}{say(mean, values, digits=2)}"
    kind = "简单平均" if values.base == "1" else "平均"
    return Finding(text=f"{number_of(values)}{kind}{said}(由系统计算)", parties=everyone(values), short=said)


def _change(values: Values) -> Finding | None:
    """Between the first and the last year of one party."""
    if not of_one_side(values):
        return None
    dated = sorted((v for v in values.values if v.party.year is not None), key=lambda v: v.party.year or 0)
    if len(dated) < 2:
        return None
    first, last = dated[0], dated[-1]
    gap = last.at - first.at
    lead = f"{last.party.label}比{first.party.year}年"
    if not (first.exact and last.exact) and not (surely_above(first, last) or surely_above(last, first)):
        return Finding(text=f"{lead}的变化算不准,写的是约数", parties=everyone(values))
    if not gap:
        return Finding(text=f"{lead}持平(由系统计算)", parties=everyone(values), short="持平")
    about = "" if first.exact and last.exact else "约"
    way = "增加" if gap > 0 else "减少"
    said = f"{way}{about}{say(abs(gap), values, difference=True)}"
    text = f"{lead}{said}"
    if values.base != "1" and first.at:
        rate = (abs(gap) / first.at * 100).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
        text += f",{'增长' if gap > 0 else '下降'}{about}{plain(rate)}%"
    elif values.base == "1":
        text = text.replace("增加", "提高").replace("减少", "降低")
        said = said.replace("增加", "提高").replace("减少", "降低")
    return Finding(text=f"{text}(由系统计算)", parties=(first.party, last.party), short=said)
