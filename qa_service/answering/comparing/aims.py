"""What a question across documents wants done with their values: order, sum, mean, difference, change, bound.

The wording is data (``phrases/comparing.toml``). This module does not know documents.
"""

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from qa_service.answering.comparing.timing import planned_years, says_only_that_it_is_planned
from qa_service.answering.questions.question import Expects, Question
from qa_service.answering.text.counting_words import counting_words
from qa_service.answering.text.folding import fold
from qa_service.answering.text.matching import MEASURE_SUFFIXES
from qa_service.quantities import Quantity, canonical, find_quantities
from qa_service.quantities.numerals import parse_numeral
from qa_service.quantities.units import Kind, units

_COUNTING = frozenset({Kind.COUNT, Kind.MEASURE, Kind.MONEY, Kind.PERCENT, Kind.DURATION})
_WHICH_ONES = re.compile(r"哪[几些一]?个")
_YEAR = re.compile(r"(20\d\d)年")
_BARE = re.compile(r"(\d+(?:\.\d+)?)(万|亿)?")
_MYRIADS = {None: 1, "万": 10**4, "亿": 10**8}
_AROUND = 6
_COMPOUND = 3
_MANNER = re.compile(r"(?<![所取获难赢懂夺值使记晓觉舍])得$")
"""办得多: of the verb no more than its first character remains."""
_ASIDE = re.compile(r"\([^()]{1,12}\)")
_COUNTED = re.compile(r"(?P<unit>人次|场(?=次|数)|件(?=数)|户(?=数)|人(?=数)|起(?=数)|家(?=数)|次(?=数))")


class Aim(StrEnum):
    HIGHEST = "highest"
    LOWEST = "lowest"
    RANK = "rank"
    ASCENDING = "ascending"
    TOTAL = "total"
    MEAN = "mean"
    DIFFERENCE = "difference"
    CHANGE = "change"
    COUNT = "count"
    BY_YEAR = "by_year"
    EACH = "each"
    RATIO = "ratio"


