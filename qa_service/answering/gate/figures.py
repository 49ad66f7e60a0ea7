"""Figures of a text with the bounds that its words set, and when two say the same."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from qa_service.quantities import DateMention, Kind, Quantity, find_dates, find_quantities, same_value
from qa_service.quantities.comparison import direction

AT_MOST, AT_LEAST = "不得超过", "不得少于"
_CLAUSE_BEFORE = re.compile(r"[^,。;:!?\n、()]*$")
_BOUNDED_BELOW = re.compile(
    r"(?:(?:不|不得|不能|不应|不可)(?:少于|低于|短于|小于|早于)|(?:至少|最少|最低|最短)(?:[为是应须需占达可]|达到){0,2}|(?:至少|最少|起码)[\u4e00-\u9fff]{1,8}"
    r"|起码|不下于?|[没未](?:有)?(?:低过|少过|低于|少于|跌破)|(?:下限|底线|保底)(?:一般|均|统一|应)?[为是]?)$"
)
_BOUNDED_ABOVE = re.compile(
    r"(?:(?:不|不得|不能|不应|不可|未|没有)(?:超过|超出|高于|多于|大于|长于|迟于|晚于)"
    r"|(?:至多|最多|最高|最长)(?:[为是可达]|不过|额度|限额|期限|金额|不超过|可达){0,3}|(?:至多|最多(?!的)|顶多)[\u4e00-\u9fff]{1,8}"
    r"|(?:最高|最长)(?:可|能|按|给予|予以|一次性|只|仅){0,3}"
    r"(?:收费?取?|补[助贴偿]?|奖[励补]?|资助|支持|处?罚款?|贷款?|借|报销|支付|赔[偿付]|申[领请]|享受|领取?|延长|放宽|保[存留]|延期)(?:[电气水数总]量|面积|金额|额度|标准)?"
    r"|顶多|[不没未](?:有|得|能|应|可)?(?:突破|超过?|高过)|超不过|[没未]有?(?:满|到|达到)|达不到|不够"
    r"|(?:[不没未](?:有|得|能|应|可)?(?:突破|超过|超出))[\u4e00-\u9fff]{1,12}(?:的|限额|上限|标准|指标|红线)"
    r"|(?:上限|封顶线?|最高限额?|(?:年度|每年|月度|每月|最高|累计|支付|补助)限额)(?:一般|均|统一|应|分别)?[为是于]?)$"
)
_CAPPED_BEHIND = re.compile("为(?:上|最高)?限|封顶|为?上限|的?(?:限额|额度|红线|指标)(?:以|之)?内")
"""补助200万元封顶, 以200万元为限, 在112.3亿元限额以内."""
_SHARES = frozenset({Kind.PERCENT, Kind.RATIO})
_SHARE_BELOW = re.compile(r"不(?:得|能|应|可)?(?:少于|低于|小于)[\u4e00-\u9fff]{1,14}$")
_SHARE_ABOVE = re.compile(
    r"(?:[不未](?:得|能|应|可)?(?:超过|超出|高于|多于|大于)|(?:最高|至多|最多)[为达是占])[\u4e00-\u9fff]{1,14}$"
)
"""不低于职工工资总额1.5%: what the share is of stands between."""
_CLAUSE_START = re.compile(r"[,。;:!?\n]")
_HANDED_OUT = re.compile(r"分别|依次")
_WITHIN = "内"
_KEPT_WITHIN = re.compile(r"(?:控制|压减|压降|稳定|保持|限制)[到在至][\u4e00-\u9fff]{0,8}$")
_STARTS_FROM = re.compile(r"起(?=[,。;:!?、)]|$)")
"""200元起, the least of what may be paid; 自2020年起 is no amount."""
_OR_MORE = re.compile(r"(?:或者?|甚至)更[高多大长久]")
"""80%或更高 is 不低于80%."""
_LENGTHS = frozenset({"米", "公里", "千米", "里"})
_IN_REACH = re.compile(r"的?(?:范围|区域)(?:以|之)?内")
"""二十公里范围内 is 二十公里以内."""
_WITHINS = ("以内", "之内", _WITHIN)
_OF_EACH = re.compile("(?:每[\u4e00-\u9fff]{1,2}){1,3}$")
"""不低于每人每年640元."""
_OVER, _CUT_OFF = ("超过", "超", "逾"), ("余", "多")
"""超过6300张 is 6300余张."""
_TIMES = ("次", "回", "遍")
_AT_LEAST_SO_OFTEN = re.compile(r"(?:至少|最少|不少于)[^,。;:!?\n\d]{0,16}$")
_OFTEN = "次"
_SO_OFTEN = re.compile("次(?![品日年月数序级要])")
_TERM_ENDS = re.compile("[届期任](?:满)?$")
"""任期届满三个月前: the term is full, not the months."""
_ABOVE = re.compile("超|高于|多于|大于|长于")
_IDLE = re.compile(
    r"一年(?=[里来间中]|到头|下来|当中)|(?<=[前上头])一(?:年|周|个?月|季度?)|(?<=同)一(?:年|天|月)"
    r"|一成(?=不变)|[两二]人(?=[都均])"
)
"""Numerals that count nothing: 一年里, 前一年, 一成不变, 两人都."""
_NUMBERED = frozenset({Kind.ARTICLE, Kind.ORDINAL})
_DEGREES = {"度", "℃", "°c", "摄氏度"}
_POWER = {"度", "千瓦时"}
_THINGS = {"个", "座", "口", "眼", "处", "家", "所"}
"""Measure words of things that stand somewhere; one is put for another."""
_EVENTS = {"次", "场", "场次"}
_FORBIDDEN = re.compile(r"(?:不得|不准|不能|禁止|严禁|不应)[^,。;:!?\n]{1,20}$")


@lru_cache(maxsize=2048)
def figures_of(text: str) -> tuple[Quantity, ...]:
    """Figures of folded ``text``, ordinals and articles included, dates not.

    不得收取超过3个月的费用 bounds as 不得超过3个月 does.
    """
    idle = {match.start() for match in _IDLE.finditer(text)}
    found: list[Quantity] = []
    for q in find_quantities(text):
        if q.kind is Kind.DATE or q.start + _written_before(q) in idle:
            continue
        figure = _bounded(text, q)
        if found and _is_handed_on(text, found[-1], figure):
            figure = replace(figure, modifier=found[-1].modifier)
        found.append(figure)
    return tuple(found)


def _is_handed_on(text: str, first: Quantity, figure: Quantity) -> bool:
    """Whether the bound of the ``first`` is that of the next, too: 分别不少于十米、五米."""
    return (
        direction(first) != 0
        and not figure.modifier
        and first.unit == figure.unit
        and text[first.end : figure.start] in ("、", "和", "与")
        and _HANDED_OUT.search(_CLAUSE_START.split(text[: first.start])[-1]) is not None
    )


def _bounded(text: str, quantity: Quantity) -> Quantity:
    """``quantity`` with the bound that the words before it set: 至少应占70%, 不能短于10年."""
    if text[: quantity.start].endswith("每"):
        return quantity
    if quantity.unit and _SO_OFTEN.match(text, quantity.end):
        # 亩次, 户次 and 件次 count how often.
        quantity = replace(quantity, unit=quantity.unit + _OFTEN)
    spans = quantity.kind is Kind.DURATION or quantity.unit in _LENGTHS
    kept = _KEPT_WITHIN.search(text, 0, quantity.start) is not None and not quantity.modifier
    if (spans or kept) and text[quantity.end : quantity.end + 1] == "内":
        quantity = replace(quantity, modifier=quantity.modifier + _WITHIN)
    elif not quantity.modifier and _IN_REACH.match(text, quantity.end):
        quantity = replace(quantity, modifier=_WITHINS[0])
    if quantity.unit in _TIMES and _AT_LEAST_SO_OFTEN.search(text[: quantity.start]):
        return replace(quantity, modifier=AT_LEAST)
    if quantity.modifier == "满" and _TERM_ENDS.search(text[: quantity.start]):
        quantity = replace(quantity, modifier="")
    before = _CLAUSE_BEFORE.search(text, 0, quantity.start + _written_before(quantity))
    clause = _OF_EACH.sub("", before.group()) if before else ""
    is_share = quantity.kind in _SHARES
    if (
        _BOUNDED_BELOW.search(clause)
        or _starts_from(text, quantity)
        or _is_open_above(text, quantity)
        or (is_share and _SHARE_BELOW.search(clause))
    ):
        return replace(quantity, modifier=AT_LEAST)
    if (
        _BOUNDED_ABOVE.search(clause)
        or (is_share and _SHARE_ABOVE.search(clause))
        or _is_capped(text, quantity)
    ):
        return replace(quantity, modifier=AT_MOST)
    above = _ABOVE.search(quantity.modifier) is not None
    if above and direction(quantity) > 0 and _FORBIDDEN.search(text[: quantity.start]):
        return replace(quantity, modifier=AT_MOST)
    return quantity


def _is_open_above(text: str, quantity: Quantity) -> bool:
    return quantity.modifier in ("", "达到") and _OR_MORE.match(text, quantity.end) is not None


def _starts_from(text: str, quantity: Quantity) -> bool:
    is_price = quantity.kind is Kind.MONEY and not quantity.modifier
    return is_price and _STARTS_FROM.match(text, quantity.end) is not None


def _is_capped(text: str, quantity: Quantity) -> bool:
    return not quantity.modifier and _CAPPED_BEHIND.match(text, quantity.end) is not None


def _written_before(quantity: Quantity) -> int:
    """How many characters of its text stand before its figure."""
    first = re.search(r"[\d〇零一二两三四五六七八九十百千万半]", quantity.text)
    return first.start() if first else 0


@lru_cache(maxsize=2048)
def dates_of(text: str) -> tuple[DateMention, ...]:
    return tuple(find_dates(text))


@lru_cache(maxsize=16384)
def same_amount(one: Quantity, other: Quantity) -> bool:
    """``same_value``, which is asked of the same figures again and again."""
    return same_value(one, other)


@lru_cache(maxsize=16384)
def says_same(said: Quantity, written: Quantity) -> bool:
    """The same value with the same bound: 不超过20日 is not 20日."""
    if said.modifier in _WITHINS and written.modifier in _WITHINS:
        said, written = replace(said, modifier=""), replace(written, modifier="")
    elif said.modifier in _OVER and written.modifier in _CUT_OFF:
        return same_amount(replace(said, modifier=""), replace(written, modifier=""))
    elif said.modifier == _WITHIN and direction(written) < 0:
        said = replace(said, modifier=AT_MOST)
    elif written.modifier == _WITHIN and direction(said) < 0:
        written = replace(written, modifier=AT_MOST)
    if said.unit != written.unit and _same_measure(said.unit, written.unit):
        said = replace(said, unit=written.unit)
    if not same_amount(said, written):
        return False
    return direction(said) == direction(written) or (direction(said) == 0 and "余" in written.modifier)


def in_its_writing(statement: str, written: Sequence[Quantity]) -> str:
    """Folded ``statement`` with each figure as it stands in a passage, whose figures are ``written``: 4.8万份
    for 48000份."""
    for figure in reversed(figures_of(statement)):
        same = [o.text for o in written if o.modifier == figure.modifier and says_same(figure, o)]
        if same and figure.text not in same and figure.kind not in _NUMBERED:
            statement = f"{statement[: figure.start]}{same[0]}{statement[figure.end :]}"
    return statement


def _same_measure(one: str, other: str) -> bool:
    """18度 and 18℃, 五座电站 and 5个电站."""
    return any({one, other} <= alike for alike in (_DEGREES, _POWER, _THINGS, _EVENTS))


def same_figure(one: Quantity | DateMention, other: Quantity | DateMention) -> bool:
    """Two quantities that say the same, or two dates of one day and, where both name it, one year."""
    if isinstance(one, DateMention) and isinstance(other, DateMention):
        years = one.year is None or other.year is None or one.year == other.year
        return years and (one.month, one.day) == (other.month, other.day)
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return says_same(one, other)
    return False
