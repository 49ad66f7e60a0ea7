"""On which side of a date, a time of the day or a term something falls: 9月30日前, 自9月30日起, 5日内, 5日后.

Where a sentence says it of the other side than its passage wherever this has the date, it says something
else. What is barred until a day may be begun on it: with a denial on either side nothing is concluded. This
module does not know what is due.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace

from qa_service.answering.gate.figures import dates_of, figures_of, says_same
from qa_service.answering.gate.held_dates import END_OF_MONTH, days_alone
from qa_service.quantities import DateMention, Kind, Quantity
from qa_service.quantities.clocks import ClockMention, find_clocks

_BY_BEHIND = re.compile(
    r"(?:\(含[^()]{0,4}\)|[底末])?(?:以前|之前|前|止|为止)(?![三四五六七八九十\d期款项述])"
)
_FROM_BEHIND = re.compile(r"(?:\(含[^()]{0,4}\)|[底末])?(?:起|开始|以后|之后|以来|后(?![续期勤半]))")
_BY_BEFORE = re.compile(r"(?:截至|截止到?|不迟于|不晚于|最迟|最晚|最迟于|最晚于)$")
_FROM_BEFORE = re.compile(r"(?:自|从)$")
_UP_TO = re.compile(r"\s?(?:[-—–~～]{1,2}|至|到)")
_WITHIN = re.compile("(?:以内|之内|内)(?![部外容资地设])")
_AFTER = re.compile("(?:以后|之后|后(?![续期勤半]))")
_CLAUSE = re.compile(r"[^,。;:!?\n]*")
_DENIED = re.compile("不|未|没|无|禁|严禁|停|休|才|方可|方能|除外|逾期|满|超过")
_OTHER_SIDE = re.compile("此前|此后|在?此之[前后]|以前|原有")
_AHEAD_OF = re.compile("(?:[\u4e00-\u9fff][^目此先以日年\\W\\d]|届满|期满)前的?$|提前$")
_SINCE = re.compile("(?:后|之日起|日起)的?$")
_EVENT_REACH = 8
_NO_LEAP_YEAR = 2001
_OTHER = {
    "by": "from",
    "from": "by",
    "within": "after",
    "after": "within",
    "ahead": "since",
    "since": "ahead",
}
_When = DateMention | ClockMention | Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class _Term:
    """``side`` is "by" or "from" its date, "within" or "after" a length of time, "ahead" or "since" what that
    ends or begins with, else empty."""

    when: _When
    side: str
    clause: str


def turned_deadline(statement: str, text: str) -> bool:
    """Whether folded ``statement`` puts on one side of a date what ``text``, which speaks of one side only,
    puts on the other."""
    sided = [term for term in _terms(statement) if term.side]
    if not sided or _OTHER_SIDE.search(text):
        return False
    there = list(_terms(text))
    for said in sided:
        other = _OTHER.get(said.side)
        same = [
            term for term in there if _is_same(said.when, term.when) and _is_event(term) == _is_event(said)
        ]
        if not other or not same or any(term.side != other for term in same):
            continue
        if not any(_DENIED.search(term.clause) for term in (said, *same)):
            return True
    return False


def _is_event(term: _Term) -> bool:
    return not term.clause


def _terms(text: str) -> Iterator[_Term]:
    clocks = find_clocks(text)
    at = {clock.start: clock for clock in clocks}
    dates = [date for date in (*dates_of(text), *days_alone(text)) if date.month is not None]
    for date in dates:
        clock = at.get(date.end)
        side = _side(text, date.start, clock.end if clock else date.end)
        yield _Term(when=_to_the_day(date, text), side=side, clause=_clause(text, date.start))
    ends = {date.end: date.start for date in dates}
    for clock in clocks:
        start = ends.get(clock.start, clock.start)
        yield _Term(when=clock, side=_side(text, start, clock.end), clause=_clause(text, clock.start))
    for figure in figures_of(text):
        if figure.kind is Kind.DURATION and figure.high is None:
            yield _Term(when=figure, side=_side_of_length(text, figure), clause=_clause(text, figure.start))
            yield _Term(when=figure, side=_event_of_length(text, figure), clause="")


def _to_the_day(date: DateMention, text: str) -> DateMention:
    """6月30日 for 6月底."""
    ends = END_OF_MONTH.match(text, date.end) or date.text.endswith(("底", "末"))
    if date.month is None or date.day is not None or not ends:
        return date
    return replace(date, day=monthrange(date.year or _NO_LEAP_YEAR, date.month)[1])


def _side(text: str, start: int, end: int) -> str:
    if _BY_BEHIND.match(text, end):
        return "by"
    if _FROM_BEHIND.match(text, end):
        return "from"
    if _BY_BEFORE.search(text, max(0, start - 4), start):
        return "by"
    return "from" if _FROM_BEFORE.search(text, max(0, start - 1), start) else ""


def _side_of_length(text: str, figure: Quantity) -> str:
    if figure.modifier.endswith("内") or _WITHIN.match(text, figure.end):
        return "within"
    return "after" if _AFTER.match(text, figure.end) else ""


def _event_of_length(text: str, figure: Quantity) -> str:
    """Whether the length of time ends with something or begins with it: 开工前15日内, 发生后48小时内."""
    before = text[max(0, figure.start - _EVENT_REACH) : figure.start]
    if _AHEAD_OF.search(before):
        return "ahead"
    return "since" if _SINCE.search(before) else ""


def _clause(text: str, at: int) -> str:
    start = max(text.rfind(mark, 0, at) for mark in ",。;:!?\n") + 1
    match = _CLAUSE.match(text, start)
    return match.group() if match else ""


def _is_same(said: _When, written: _When) -> bool:
    if isinstance(said, DateMention) and isinstance(written, DateMention):
        years = said.year is None or written.year is None or said.year == written.year
        return years and (said.month, said.day) == (written.month, written.day)
    if isinstance(said, ClockMention) and isinstance(written, ClockMention):
        return bool(said.minutes & written.minutes)
    return isinstance(said, Quantity) and isinstance(written, Quantity) and says_same(said, written)
