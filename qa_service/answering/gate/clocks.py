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
_HAN_PAIR = re.compile("(?=([\u4e00-\u9fff]{2}))")
_CLAUSE_ENDS = ",。;:!?\n"
_LEADS_TO = re.compile(r"(?:[-—–~～至到]|截止|次日)\s?$")
_LEADS_FROM = re.compile(r"[自从]\s?$")
_BEGINS_BEHIND = re.compile(r"[^,。;:!?\n]{0,8}?(?:开|始|启|起)")
_ENDS_BEHIND = re.compile(r"[^,。;:!?\n]{0,8}?(?:结束|止|停|关|闭|收)")
_HALF_DAY = 720
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
    if any(
        _is_of_another_day(clock, statement, text) or _is_of_another(clock, statement, text) for clock in said
    ):
        return False
    return not _turned(list(_ranges(statement)), list(_ranges(text)))


def _same(clock: ClockMention, there: Sequence[ClockMention]) -> list[ClockMention]:
    return [other for other in there if other.minutes & clock.minutes]


def _stands(clock: ClockMention, text: str) -> bool:
    """Whether it stands there as it is written: 4时 of 下午4时."""
    return not clock.told and re.search(rf"(?<!\d)(?<!\d[.:]){re.escape(clock.text)}(?!\d)", text) is not None


def _is_of_another(clock: ClockMention, statement: str, text: str) -> bool:
    """Whether ``text`` says at another time what ``statement`` says at this one: 晚上8点开始 of what
    begins at 8时 and ends at 20时, 下午2时30分 of the day on which it is 下午3时."""
    there = find_clocks(text)
    own = _same(clock, there)
    others = [other for other in there if other not in own]
    if not own or not others:
        return False
    end = _end(clock, statement)
    said = _pairs(clock, statement)
    held = [_pairs(one, text) & said for one in own]
    on_the_face = [other for other in others if _is_opposite(clock, other)]
    if on_the_face and end:
        ends = {_end(one, text) for one in own}
        if end in ends:
            return False
        if "" not in ends:
            return True
    most = max(map(len, held))
    if any(len(_pairs(other, text) & said) > most for other in on_the_face):
        return True
    return (
        bool(most)
        and any(said <= _pairs(other, text) for other in others)
        and all(one < said for one in held)
    )


def _is_opposite(clock: ClockMention, other: ClockMention) -> bool:
    """8时 and 20时."""
    return any(abs(one - two) == _HALF_DAY for one in clock.minutes for two in other.minutes)


def _end(clock: ClockMention, text: str) -> str:
    """Whether it is when something begins or ends, as "from" or "to"; else empty."""
    before = text[max(0, clock.start - 3) : clock.start]
    if _LEADS_TO.search(before):
        return "to"
    if _LEADS_FROM.search(before) or _UP_TO.match(text, clock.end):
        return "from"
    if _ENDS_BEHIND.match(text, clock.end):
        return "to"
    return "from" if _BEGINS_BEHIND.match(text, clock.end) else ""


def _pairs(clock: ClockMention, text: str) -> set[str]:
    """The pairs of characters in the clause of the ``clock``, none of them its own."""
    start = max(text.rfind(mark, 0, clock.start) for mark in _CLAUSE_ENDS) + 1
    end = min((at for mark in _CLAUSE_ENDS if (at := text.find(mark, clock.end)) >= 0), default=len(text))
    return set(_HAN_PAIR.findall(f"{text[start : clock.start]}\n{text[clock.end : end]}"))


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
