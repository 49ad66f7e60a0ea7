"""Finds quantities in a text: figure, unit, what kind of figure it is, and its exact place.

12.5万, 1.2亿元, 百分之三十, 三成, 十四周岁, 五年以上十年以下, 5-10人, 100余人次, 1,234.5, full-width digits.
Numberings (一、 1. 一是), names (一把手, 1+4+N, “四个意识”), document numbers and telephone numbers are
left out; dates, ordinals and articles are returned as such. Does not know what is counted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from qa_service.quantities.amounts import (
    CHINESE,
    FIGURE_START,
    amount_pattern,
    kind_of,
    multiplier,
    number,
    value_of,
)
from qa_service.quantities.dates import FULL_WIDTH, find_dates
from qa_service.quantities.modifiers import leading_pattern, modifiers, trailing_pattern
from qa_service.quantities.surroundings import counts_something
from qa_service.quantities.units import Kind, phrases, units

CONNECTOR = re.compile(r"[ \u3000]?(?:[-—–－~～]+|至|到)[ \u3000]?")
ORDINAL_UNITS = "[条款项编章节目]|阶段|季度|[届次批期轮卷版名位号个类季]"
NUMBER = rf"(?:{CHINESE}|\d{{1,9}})"
# 第一、二项 and 第三条至第五条 name articles too.
ORDINAL = re.compile(rf"第\s?(?P<number>{NUMBER})(?:[、至和]{NUMBER}){{0,9}}\s?(?P<unit>{ORDINAL_UNITS})")
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


def find_quantities(text: str) -> list[Quantity]:
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
    return found


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
        low = _quantity(text, plain, match, start)
        if low is not None:
            quantity = _with_upper_end(text, plain, low, match, end)
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


def _quantity(text: str, plain: str, match: re.Match[str], floor: int) -> Quantity | None:
    """The quantity of one match of the pattern, or None where the figure counts nothing."""
    if not counts_something(plain, match):
        return None
    read = value_of(match)
    if read is None:
        return None
    value, unit = read
    before = leading_pattern().search(plain[max(floor, match.start() - 5) : match.start()])
    word = before.group() if before else ""
    start = match.start() - len(word) if word and modifiers()[word].place == "before" else match.start()
    after = trailing_pattern().match(plain, match.end())
    end = after.end() if after else match.end()
    inner = match["vague"] or match["vague2"] or ""
    return Quantity(
        value=value,
        unit=unit.name if unit else "",
        modifier=word + inner + (after.group() if after else ""),
        kind=kind_of(match, unit),
        start=start,
        end=end,
        text=text[start:end],
    )


def _share_range(
    text: str, low: Quantity, match: re.Match[str], second: re.Match[str], high: Decimal
) -> Quantity:
    """五分之一至二分之一: a range of shares; other figures without unit make no range."""
    if not (match["of"] and second["of"]):
        return low
    return replace(low, high=high, modifier="", end=second.end(), text=text[low.start : second.end()])


def _with_upper_end(text: str, plain: str, low: Quantity, match: re.Match[str], end: int) -> Quantity:
    """``low`` as a range, where a connector or 以上…以下 and a second figure of the same kind follow."""
    joined = CONNECTOR.match(plain, low.end, end)
    opens = low.modifier.endswith("以上")
    if low.value is None or (joined is None and not opens):
        return low
    second = amount_pattern().match(plain, joined.end() if joined else low.end, end)
    read = value_of(second) if second is not None else None
    high, unit = read or (None, None)
    if second is None or high is None:
        return low
    if unit is None:
        return _share_range(text, low, match, second, high)
    after = trailing_pattern().match(plain, second.end())
    if (low.unit and unit.kind is not low.kind) or (opens and (after is None or after.group() != "以下")):
        return low
    value = low.value
    if low.unit:
        value *= units()[low.unit].factor / unit.factor
    elif not match["times"] and value < high / multiplier(second) * 10:
        # 3-5万元: the multiplier stands once for both.
        value *= multiplier(second)
    stop = after.end() if after else second.end()
    return replace(
        low,
        value=value,
        high=high,
        unit=unit.name,
        kind=unit.kind,
        modifier="",
        end=stop,
        text=text[low.start : stop],
    )
