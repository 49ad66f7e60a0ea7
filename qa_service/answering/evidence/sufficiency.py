"""How sure an answer is, and whether that is enough: the one place of the threshold, with its measurement.

``confidence`` is one number for every candidate, 0–1. Where a ranker gave chances it is that of a logistic
regression over ``answer_signs``, made by ``training.sufficiency``; where none did it is how far the words
agree, scaled so that one threshold serves both. This module does not know how an answer is worded.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa_service.answering.evidence.answer_signs import OWN_SIGNS, own_signs
from qa_service.answering.evidence.asked_figures import figures_asked
from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.in_turn import InTurn
from qa_service.answering.evidence.likeness_signs import LIKENESS_SIGNS, LikenessSigns
from qa_service.answering.evidence.put_first import puts_first
from qa_service.answering.evidence.sureness import LearnedSureness, Sureness, sigmoid
from qa_service.answering.evidence.wording_agreement import (
    asks_unheard,
    is_of_another_kind,
    wording_agreement,
)
from qa_service.answering.questions.question import Expects, Question

WEIGHTS = Path(__file__).with_name("sufficiency.json")

# Read from the curve of `training.sufficiency`, each set judged by what the others teach. By the signs alone
# 0.3 lets 0.62 of the answers through (0.55 at 0.5, 0.65 at 0.2) and 0.12 wrong ones (0.08, 0.13); where the
# answer was withheld 0.04 are answered all the same (0.02, 0.06), where no document has one 0.26 (0.21,
# 0.28): most of these ask for what stands right beside what a document says. With the words beside the
# signs, over 130 questions about documents that taught nothing: 0.85 right, 0.04 wrong, 0.06 of the withheld
# answered; by words and chances alone, as it was before, 0.85, 0.05 and 0.15.
LEAST_CONFIDENCE = 0.3

LEAST_LIKELY = 0.15
"""From this chance on an article is read whatever its words."""
LEAST_CHANCE = 0.05
"""Below it what is not read whole is not worth showing."""
LEAST_CHANCE_OF_AGREEING = 0.005
LEAST_COVERAGE_NEAR = 0.3
LEAST_CONFIDENCE_NEAR = 0.1
"""From here on the likeliest article is worth a look beside the silence."""
MOSTLY_UNKNOWN = 0.5
_JUST_TOO_LITTLE = 0.99 * LEAST_CONFIDENCE
_MOST_BY_WORDS = 3.0
"""How many times as sure words make of what the signs say."""
_PER_AGREEMENT = 3.6
"""From how far the words agree, where 1 is just enough, to logits."""
_OF_ONE_FORM = frozenset({Expects.CONTACT, Expects.DATE})
_KNOWN_BY_FORM = _OF_ONE_FORM | {Expects.PERSON}
"""What the ranker, which looks for what a passage is about, knows little of: the day on which a law comes
into force stands in its last article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each sign adds to the logit, ``of_own`` in the order of OWN_SIGNS, ``of_likeness`` in that of
    LIKENESS_SIGNS."""

    base: float
    of_own: NDArray[np.float64]
    of_likeness: tuple[float, ...]
    least_of_likeness: float
    most_of_likeness: float
    """What the likeness signs together add at the least and at the most, unless a cosine is below 0."""


@lru_cache(maxsize=1)
def load_weights(path: Path = WEIGHTS) -> Weights:
    """The weights that ship. Raises KeyError where they are for other signs."""
    kept = json.loads(path.read_text(encoding="utf-8"))
    of_likeness = tuple(kept["weights"][sign] for sign in LIKENESS_SIGNS)
    return Weights(
        base=kept["base"],
        of_own=np.array([kept["weights"][sign] for sign in OWN_SIGNS]),
        of_likeness=of_likeness,
        least_of_likeness=sum(min(weight, 0.0) for weight in of_likeness),
        most_of_likeness=sum(max(weight, 0.0) for weight in of_likeness),
    )


def least_chance(question: Question) -> float:
    """The chance below which no passage that was searched for can hold an answer, whatever its words; 0 where
    words alone may answer, or where what is found is told as a whole."""
    if question.articles or question.expects is Expects.OVERVIEW:
        return 0.0
    return LEAST_CHANCE_OF_AGREEING


def is_enough(candidate: Candidate, evidence: Evidence) -> bool:
    """Whether ``candidate`` may answer at all."""
    return bool(sure_enough([candidate], evidence))


def sure_enough(candidates: Sequence[Candidate], evidence: Evidence) -> Sequence[Candidate]:
    """Those of ``candidates`` that may answer at all, in their order; each is looked at only once it is asked
    for, and only as closely as that needs."""
    return InTurn(candidates, partial(_sure_among, evidence=evidence))


def _sure_among(candidates: Sequence[Candidate], evidence: Evidence) -> list[Candidate]:
    sure = [_sureness(candidate, evidence) for candidate in candidates]
    while open_ones := [one for one in sure if one.least < LEAST_CONFIDENCE <= one.most]:
        if evidence.likeness is not None:
            evidence.likeness.read([text for one in open_ones for text in one.next_texts])
        for one in open_ones:
            one.look_closer()
    return [
        candidate for candidate, one in zip(candidates, sure, strict=True) if one.least >= LEAST_CONFIDENCE
    ]


def is_near(candidate: Candidate, evidence: Evidence) -> bool:
    """Whether ``candidate``, which may not answer, is worth showing beside the silence."""
    if candidate.likely is not None and evidence.says_something:
        return confidence(candidate, evidence) >= LEAST_CONFIDENCE_NEAR
    unlikely = candidate.chance is not None and (candidate.agreed or candidate.chance) < LEAST_CHANCE
    if unlikely and not evidence.complete:
        return False
    return evidence.says_something and candidate.coverage >= LEAST_COVERAGE_NEAR


def is_outside(candidates: Sequence[Candidate], evidence: Evidence) -> bool:
    """Whether the library is not about the matter at all: it does not know the question's words, or has them
    nowhere together."""
    if not evidence.says_something or not evidence.focus.total:
        return False
    best = max((candidate.coverage for candidate in candidates), default=0.0)
    return best < LEAST_COVERAGE_NEAR or is_unheard_of(evidence)


def is_unheard_of(evidence: Evidence) -> bool:
    """Whether the library knows too few of the question's words, whatever its passages say."""
    return evidence.focus.unknown >= MOSTLY_UNKNOWN * evidence.focus.total


