"""Figures of everyday speech that round one of the passage: 四百多万 for 412.6万元, 近两成 for 18.7%, 半个月
for 十五日, and 一 that counts nothing: 一次补正, 一个窗口.

A figure in digits is read so only where it says itself that it is round: 12万多 for 122802; else it must
stand in the passage as it is (``facts``). This module does not know whether the figure is said of the right
thing.
"""

import re
from collections.abc import Callable
from decimal import Decimal

from qa_service.quantities import Kind, Quantity, canonical, direction

_DIGIT, _ROUND_DIGITS = re.compile(r"\d"), re.compile(r"\d[余多]?[万亿]|0(?![\d.])")
_WHOLE_POWER = re.compile(r"(\d{1,12}(?:\.\d{1,4})?)([万亿])[多余]?")
_CUT_OFF = re.compile("多|余|出头|挂零")
_MORE_AROUND = re.compile(r"(?:超过?|不止|过了|过)$")
_MORE_BEHIND = re.compile("多|余|出头|以上|挂零")
_LESS_AROUND = re.compile("(?:近|接近|不到|不足|快)$")
_ABOUT_AROUND = re.compile("(?:约|大约|几乎|差不多|大致)$")
_ABOUT_BEHIND = re.compile("左右|上下|前后")
_MORE, _LESS, _ABOUT = (
    re.compile("多|余|(?<![不得未])超过|以上|不止"),
    re.compile("近|不到|不足"),
    re.compile("约|左右|上下"),
)
_REACH = 3
_REACH_OF_CHANGE, _CLAUSE_REACH = 6, 40
_TENTH, _NUMERALS = "成", "〇一二三四五六七八九"
_BARE_UNITS = frozenset({"", "块", "块钱"})
_PERSONS_OR_THINGS = frozenset({"", "个", "家", "人", "名", "位"})
_PERSONS, _NO_PERSONS = frozenset({"人", "名", "位"}), frozenset({"户", "家", "台", "辆", "套", "栋", "座"})
_SHARES = frozenset({Kind.PERCENT, Kind.RATIO})
_STEP_OF_SHARE = Decimal("0.05")
_EXACT_SHARE, _ROUGH_SHARE = Decimal("0.01"), Decimal("0.02")
_OF_IT = Decimal("0.2")
"""万分之五 is no 千分之五, though both are nearly nothing."""
_HALF_A_MONTH, _MONTH, _MINUTES_OF_A_DAY = (Decimal(14), Decimal(15)), Decimal(30), 1440

_MOST_LEFT_OUT, _TEN = Decimal("0.5"), Decimal(10)
_CHANGED = re.compile("(?:增加|增长|增多|增收|新增|净增|减少|下降|降低|上升)了?(?:超过?|近|约)?$")
_CHANGE = re.compile("[增减升降多少涨跌新扩缩]")
_CLAUSE_BEFORE = re.compile(r"[^,。;:!?\n]{0,40}$")

_Fits = Callable[[Decimal, Decimal], bool]


def counts_nothing(figure: Quantity) -> bool:
    """Whether it is 一 before a measure word: it may be no count at all."""
    return figure.kind is Kind.COUNT and figure.value == 1 and figure.text[0] == "一" and not figure.modifier


def rounds(figure: Quantity, statement: str, other: Quantity) -> bool:
    """Whether ``figure`` of folded ``statement`` says roughly what ``other`` of the passage says exactly."""
    in_digits = _DIGIT.search(figure.text) is not None
    if figure.high is not None or other.high is not None:
        return False
    if in_digits and not (_ROUND_DIGITS.search(figure.text) and _is_cut_off(figure, statement)):
        return False
    said, _, unit = canonical(figure)
    written, _, of = canonical(other)
    if said is None or written is None:
        return False
    if other.kind in _SHARES or figure.kind in _SHARES:
        return (
            not in_digits
            and {figure.kind, other.kind} <= _SHARES
            and _rounds_share(figure, said, written, statement, direction(other))
        )
    if _as_other_time(said, unit, written, of):
        return True
    loosely = (figure.unit in _BARE_UNITS and other.kind is Kind.MONEY) or (
        figure.unit in _PERSONS_OR_THINGS
        and other.kind is Kind.COUNT
        and (figure.unit not in _PERSONS or other.unit not in _NO_PERSONS)
    )
    alike = unit == of or (loosely and not in_digits)
    if not alike or said <= 0:
        return False
    step = _step(figure, said)
    same_bound = not in_digits and direction(figure) in (0, direction(other))
    return (said == written and same_bound) or _fits(figure, statement, said)(said - written, step)


