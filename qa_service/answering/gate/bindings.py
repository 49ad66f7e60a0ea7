"""Whether each figure of a statement has the label that it has in the passage, word by word.

What only leads a chain (民商事案件新收97件,审结86件) may be said with each figure of it. This module does not
know which words of a statement without figures stand in the passage.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from qa_service.answering.gate.bound_figures import BoundFigure, BoundFigures
from qa_service.answering.gate.figures import same_figure
from qa_service.answering.gate.likeness import Likeness

_STANDS, _HALF = 0.7, 0.5
_THEN = re.compile("[由从原]|[上去]一?年|此前|年初|过去|以前|之前")
_CONDITION = re.compile("(?:的|时|后|的[\u4e00-\u9fff]{2})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Bindings:
    """``foreign``: characters of words, at most, at a figure or in the clauses before it, that the passage
    has not with this figure and has with another of its kind. ``turned``: a figure is another side of a
    change there, or of another period, or no plan. ``spliced``: a figure is there the consequence of another
    condition. ``bound`` is 1 where all figures have their labels and nothing else, 0.5 where there are no
    figures, half the share of those that have else."""

    foreign: float
    turned: bool
    spliced: bool
    bound: float

    @property
    def hold(self) -> bool:
        """Whether there are figures, and each has its own label."""
        return self.bound == 1.0 and not self.turned and not self.spliced


@dataclass(frozen=True, slots=True)
class _Texts:
    """Canonical: the whole statement, and what title and headings of the passage say."""

    said: str
    around: str


@dataclass(frozen=True)
class Binder:
    """Holds the figures of statements against those of passages. Thread-safe."""

    likeness: Likeness

    @cached_property
    def figures(self) -> BoundFigures:
        return BoundFigures(self.likeness)

    def of(self, statement: str, passage: str, around: str) -> Bindings:
        """``statement`` and ``passage`` are folded, ``around`` is what title and headings say."""
        there, said = self.figures.of(passage), self.figures.of(statement)
        canonical = self.likeness.words.canonical
        texts = _Texts(canonical(statement), canonical(around))
        places = [[other for other in there if same_figure(one.figure, other.figure)] for one in said]
        pairs = [(one, own) for one, own in zip(said, places, strict=True) if own]
        offs = [self._off(at, pairs, there, texts) for at, (one, _) in enumerate(pairs) if one.words]
        bound = sum(off == (0.0, 0.0) for off in offs)
        return Bindings(
            foreign=max((foreign for foreign, _ in offs), default=0.0),
            turned=any(all(_turns(one, other) for other in own) for one, own in pairs),
            spliced=any(_spliced(one, two, own, there) for (one, _), (two, own) in pairwise(pairs)),
            bound=_HALF if not offs else 1.0 if bound == len(offs) else _HALF * bound / len(offs),
        )

    def _off(
        self,
        at: int,
        pairs: Sequence[tuple[BoundFigure, list[BoundFigure]]],
        there: Sequence[BoundFigure],
        texts: _Texts,
    ) -> tuple[float, float]:
        """What is foreign at the figure, and what of its label is not said, beside the best of its places."""
        one, places = pairs[at]
        rivals = [o for o in there if o.kind == one.kind and not same_figure(one.figure, o.figure)]
        mates = [
            (mate.label, ",".join(own.label for own in others))
            for mate, others in pairs
            if mate is not one and mate.kind == one.kind
        ]
        return min(
            (
                (
                    self._foreign(one, own, rivals, texts),
                    self._unsaid(one, own, mates, texts) + self._of_whole(one, own, rivals, texts),
                )
                for own in places
            ),
            key=sum,
        )

    def _foreign(
        self, one: BoundFigure, own: BoundFigure, rivals: Sequence[BoundFigure], texts: _Texts
    ) -> float:
        mine = f"{own.label},{own.near}"
        if all(self._in(word, texts.said) for word in own.words):
            mine += own.lead
        if all(self._in(word, one.label) for word in own.words):
            mine += own.before
        labels = [rival.label for rival in rivals]
        found = self._of_rivals(one.words, mine + texts.around, labels)
        wide = [f"{rival.label},{rival.near}" for rival in rivals]
        found += self._of_rivals(one.wide, mine + own.chain + texts.around, wide)
        found += one.denied != own.denied and any(
            rival.denied == one.denied and all(self._in(word, one.label) for word in rival.words)
            for rival in rivals
        )
        return float(found)

    def _of_whole(
        self, one: BoundFigure, own: BoundFigure, rivals: Sequence[BoundFigure], texts: _Texts
    ) -> float:
        """Characters of what leads to the figure in the passage and is not said, where the label fits as well
        to another of its kind, to which less leads: 结案3706件 of 民商事案件 beside 全市结案6042件."""
        missing = self._missing(own.led_by, texts)
        whole = missing and any(
            all(self._in(word, rival.label) for word in one.words)
            and self._missing(rival.led_by, texts) < missing
            for rival in rivals
        )
        return float(missing if whole else 0)

    def _missing(self, words: Sequence[str], texts: _Texts) -> int:
        return sum(
            len(word) for word in words if not self._in(word, texts.said) and not self._in(word, texts.around)
        )

    def _of_rivals(self, words: Sequence[str], mine: str, rivals: Sequence[str]) -> int:
        return sum(
            len(word)
            for word in words
            if not self._in(word, mine) and any(self._in(word, rival) for rival in rivals)
        )

    def _unsaid(
        self, one: BoundFigure, own: BoundFigure, mates: Sequence[tuple[str, str]], texts: _Texts
    ) -> float:
        """Characters of words of the label there that stand neither at the figure nor elsewhere in the
        statement, but at a figure of its kind that has them not there."""
        return float(
            sum(
                len(word)
                for word in own.words
                if not self._in(word, one.label)
                and not self._in(word, texts.around)
                and (
                    not self._in(word, texts.said)
                    or any(self._in(word, said) and not self._in(word, written) for said, written in mates)
                )
            )
        )

    def _in(self, word: str, text: str) -> bool:
        return self.likeness.near_in(word, text) >= _STANDS


def _turns(said: BoundFigure, own: BoundFigure) -> bool:
    """Whether a figure is in its passage another side of a change, of another period, or no plan."""
    if {said.change, own.change} in ({"to", "by"}, {"from", "to"}):
        return True
    if own.change == "from" and not said.change and not _THEN.search(said.label):
        return not own.since or own.since not in said.label
    if said.each and own.each and not said.each & own.each:
        return True
    return said.planned and not own.planned and "计划" not in f"{own.near}{own.lead}"


def _spliced(
    condition: BoundFigure, two: BoundFigure, places: Sequence[BoundFigure], there: Sequence[BoundFigure]
) -> bool:
    """Whether a figure has in the passage before it, wherever it stands, another condition."""
    if not _CONDITION.search(condition.ends) or condition.kind == two.kind:
        return False
    return all(
        bool(before := [o for o in there if o.kind == condition.kind and o.figure.start < own.figure.start])
        and not same_figure(condition.figure, before[-1].figure)
        for own in places
    )
