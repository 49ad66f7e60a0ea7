"""A figure as it was read: which step of which matter it counts, of which part of the year, whether as asked.

This module does not read; ``counted`` does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.text.counting_words import counting_words
from qa_service.answering.text.matching import Term

_NAMED = 0.6
"""Of the weight of the topic's words, the share that names it."""


def names_topic(text: str, topic: Sequence[Term]) -> bool:
    """``text`` says what the question is about."""
    total = sum(term.weight for term in topic)
    return sum(term.weight * term.value_in(text) for term in topic) >= _NAMED * total


_APPLIED = frozenset({"weak_received"})
"""申请 alone names no step, and yet what was applied for is no case."""


class Fit(StrEnum):
    """``OTHER``: it counts something else than asked; ``NONE``: it is no answer at all."""

    SAME = "same"
    OTHER = "other"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A figure with its own words. ``stages`` are the steps of a matter's course that they name, ``period``
    the part of the year that they are limited to, ``residue`` what they say beyond the question."""

    candidate: Candidate
    stages: frozenset[str]
    period: str
    residue: str
    topic: float
    own: str
    """The figure's own words."""
    topic_terms: tuple[Term, ...]
    stage_asked: bool
    """The question names the step that it means."""
    other_stage: bool = False
    year: int | None = None
    """That the heading above it names."""
    each: str = ""
    """The span of time that it is told for each of: 月 of 每人每月630元."""
    falls: bool = False
    """It is by how much something went down."""
    fit: Fit

    @property
    def stage_words(self) -> str:
        """The steps in a word each, as the figure's own words write them: 审结."""
        return "、".join(self._word_of(stage) for stage in sorted(self.stages))

    def _word_of(self, stage: str) -> str:
        words = counting_words()
        of_stage = [word for word, named in words.stages.items() if named == stage]
        # 承办人大代表建议27件、政协提案15件: the word stands before the figure beside it.
        told = self.candidate.sentence.folded.text
        for text in (self.own, told):
            if said := [word for word in of_stage if word in text]:
                return max(said, key=len)
        return words.names[stage]

    @property
    def rank(self) -> tuple[int, float]:
        """Of figures that count something else, those of the same step and matter come first."""
        off = 0
        if self.fit is Fit.OTHER:
            off = 2 * self.other_stage + (len(self.residue) > 1) + 4 * bool(self.period)
            off += 0 if self.names_topic(self.own) else 3
        return off, -self.candidate.score

    @property
    def is_main(self) -> bool:
        """It counts what a question means that names no step: cases and not how they ended."""
        return all(stage in counting_words().main for stage in self.stages)

    def names_topic(self, text: str) -> bool:
        """``text`` says what the question is about."""
        return names_topic(text, self.topic_terms)

    def names_all(self, text: str) -> bool:
        """``text`` holds each word of what the question is about: 农村低保 is not 城市低保."""
        return all(term.value_in(text) > 0 for term in self.topic_terms)

    @property
    def counts(self) -> tuple[frozenset[str], str, str]:
        """What must be equal for two figures to be set against each other."""
        return self.stages - (counting_words().weak - _APPLIED), self.period, self.each
