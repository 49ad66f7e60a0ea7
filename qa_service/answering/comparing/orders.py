"""The order of several figures: which is the highest, the second, the first three, by how much two differ.

What does not follow for every value that a rounded figure may have is not said.
"""

from collections.abc import Sequence
from itertools import pairwise

from qa_service.answering.comparing.aims import Aim, Aims
from qa_service.answering.comparing.values import (
    Finding,
    Value,
    Values,
    everyone,
    from_high,
    labels,
    much_and_little,
    named,
    say,
    short_of,
    surely_above,
)


def ordered(values: Values, aims: Aims) -> Finding:
    """The order as far as it is asked for and sure."""
    ranked = from_high(values)
    pairs = list(pairwise(ranked))
    unsure = any(not surely_above(a, b) and not (a.exact and b.exact) for a, b in pairs)
    if aims.ranks and not unsure and (placed := _placed(ranked, values, aims)):
        return placed
    if len(ranked) == 2:
        return _pair(values, ranked[0], ranked[1], aims, unsure=unsure)
    much, little = much_and_little(values)
    if unsure:
        written = "、".join(map(named, ranked))
        top = ranked[0]
        sure = Aim.HIGHEST in aims and all(surely_above(top, value) for value in ranked[1:])
        return Finding(
            text=(f"{top.party.label}最{much}。" if sure else "")
            + f"按所写数字由{much}到{little}:{written};其中有约数,先后不一定(由系统计算)",
            parties=everyone(values),
            short=short_of(top, values) if sure else None,
        )
    most = [value.party for value in ranked if value.at == ranked[0].at]
    least = [value.party for value in ranked if value.at == ranked[-1].at]
    lead = ""
    short: str | None = None
    if Aim.HIGHEST in aims and len(least) < len(ranked):
        lead, short = f"{labels(most)}最{much}", short_of(ranked[0], values, most)
    if Aim.LOWEST in aims and len(most) < len(ranked):
        lead = f"{lead},{labels(least)}最{little}" if lead else f"{labels(least)}最{little}"
        short = short or short_of(ranked[-1], values, least)
    if Aim.ASCENDING in aims or (Aim.LOWEST in aims and Aim.HIGHEST not in aims):
        ranked.reverse()
        much, little = little, much
    text = f"{lead + '。' if lead else ''}由{much}到{little}:{_with_ties(ranked)}(由系统计算)"
    if Aim.DIFFERENCE in aims:
        gap = abs(ranked[0].at - ranked[-1].at)
        text += f",首尾相差{say(gap, values, difference=True)}(由系统计算)"
        # 最多的比最少的多多少 asks for no side.
        short = say(gap, values, difference=True) if {Aim.HIGHEST, Aim.LOWEST} <= aims.wanted else short
    return Finding(text=text, parties=everyone(values), short=short)


def _with_ties(ranked: Sequence[Value]) -> str:
    parts = [named(ranked[0])]
    for before, value in pairwise(ranked):
        parts.append(("=" if value.at == before.at else "、") + named(value))
    return "".join(parts)


def _pair(values: Values, high: Value, low: Value, aims: Aims, *, unsure: bool) -> Finding:
    both = everyone(values)
    gap = high.at - low.at
    much, little = much_and_little(values)
    if unsure:
        return Finding(text=f"{named(high)},{named(low)},写的是约数,{much}{little}不一定", parties=both)
    if not gap:
        written = high.party.quantity.text if high.party.quantity else ""
        return Finding(text=f"两者相同,都是{written}(由系统计算)", parties=both, short="相同")
    difference = f"{'' if high.exact and low.exact else '约'}{say(gap, values, difference=True)}"
    if Aim.LOWEST in aims and Aim.HIGHEST not in aims:
        text = f"{low.party.label}较{little},比{high.party.label}{little}{difference}"
        short: str | None = short_of(low, values)
    else:
        text = f"{high.party.label}较{much},比{low.party.label}{much}{difference}"
        short = short_of(high, values)
    if not {Aim.HIGHEST, Aim.LOWEST} & aims.wanted:
        short = difference if Aim.DIFFERENCE in aims else None
    return Finding(text=f"{text}(由系统计算)", parties=both, short=short)


def _placed(ranked: list[Value], values: Values, aims: Aims) -> Finding | None:
    """The second, the first three, or which place a side has; equal figures share their place. None where
    there are not as many."""
    much, little = much_and_little(values)
    from_low = aims.rank_from_low
    if from_low:
        ranked, much, little = ranked[::-1], little, much
    place = {id(value): 1 + sum(_before(other, value, from_low) for other in ranked) for value in ranked}
    if aims.place_of:
        found = [value for value in ranked if value.party.name == aims.place_of]
        number = place[id(found[0])] if found else 0
        lead = f"{aims.place_of}排第{number}(共{len(ranked)}个)" if found else ""
        short: str | None = f"第{number}"
    elif aims.nth:
        found = [value for value in ranked if place[id(value)] == aims.nth]
        lead = f"第{aims.nth}{much}的是{labels([value.party for value in found])}"
        short = short_of(found[0], values, [value.party for value in found]) if found else None
    else:
        found = [value for value in ranked if place[id(value)] <= aims.top]
        lead = f"前{aims.top}位是{'、'.join(value.party.label for value in found)}"
        short = "、".join(f"{short_of(value, values)}" for value in found)
        found = found if len(ranked) >= aims.top else []
    if not found:
        return None
    if values.counted_otherwise:
        # Who is left out might stand between.
        lead, short = f"可比的{len(ranked)}个中,{lead}", None
    text = f"{lead}。由{much}到{little}:{_with_ties(ranked)}(由系统计算)"
    return Finding(text=text, parties=everyone(values), short=short)


def _before(one: Value, other: Value, from_low: bool) -> bool:
    return one.at < other.at if from_low else one.at > other.at
