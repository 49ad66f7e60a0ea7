"""Times of the day that a sentence names: whether its passage does, in whatever writing.

下午4点 is 16时, 晚9点 is 21:00; 下午4时 is not 4时, 15日20时 is not 16日20时, and 6时至22时 is not 22时至6时.
This module does not know what happens then.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from qa_service.answering.gate.figures import dates_of
from qa_service.answering.gate.held_dates import days_alone
from qa_service.quantities.clocks import ClockMention, find_clocks

_DAILY = re.compile("每[日天晚早]|[夜日晚]间|逐日|早晚|天天")
_EACH, _PART_OF_DAY = "每", re.compile("[早晚夜上下中凌清傍午]")
_UP_TO = re.compile(r"\s?(?:[-—–~～]{1,2}|至|到)\s?(?:次日|第二天|翌日|当[日天])?(?:的|\s)?")
_Range = tuple[ClockMention, ClockMention]


def told_by_clock(statement: str, text: str) -> str:
    """Folded ``statement`` with each time of the day as ``text`` writes it: 16时 for 下午4点."""
    said = find_clocks(statement)
    there = find_clocks(text) if said else ()
    if not there:
        return statement
    daily = _DAILY.search(text) is not None
    for clock in reversed(said):
        written = [other.text for other in _same(clock, there)]
        if written and clock.text not in written:
            # 每晚9点 of what is open 夜间21时至次日7时: what is so at night is so each night.
            each = daily and statement.endswith(_EACH, 0, clock.start) and _PART_OF_DAY.match(clock.text)
            start = clock.start - 1 if each else clock.start
            statement = f"{statement[:start]}{written[0]}{statement[clock.end :]}"
    return statement


def holds_clocks(statement: str, text: str, around: str) -> bool:
    """Whether each time of the day that folded ``statement`` names stands in ``text`` or ``around`` it, on
    the same day where both name one, and none from the other end of its span."""
    said = find_clocks(statement)
    if not said:
        return True
    there = (*find_clocks(text), *find_clocks(around))
    if not all(_same(clock, there) or _stands(clock, text) for clock in said):
        return False
    return not any(_is_of_another_day(clock, statement, text) for clock in said) and not _turned(
        list(_ranges(statement)), list(_ranges(text))
    )


def _same(clock: ClockMention, there: Sequence[ClockMention]) -> list[ClockMention]:
    return [other for other in there if other.minutes & clock.minutes]


def _stands(clock: ClockMention, text: str) -> bool:
    """Whether it stands there as it is written: 4时 of 下午4时."""
    return not clock.told and re.search(rf"(?<![\d.:]){re.escape(clock.text)}(?!\d)", text) is not None


def _is_of_another_day(clock: ClockMention, statement: str, text: str) -> bool:
    """Whether ``text`` has the time only on other days than that which stands right before it."""
    day = _day_before(clock, statement)
    days = [_day_before(other, text) for other in _same(clock, find_clocks(text))]
    return day is not None and bool(days) and None not in days and day not in days


def _day_before(clock: ClockMention, text: str) -> int | None:
    dates = (*dates_of(text), *days_alone(text))
    return next((date.day for date in dates if date.end == clock.start), None)


def _ranges(text: str) -> Iterator[_Range]:
    for first, last in pairwise(find_clocks(text)):
        if _UP_TO.fullmatch(text, first.end, last.start):
            yield first, last


def _turned(said: Sequence[_Range], written: Sequence[_Range]) -> bool:
    """6时至22时 where there is only 22时至次日6时."""
    for first, last in said:
        straight = any(first.minutes & one.minutes and last.minutes & other.minutes for one, other in written)
        back = any(first.minutes & other.minutes and last.minutes & one.minutes for one, other in written)
        if back and not straight:
            return True
    return False
