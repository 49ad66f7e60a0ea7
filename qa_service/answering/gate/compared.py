"""Whether the passage's figures contradict what a statement says is more: 甲高于乙 where 甲 has 97%, 乙 99%.

Only where both sides can be told from one another by what the passage calls its figures. This module does not
know what the passage itself says of the two.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from qa_service.answering.gate.figures import figures_of
from qa_service.answering.gate.rivals import Called, Rivals
from qa_service.quantities import Kind, canonical

_MORE = "高于|多于|大于|快于|长于|超过|超出|强于"
_BY_VERB = re.compile(
    rf"^(?P<one>[^,]{{2,30}}?)(?:也|都|均|仍|略|明显|远)?(?<![没有未不])(?:(?P<more>{_MORE})|低于|少于|小于|慢于|短于|不及|不如)"
    r"(?P<other>[^,]{2,30})$"
)
_BY_THAN = re.compile(
    r"^(?P<one>[^,]{2,30}?)(?:比|较)(?P<other>[^,比较]{2,30}?)的?(?:要|还|更|都)?"
    r"(?:(?P<more>[高多大快长])|[低少小慢短])(?:一些|得多|出许多)?$"
)
_TIMES = re.compile("[上去前往]一?年|同期|以往|年初|预期|目标|计划|平均")
_PARTS = re.compile("[,、;:]|其中")
_FELL = re.compile("下降|减少|下滑|回落|降低")
_RATE = re.compile("[增降涨跌]幅|增速|增长率")
_DROP = re.compile("[降跌]幅")
_APART, _NAMED = 0.1, 0.4
_HOME = 0.7


@dataclass(frozen=True)
class Comparisons:
    """Holds comparisons in words against the figures of a passage."""

    rivals: Rivals

    def contradicted(self, clauses: Sequence[str], passage: str) -> int:
        """How many of the folded ``clauses`` of a statement say more of what has less in the passage."""
        return sum(self._is_contradicted(clause, passage) for clause in clauses)

    def _is_contradicted(self, clause: str, passage: str) -> bool:
        said = _BY_VERB.search(clause) or _BY_THAN.search(clause)
        if said is None or _TIMES.search(said["other"]) or figures_of(said["other"]):
            return False
        there = self.rivals.called(passage)
        if _RATE.search(said["one"]) or _RATE.search(said["other"]):
            there = tuple(one for one in there if one.figure.kind is Kind.PERCENT)
        pair = self._told_apart(said["one"], said["other"], there) or self._pair(
            said["one"], said["other"], there
        )
        if pair is None:
            return False
        first, second = (_level(one) for one in pair)
        if first is None or second is None or first == second:
            return False
        if _DROP.search(said["one"]) or _DROP.search(said["other"]):
            first, second = -first, -second
        return (first > second) != (said["more"] is not None)

    def _pair(self, one: str, other: str, there: Sequence[Called]) -> tuple[Called, Called] | None:
        """The two figures of one unit that the sides are most likely said of; None where the words do not
        tell them apart."""
        of_one = [self._likely(one, called) for called in there]
        of_other = [self._likely(other, called) for called in there]
        best, found = 0.0, None
        for at, first in enumerate(there):
            for to, second in enumerate(there):
                if at == to or _unit(first) != _unit(second):
                    continue
                apart = of_one[at] - of_one[to] >= _APART and of_other[to] - of_other[at] >= _APART
                if apart and of_one[at] + of_other[to] > best:
                    best, found = of_one[at] + of_other[to], (first, second)
        return found

    def _told_apart(self, one: str, other: str, there: Sequence[Called]) -> tuple[Called, Called] | None:
        """The two figures of one unit that what only one side says names best; None where there is none."""
        words = self.rivals.likeness.content_words
        first, second = (
            [w for w in words(a) if len(w) > 1 and w not in b] for a, b in ((one, other), (other, one))
        )
        best, found = 0.0, None
        for own in there:
            for rival in there:
                if own is rival or _unit(own) != _unit(rival):
                    continue
                values = _named(first, own), _named(second, rival)
                if min(values) >= _NAMED and sum(values) > best:
                    best, found = sum(values), (own, rival)
        return found

    def _likely(self, side: str, called: Called) -> float:
        return self.rivals.near(side, called.label) + _HOME * self.rivals.near(side, called.home)


def _unit(called: Called) -> str:
    return canonical(called.figure)[2]


def _named(words: Sequence[str], called: Called) -> float:
    """How much of what a figure is called one of ``words`` is."""
    narrow = _PARTS.split(called.front)[-1]
    return max((len(word) / len(narrow) for word in words if word in narrow), default=0.0)


def _level(called: Called) -> Decimal | None:
    """The figure, negative where it says by how much something fell."""
    value = canonical(called.figure)[0]
    fell = called.figure.kind is Kind.PERCENT and _FELL.search(_PARTS.split(called.front)[-1])
    return -value if value is not None and fell else value
