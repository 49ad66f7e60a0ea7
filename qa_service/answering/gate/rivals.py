"""Whether a figure of a statement is called what the passage calls another figure of its kind, in figures.

Each figure has what stands before and behind it; the figures of a passage that are of its kind are its
rivals. This module does not know which finding a measure would make.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import takewhile

from qa_service.answering.gate.figure_labels import handed_out, labelled, spread
from qa_service.answering.gate.figures import same_amount
from qa_service.answering.gate.likeness import Likeness, shared
from qa_service.quantities import DateMention, Kind, Quantity, canonical

_STANDS = 0.7
_OF_PAIRS = 0.5
_OF_THOSE = "其中"
_FARTHER = 0.7
_AS_NEAR = 0.15
_SENTENCE_END = re.compile(r"[。!?\n]")
_SUM, _SUM_REACH = re.compile("合计|总计|共计|总额|总量|总数|(?<!公)共(?![同和公])"), 12
_SUMMED = re.compile("合计|总计|总额|总量|总数")
_TEXTS_KEPT = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """A figure with what stands before it (``front``) and ``behind`` it, and its sentence up to there."""

    figure: Quantity
    front: str
    behind: str
    home: str

    @property
    def label(self) -> str:
        return f"{self.front},{self.behind}"


@dataclass(frozen=True)
class Rivals:
    """Holds what figures are called against one another; keeps what it found in texts. Thread-safe."""

    likeness: Likeness

    def margin(self, statement: str, passage: str) -> float:
        """By how much, at most, what a figure of folded ``statement`` is called is nearer to what another
        figure of its kind in ``passage`` is called than to its own: -1.5 to 1.5, 0 where nothing can be
        compared."""
        margins = []
        for said, own, rivals in self._compared(statement, passage):
            # A term says what for only with both: 自受理之日起三十日内决定.
            around = (said.label,) if said.figure.kind is Kind.DURATION else (said.front, said.behind)
            labels = [text for text in around if self._tells(text)]
            if labels and rivals:
                margins.append(min(self._margin(label, own, rivals) for label in labels))
        return max(margins, default=0.0)

    def adjoining(self, statement: str, passage: str) -> float:
        """By how many characters, at most, what stands next to a figure of folded ``statement`` on both sides
        goes on longer beside another figure of its kind in ``passage`` than beside its own."""
        most = 0
        for said, own, rivals in self._compared(statement, passage):
            if rivals:
                beside = max(self._adjoining(said, one) for one in rivals)
                most = max(most, beside - max(self._adjoining(said, one) for one in own))
        return float(most)

    def taken_for_whole(self, statement: str, passage: str) -> float:
        """How many characters of what tells a figure's own place from that of another, to which its label in
        the statement fits as well, the statement leaves out: 案件37件 for 民事案件37件 beside 案件60件."""
        said_words = self.likeness.words.canonical(statement)
        most = 0
        for said, own, rivals in self._compared(statement, passage):
            if not rivals or not self._tells(said.front):
                continue
            missing = min(self._unsaid(one.home, said_words) for one in own)
            if missing <= most:
                continue
            nearest = max(self.near(said.front, one.home) for one in own)
            for rival in rivals:
                if self.near(said.front, rival.label) >= nearest - _AS_NEAR:
                    most = max(most, missing - self._unsaid(rival.home, said_words))
        return float(most)

    def misdistributed(self, statement: str, passage: str) -> float:
        """How many figures of folded ``statement`` that 分别 hands to one thing in ``passage`` are said of
        another."""
        handed = self._handed_out(passage)
        found = 0
        for said in self.called(statement) if handed else ():
            for items in handed:
                own = [item for item, figure in items if same_amount(said.figure, figure)]
                others = [item for item, figure in items if not same_amount(said.figure, figure)]
                if len(own) == 1 and others and self._tells(said.label):
                    nearest = self.near(said.label, own[0])
                    found += max(self.near(said.label, item) for item in others) > nearest + _AS_NEAR
        return float(found)

    def called_sum(self, statement: str, passage: str) -> float:
        """How many figures of folded ``statement`` are called a sum where ``passage`` calls another of their
        unit so."""
        found = 0
        for said, own, rivals in self._compared(statement, passage):
            unit, value = _unit_and_value(said.figure)
            if (
                said.figure.kind is Kind.PERCENT
                or not _SUMMED.search(said.front[-_SUM_REACH:])
                or any(_SUM.search(one.front) for one in own)
            ):
                continue
            sums = (_unit_and_value(one.figure) for one in rivals if _SUM.search(one.front[-_SUM_REACH:]))
            found += any(of == unit and amount > value for of, amount in sums)
        return float(found)

    def _compared(self, statement: str, passage: str) -> list[tuple[Called, list[Called], list[Called]]]:
        """The figures of the statement that the passage has, each with its places there and its rivals."""
        there = self.called(passage)
        found = []
        for said in self.called(statement):
            own, rivals = [], []
            for one in there:
                if same_amount(said.figure, one.figure):
                    own.append(one)
                elif one.figure.kind == said.figure.kind:
                    rivals.append(one)
            if own:
                found.append((said, own, rivals))
        return found

    @cached_property
    def called(self) -> Callable[[str], tuple[Called, ...]]:
        """The figures of folded text, dates left out; one that only says how another changed, or another's
        next, has what stands before that one before its own."""
        return lru_cache(maxsize=_TEXTS_KEPT)(self._called)

    @cached_property
    def _handed_out(self) -> Callable[[str], list[list[tuple[str, Quantity]]]]:
        return lru_cache(maxsize=_TEXTS_KEPT)(handed_out)

    def _called(self, text: str) -> tuple[Called, ...]:
        text = spread(text)
        found: list[Called] = []
        inherited, sentence = "", -1
        for one in labelled(text):
            if isinstance(one.figure, DateMention) or one.figure.kind is Kind.AGE:
                continue
            begins = max((m.end() for m in _SENTENCE_END.finditer(text, 0, one.figure.start)), default=0)
            if begins != sentence:
                inherited = inherited if text.startswith(_OF_THOSE, begins) else ""
                sentence = begins
            front = f"{inherited}{one.narrow}"
            if self._tells(one.narrow):
                front = front if one.narrow.startswith(_OF_THOSE) else one.narrow
                inherited = one.narrow
            found.append(Called(figure=one.figure, front=front, behind=one.behind, home=one.home))
        return tuple(found)

    def _adjoining(self, said: Called, one: Called) -> int:
        """How many characters before and behind a figure are the same."""
        canonical = self.likeness.words.canonical
        before = zip(reversed(canonical(said.front)), reversed(canonical(one.front)), strict=False)
        behind = zip(canonical(said.behind), canonical(one.behind), strict=False)
        return sum(sum(1 for _ in takewhile(_alike, pairs)) for pairs in (before, behind))

    def _margin(self, label: str, own: Sequence[Called], rivals: Sequence[Called]) -> float:
        nearest = max(max(self.near(label, one.label), _FARTHER * self.near(label, one.home)) for one in own)
        return max(self.near(label, one.label) for one in rivals) - nearest

    def _unsaid(self, text: str, said: str) -> int:
        """How many characters of the words of ``text`` canonical ``said`` lacks."""
        words = (word for word in self.likeness.content_words(text) if len(word) > 1)
        return sum(len(word) for word in words if self.likeness.value_in(word, said) < _STANDS)

    def _tells(self, text: str) -> bool:
        light, unlabelling = self.likeness.words.light, self.likeness.words.unlabelling
        return any(
            word not in light and word not in unlabelling for word in self.likeness.content_words(text)
        )

    def near(self, label: str, text: str) -> float:
        """How near a label is to a text: by its words and by pairs of characters."""
        words = self.likeness.content_words(label)
        value = self.likeness.coverage(words, self.likeness.words.canonical(text), "") if words else 0.0
        return value + _OF_PAIRS * shared(label, text)


def _unit_and_value(figure: Quantity) -> tuple[str, Decimal]:
    value, _, unit = canonical(figure)
    return unit, value or Decimal(0)


def _alike(pair: tuple[str, str]) -> bool:
    return pair[0] == pair[1]
