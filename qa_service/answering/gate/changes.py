"""How a figure says that it changed: against what, which way, and whether by so much or to so much.

12.7% less than in other years is neither 12.7% more nor 12.7% less than last year. A figure of a statement
is held against the same figure of the passage; where one of the two says nothing of the kind, nothing is
found. This module does not know what the figures count.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from qa_service.answering.gate.figure_labels import spread
from qa_service.answering.gate.figures import figures_of, says_same
from qa_service.answering.gate.gate_words import SEGMENT_END
from qa_service.quantities import Kind, Quantity

_BASES = {
    "year": r"同比|(?:[比较与和同跟]|相比于?)[上去]一?年(?:同期|度)?(?![末底初])|[上去]一?年同期|与去年",
    "norm": "常年|多年|历年|往年",
    "start": "年初(?!预算|安排|计划)|[上去]年[末底]",
    "plan": r"[比较为占超达成于][^,。;\d]{0,8}(?:预算|计划|目标|任务|概算|预期|指标)(?!收入|支出|内)数?",
    "month": "环比|[比较与]上个?月|[比较与]上个?季度",
    "average": "全[国省市县区州]?平均|(?<!年)平均水平",
}
"""What a change is measured against."""
_ALIKE = ({"year", "start"}, {"norm", "average"})
"""One is said for the other where a document has but one of them."""
_PATTERNS = {name: re.compile(pattern) for name, pattern in _BASES.items()}
_YEAR = re.compile(r"(?:[比较与同是为]|相比于?|恢复到)(\d{4})年(?:同期)?")
_UP = (
    "增长|增加|上升|提高|提升|上涨|攀升|[增涨]幅|净?增|升|涨|(?<![最至不])多|(?<![最不])高|[高多]于|高出"
    "|加快|延长|(?<![不未])超过?|超出|超支|扩大|推迟|延后|逾期|增速"
)
_DOWN = (
    "下降|减少|降低|回落|下滑|下跌|[降跌]幅|降|减|跌|(?<![至最不])少|(?<![最不])低|[低少]于|放缓|放慢|缩短|节约"
    "|节省|结余|收窄|缩小|提前|距离?|差|不及"
)
_WAY = re.compile(rf"(?P<up>{_UP})|(?P<down>{_DOWN})")
_NEXT_TO = re.compile(rf"(?:{_UP}|{_DOWN})(?:幅度?|率)?(?:了|约|为|达到?|[到至]了?|近|仅)?$")
_PAST = re.compile(r"(?:(?<![不未])超过?|高[于出]|距离?|低于)[\u4e00-\u9fff]{2,8}$")
"""超警戒水位1.34米."""
_GOES_ON = re.compile(rf"[,、和与及(]?(?:同比|分别)?(?:{_UP}|{_DOWN})?(?:幅度?|率)?(?:为|达|约|了|近)?")
_VERB = "(?:增长?|增加|上升|提高|提升|上涨|下降|减少|降低?|下跌|回落|缩短|压缩|压减|延长|扩大|缩小|升)"
_TO = re.compile(
    rf"{_VERB}了?(?:到了?|至)(?:每[\u4e00-\u9fff]{{1,2}}|(?:原来|原先|之前|此前|以往|上年)的)?(?:约|近)?$"
)
_BY = re.compile(rf"(?:{_VERB}|多|少)了?(?:每[\u4e00-\u9fff]{{1,2}})?(?:约|近)?$")
_AMOUNTS = {"to": _TO, "by": _BY}
_REACH, _NEAR = 40, 12
_UNCOUNTED = frozenset({Kind.ARTICLE, Kind.ORDINAL})
_TEXTS_KEPT = 1024


@dataclass(frozen=True, slots=True)
class Change:
    """A figure with the names of what it is compared with; ``way`` is "up", "down" or empty, ``amount`` "by",
    "to" or empty."""

    figure: Quantity
    bases: frozenset[str]
    way: str
    amount: str


def changed_otherwise(statement: str, passage: str, year: int | None) -> list[str]:
    """What the figures of folded ``statement`` say of a change that ``passage``, of a document of ``year``,
    says otherwise: "base", "way", "amount", once for each figure."""
    there = changes_of(passage, year)
    found: list[str] = []
    for said in changes_of(statement, year):
        own = [one for one in there if says_same(said.figure, one.figure)]
        if own:
            found += _told_otherwise(said, own)
    return found


def _told_otherwise(said: Change, own: list[Change]) -> Iterable[str]:
    if said.bases and all(one.bases and not _meet(said.bases, one.bases) for one in own):
        yield "base"
    ways = {one.way for one in own}
    if said.way and said.way not in ways and ways - {""}:
        yield "way"
    amounts = {one.amount for one in own}
    grown = said.amount == "by" and said.bases and _is_level(own)
    if grown or (said.amount, amounts) in (("to", {"by"}), ("by", {"to"})):
        yield "amount"


def _is_level(own: list[Change]) -> bool:
    """Whether nothing at the figure tells of a change: 52.3万户 and not 增加52.3万户."""
    return not any(one.bases or one.way or one.amount or one.figure.kind is Kind.PERCENT for one in own)


def _meet(said: frozenset[str], written: frozenset[str]) -> bool:
    return bool(said & written) or any(said & alike and written & alike for alike in _ALIKE)


@lru_cache(maxsize=_TEXTS_KEPT)
def changes_of(text: str, year: int | None) -> tuple[Change, ...]:
    """The figures of folded ``text``, a document's of ``year``, in order; ordinals are none."""
    text = spread(text)
    found: list[Change] = []
    for figure in figures_of(text):
        if figure.kind in _UNCOUNTED:
            continue
        sentence = max((m.end() for m in SEGMENT_END.finditer(text, 0, figure.start)), default=0)
        last = found[-1] if found and found[-1].figure.end > sentence else None
        before = text[last.figure.end if last else sentence : figure.start]
        bases, way = _bases_in(before[-_REACH:], year), _way(before[-_NEAR:])
        if last and last.way and way and not bases and _GOES_ON.fullmatch(before):
            # 比上年增加3万元,增长12%: both are against the same.
            bases = last.bases
        near = text[max(0, figure.start - _NEAR) : figure.start]
        amount = next((name for name, pattern in _AMOUNTS.items() if pattern.search(near)), "")
        found.append(Change(figure, bases, way, amount))
    return tuple(found)


def _bases_in(before: str, year: int | None) -> frozenset[str]:
    """What is named last before a figure; the year before ``year`` is "year", too."""
    found = [(match.end(), {name}) for name, p in _PATTERNS.items() for match in p.finditer(before)]
    for match in _YEAR.finditer(before):
        last = {"year"} if year and int(match[1]) == year - 1 else set()
        found.append((match.end(), {match[1]} | last))
    end = max((at for at, _ in found), default=0)
    return frozenset().union(*(names for at, names in found if at == end))


def _way(before: str) -> str:
    next_to = _NEXT_TO.search(before)
    match = _PAST.search(before) if next_to is None else None
    if match is None and next_to is None:
        return ""
    ways = list(_WAY.finditer(match.group() if match else before))
    chosen = ways[0] if match else ways[-1]
    return "up" if chosen["up"] else "down"
