"""How much of some words a text holds: whole, in other writings, abbreviated, by pairs of characters."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from qa_service.answering.gate.figures import dates_of, figures_of, says_same
from qa_service.answering.gate.gate_words import GateWords, load_gate_words

AS_NEAR = 0.1
"""Clauses whose nearness differs by no more are equally near."""
_AROUND_VALUE = 0.9
_ABBREVIATED = 0.8
_HALVES = 0.7
_NEAR = 0.75
"""What a word counts for which the passage says nearly so."""
_FORM = re.compile("[至于从自向由应须可将对为在及和与或且本该此其各均都内时]{2}")
"""What a cutter makes of two words of form: 内向, 至本."""
_AUXILIARY = "可须应将均已"
"""What a cutter may leave at a verb: 可滚存."""
_WORD = re.compile(r"[\u4e00-\u9fffa-z]")
_TEXTS_KEPT, _WORDS_KEPT = 4096, 16384


@dataclass(frozen=True)
class Likeness:
    """``segment`` cuts words. Thread-safe; keeps what it made of the last few thousand texts."""

    segment: Callable[[str], Sequence[str]]
    words: GateWords = field(default_factory=load_gate_words)

    @cached_property
    def content_words(self) -> Callable[[str], tuple[str, ...]]:
        """The words of folded text that say what, in their canonical writing."""
        return lru_cache(maxsize=_TEXTS_KEPT)(self._content_words)

    @cached_property
    def nearness(self) -> Callable[[str, str], float]:
        """How near folded text of the passage is to a clause: by words, pairs of characters and figures."""
        return lru_cache(maxsize=_TEXTS_KEPT)(self._nearness)

    def _content_words(self, text: str) -> tuple[str, ...]:
        return tuple(
            word
            for word in self.segment(self.words.canonical(without_figures(text)))
            if word not in self.words.light and _WORD.search(word) and not _FORM.fullmatch(word)
        )

    def value_in(self, word: str, text: str) -> float:
        """How well canonical ``text`` holds ``word``, 0–1: whole, as an abbreviation, or by most of its
        characters."""
        if word.isascii():
            return float(re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", text) is not None)
        if word in text:
            return 1.0
        return self._part_in(word, text) if len(word) > 1 else 0.0

    def near_in(self, word: str, text: str) -> float:
        """``value_in``, and something for a word near to it: 补贴 for 补助."""
        value = self.value_in(word, text)
        return value if value >= _NEAR else max(value, self._near_in(word, text))

    @cached_property
    def _near_in(self) -> Callable[[str, str], float]:
        return lru_cache(maxsize=_WORDS_KEPT)(self._value_of_near)

    def _value_of_near(self, word: str, text: str) -> float:
        return _NEAR * any(near in text for near in self.words.near.get(word, ()))

    @cached_property
    def _part_in(self) -> Callable[[str, str], float]:
        return lru_cache(maxsize=_WORDS_KEPT)(self._value_of_part)

    def _value_of_part(self, word: str, text: str) -> float:
        if word[0] in _AUXILIARY and word[1:] in text:
            return _ABBREVIATED
        is_short = len(word) <= 4 and all(character in text for character in word)
        if is_short and re.search(".{0,3}".join(map(re.escape, word)), text):
            return 0.8
        if len(word) == 4 and all(half in text or half in self.words.light for half in (word[:2], word[2:])):
            return _HALVES
        pairs = [word[at : at + 2] for at in range(len(word) - 1)]
        share = sum(pair in text for pair in pairs) / len(pairs)
        return 0.8 * share if share >= 0.5 else 0.0

    def coverage(self, words: Sequence[str], text: str, around: str) -> float:
        """The share of ``words``, by their length, that ``text`` holds, or at a discount what stands
        around it."""
        total = sum(map(len, words))
        if not total:
            return 1.0
        values = (
            max(self.near_in(word, text), _AROUND_VALUE * self.value_in(word, around)) * len(word)
            for word in words
        )
        return sum(values) / total

    def _nearness(self, clause: str, text: str) -> float:
        figures = figures_of(clause)
        words = self.content_words(clause)
        held = sum(any(says_same(figure, other) for other in figures_of(text)) for figure in figures)
        value = self.coverage(words, self.words.canonical(text), "") if words else 0.0
        return value + 0.5 * shared(clause, text) + (held / len(figures) if figures else 0.0)


def shared(clause: str, text: str) -> float:
    """The share of the clause's pairs of characters that stand in the text."""
    pairs = [clause[at : at + 2] for at in range(len(clause) - 1)]
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0


@lru_cache(maxsize=_TEXTS_KEPT)
def without_figures(text: str) -> str:
    """``text`` with 0 for each of its figures and dates."""
    spans = [(f.start, f.end) for f in figures_of(text)] + [(d.start, d.end) for d in dates_of(text)]
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]}0{text[end:]}"
    return text
