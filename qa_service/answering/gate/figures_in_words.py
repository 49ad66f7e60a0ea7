"""Figures that a passage holds in other words: 一半 where it says 减半, 一天两次 where it says 每日两次,
23.8万 where it says 23.8万人, 两个县 where it names 两县.

Nothing is counted or rounded here, and the value stands in the passage each time. This module does not know
whether the figure is said of the right thing.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from qa_service.answering.gate.figures import AT_LEAST, AT_MOST
from qa_service.quantities import Kind, Quantity, canonical, direction

_HALF = re.compile("减半|半价|半额|半数|折半|各半|对半|一半")
_ONE = frozenset("一1")
_EVERY = {
    "年": "单年|每年|年均|按年|逐年|全年|年度(?=限额|累计|最高|上限)",
    "次": "单次|每次",
    "天": "单[日天]|每[天日]|[天日]均|按[天日]",
    "日": "单[日天]|每[天日]|[天日]均|按[天日]",
    "周": "每周|周均|按周",
    "个月": "每个?月|月均|按月",
    "季度": "每季|季均|按季",
    "学期": "每学期",
}
_LIMIT = re.compile("限额|上限|红线|最高限|核定|指标|标准|定额")
_LIMIT_REACH = 10
_CALLED_LIMIT = re.compile("(?:限额|上限)[为是]?$")
_AT_MOST_BOUNDS = frozenset({AT_MOST, "最高", "最多", "不超过", "以内"})
_ROUND = re.compile("[万亿]$")
_MEASURE = re.compile("(?![的和与及或是为在占比以就都也才却还又被已先没不要需可将均并则而])[\u4e00-\u9fff]")
_BARE_ROUND = {10**8: re.compile("[超过逾破]亿"), 10**4: re.compile("[超过逾破]万(?!亿)")}
_MEASURES = frozenset({"名", "人", "位", "个"})
_SPAN_OF_YEARS = re.compile(r"(?<!\d)(20\d\d)年?[—–~至到-]{1,2}(20\d\d)年")
_COUNTED = frozenset({Kind.COUNT, Kind.MONEY})
_NUMERALS = "〇一二三四五六七八九十"
_TWO = "两"
_FEW = frozenset({2, 3, 4, 5})
_LISTED = re.compile(r"(?:[^,。;:、和与及\d]{1,12}(?:、|和|与|及)){1,5}[^,。;:、和与及\d]{1,12}$")
_QUOTED_LIST = re.compile("(?:“[^“”]{1,24}”[、和与及]?){2,5}等?$")
_HANDED = re.compile(
    r"^[\u4e00-\u9fff]{0,8}?分别[\u4e00-\u9fff]{0,4}((?:[^,。;:、和与及]{1,12}(?:、|和|与|及)){1,4}[^,。;:、和与及]{1,12})"
)
_BEFORE_IT, _AHEAD, _AHEAD_REACH = re.compile("以前|之前|前"), re.compile("提前[\u4e00-\u9fff]{0,6}$"), 10
_RANKED = frozenset({"个", "项", "种", "家"})
_AHEAD_BOUNDS = frozenset({"", AT_LEAST, "至少", "不少于"})
_CLAUSE_END = re.compile(r"[,。;:!?\n]")
_RATIO_PART = r"(\d{1,2}(?:\.\d{1,2})?)"
_STRUCTURE = re.compile(rf"(?<![\d.:∶]){_RATIO_PART}[:∶]{_RATIO_PART}[:∶]{_RATIO_PART}(?![\d:∶])")
_SECTOR, _SECTORS = re.compile("(?:(?<=第)|(?=[一二三]产))([一二三])(?=次?产)"), "一二三"
_ANY_MEASURE = frozenset("个项件条家处座名位类批")
_NOUN = re.compile("[\u4e00-\u9fff]{2}")
_OF_TARGET = re.compile("的?(?:年度|既定|全年|年初|预期)?(?:目标|任务|计划|指标)")
_TARGET_IS = re.compile("(?:目标|任务|计划|指标)(?:值|数)?(?:分别)?(?:为|是)?$")
_ITEM_END = re.compile("、|和|与|及")


def holds_in_words(figure: Quantity, statement: str, passage: str, there: Sequence[Quantity]) -> bool:
    """Whether folded ``passage``, whose figures ``there`` are, says ``figure`` of folded ``statement``."""
    if figure.high is not None or figure.value is None:
        return False
    return (
        _is_half(figure, passage)
        or _is_each(figure, passage)
        or _is_limit(figure, statement, passage, there)
        or _is_bare(figure, statement, there)
        or _is_of_named(figure, statement, passage)
        or _is_round(figure, passage)
        or _is_unmeasured(figure, statement, passage, there)
        or _counts_what_is_named(figure, statement)
        or _is_ahead(figure, statement, passage, there)
        or _is_of_first(figure, passage)
        or _is_phase(figure, statement, passage)
        or _is_of_structure(figure, statement, passage)
        or _is_counted_otherwise(figure, statement, passage, there)
        or _is_target(figure, statement, passage, there)
        or _is_span(figure, passage)
    )


def _is_span(figure: Quantity, passage: str) -> bool:
    """三年内 where the passage has 2021—2023年."""
    years = ((int(match[1]), int(match[2])) for match in _SPAN_OF_YEARS.finditer(passage))
    return figure.unit == "年" and any(last - first + 1 == figure.value for first, last in years)


def _is_of_structure(figure: Quantity, statement: str, passage: str) -> bool:
    """第三产业占64.8% of 三次产业结构为2.0:33.2:64.8."""
    if figure.kind is not Kind.PERCENT or figure.modifier:
        return False
    clause = _CLAUSE_END.split(statement[: figure.start])[-1]
    named = _SECTOR.findall(clause) or _SECTOR.findall(statement[: figure.start])
    places = [
        ratio.groups().index(figure.text[:-1])
        for ratio in _STRUCTURE.finditer(passage)
        if figure.text[:-1] in ratio.groups()
    ]
    return bool(places) and bool(named) and all(at == _SECTORS.index(named[-1]) for at in places)


def _is_counted_otherwise(figure: Quantity, statement: str, passage: str, there: Sequence[Quantity]) -> bool:
    """5个事项 of 事项5项, or of 5项."""
    noun = statement[figure.end : figure.end + 2]
    if figure.modifier or figure.unit not in _ANY_MEASURE or not _NOUN.fullmatch(noun):
        return False
    return any(
        one.unit in _ANY_MEASURE
        and "个" in (one.unit, figure.unit)
        and not one.modifier
        and one.value == figure.value
        and (
            passage.endswith(noun, 0, one.start) or passage.startswith(noun, one.end) or one.unit == noun[-1]
        )
        for one in there
    )


def _is_target(figure: Quantity, statement: str, passage: str, there: Sequence[Quantity]) -> bool:
    """高于6000人的目标值 of what is 6800人 where 目标值为6000人."""
    if not figure.modifier or not _OF_TARGET.match(statement, figure.end):
        return False
    return any(
        not one.modifier
        and canonical(one) == canonical(figure)
        and _TARGET_IS.search(passage[max(0, one.start - _LIMIT_REACH) : one.start])
        for one in there
    )


def _counts_what_is_named(figure: Quantity, statement: str) -> bool:
    """省、市、县三级, 两项数据分别为3%和5%: the statement counts what it names."""
    if figure.text[0] not in _NUMERALS + _TWO or figure.value not in _FEW or figure.modifier:
        return False
    count = int(figure.value)
    quoted = _QUOTED_LIST.search(statement[: figure.start])
    if quoted and quoted.group().count("”") == count:
        return True
    listed = _LISTED.search(statement[: figure.start])
    if listed and len(_ITEM_END.split(listed.group())) == count:
        return True
    handed = _HANDED.search(statement[figure.end :])
    return handed is not None and len(_ITEM_END.split(handed[1])) == count


def _is_unmeasured(figure: Quantity, statement: str, passage: str, there: Sequence[Quantity]) -> bool:
    """3.9万名贫困人口 of 3.9万贫困人口."""
    noun = statement[figure.end : figure.end + 2]
    return (
        figure.unit in _MEASURES
        and len(noun) > 1
        and any(
            not one.unit and _value(one) == _value(figure) and passage.startswith(noun, one.end)
            for one in there
        )
    )


def _is_round(figure: Quantity, passage: str) -> bool:
    """超1亿元 of 超亿元."""
    value = _value(figure)
    written = _BARE_ROUND.get(int(value)) if isinstance(value, Decimal) and value == int(value) else None
    return written is not None and direction(figure) > 0 and written.search(passage) is not None


def _is_half(figure: Quantity, passage: str) -> bool:
    return figure.text == "一半" and _HALF.search(passage) is not None


def _is_each(figure: Quantity, passage: str) -> bool:
    """一天 of 每日."""
    every = _EVERY.get(figure.unit) if figure.value == 1 and figure.text[0] in _ONE else None
    return every is not None and not figure.modifier and re.search(every, passage) is not None


def _is_limit(figure: Quantity, statement: str, passage: str, there: Sequence[Quantity]) -> bool:
    """没有超过56.4亿元 where the passage has 限额56.4亿元, and the statement says that it is one."""
    if figure.modifier not in _AT_MOST_BOUNDS:
        return False
    there = [
        one for one in there if not one.modifier and _value(one) == _value(figure) and one.unit == figure.unit
    ]
    if any(_CALLED_LIMIT.search(passage[: one.start]) for one in there):
        return True
    if not _LIMIT.search(statement):
        return False
    same = (one for one in there if not one.modifier and canonical(one) == canonical(figure))
    return any(_LIMIT.search(passage[max(0, one.start - _LIMIT_REACH) : one.start]) for one in same)


def _is_bare(figure: Quantity, statement: str, there: Sequence[Quantity]) -> bool:
    """23.8万 of 23.8万人."""
    counted = _MEASURE.match(statement, figure.end)
    if figure.unit or counted or figure.modifier or not _ROUND.search(figure.text):
        return False
    return any(one.kind in _COUNTED and not one.modifier and _value(one) == figure.value for one in there)


def _value(figure: Quantity) -> object:
    return canonical(figure)[0]


def _is_of_named(figure: Quantity, statement: str, passage: str) -> bool:
    """两个县 of 两县, 三类 of 三类."""
    noun = statement[figure.end : figure.end + 1]
    if (
        figure.unit != "个"
        or figure.value is None
        or not "\u4e00" <= noun <= "\u9fff"
        or not 1 < figure.value < 10
    ):
        return False
    numeral = _NUMERALS[int(figure.value)]
    written = f"[{numeral}{_TWO if numeral == '二' else ''}]"
    return figure.value == int(figure.value) and re.search(written + re.escape(noun), passage) is not None


def _is_ahead(figure: Quantity, statement: str, passage: str, there: Sequence[Quantity]) -> bool:
    """提前至少15日 of 开工15日前."""
    if figure.kind is not Kind.DURATION or not _says_ahead(figure, statement):
        return False
    return any(
        _says_ahead(other, passage)
        and {figure.modifier, other.modifier} <= _AHEAD_BOUNDS
        and canonical(other) == canonical(figure)
        for other in there
    )


def _says_ahead(figure: Quantity, text: str) -> bool:
    before = text[max(0, figure.start - _AHEAD_REACH) : figure.start]
    return _BEFORE_IT.match(text, figure.end) is not None or _AHEAD.search(before) is not None


def _is_of_first(figure: Quantity, passage: str) -> bool:
    """最多的三项 of 居前三位."""
    if figure.value not in _FEW or figure.modifier or figure.unit not in _RANKED:
        return False
    value = int(figure.value)
    return re.search(f"前[{_NUMERALS[value]}{value}](?:位|名|类|大)", passage) is not None


def _is_phase(figure: Quantity, statement: str, passage: str) -> bool:
    """分三步走 of 分三个阶段."""
    if figure.unit != "步" or figure.value not in _FEW or not statement[: figure.start].endswith("分"):
        return False
    value = int(figure.value)
    return re.search(f"[{_NUMERALS[value]}{value}]个?(?:阶段|步骤|环节)", passage) is not None
