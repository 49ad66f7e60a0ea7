"""How far a text is about a question: coverage of its words, weighted by how much each tells.

A word counts in full where it stands, a synonym or a nearly equal word counts less. A word's weight grows
with its rarity in the library (inverse document frequency, Spärck Jones 1972,
https://doi.org/10.1108/eb026526) and with its length. This module does not know sentences or documents.
"""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import mul

SYNONYM_VALUE = 0.85
PARTS_VALUE = 0.8
PARTIAL_VALUE = 0.6
_BETWEEN = "[一-鿿]{0,2}?"
"""What may stand between the characters of an abbreviation: 老旧小区改造 for 旧改."""
_TURNS = frozenset("副非不未无反")
MEASURE_SUFFIXES = frozenset("率度量额费")
_IDLE = 0.25
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
    """The library holds the word or a synonym; a short word that it does not may abbreviate others."""
    halves: tuple[str, ...] = ()
    """The two-character words of a compound."""
    idle: bool = False
    """A word that no passage holds and that hardly names anything: a text may do without it."""
    _whole: tuple[tuple[str, float], ...] = field(init=False, repr=False, compare=False)
    _pieces: tuple[tuple[str, float], ...] = field(init=False, repr=False, compare=False)
    _in_full: str | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # A term is looked for in hundreds of texts, and in most of them in vain.
        object.__setattr__(self, "_whole", tuple(_writings(self.text, self.synonyms)))
        object.__setattr__(self, "_pieces", tuple(_pieces(self.text)))
        abbreviates = not self.known and len(self.text) in (2, 3)
        object.__setattr__(self, "_in_full", self.text if abbreviates else None)

    def value_in(self, text: str) -> float:
        """How well ``text`` (folded) holds this term, 0–1."""
        for writing, value in self._whole:
            if writing in text:
                return value
        if self.halves and all(half in text for half in self.halves):
            # A compound whose words stand apart: 政协委员提案 for 政协提案.
            return PARTS_VALUE
        for piece, value in self._pieces:
            if piece in text:
                return value
        word = self._in_full
        if word is None or word[0] not in text or word[-1] not in text:
            return 0.0
        return PARTIAL_VALUE if _written_out(word).search(text) else 0.0


@lru_cache(maxsize=1024)
def _written_out(word: str) -> re.Pattern[str]:
    """Made only where a text holds its first and its last character: it takes a millisecond."""
    return re.compile(_BETWEEN.join(map(re.escape, word)))


def _writings(word: str, synonyms: Sequence[str]) -> Iterator[tuple[str, float]]:
    """The word as it is written, with what each writing is worth, the best first."""
    yield word, 1.0
    for synonym in synonyms:
        yield synonym, SYNONYM_VALUE
    if word[-1] in MEASURE_SUFFIXES and len(word) > 3:
        # 出庭率 for 出庭应诉率.
        yield word[:2] + word[-1], PARTS_VALUE


def _halves(word: str) -> tuple[str, ...]:
    """A compound of two-character words cut into them: 政协提案 into 政协, 提案; else nothing."""
    if len(word) < 4 or len(word) % 2:
        return ()
    return tuple(word[start : start + 2] for start in range(0, len(word), 2))


def _pieces(word: str) -> Iterator[tuple[str, float]]:
    """Of a long word the pieces of at least two thirds with what each is worth, the longest first: 成功率 for
    调解成功率."""
    length = len(word)
    if length < 3:
        return
    # 成功率 stands for 调解成功率; 受理 never stands for 受理率.
    only_endings = word[-1] in MEASURE_SUFFIXES
    if word[0] in _TURNS:
        # 区长 is not 副区长.
        return
    for size in range(length - 1, max(2, math.ceil(length * 2 / 3)) - 1, -1):
        for start in range(length - size if only_endings else 0, length - size + 1):
            yield word[start : start + size], PARTIAL_VALUE * size / length


def is_named(word: str, asked: str, terms: Sequence[Term]) -> bool:
    """Whether folded ``asked``, whose words are ``terms``, says ``word`` in these or in everyday words."""
    return word in asked or any(word in synonym for term in terms for synonym in term.synonyms)


def weigh(
    words: Sequence[str],
    *,
    synonyms: Callable[[str], Sequence[str]],
    frequency: Frequency,
    passages: int,
    lightened: frozenset[str] = frozenset(),
    idle: Callable[[str], bool] = lambda _: False,
) -> tuple[Term, ...]:
    """Terms for ``words``; those in ``lightened`` (a bare 单位, 称号) weigh half: they may be left out. What
    is ``idle`` and in no passage weighs little."""
    terms = []
    for word in words:
        others = tuple(synonyms(word))
        found_in = max(frequency(w) for w in (word, *others))
        halves = _halves(word)
        if not found_in and halves:
            found_in = min(frequency(half) for half in halves)
        rarity = math.log(1 + (passages + 1) / (found_in + 1)) / math.log(2 + passages)
        weight = rarity * _LENGTH_PRIOR[min(len(word), 4)] * (0.5 if word in lightened else 1.0)
        names_little = not found_in and idle(word)
        if names_little:
            weight *= _IDLE
        terms.append(
            Term(
                text=word,
                weight=max(weight, 0.02),
                synonyms=others,
                known=found_in > 0,
                halves=halves,
                idle=names_little,
            )
        )
    return tuple(terms)


@dataclass(frozen=True, slots=True)
class Matcher:
    terms: tuple[Term, ...]
    _weights: tuple[float, ...] = field(init=False, repr=False, compare=False)
    total: float = field(init=False, repr=False, compare=False)
    unknown: float = field(init=False, repr=False, compare=False)
    """The weight of the terms that the library holds nowhere, of ``total``, that of all."""

    def __post_init__(self) -> None:
        weights = tuple(term.weight for term in self.terms)
        object.__setattr__(self, "_weights", weights)
        object.__setattr__(self, "total", sum(weights))
        unknown = sum(term.weight for term in self.terms if not term.known)
        object.__setattr__(self, "unknown", unknown)

    def values(self, text: str) -> tuple[float, ...]:
        """The value of every term in folded ``text``, each 0–1."""
        return tuple([term.value_in(text) for term in self.terms])

    def values_in_part(self, text: str, whole: Sequence[float]) -> tuple[float, ...]:
        """``values`` of a part of a text that has the values ``whole``: what that lacks, no part holds."""
        return tuple(
            [term.value_in(text) if held else 0.0 for term, held in zip(self.terms, whole, strict=True)]
        )

    def coverage(self, values: Sequence[float]) -> float:
        """The weighted share of the terms that ``values`` cover, 0–1; 0 without terms."""
        return sum(map(mul, self._weights, values)) / self.total if self.total else 0.0


def best_of(*weighted: tuple[float, Sequence[float]]) -> tuple[float, ...]:
    """Per term the best of several texts' values, each text discounted by its factor."""
    columns = [
        values if factor == 1.0 else [factor * value for value in values] for factor, values in weighted
    ]
    return tuple(map(max, *columns)) if len(columns) > 1 else tuple(columns[0])
