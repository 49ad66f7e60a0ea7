"""The years that a question names: 2019年, 2019-2021年, 去年, 十四五期间, 近三年.

去年 is read from today; a five-year plan is a span of years; 近三年 counts back from the documents' own
latest year, which the words alone do not tell. A date such as 2022年7月 is something to be found, no scope;
nor is the year of a document's number.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qa_service.quantities.numerals import parse_numeral

_YEAR = re.compile(
    r"(?<![\d.])(?:(19\d\d|20\d\d)"
    # 交了20年: as many years, not the year.
    r"|(?<![了满过近超住干婚缴交第共足判有约每])([1-9]\d)(?=年(?![级龄限以内前后来了的多制期保合])))"
    # 2000元以下 is a sum.
    r"(?:年度|年份|年|(?![多余几]?(?:[万亿]|元|块|平方米|亩|吨|公里|米)))(?![\d.])"
)
_CHINESE_YEAR = re.compile(r"(?<![一二三四五六七八九〇零○])([一二][〇零○九][一二三四五六七八九〇零○]{2})年")
_YEAR_RANGE = re.compile(r"(?<!\d)(20\d\d)年?(?:-|—|–|~|至|到)(?:(20\d\d)|(\d\d))年?(?!\d)")
_RELATIVE_YEARS = (
    ("大前年", -3),
    ("前年", -2),
    ("去年", -1),
    ("上一年度", -1),
    ("上一年", -1),
    ("上年度", -1),
    ("今年", 0),
    ("本年度", 0),
)
_COMPARED_WITH = ("比", "较", "跟", "与", "同", "和", "于")
"""比去年 compares within a document's year; it asks for no other."""
_DATE_OF_YEAR = re.compile(r"(?:19|20)\d\d年\d{1,2}月(?:\d{1,2}[日号])?")
_IN_NUMBER = re.compile(r"[〔\[(【](?:19|20)\d\d[〕\])】]第?\d{1,5}号")
"""The year of a document's number, 政办发〔2021〕12号, is when it was given, not what it tells of."""
_PLAN = re.compile(r"[“\"']?十([一二三四五六七八九])五[”\"']?(?:规划|计划)?(?:期间|时期|以来|期内|这五年)")
_FIRST_YEAR_OF_PLAN_TEN = 2001
_RECENT = re.compile(
    r"(?:最近|过去|近|前|这)(?P<count>[两二三四五六七八九十]|\d{1,2})年(?:来|间|里|以来)?(?![级前制内以])"
    # 甲县三年受理案件合计多少: a sum over years without more is of the latest.
    r"|(?<=[县市区州旗省盟])(?P<sum>[两二三四五])年(?:来|间|里)?(?=[^,。?]{2,16}(?:合计|总计|一共|加起来|平均每年))"
)
_RECENT_SOME = re.compile(r"(?:最近|近|这)(?:几|些)年(?:来|间|里)?|历年|近年来?")
_SOME_YEARS = 10
_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


@dataclass(frozen=True, slots=True, kw_only=True)
class YearsAsked:
    """``spans`` are the words of the text. ``period``: the years are one span of time (十四五期间), whose
    documents may lie anywhere in it. ``recent``: so many of the latest years that the documents have.
    ``relative``: named from today, as 去年 is."""

    years: tuple[int, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    period: bool = False
    recent: int = 0
    relative: bool = False


def in_words(years: Sequence[int]) -> str:
    """2022年、2023年."""
    return "、".join(f"{year}年" for year in years)


def read_years(text: str, today: date) -> YearsAsked:
    """The years that folded ``text`` asks about."""
    named = years_in(text, today)
    if named:
        return YearsAsked(
            years=tuple(sorted({year for year, _, _ in named})),
            spans=tuple((a, b) for _, a, b in named),
            relative=any(text[a:b] == words for _, a, b in named for words, _ in _RELATIVE_YEARS),
        )
    if plan := _PLAN.search(text):
        # 十四五 stays a word of the question: documents say it themselves.
        ordinal = int(plan[1].translate(_DIGITS))
        first = _FIRST_YEAR_OF_PLAN_TEN + 5 * ordinal
        return YearsAsked(years=tuple(range(first, first + 5)), period=True)
    if recent := _RECENT.search(text):
        count = parse_numeral((recent["count"] or recent["sum"]).replace("两", "二"))
        return YearsAsked(recent=int(count or 0), spans=(recent.span(),))
    if some := _RECENT_SOME.search(text):
        return YearsAsked(recent=_SOME_YEARS, spans=(some.span(),))
    return YearsAsked()


def years_in(text: str, today: date) -> tuple[tuple[int, int, int], ...]:
    """The years that ``text`` names, as (year, start, end); a range gives each of its years."""
    found: list[tuple[int, int, int]] = []
    for match in _YEAR_RANGE.finditer(text):
        first, last = int(match[1]), int(match[2] or 2000 + int(match[3]))
        if first < last <= first + 10:
            found += [(year, match.start(), match.end()) for year in range(first, last + 1)]
    ranges = [(start, end) for _, start, end in found]
    for match in _YEAR.finditer(text):
        year = int(match[1]) if match[1] else 2000 + int(match[2])
        inside = any(start <= match.start() < end for start, end in ranges)
        latest = today.year + (10 if match[1] else 1)
        if year <= latest and not inside and all(year != known for known, _, _ in found):
            found.append((year, match.start(), match.end()))
    for match in _CHINESE_YEAR.finditer(text):
        year = int(match[1].translate(_DIGITS))
        if 1900 <= year <= today.year + 10:
            found.append((year, match.start(), match.end()))
    for words, shift in _RELATIVE_YEARS:
        start = text.find(words)
        if start >= 0 and not found and not text[:start].endswith(_COMPARED_WITH):
            found.append((today.year + shift, start, start + len(words)))
    dates = [match.span() for pattern in (_DATE_OF_YEAR, _IN_NUMBER) for match in pattern.finditer(text)]
    return tuple(y for y in found if not any(start <= y[1] < end for start, end in dates))
