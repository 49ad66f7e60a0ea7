"""Whether a figure counts something, judged by what stands around it.

一把手, 一是, (二), 1.加强, 1+4+N, “四个意识”, 〔2020〕2号, 12345热线, 360浏览器 count nothing.
"""

import re

from qa_service.quantities.numerals import approximate
from qa_service.quantities.units import units_of_one, word_endings

BEFORE_ONE = frozenset("上下第每任之另某统逐唯单专进如同万不其十百千零初有首再同哪这那")
WEEKDAY = ("星期", "周", "礼拜", "之")
DECIMAL_POINT = re.compile(r"[零〇一二三四五六七八九\d]点$")
# 千站万人, 百姓: a power of ten alone is a figure of speech unless something bounds it (近百人, 百余人).
BARE_POWER = re.compile(r"[百千万亿]+")
HAN_ONE = frozenset("一壹")
SMALL_MONEY = re.compile("[一壹][角分]")
"""一元一角 is no 一户一策."""
ANNOUNCES = re.compile(r"(?:为|达|达到|共|共计|总计|合计|约|计|超|超过|突破|近|是|有|[数量额值][为达]?)$")
ENDS_CLAUSE = re.compile(r"[，。；、！？,;!?)）\n]|$")
BEFORE_FRACTION = frozenset("占约近超过达到足了至为的有")
AFTER_FRACTION = re.compile(r"以[上下内]|左右|的|强|[,，。;；、)）\n]|$")
CLOCK = re.compile(r"\d[时点]$")
DOCUMENT_NUMBER = re.compile(r"[〔\[［(（]\s?\d{4}\s?[〕\]］)）]\s?第?\s?$")
LATIN = re.compile(r"[A-Za-z+＋×]")
OPENING_QUOTES = '“‘「『"《'
SHORT_QUOTE = re.compile(r"[“‘「『\"][^”’」』\"]{2,9}[”’」』\"]")


def counts_something(plain: str, match: re.Match[str]) -> bool:
    """Whether the figure that ``match`` found (groups of the amount pattern) counts something."""
    start = match.start()
    before = plain[start - 1] if start else " "
    if match["per"] or match["of"]:
        return before != "第"
    if LATIN.fullmatch(before) or before in "第其零":
        return False
    if match["top"]:
        return _is_fraction(plain, match, before)
    if match["halved"] or match["over"]:
        return before not in "第每"
    if match["half"] or match["halfunit"]:
        return before not in ("上", "下", "大", "前", "后", "多")
    if DOCUMENT_NUMBER.search(plain[max(0, start - 9) : start]):
        return False
    if match["number"][0].isdecimal():
        return _digits_count(plain, match, before)
    return _numeral_counts(plain, match, before)


def _is_fraction(plain: str, match: re.Match[str], before: str) -> bool:
    """占2/3以上, but not 3/5页, 1/10/2020, 24/7: the words on both sides must be those of a share."""
    return (
        before in BEFORE_FRACTION
        and int(match["top"]) < int(match["bottom"])
        and AFTER_FRACTION.match(plain, match.end()) is not None
    )


def _digits_count(plain: str, match: re.Match[str], before: str) -> bool:
    end = match.end()
    if before in ".-/" and plain[match.start() - 2 : match.start() - 1].isdecimal():
        return False
    following = plain[end : end + 1] or " "
    if match["unit"] == "分" and CLOCK.search(plain[max(0, match.start() - 2) : match.start()]):
        return False
    if match["unit"]:
        return not _begins_word(match["unit"], following) and following not in ("+", "＋")
    if match["times"] and not following.isalnum():
        return True
    if LATIN.fullmatch(following) or following in ("号", "、", ".", "．"):
        return bool(match["times"])
    if following in "-—–~～至到":
        return plain[end + 1 : end + 2].isdecimal()
    announced = ANNOUNCES.search(plain[max(0, match.start() - 4) : match.start()])
    return bool(match["times"]) or (announced is not None and ENDS_CLAUSE.match(plain, end) is not None)


def _numeral_counts(plain: str, match: re.Match[str], before: str) -> bool:
    unit, number, end = match["unit"], match["number"], match.end()
    if plain.endswith(WEEKDAY, 0, match.start()) or DECIMAL_POINT.search(
        plain[max(0, match.start() - 2) : match.start()]
    ):
        return False
    if BARE_POWER.fullmatch(number) and not (match["vague"] or match["vague2"] or before in "近上超逾约过"):
        return False
    if not unit:
        is_power = match["times"] is not None or (len(number) > 2 and number[-1] in "万亿")
        return (is_power or _joins_range(plain, match)) and before not in OPENING_QUOTES
    if _begins_word(unit, plain[end : end + 1]) or _is_slogan(plain, match.start()):
        return False
    if number[0] in HAN_ONE and approximate(number) and before in BEFORE_ONE:
        return False
    if number in HAN_ONE:
        is_each = plain[end : end + 1] == number and SMALL_MONEY.match(plain, end) is None
        return unit in units_of_one() and before not in BEFORE_ONE and not is_each
    return True


def _joins_range(plain: str, match: re.Match[str]) -> bool:
    """三至五个工作日, 五到十人: the unit stands after the second figure."""
    return plain[match.end() : match.end() + 1] in tuple("至到-—～~") and len(match["number"]) <= 3


def _begins_word(unit: str, following: str) -> bool:
    return following != "" and following in word_endings().get(unit, "")


def _is_slogan(plain: str, start: int) -> bool:
    """A numeral at the begin of a short quotation: “四个意识”, “两个维护”, “一枚印章”."""
    return (
        start > 0 and plain[start - 1] in OPENING_QUOTES and SHORT_QUOTE.match(plain, start - 1) is not None
    )
