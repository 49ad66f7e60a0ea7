"""Finds quantities in a text: figure, unit, what kind of figure it is, and its exact place.

12.5万, 1.2亿元, 百分之三十, 三成, 十四周岁, 五年以上十年以下, 5-10人, 100余人次, 1,234.5, full-width digits.
Numberings (一、 1. 一是), names (一把手, 1+4+N, “四个意识”), document numbers and telephone numbers are
left out; dates, ordinals and articles are returned as such. Does not know what is counted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from qa_service.quantities.amounts import (
    CHINESE,
    FIGURE_START,
    Amount,
    amount_pattern,
    number,
    read_amount,
)
from qa_service.quantities.dates import FULL_WIDTH, find_dates
from qa_service.quantities.modifiers import (
    FARTHEST_SHARE,
    leading_pattern,
    modifiers,
    per_pattern,
    trailing_pattern,
)
from qa_service.quantities.surroundings import counts_something
from qa_service.quantities.units import Kind, phrases, units

CONNECTOR = re.compile(r"[ \u3000]?(?:[-—–－~～]+|至|到)[ \u3000]?")
# A dash is a minus sign only behind a word that a value follows; elsewhere it joins.
NEGATIVE = re.compile(r"(?<=[为长速是达率幅至到温(（])[-−－]$|零下$")
# 五十万元以上不满一百万元: the second figure is the upper end as 以下 makes it.
BELOW = re.compile("(?:[,，、]?[但且而])?(?:[不未]满|不足|不到|低于|小于)")
ORDINAL_UNITS = "[条款项编章节目]|阶段|季度|[届次批期轮卷版名位号个类季]"
NUMBER = rf"(?:{CHINESE}|\d{{1,9}})"
# 第一、二项 and 第三条至第五条 name articles too.
ORDINAL = re.compile(
    rf"第\s?(?P<number>{NUMBER})(?:[、至和到—–~～-]{NUMBER}){{0,9}}\s?(?P<unit>{ORDINAL_UNITS})"
)
SESSION = re.compile(
    r"(?<![\d第一二三四五六七八九十])(?P<number>[一二三四五六七八九十]{1,3})(?P<unit>届)(?![全所毕])"
)
ARTICLE_UNITS = frozenset("条款项编章节目")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A figure at ``text[start:end]``.

    ``value`` is in ``unit`` as written, 万 and 亿 worked in (12.5万元: 125000 元); None where only the size
    is given (数百人). ``high`` is the upper end of a range. ``modifier`` is what widens or narrows it (余,
    约, 以上, 不超过), joined where there are two; some before it lie outside the span (达, 突破, 共).
    """

    value: Decimal | None
    high: Decimal | None = None
    unit: str
    modifier: str = ""
    kind: Kind
    start: int
    end: int
    text: str


@lru_cache(maxsize=8192)
def find_quantities(text: str) -> tuple[Quantity, ...]:
    """All figures of ``text`` with a unit, and dates, ordinals and articles; in order, without overlap.

    A bare number counts only after a word that announces one (共计54, 数为18750).
    """
    plain = text.translate(FULL_WIDTH)
    marked = sorted(_marked(text, plain), key=lambda quantity: (quantity.start, -quantity.end))
    found: list[Quantity] = []
    position = 0
    for quantity in marked:
        if quantity.start >= position:
            found.extend(_amounts(text, plain, position, quantity.start))
            found.append(quantity)
            position = quantity.end
    found.extend(_amounts(text, plain, position, len(text)))
    return tuple(found)


def _marked(text: str, plain: str) -> Iterator[Quantity]:
    """Dates, ordinals and articles: figures that count nothing."""
    for date in find_dates(text):
        value = None if date.year is None else Decimal(date.year)
        yield Quantity(value=value, unit="", kind=Kind.DATE, start=date.start, end=date.end, text=date.text)
    for pattern in (ORDINAL, SESSION):
        for match in pattern.finditer(plain):
            yield Quantity(
                value=number(match["number"]),
                unit=match["unit"],
                kind=Kind.ARTICLE if match["unit"] in ARTICLE_UNITS else Kind.ORDINAL,
                start=match.start(),
                end=match.end(),
                text=text[match.start() : match.end()],
            )


