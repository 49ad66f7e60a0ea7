"""How firmly the words of a statement hang together where the passage has them, in figures.

A subtly wrong sentence keeps the words and hangs them on other ones: the label of one figure on another, the
subject of one clause on what the next does. This module does not know which finding a figure would make.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from qa_service.answering.gate.alignment import Aligned
from qa_service.answering.gate.compared import Comparisons
from qa_service.answering.gate.figure_labels import spread
from qa_service.answering.gate.figures import figures_of
from qa_service.answering.gate.gate_words import CLAUSE_END, SEGMENT_END
from qa_service.answering.gate.likeness import Likeness
from qa_service.answering.gate.rivals import Rivals
from qa_service.quantities import Quantity, canonical

_STANDS = 0.7
_RIVAL, _WHOLE, _DISPLACED, _BRIDGED = 0.5, 4, 4, 3
_WINDOW, _HEAVIEST = 3, 4
_LETTERS = re.compile("(?<![a-z])[a-z]++(?=[\u4e00-\u9fff])")
_PASSAGES_KEPT = 512

_Windows = tuple[tuple[int, frozenset[str]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """What ``Attachments`` measures; characters but for the first, the fifth and the last two: a difference,
    a share and counts."""

    rival_margin: float
    taken_for_whole: float
    displaced: float
    bridged: float
    held_together: float
    adjoins_rival: float
    misdistributed: float
    contradicted: float
    called_sum: float

    def loose(self) -> int:
        """How many of the figures are such as hardly a right sentence reaches."""
        return (
            (self.rival_margin >= _RIVAL)
            + (self.taken_for_whole >= _WHOLE)
            + (self.displaced >= _DISPLACED or self.bridged >= _BRIDGED)
        )


@dataclass(frozen=True)
class Attachments:
    """Measures how statements hang together; keeps what it made of the last passages. Thread-safe."""

    likeness: Likeness

    @cached_property
    def rivals(self) -> Rivals:
        return Rivals(self.likeness)

    def of(self, statement: str, passage: str, aligned: Sequence[Aligned]) -> Attachment:
        """How folded ``statement`` hangs together; ``passage`` is folded, too."""
        elsewhere, bridged = self.displaced(statement, passage)
        return Attachment(
            rival_margin=self.rivals.margin(statement, passage),
            taken_for_whole=self.rivals.taken_for_whole(statement, passage),
            displaced=elsewhere,
            bridged=bridged,
            held_together=self.held_together(aligned, passage),
            adjoins_rival=self.rivals.adjoining(statement, passage),
            misdistributed=self.rivals.misdistributed(statement, passage),
            called_sum=self.rivals.called_sum(statement, passage),
            contradicted=float(Comparisons(self.rivals).contradicted([one.text for one in aligned], passage)),
        )

    def displaced(self, statement: str, passage: str) -> tuple[float, float]:
        """How much of a clause of folded ``statement`` stands in ``passage`` only elsewhere than in what is
        nearest to it, where that says as much that the statement leaves out; at most, in characters.

        What is nearest is up to three clauses on end that no semicolon parts. The second figure counts what
        is left out of several clauses, too, where one alone does not say as much.
        """
        statement = spread(statement)
        windows, everything = self._windows(passage)
        said = self._tokens(statement)
        most = bridged = 0
        for clause in dict.fromkeys(CLAUSE_END.split(statement)):
            own = self._tokens(clause) & everything
            if not own or not windows:
                continue
            costs = [(_weight(own - window), _weight(window - said)) for _, window in windows]
            most = max(most, min(min(costs)))
            bridged = max(
                bridged,
                min(
                    max(min(cost), _weight(_words_of(window - said)) if size > 1 else 0)
                    for (size, window), cost in zip(windows, costs, strict=True)
                ),
            )
        return float(most), float(bridged)

    def held_together(self, aligned: Sequence[Aligned], passage: str) -> float:
        """The share of neighbouring words of a clause, both in ``passage``, that stand in one clause."""
        clauses = [self.likeness.words.canonical(part) for part in CLAUSE_END.split(passage) if part]
        near = []
        for one in aligned:
            words = [word for word in self.likeness.content_words(one.text) if len(word) > 1]
            places = [
                {at for at, part in enumerate(clauses) if self.likeness.value_in(word, part) >= _STANDS}
                for word in words
            ]
            near += [bool(first & second) for first, second in pairwise(places) if first and second]
        return sum(near) / len(near) if near else 1.0

    @cached_property
    def _windows(self) -> Callable[[str], tuple[_Windows, frozenset[str]]]:
        return lru_cache(maxsize=_PASSAGES_KEPT)(self._windows_of)

    def _windows_of(self, passage: str) -> tuple[_Windows, frozenset[str]]:
        """The windows of a passage as their words and figures, each with how many clauses it is, and all of
        these words."""
        windows = tuple((size, self._tokens(window)) for size, window in _clauses_on_end(spread(passage)))
        return windows, frozenset[str]().union(*(tokens for _, tokens in windows))

    def _tokens(self, text: str) -> frozenset[str]:
        """The words, the figures by value and the signs in letters of folded text."""
        words = (w for w in self.likeness.content_words(text) if len(w) > 1 and not w.isascii())
        figures = (_figure(figure) for figure in figures_of(text))
        return frozenset((*words, *figures, *_LETTERS.findall(text)))


def _words_of(tokens: frozenset[str]) -> frozenset[str]:
    return frozenset(token for token in tokens if not token.startswith("#"))


def _clauses_on_end(passage: str) -> Iterator[tuple[int, str]]:
    """Clauses on end, with how many they are."""
    for segment in SEGMENT_END.split(passage):
        clauses = [clause for clause in re.split("[,:]", segment) if clause]
        for at in range(len(clauses)):
            for size in range(1, min(_WINDOW, len(clauses) - at) + 1):
                yield size, ",".join(clauses[at : at + size])


def _figure(figure: Quantity) -> str:
    value, high, unit = canonical(figure)
    return f"#{value}{high or ''}{unit}"


def _weight(tokens: frozenset[str]) -> int:
    return sum(min(len(token), _HEAVIEST) for token in tokens)