def rounds_in(text: str, figure: Quantity, statement: str, other: Quantity) -> bool:
    """Whether it rounds the ``other`` one of folded ``text``, and no total where it is told as a change."""
    if not rounds(figure, statement, other):
        return False
    before = _CLAUSE_BEFORE.search(text, max(0, other.start - _CLAUSE_REACH), other.start)
    is_change = _CHANGED.search(statement, max(0, figure.start - _REACH_OF_CHANGE), figure.start) is not None
    return not is_change or bool(before and _CHANGE.search(before.group()))


def _step(figure: Quantity, said: Decimal) -> Decimal:
    """What one more in the last digit is worth: 100 of 三百多 and 300多, 10000 of 10万多."""
    whole = _WHOLE_POWER.search(figure.text)
    if whole:
        written = Decimal(whole[1]).as_tuple().exponent
        power = Decimal(10**8 if whole[2] == "亿" else 10**4)
        return power.scaleb(written if isinstance(written, int) else 0)
    exponent = said.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _rounds_share(
    figure: Quantity, said: Decimal, written: Decimal, statement: str, direction_of_other: int
) -> bool:
    """三成多 of 32.1%, 一成半 of 15%, 四分之三 of 74.6%."""
    behind = statement[figure.end : figure.end + 1]
    step, exact = _STEP_OF_SHARE, _ROUGH_SHARE
    if figure.unit == _TENTH:
        halved = behind == "半"
        digit = _NUMERALS.find(behind) if behind else -1
        said += Decimal("0.05") if halved else Decimal(max(digit, 0)) / 100
        if not halved and digit < 1:
            step, exact = 2 * step, _EXACT_SHARE
    if _is_of_other_side(figure, direction_of_other, statement):
        return False
    exact = min(exact, written * _OF_IT)
    return abs(said - written) <= exact or _fits(figure, statement, said)(said - written, step)


def _is_cut_off(figure: Quantity, statement: str) -> bool:
    """Whether digits say that what follows them is left out: 12万多, 300余; not 近13万, 约12万."""
    behind = statement[figure.end : figure.end + 2]
    return _CUT_OFF.search(figure.modifier) is not None or _CUT_OFF.match(behind) is not None


def _is_of_other_side(figure: Quantity, bound: int, statement: str) -> bool:
    """近两成 of 两成以上, 两成多 of 不到两成."""
    before = statement[max(0, figure.start - _REACH) : figure.start]
    less = bool(_LESS.search(figure.modifier) or _LESS_AROUND.search(before))
    return (bound > 0 and less) or (bound < 0 and direction(figure) > 0)


def _fits(figure: Quantity, statement: str, said: Decimal) -> _Fits:
    """Whether what is ``said`` may differ so much from what is written, by the word that makes it rough;
    1000多 is no 1999, though 十多 may be 18."""
    before = statement[max(0, figure.start - _REACH) : figure.start]
    behind = statement[figure.end : figure.end + 2]
    if _MORE.search(figure.modifier) or _MORE_AROUND.search(before) or _MORE_BEHIND.match(behind):
        most = abs(said) if said == _TEN else _MOST_LEFT_OUT * abs(said)
        return lambda off, step: -min(step, most) < off < 0
    if _LESS.search(figure.modifier) or _LESS_AROUND.search(before):
        return lambda off, step: 0 < off < step
    if _ABOUT.search(figure.modifier) or _ABOUT_AROUND.search(before) or _ABOUT_BEHIND.match(behind):
        return lambda off, step: abs(off) <= step / 2
    return lambda off, step: False


def _as_other_time(said: Decimal, unit: str, written: Decimal, of: str) -> bool:
    """半个月 for 15日, 一天 for 24小时, 一个月 for 30日."""
    if (unit, of) == ("月", "日"):
        return written in _HALF_A_MONTH if said == Decimal("0.5") else written == said * _MONTH
    return (unit, of) == ("日", "分钟") and written == said * _MINUTES_OF_A_DAY