_SAID_WHOLE = (Aim.RANK, Aim.ASCENDING, Aim.TOTAL, Aim.MEAN, Aim.BY_YEAR, Aim.RATIO)
"""Their wording holds no word of the matter."""
NUMERIC = frozenset(Aim) - {Aim.COUNT, Aim.EACH, Aim.BY_YEAR, Aim.ASCENDING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """A bound that values are held against, in the ``base`` unit; ``base`` is empty for a bare figure."""

    value: Decimal
    base: str
    above: bool
    inclusive: bool
    written: str
    upper: Decimal | None = None
    """The other end of a range; None for an open bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aims:
    wanted: frozenset[Aim]
    threshold: Threshold | None = None
    with_year_before: bool = False
    """Of one document's year the year before is the other side: 比上年."""
    share: bool = False
    """What part of a whole something is: 占全市的比重."""
    unmentioned: bool = False
    """Who says nothing of it."""
    nth: int = 0
    """第二多; 0 where none is asked for."""
    top: int = 0
    """前三名; 0 where they are not asked for."""
    rank_from_low: bool = False
    """Of the least: 第二少."""
    place_asked: bool = False
    """Which place in the order something has: 排名第几."""
    place_of: str = ""
    """The side whose place among the others is asked for (排名第几)."""
    share_of: str = ""
    """The side whose share of the sum of all is asked for (占三县的比例)."""
    first_year: int | None = None
    """The year that the question names first."""
    a_year: bool = False
    """年均: the mean over years, not over places."""

    @property
    def ranks(self) -> bool:
        """A place in the order is asked for."""
        return bool(self.nth or self.top or self.place_of)

    def __contains__(self, aim: Aim) -> bool:
        return aim in self.wanted

    @property
    def numeric(self) -> bool:
        return self.threshold is not None or self.ranks or self.place_asked or bool(self.wanted & NUMERIC)


@dataclass(frozen=True, slots=True, kw_only=True)
class _AimWording:
    aims: Mapping[Aim, re.Pattern[str]]
    year_before: re.Pattern[str]
    share: re.Pattern[str]
    unmentioned: re.Pattern[str]
    ranks: Mapping[str, re.Pattern[str]]
    bounds: Mapping[str, re.Pattern[str]]
    said: re.Pattern[str]
    sides: re.Pattern[str]
    tails: tuple[str, ...]
    aiming: frozenset[str]


@lru_cache(maxsize=1)
def _wording() -> _AimWording:
    text = files("qa_service.answering").joinpath("phrases/comparing.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    return _AimWording(
        aims={Aim(name): re.compile(pattern) for name, pattern in data["aims"].items()},
        year_before=re.compile(data["year_before"]["asked"]),
        share=re.compile(data["share"]["asked"]),
        unmentioned=re.compile(data["unmentioned"]["asked"]),
        ranks={name: re.compile(pattern) for name, pattern in data["ranks"].items()},
        bounds={name: re.compile(pattern) for name, pattern in data["threshold"].items()},
        said=re.compile(data["words"]["said"]),
        sides=re.compile(data["words"]["sides"]),
        tails=tuple(data["tails"]["words"].split()),
        aiming=frozenset(data["words"]["aiming"].split()),
    )


def aims_of(text: str) -> Aims:
    """The aims of the question ``text``."""
    folded, wording = fold(text).text, _wording()
    threshold = _threshold(folded)
    wanted = {aim for aim, pattern in wording.aims.items() if pattern.search(folded)}
    nth = wording.ranks["nth"].search(folded)
    if threshold:
        wanted -= {Aim.HIGHEST, Aim.LOWEST, Aim.DIFFERENCE}
    return Aims(
        wanted=frozenset(wanted),
        threshold=threshold,
        with_year_before=wording.year_before.search(folded) is not None,
        share=wording.share.search(folded) is not None,
        unmentioned=wording.unmentioned.search(folded) is not None,
        place_asked=wording.ranks["place"].search(folded) is not None,
        nth=_number(nth),
        top=_number(wording.ranks["top"].search(folded)),
        rank_from_low=nth is not None and nth["end"] in ("少", "低", "小"),
        first_year=int(year[1]) if (year := _YEAR.search(folded)) else None,
        a_year="年均" in folded,
    )


def _number(match: re.Match[str] | None) -> int:
    """Which number the pattern found; 0 where it found none."""
    written = (
        next((group for name, group in match.groupdict().items() if name != "end" and group), "")
        if match
        else ""
    )
    return int(parse_numeral(written.replace("两", "二")) or 0) if written else 0


def relation_in(text: str) -> str:
    """What ``text`` says of how two figures relate: 的几倍, 占全市的比重; empty for nothing."""
    folded = fold(text).text
    for pattern in (_wording().share, _wording().aims[Aim.RATIO]):
        if match := pattern.search(folded):
            return match.group()
    return ""


def without_aims(question: Question) -> Question:
    """``question`` without the words that only say what is done with the values."""
    aiming = _wording().aiming
    text = fold(question.text).text
    plans = bool(planned_years(text))
    told = _ASIDE.sub("", text)
    others = (*_wording().ranks.values(), _wording().unmentioned)
    whole = (*(_wording().aims[aim] for aim in _SAID_WHOLE), *others)
    said = "".join(match.group() for pattern in whole for match in pattern.finditer(text))
    focus = tuple(
        word
        for word in _cut_to_matter(question.focus, text)
        if not _is_made_of(word, aiming)
        and not _wording().sides.fullmatch(word)
        and not word.replace(".", "").isdecimal()
        and word not in said
        and word != question.unit
        # 收到(接待)的申请: another word for what stands before it.
        and (word in told or word not in text)
        and not (len(word) < _COMPOUND and _MANNER.search(word))
        and not (plans and says_only_that_it_is_planned(word))
    )
    return replace(question, focus=focus) if focus else question


def _cut_to_matter(words: Sequence[str], text: str) -> list[str]:
    """``words`` without what they hold of phrases that only say what is done: of 出庭应诉|率差|多少 remains
    出庭应诉率."""
    said = {at for match in _wording().said.finditer(text) for at in range(*match.span())}
    kept: list[str] = []
    cut_off = set()
    for word in words:
        at = text.find(word)
        rest = "".join(c for offset, c in enumerate(word) if at < 0 or at + offset not in said)
        if rest != word and len(rest) == 1 and rest in MEASURE_SUFFIXES and kept:
            before = kept[-1]
            if text.startswith(before + rest, at - len(before)):
                kept[-1] = before + rest
        elif rest:
            kept += _apart(rest)
            if len(rest) == 1 and rest != word:
                cut_off.add(rest)
    return _rejoined(kept, cut_off, text)


def _rejoined(words: Sequence[str], cut_off: Collection[str], text: str) -> list[str]:
    """``words``, of which a single character that was ``cut_off`` goes with the word after it: of
    县双|随机抽查 remain 双随机 and 抽查."""
    lone = {other: one for one in cut_off for other in words if len(other) > 1 and one + other in text}
    kept: list[str] = []
    for word in words:
        if word in lone:
            kept += _step_apart(lone[word] + word)
        elif word not in lone.values():
            kept.append(word)
    return kept


def _step_apart(word: str) -> list[str]:
    """双随机抽查 as its matter and the step of it."""
    steps = counting_words().stages
    step = next((word[at:] for at in range(2, len(word) - 1) if steps.get(word[at:])), "")
    return [word.removesuffix(step), step] if step and not steps.get(word) else [word]


def _apart(word: str) -> list[str]:
    """普法活动 as its matter and what is counted of it, which a text may say apart."""
    tail = next((tail for tail in _wording().tails if word.endswith(tail) and len(word) >= 2 + len(tail)), "")
    return [word.removesuffix(tail), tail] if tail else [word]


def _is_made_of(word: str, aiming: frozenset[str]) -> bool:
    """One of the words, or two or more of them in a row: 同比增长."""
    if word in aiming:
        return True
    return any(word.startswith(first) and _is_made_of(word[len(first) :], aiming) for first in aiming)


def as_comparison(question: Question, *, several: bool) -> Question:
    """``question`` as one across documents, where ``several`` sides are named or its aims need them."""
    aims = aims_of(question.text)
    # 有几个县 counts the sides, and so does 是哪几个.
    of_sides = Aim.COUNT in aims or _WHICH_ONES.search(question.text)
    unit = None if question.unit == "个" and of_sides else question.unit
    if unit is None and not question.measured and (counted := _COUNTED.search(question.text)):
        unit = counted["unit"]
    settled = question.expects is Expects.COMPARISON and question.wants_figure and unit == question.unit
    if not several or settled:
        return question
    if question.wants_figure and (aims.wanted or aims.threshold or question.scope.across):
        return replace(question, expects=Expects.COMPARISON, unit=unit)
    if not aims.numeric:
        return question
    if unit is None and aims.threshold and aims.threshold.base in units():
        unit = aims.threshold.base
    return as_figures(replace(question, unit=unit))


def as_figures(question: Question) -> Question:
    """``question`` as one for a figure of each of its sides, which it does not ask for by 多少."""
    unit = question.unit
    if unit is None and not question.measured and (counted := _COUNTED.search(question.text)):
        unit = counted["unit"]
    return replace(
        question,
        expects=Expects.COMPARISON,
        wants_figure=True,
        wants_points=False,
        unit=unit,
        asked_noun=None,
    )


def _threshold(text: str) -> Threshold | None:
    """超过100件, 90%以上, 不足1亿元, 大于50: the first bound that a figure of ``text`` makes."""
    for figure in find_quantities(text):
        if figure.kind not in _COUNTING or figure.value is None:
            continue
        if figure.high is not None and text.startswith("之间", figure.end):
            low, high, base = canonical(figure)
            if low is not None:
                return Threshold(
                    value=low, base=base, above=True, inclusive=True, written=figure.text, upper=high
                )
        found = _bound(text, figure.start, figure.end, figure.text)
        if found:
            return _threshold_of(figure, *found)
    for match in _BARE.finditer(text):
        found = _bound(text, match.start(), match.end(), match.group())
        if found and not text.startswith(("年", "月", "日"), match.end()):
            above, inclusive = found
            value = Decimal(match[1]) * _MYRIADS[match[2]]
            return Threshold(value=value, base="", above=above, inclusive=inclusive, written=match.group())
    return None


def _threshold_of(figure: Quantity, above: bool, inclusive: bool) -> Threshold | None:
    value, _, base = canonical(figure)
    if value is None:
        return None
    return Threshold(value=value, base=base, above=above, inclusive=inclusive, written=figure.text)


def _bound(text: str, start: int, end: int, written: str) -> tuple[bool, bool] | None:
    """(above, inclusive) of a figure at ``text[start:end]`` that the words around it make a bound."""
    before = text[max(0, start - _AROUND) : start] + "|" + written
    around = before + "|" + text[end : end + 4]
    for name, above, inclusive in (
        ("at_most", False, True),
        ("at_least", True, True),
        ("below", False, False),
        ("above", True, False),
    ):
        match = _wording().bounds[name].search(around)
        if match and _touches(around, match):
            return above, inclusive
    return None


def _touches(around: str, match: re.Match[str]) -> bool:
    """The word stands beside the figure, not a few words off."""
    bar = around.index("|")
    last = around.rindex("|")
    return match.end() in (bar, bar - 1) or bar <= match.start() <= last + 2