def _amounts(text: str, plain: str, start: int, end: int) -> Iterator[Quantity]:
    """Amounts between two marked figures."""
    pattern, skip = amount_pattern(), phrases()
    position = start
    while (begin := FIGURE_START.search(plain, position, end)) is not None:
        match = pattern.match(plain, begin.start(), end)
        if match is None:
            position = begin.end()
            continue
        phrase = _phrase_at(plain, match.start(), skip, start, end)
        if phrase is not None:
            position = max(phrase, match.start() + 1)
            continue
        position = match.end()
        amount = read_amount(plain, match, end) if counts_something(plain, match) else None
        if amount is not None:
            low = _quantity(text, plain, amount, match.start(), start)
            quantity = _with_upper_end(text, plain, low, amount, end)
            position = max(position, quantity.end)
            # 0371-1234: a bare figure before a connector counts only as the begin of a range.
            if quantity.unit or quantity.high is not None or not CONNECTOR.match(plain, quantity.end, end):
                yield quantity


def _phrase_at(plain: str, at: int, skip: re.Pattern[str], start: int, end: int) -> int | None:
    """End of a fixed phrase that holds the character ``at`` (第一责任人 may begin one before it)."""
    for begin in (at, at - 1):
        if begin >= start and (found := skip.match(plain, begin, end)) is not None and found.end() > at:
            return found.end()
    return None


def _quantity(text: str, plain: str, amount: Amount, begin: int, floor: int) -> Quantity:
    """The quantity of an amount that begins at ``begin``, with the modifiers around it."""
    before = leading_pattern().search(plain[max(floor, begin - 5) : begin])
    word = before.group() if before else ""
    start = begin - len(word) if word and modifiers()[word].place == "before" else begin
    value = amount.value
    sign = None if word or not amount.unit else NEGATIVE.search(plain[max(floor, begin - 3) : begin])
    if sign and value is not None:
        start, value = begin - len(sign.group()), -value
    share = per_pattern().search(plain[max(0, start - FARTHEST_SHARE) : start])
    after = trailing_pattern().match(plain, amount.end)
    end = after.end() if after else amount.end
    return Quantity(
        value=value,
        high=amount.high,
        unit=amount.unit.name if amount.unit else "",
        modifier=(share["per"] if share else "") + word + amount.vague + (after.group() if after else ""),
        kind=amount.kind,
        start=start,
        end=end,
        text=text[start:end],
    )


def _share_range(text: str, low: Quantity, high: Amount) -> Quantity:
    """五分之一至二分之一: a range of shares; other figures without unit make no range."""
    if low.kind is not Kind.RATIO or high.kind is not Kind.RATIO:
        return low
    return replace(low, high=high.value, modifier="", end=high.end, text=text[low.start : high.end])


def _with_upper_end(text: str, plain: str, low: Quantity, first: Amount, end: int) -> Quantity:
    """``low`` as a range, where a connector or 以上…以下 and a second figure of the same kind follow."""
    joined = CONNECTOR.match(plain, low.end, end)
    opens = low.modifier.endswith("以上")
    if opens and joined is None:
        joined = BELOW.match(plain, low.end, end)
        opens = joined is None
    if low.value is None or low.high is not None or (joined is None and not opens):
        return low
    match = amount_pattern().match(plain, joined.end() if joined else low.end, end)
    second = read_amount(plain, match, end) if match is not None else None
    if second is None or second.value is None or second.high is not None:
        return low
    unit = second.unit
    if unit is None:
        return _share_range(text, low, second)
    after = trailing_pattern().match(plain, second.end)
    if (low.unit and unit.kind is not low.kind) or (opens and (after is None or after.group() != "以下")):
        return low
    value = low.value
    if low.unit:
        value *= units()[low.unit].factor / unit.factor
    elif first.power == 1 and value < second.value / second.power * 10:
        # 3-5万元: the multiplier stands once for both.
        value *= second.power
    stop = after.end() if after else second.end
    return replace(
        low,
        value=value,
        high=second.value,
        unit=unit.name,
        kind=unit.kind,
        modifier="",
        end=stop,
        text=text[low.start : stop],
    )
