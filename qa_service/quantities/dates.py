"""Dates in a text: 2020年1月15日, 二〇二〇年一月, 2020-01-15, 2020.1.15, 6月, 2021—2025年, 2020、2021年.

A date may lack parts: 同年12月 has a month only. Relative ones (去年, 年初) are not dates here, nor are
durations (三年, 20日内). Offsets are code points, half-open.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from qa_service.quantities.numerals import DIGITS, parse_numeral

FULL_WIDTH = str.maketrans("０１２３４５６７８９．％－／", "0123456789.%-/")
"""Maps one character to one, so that offsets stay."""

FIRST_YEAR, LAST_YEAR = 1800, 2199
YEAR = r"(?:(?<!\d)\d{4}|(?<![〇零○一二三四五六七八九十百千])[一二][〇零○一二三四五六七八九]{3})"
MONTH = (
    r"(?:(?<![\d.])(?:1[0-2]|0?[1-9])|(?<![一二三四五六七八九十百千第])(?:十[一二]?|[一二三四五六七八九]))"
)
DAY = (
    r"(?:[12]\d|3[01]|0?[1-9]|二十[一二三四五六七八九]?|三十一?|十[一二三四五六七八九]?|[一二三四五六七八九])"
)
JOIN = r"\s?[-—–－~～至到、和及/]{1,3}\s?"
PATTERNS = (
    rf"(?P<y>{YEAR})\s?年度?\s?(?P<m>{MONTH})\s?月份?(?:\s?(?P<d>{DAY})\s?[日号](?!常|益|报(?![送名告备到请批])))?",
    r"(?<![\d.])(?P<iy>\d{4})(?P<sep>[-/.])(?P<im>0?[1-9]|1[0-2])(?P=sep)(?P<id>[12]\d|3[01]|0?[1-9])(?![\d])(?!\.\d)",
    rf"(?P<list>{YEAR}(?:年?{JOIN}{YEAR}){{1,12}})(?:\s?年度?(?!级|代)|(?=[)）]))",
    rf"(?P<ay>{YEAR})\s?年度?(?!级|代)",
    rf"(?P<mm>{MONTH})(?P<to>{JOIN}{MONTH})?\s?月份?(?:\s?(?P<md>{DAY})\s?[日号](?!常|益|报(?![送名告备到请批])))?"
    r"(?!龄|饼|球|亮|嫂|子|薪|租|光|票|息|内|以内)",
)
DATE = re.compile(
    "(?=[0-9一二三四五六七八九十])(?:" + "|".join(f"(?:{pattern})" for pattern in PATTERNS) + ")"
)
ONE_YEAR = re.compile(YEAR)
ONE_MONTH = re.compile(MONTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date as written at ``text[start:end]``; parts that it leaves out are None."""

    year: int | None
    month: int | None = None
    day: int | None = None
    start: int
    end: int
    text: str


@lru_cache(maxsize=8192)
def find_dates(text: str) -> tuple[DateMention, ...]:
    """All dates of ``text``, in order, without overlap; a range or list of years gives one date each."""
    plain = text.translate(FULL_WIDTH)
    return tuple(date for match in DATE.finditer(plain) for date in _dates(text, match))


def _dates(text: str, match: re.Match[str]) -> Iterator[DateMention]:
    if match["list"] is not None:
        yield from _listed(text, match, ONE_YEAR, "list")
    elif match["to"] is not None and match["md"] is None:
        yield from _months(text, match)
    else:
        year, month, day = (
            _number(match["y"] or match["iy"] or match["ay"]),
            _number(match["m"] or match["im"] or match["mm"]),
            _number(match["d"] or match["id"] or match["md"]),
        )
        if year is None or FIRST_YEAR <= year <= LAST_YEAR:
            yield _mention(text, match.start(), match.end(), year, month, day)


def _listed(text: str, match: re.Match[str], one: re.Pattern[str], group: str) -> Iterator[DateMention]:
    found = list(one.finditer(match.string, match.start(group), match.end(group)))
    for position, year in enumerate(found):
        number = _number(year.group())
        end = match.end() if position == len(found) - 1 else year.end()
        if number is not None and FIRST_YEAR <= number <= LAST_YEAR:
            yield _mention(text, year.start(), end, number, None, None)


def _months(text: str, match: re.Match[str]) -> Iterator[DateMention]:
    first = match.span("mm")
    second = next(ONE_MONTH.finditer(match.string, match.start("to") + 1, match.end("to")), None)
    yield _mention(text, *first, None, _number(match["mm"]), None)
    if second is not None:
        yield _mention(text, second.start(), match.end(), None, _number(second.group()), None)


def _mention(
    text: str, start: int, end: int, year: int | None, month: int | None, day: int | None
) -> DateMention:
    return DateMention(year=year, month=month, day=day, start=start, end=end, text=text[start:end])


def _number(written: str | None) -> int | None:
    if written is None:
        return None
    if all(char in DIGITS for char in written):
        return int("".join(str(DIGITS[char]) for char in written))
    value = parse_numeral(written)
    return None if value is None else int(value)
