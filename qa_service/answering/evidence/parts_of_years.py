"""Whether a question asks for a part of a year of which a text tells nothing: 第一季度 of a year's figure.

A text that names any part of a year is taken to tell of the right one: this module does not read which
figure of a sentence a part is said of. The rows of a table say it.
"""

import re

_PART = re.compile(
    r"[上下]半年|(?:第?[一二三四1-4]|前[一二三1-3]个?)季度"
    # 2023年5月9日 is the date of an event; 6月底 a day up to which is counted.
    r"|(?:年|(?<![\d年月至到~-]))(?P<month>\d{1,2})月份?(?![\d底末初中上下前后以至到起-])"
)
_PART_OF_ROW = re.compile(
    r"(?P<span>前[两二三2-3一1]个?(?:季度|月)|\d{1,2}月?[-至到~—]{1,2}\d{1,2}月)"
    r"|(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])季度|(?<![\d前])(?P<month>1[0-2]|[1-9])月份?(?!\d)"
)
_ONE_WRITING = str.maketrans(
    {"一": "1", "二": "2", "两": "2", "三": "3", "至": "-", "到": "-", "~": "-", "个": ""}
)
_QUARTERS = {word: str(number) for number, word in enumerate("一二三四", start=1)}
_TELLS_OF_PARTS = re.compile(r"半年|季|月")


def lacks_part_of_year(asked: str, text: str, month_of_issue: int | None) -> bool:
    """Whether folded ``asked`` is for a part of a year, and folded ``text`` names no part of any; a text
    issued in the month that is asked for tells of that."""
    part = _PART.search(asked)
    if part is None or _TELLS_OF_PARTS.search(text):
        return False
    return part["month"] is None or int(part["month"]) != month_of_issue


def parts_named(text: str) -> frozenset[str]:
    """The parts of a year that folded ``text`` names, each in one writing: 第三季度 and 3季度 are one; 1-6月
    is none of its months."""
    return frozenset(_part(match) for match in _PART_OF_ROW.finditer(text))


def _part(match: re.Match[str]) -> str:
    quarter = match["quarter"]
    if match["span"] is not None:
        return match["span"].translate(_ONE_WRITING)
    if quarter is not None:
        return f"第{_QUARTERS.get(quarter, quarter)}季度"
    return f"{match['half']}半年" if match["half"] else f"{match['month']}月"