def confidence_of(candidates: Sequence[Candidate], evidence: Evidence, *, answered: bool) -> float:
    """That of an answer from ``candidates``, or of the silence on them: on its side of the threshold."""
    best = LEAST_CONFIDENCE if answered else 0.0
    sure = sorted((_sureness(candidate, evidence) for candidate in candidates), key=lambda one: -one.most)
    for one in sure:
        # What cannot be surer than the best so far need not be known any closer.
        while best < one.most and one.least < one.most:
            one.look_closer()
        best = max(best, one.least)
    return best if answered else min(best, _JUST_TOO_LITTLE)


def confidence(candidate: Candidate, evidence: Evidence) -> float:
    """How sure it is that ``candidate`` answers, 0–1; 0 where it cannot. Of what is sure to be too little the
    least that it may be."""
    return _sureness(candidate, evidence).value()


def _sureness(candidate: Candidate, evidence: Evidence) -> Sureness:
    passage = candidate.sentence.passage
    asked = (passage.passage_id, candidate.start, candidate.end, candidate.score, candidate.likely is None)
    if asked not in evidence.sureness:
        evidence.sureness[asked] = _made_sure(candidate, evidence)
    return evidence.sureness[asked]


def _made_sure(candidate: Candidate, evidence: Evidence) -> Sureness:
    agreement = wording_agreement(candidate, evidence)
    by_words = _by_words(agreement)
    likeness = evidence.likeness
    if not (evidence.highest_chance and likeness and is_weighed(candidate, evidence)):
        return Sureness(by_words, by_words)
    by_form = evidence.question.expects in _KNOWN_BY_FORM or puts_first(candidate, evidence)
    if by_form and by_words >= LEAST_CONFIDENCE:
        return Sureness(by_words, by_words)

    def weighed(learned: float) -> float:
        # Words that agree do for signs that are weak, but not for those that speak against it.
        surer = max(learned, by_words)
        return surer if by_form else min(surer, _MOST_BY_WORDS * learned)

    weights = load_weights()
    own = weights.base + float(weights.of_own @ own_signs(candidate, evidence, agreement))
    least = LEAST_CONFIDENCE / _MOST_BY_WORDS if by_words >= LEAST_CONFIDENCE else LEAST_CONFIDENCE
    if sigmoid(own + weights.most_of_likeness) < least:
        # Most candidates of a document: there is no need to look how near they come.
        known = weighed(sigmoid(own + weights.least_of_likeness))
        return Sureness(known, known)
    signs = LikenessSigns(candidate, evidence, likeness)
    return LearnedSureness(own, weights.of_likeness, signs, weighed)


def is_weighed(candidate: Candidate, evidence: Evidence) -> bool:
    """Whether the signs decide on ``candidate``: it holds what the form of the question asks for, and the
    question names more than a heading or an article."""
    question = evidence.question
    if question.articles or not evidence.focus.terms or not evidence.says_something:
        return False
    if question.expects in _OF_ONE_FORM and not evidence.has_kind(candidate):
        return False
    if question.expects is Expects.PERSON and asks_unheard(evidence):
        return False
    if is_of_another_kind(candidate, evidence):
        return False
    if not question.wants_figure or candidate.quantity is not None:
        return True
    # A report is full of sentences on the matter; one without the figure does not say how many.
    return not evidence.complete and bool(figures_asked(candidate.sentence, question))


def _by_words(agreement: float) -> float:
    just_enough = math.log(LEAST_CONFIDENCE / (1 - LEAST_CONFIDENCE))
    return sigmoid(just_enough + _PER_AGREEMENT * (agreement - 1)) if agreement else 0.0
