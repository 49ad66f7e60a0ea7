"""Dates of a sentence that stand in its passage, or that what is known of its document gives.

Official texts name a month or a year once and go on: 6月20日至30日, 截至14日12时, 去年. This module does not
know what happened then.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from functools import lru_cache

from qa_service.answering.gate.figures import dates_of, figures_of, says_same
from qa_service.answering.gate.known import Known
from qa_service.quantities import DateMention, Kind, Quantity

_YEAR_BEFORE = re.compile("同比|[比较与]上年|[比较与]去年")
_YEAR_AFTER, _YEAR_SAID = re.compile("下一?年度?|次年|明年|翌年"), re.compile(r"\d{4}年")
_COMPARED = re.compile(r"(?:比|较|与)$")
_LAST_YEAR = re.compile(r"(?:^|[。;!?\n])\s*(?:过去的?一年|(?:去|上)年(?!同期|度?[末底初]))")
_SENTENCE_END = re.compile(r"[。;!?\n]")
_DAY = re.compile(
    r"(?<![\d月.\-年第])(?P<day>[12]\d|3[01]|[1-9])[日号](?![内均常益线楼]|报(?![名送告备到])|以[内后上下前]|之[内后日]|前|后|的)"
    r"|(?<=[至到于在自从])(?P<led>[12]\d|3[01]|[1-9])日(?=前|后|以前|以后|之前|之后)"
)
"""14日 of a month that stands further up; 开工15日前 and 30日内 are lengths of time."""
END_OF_MONTH = re.compile("月?份?[底末]")
_RELATIVE = re.compile(
    "今年|本年|当年|次年|明年|去年|上年末|下年|截至|目前|预计|计划|拟|将|以来|年起|启动|五"
)
_DECEMBER, _LAST_DAY = 12, 31
_YEAR_END = re.compile(r"(?<!\d)年[底末]")
_END_OF_YEAR = re.compile(r"年?[底末]")


def holds_date(date: DateMention, held: Known) -> bool:
    """Whether the date stands in the passage, or is the document's year or a date in its title or
    headings."""
    if date.month is None and date.year is not None and date.year == held.year:
        return True
    year = held.year
    for other in held.dates:
        year = other.year or year
        if (
            other.year is None
            and other.month
            and not _year_before(other, held)
            and _says(other, date, held.year)
        ):
            return True
        if _says(other, date, year) or _ends_with(other, date, year, held.text):
            return True
    if _is_last_of_year(date, held):
        return True
    found = (*days_alone(held.text), *dates_of(held.around))
    return any(_says(other, date, other.year or held.year) for other in found)


def _year_before(date: DateMention, held: Known) -> bool:
    """Whether the sentence of a ``date`` names a year before it."""
    start = max((m.end() for m in _SENTENCE_END.finditer(held.text, 0, date.start)), default=0)
    return any(other.year is not None and start <= other.start < date.start for other in held.dates)


def is_year_beside(date: DateMention, statement: str, held: Known) -> bool:
    """比2019年减少 where a document on 2020 says 同比减少; 结转2021年 where it says 结转下年度; 2022年 of
    what a document on 2023 says of 去年."""
    if date.month is not None or date.year is None or held.year is None:
        return False
    if date.year == held.year + 1 and _YEAR_AFTER.search(held.text) and not _other_years(held):
        return True
    if date.year + 1 != held.year:
        return False
    if _COMPARED.search(statement[: date.start]):
        return _YEAR_BEFORE.search(held.text) is not None
    return _is_of_last_year(statement, held)


def is_of_other_year(statement: str, held: Known) -> bool:
    """Whether the statement says of the document's year what the passage, which speaks of one year only and
    begins with it, says of another."""
    said = {date.year for date in dates_of(statement) if date.year is not None}
    years = {date.year for date in held.dates if date.year is not None}
    first = held.dates[0] if held.dates else None
    if said != {held.year} or len(years) != 1 or said == years or first is None or first.year is None:
        return False
    if first.start or first.month is not None or _RELATIVE.search(held.text):
        return False
    figures = figures_of(statement)
    return bool(figures) and all(
        any(says_same(figure, other) for other in held.figures) for figure in figures
    )


def is_day_of_date(figure: Quantity, statement: str, held: Known) -> bool:
    """Whether what reads as so many days is the day of a date: 截至14日12时 where it is 8月14日12时."""
    if figure.kind is not Kind.DURATION or figure.unit != "日" or figure.modifier:
        return False
    is_day = any(match.start() == figure.start for match in _DAY.finditer(statement))
    return is_day and any(date.day == figure.value for date in held.dates)


@lru_cache(maxsize=2048)
def days_alone(text: str) -> tuple[DateMention, ...]:
    """The days of folded ``text`` that stand without their month, with the month that stands last before
    them; none where that would lead back."""
    return tuple(_days_alone(text))


def _days_alone(text: str) -> Iterator[DateMention]:
    dates = dates_of(text)
    taken = [(date.start, date.end) for date in dates]
    for match in _DAY.finditer(text):
        before = next((d for d in reversed(dates) if d.end <= match.start() and d.month is not None), None)
        if before is None or any(start <= match.start() < end for start, end in taken):
            continue
        day = int(match["day"] or match["led"])
        if before.day is None or day >= before.day:
            yield DateMention(
                year=before.year,
                month=before.month,
                day=day,
                start=match.start(),
                end=match.end(),
                text=match.group(),
            )


def _is_of_last_year(statement: str, held: Known) -> bool:
    """Whether all figures of the statement stand in sentences of the passage that begin with 去年."""
    told = "\n".join(
        sentence for sentence in _SENTENCE_END.split(held.text) if _LAST_YEAR.match(sentence.lstrip())
    )
    there = figures_of(told)
    said = [figure for figure in figures_of(statement) if figure.kind is not Kind.ORDINAL]
    return bool(said) and all(any(says_same(figure, other) for other in there) for figure in said)


def _other_years(held: Known) -> bool:
    return any(year != f"{held.year}年" for year in _YEAR_SAID.findall(held.text))


def _is_last_of_year(said: DateMention, held: Known) -> bool:
    """12月31日 of 年底前."""
    is_last = said.month == _DECEMBER and said.day == _LAST_DAY
    return is_last and said.year in (None, held.year) and _YEAR_END.search(held.text) is not None


def _says(written: DateMention, said: DateMention, year: int | None) -> bool:
    """Whether ``written`` (its year, where it has none, being ``year``) says all that ``said`` does."""
    if said.year is not None and said.year != (written.year or year):
        return False
    if said.month is not None and said.month != written.month:
        return False
    return said.day is None or said.day == written.day


def _ends_with(written: DateMention, said: DateMention, year: int | None, text: str) -> bool:
    """6月30日 of 6月底, 12月 and 12月31日 of 年底."""
    if written.day is not None or said.month is None:
        return False
    of = written.year or year
    if said.year is not None and said.year != of:
        return False
    is_last = said.day == monthrange(said.year or of or 2001, said.month)[1]
    if written.month is not None:
        ends = END_OF_MONTH.match(text, written.end) or written.text.endswith(("底", "末"))
        return said.month == written.month and is_last and bool(ends)
    return said.month == _DECEMBER and is_last and _END_OF_YEAR.match(text, written.end) is not None
