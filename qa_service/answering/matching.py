"""How far a text is about a question: coverage of its words, weighted by how much each tells.

A word counts in full where it stands, a synonym or a nearly equal word counts less. A word's weight grows
with its rarity in the library (inverse document frequency, Spärck Jones 1972,
https://doi.org/10.1108/eb026526) and with its length. This module does not know sentences or documents.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

SYNONYM_VALUE = 0.85
PARTS_VALUE = 0.8
PARTIAL_VALUE = 0.6
MEASURE_SUFFIXES = frozenset("率度量额费")
_LENGTH_PRIOR = (0.0, 0.35, 1.0, 1.15, 1.3)

Frequency = Callable[[str], int]
"""How many passages of the library hold a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """``weight`` is positive; ``synonyms`` are other writings of the same matter."""

    text: str
    weight: float
    synonyms: tuple[str, ...] = ()
    known: bool = True
    """The library holds the word or a synonym somewhere."""
    halves: tuple[str, ...] = ()
    """The two-character words of a compound."""

    def value_in(self, text: str) -> float:
        """How well ``text`` (folded) holds this term, 0–1."""
        if self.text in text:
            return 1.0
        if any(synonym in text for synonym in self.synonyms):
            return SYNONYM_VALUE
        if self.text[-1] in MEASURE_SUFFIXES and len(self.text) > 3 and self.text[:2] + self.text[-1] in text:
            # 出庭率 for 出庭应诉率.
            return PARTS_VALUE
        if self.halves and all(half in text for half in self.halves):
            # A compound whose words stand apart: 政协委员提案 for 政协提案.
            return PARTS_VALUE
        return _partial(self.text, text)


def _halves(word: str) -> tuple[str, ...]:
    """A compound of two-character words cut into them: 政协提案 into 政协, 提案; else nothing."""
    if len(word) < 4 or len(word) % 2:
        return ()
    return tuple(word[start : start + 2] for start in range(0, len(word), 2))


def _partial(word: str, text: str) -> float:
    """A long word of which at least two thirds stand in one piece: 调解成功率 for 成功率."""
    length = len(word)
    if length < 3:
        return 0.0
    shortest = max(2, math.ceil(length * 2 / 3))
    if word[-1] in MEASURE_SUFFIXES:
        # 成功率 stands for 调解成功率; 受理 never stands for 受理率.
        ending = next(
            (word[-size:] for size in range(length - 1, shortest - 1, -1) if word[-size:] in text), ""
        )
        return PARTIAL_VALUE * len(ending) / length
    for size in range(length - 1, shortest - 1, -1):
        if any(word[start : start + size] in text for start in range(length - size + 1)):
            return PARTIAL_VALUE * size / length
    return 0.0


def weigh(
    words: Sequence[str],
    *,
    synonyms: Callable[[str], Sequence[str]],
    frequency: Frequency,
    passages: int,
    lightened: frozenset[str] = frozenset(),
) -> tuple[Term, ...]:
    """Terms for ``words``; those in ``lightened`` (a bare 单位, 称号) weigh half: they may be left out."""
    terms = []
    for word in words:
        others = tuple(synonyms(word))
        found_in = max(frequency(w) for w in (word, *others))
        halves = _halves(word)
        if not found_in and halves:
            found_in = min(frequency(half) for half in halves)
        rarity = math.log(1 + (passages + 1) / (found_in + 1)) / math.log(2 + passages)
        weight = rarity * _LENGTH_PRIOR[min(len(word), 4)] * (0.5 if word in lightened else 1.0)
        terms.append(
            Term(text=word, weight=max(weight, 0.02), synonyms=others, known=found_in > 0, halves=halves)
        )
    return tuple(terms)


@dataclass(frozen=True, slots=True)
class Matcher:
    terms: tuple[Term, ...]

    @property
    def total(self) -> float:
        return sum(term.weight for term in self.terms)

    def values(self, text: str) -> tuple[float, ...]:
        """The value of every term in folded ``text``, each 0–1."""
        return tuple(term.value_in(text) for term in self.terms)

    def coverage(self, values: Sequence[float]) -> float:
        """The weighted share of the terms that ``values`` cover, 0–1; 0 without terms."""
        total = self.total
        if total == 0:
            return 0.0
        return sum(term.weight * value for term, value in zip(self.terms, values, strict=True)) / total


def best_of(*weighted: tuple[float, Sequence[float]]) -> tuple[float, ...]:
    """Per term the best of several texts' values, each text discounted by its factor."""
    columns = zip(*(values for _, values in weighted), strict=True)
    factors = [factor for factor, _ in weighted]
    return tuple(max(f * v for f, v in zip(factors, column, strict=True)) for column in columns)
