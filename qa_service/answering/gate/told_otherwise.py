"""A statement in the terms of its passage: 上半年 for 1至6月, 次年 for 第二年, 16时 for 下午4点, 80% for 8折.

What says the same is put in the passage's writing, so that all that is looked at later finds it there. This
module does not know whether it is said of the right thing.
"""

import re
from decimal import Decimal

from qa_service.answering.gate.clocks import told_by_clock
from qa_service.answering.gate.ranges import told_as_range
from qa_service.quantities import parse_numeral

_PERIODS = tuple(
    (re.compile(rf"(?<!\d)1(?:月份?)?[-—–~～至到]{last}月份?(?![\d日])"), names)
    for last, names in ((3, ("第一季度", "一季度")), (6, ("上半年",)), (9, ("前三季度",)))
)
_FIRST_MONTHS = re.compile(r"前([一二三四五六七八九十\d]{1,2})个月")
_PRODUCT, _PRODUCT_IN_FULL = "gdp", "地区生产总值"
_NEXT_YEAR = re.compile("(?:第二|下一|隔)([年月日])")
_REDUCED = re.compile(r"(?<![\d.])(\d{1,2}(?:\.\d)?|[一二三四五六七八九]{1,2})折(?![叠合旧算射断线页])")
_PERCENT = re.compile(r"(?<![\d.])(\d{1,2}(?:\.\d)?)%")
_PRICE_SHARE = re.compile(
    r"(?:[价费]|收取|标准)[^,。;\d补奖返]{0,8}(?<![\d.])(\d{1,2}(?:\.\d)?)%"
    r"|[按以照][^,。;\d补奖返]{0,6}(?<![\d.])(\d{1,2}(?:\.\d)?)%(?![^,。;]{0,3}[补奖返贴])"
)
"""按原价的80%收取, 按90%; 按50%补贴 is no price."""
_AT_PRICE = re.compile(r"[打按享以受]\s?$")
_REDUCTION, _TEN = "折", 10


def told_otherwise(statement: str, text: str) -> str:
    """Folded ``statement`` with what ``text`` says in other words put in the words of ``text``."""
    statement = told_by_clock(told_by_period(statement, text), text)
    return told_as_range(_told_by_share(statement, text), text)


def holds_reductions(statement: str, text: str) -> bool:
    """Whether each 打八折 of folded ``statement`` stands in ``text``, as 8折 or 80%."""
    if _REDUCTION not in statement:
        return True
    told = {_percent(match[1]) for match in _REDUCED.finditer(text)} or _price_shares(text)
    return all(
        _percent(match[1]) in told
        for match in _REDUCED.finditer(statement)
        if _AT_PRICE.search(statement, max(0, match.start() - 2), match.start())
    )


def told_by_period(statement: str, text: str) -> str:
    """The statement with 上半年 for 1至6月 and 次年 for 第二年 where ``text`` says so, and the like."""
    for pattern, names in _PERIODS:
        for name in names:
            written = pattern.search(text)
            if name in text:
                statement = pattern.sub(name, statement)
            elif written:
                statement = statement.replace(name, written.group())
    statement = _FIRST_MONTHS.sub(lambda said: _until(said[1], text) or said.group(), statement)
    if _PRODUCT not in text:
        statement = statement.replace(_PRODUCT, _PRODUCT_IN_FULL)
    return _NEXT_YEAR.sub(
        lambda match: f"次{match[1]}" if f"次{match[1]}" in text else match.group(), statement
    )


def _until(months: str, text: str) -> str:
    """How ``text`` says the first so many ``months`` of a year; empty where it does not."""
    number = parse_numeral(months)
    found = (
        re.search(rf"(?:(?<!\d)1(?:月份?)?[-—–~～至到]|截至){number}月(?:份|底|末)?", text)
        if number
        else None
    )
    return found.group() if found else ""


def _told_by_share(statement: str, text: str) -> str:
    """80% for 八折 and 85折 for 85%, where ``text`` has only the other."""
    if _REDUCTION not in statement and _REDUCTION not in text:
        return statement
    reduced = {_percent(match[1]): match.group() for match in _REDUCED.finditer(text)}
    shares = {Decimal(match[1]): match.group() for match in _PERCENT.finditer(text)}
    prices = _price_shares(text)
    if reduced and prices:  # each is of somebody else
        return statement

    def as_share(said: re.Match[str]) -> str:
        percent = _percent(said[1])
        return shares[percent] if percent in prices else said.group()

    def as_reduced(said: re.Match[str]) -> str:
        percent = Decimal(said[1])
        return said.group() if percent in shares else reduced.get(percent, said.group())

    return _PERCENT.sub(as_reduced, _REDUCED.sub(as_share, statement))


def _price_shares(text: str) -> set[Decimal]:
    return {Decimal(match[1] or match[2]) for match in _PRICE_SHARE.finditer(text)}


def _percent(reduced: str) -> Decimal:
    """80 for 8 and 八, 85 for 85, 8.5 and 八五."""
    value = Decimal(reduced) if reduced[0].isdigit() else parse_numeral(reduced) or Decimal(0)
    return value * _TEN if value < _TEN else value
