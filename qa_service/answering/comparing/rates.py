"""Rates by name: which one stands before a share, of what matter, and whether it is the one asked for."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from qa_service.answering.comparing.readings import Fit
from qa_service.answering.evidence.figure_places import Place
from qa_service.answering.text.counting_words import counting_words
from qa_service.answering.text.matching import Term

_COMPOUND = 4
_HAN = re.compile(r"[㐀-鿿a-z]")
RISES = re.compile(
    r"(?:^|(?<=[,。;]))(?P<of>[^,。;]*?)(?P<from>[由从][^,。;]{2,14})(?:提高|提升|上升|增长|增加|下降|降低|减少|降|升|增)(?:到|至|为)了?$"
)
"""办结率由上年的68%提高到: the rate and the year are those of what stands before 由."""
_SPEED = re.compile(r"增速|增长得?[最更较]?[快慢]|增长(?:目标|预期)|(?:增幅|增长率)(?:各|分别)")
_RATE = re.compile(r"[\u4e00-\u9fff]{1,14}?率|[\u4e00-\u9fff]{0,14}?(?:满意度|比例|占比|比重)")


def asks_speed(text: str) -> bool:
    """The question is for growth as documents tell it, year by year, not for a change to be computed."""
    return _SPEED.search(text) is not None


def is_rate(word: str) -> bool:
    return word.endswith(("率", "满意度", "比例", "占比", "比重"))


def rates_in(text: str) -> list[str]:
    """The names of rates in folded ``text``."""
    return _RATE.findall(text)


def rates_at(place: Place) -> list[str]:
    """The names of the rate that stands at ``place``, the nearest last."""
    found = rates_in(place.lead) or rates_in(place.following)
    if not found and (rise := RISES.search(place.frame_before)):
        found = rates_in(rise["of"])
    return found


def is_rate_of_its_like(place: Place, topic: Sequence[Term]) -> bool:
    """A rate of the name in ``topic``, of a matter with the same last word: of 各类调解 where 人民调解 is
    asked for."""
    rates = [term for term in topic if is_rate(term.text)]
    matters = [term for term in topic if not is_rate(term.text)]
    return (
        bool(matters)
        and any(term.value_in(place.own) for term in rates)
        and all(
            term.value_in(place.frame) or (len(term.text) >= _COMPOUND and term.text[-2:] in place.frame)
            for term in matters
        )
    )


def fit_of_rate(found: Sequence[str], asked: Sequence[str], stripped: Callable[[str], str]) -> Fit:
    """办结率 is not 按时办结率: of the names ``found`` before a share the nearest must be one ``asked``;
    ``stripped`` leaves of words what the question does not say."""
    if not asked:
        return Fit.OTHER if found else Fit.SAME
    if not found:
        return Fit.NONE
    noun = _core(found[-1])
    for name in map(_core, asked):
        if noun.endswith(name):
            return Fit.OTHER if len(stripped(noun[: -len(name)])) > 1 else Fit.SAME
        if name.endswith(noun) or noun == name[:2] + name[-1]:
            # 出庭率 for 出庭应诉率.
            return Fit.SAME
    return Fit.NONE


def _core(noun: str) -> str:
    """行政机关负责人出庭应诉率 and 管委会负责人出庭应诉率 are both 出庭应诉率."""
    lead = next((word for word in _leading() if noun.startswith(word)), "")
    return _core(noun[len(lead) :]) if lead else noun


@lru_cache(maxsize=1)
def _leading() -> tuple[str, ...]:
    return tuple(word for word in counting_words().neutral if len(word) > 1 and _HAN.match(word))
