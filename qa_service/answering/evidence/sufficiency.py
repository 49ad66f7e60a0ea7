"""How sure an answer is, and whether that is enough: the one place of the thresholds, with their measurement.

``confidence`` is one number for every candidate, 0–1. Where a ranker gave chances it is the chance that the
passage is the right one, by logistic regression; where none did it is how far the words agree, scaled so that
one threshold serves both. Of both the higher counts: where a scope was read whole only if the words bear the
chance out, where it was searched only if the chance is not too small. This module does not know how
an answer is worded.
"""

import math
from collections.abc import Sequence

from qa_service.answering.evidence.candidates import Candidate, Likeness
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import Expects, Question
from qa_service.answering.text.folding import fold

# Read from the curve of `qa-service evaluate` over the questions of `training.silence`: 300 held-out ones
# about 1,561 laws, and 122 that these do not answer (other matters, other countries, prices, persons,
# offices, statistics). At 0.3 the right article answers 0.39 of the first (0.34 at 0.5), another one 0.26
# (0.15 at 0.5), and 0.89 of the second are refused (0.95 at 0.5).
LEAST_CONFIDENCE = 0.3

# Logistic regression on the same questions, 10 folds.
_OF_CHANCE, _OF_COVERAGE, _OF_UNKNOWN, _OF_NO_FIGURE, _BASE = 0.82, 0.34, -1.13, -0.57, -0.55

LEAST_LIKELY = 0.15
"""From this chance on an article is read whatever its words."""
# Logistic regression on the likeliest articles of the same questions, 10 folds.
_LIKELY_BASE, _LIKELY_OF_CHANCE, _LIKELY_OF_AGREED = -1.89, 0.53, 0.30
_LIKELY_OF_COVERAGE, _LIKELY_OF_HELD, _LIKELY_OF_ASKED = 1.02, 1.53, 0.039
_MOST_ASKED = 24
_SEARCHED = -0.27
"""Where a scope was searched and not read whole: what answers is one of very many."""

_PER_MARGIN = 3.6
"""From how far the words agree, where 1 is just enough, to logits."""
LEAST_COVERAGE_IF_LIKELY = 0.2
LEAST_DIRECT_IF_LIKELY = 0.15
LEAST_VALUE_OF_NOUN = 0.2
_OF_ONE_FORM = frozenset({Expects.CONTACT, Expects.DATE})
SURE = 0.6
LEAST_CHANCE_UNNAMED = 0.3
"""From here on an article of a scope read whole (a law that the question names) answers though it has other
words for the things: of 219 questions about law 3 more were answered, all rightly; all of 80 that four other
libraries do not answer were still refused."""
LEAST_CHANCE = 0.05
"""Below it words alone do not answer, for the ranker has seen more than words."""
LEAST_CHANCE_OF_AGREEING = 0.005
LEAST_COVERAGE = 0.5
LEAST_DIRECT = 0.2
LEAST_COVERAGE_AROUND = 0.84
LEAST_COVERAGE_IN_SECTION = 0.3
LEAST_COVERAGE_NEAR = 0.3
LEAST_CONFIDENCE_NEAR = 0.1
"""From here on the likeliest article is worth a look beside the silence."""
MOSTLY_UNKNOWN = 0.5
_GOOD_PART = 0.4
_JUST_TOO_LITTLE = 0.99 * LEAST_CONFIDENCE
_NAMED = 0.9
"""Of an article that the question names."""


def least_chance(question: Question) -> float:
    """The chance below which no passage that was searched for can hold an answer, whatever its words; 0 where
    words alone may answer, or where what is found is told as a whole."""
    if question.articles or question.expects is Expects.OVERVIEW:
        return 0.0
    return LEAST_CHANCE_OF_AGREEING


def is_enough(candidate: Candidate, evidence: Evidence) -> bool:
    """Whether ``candidate`` may answer at all."""
    return confidence(candidate, evidence) >= LEAST_CONFIDENCE


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
    unknown = sum(term.weight for term in evidence.focus.terms if not term.known)
    return unknown >= MOSTLY_UNKNOWN * evidence.focus.total


def confidence_of(candidates: Sequence[Candidate], evidence: Evidence, *, answered: bool) -> float:
    """That of an answer from ``candidates``, or of the silence on them: on its side of the threshold."""
    best = max((confidence(candidate, evidence) for candidate in candidates), default=0.0)
    return max(best, LEAST_CONFIDENCE) if answered else min(best, _JUST_TOO_LITTLE)


def confidence(candidate: Candidate, evidence: Evidence) -> float:
    """How sure it is that ``candidate`` answers, 0–1; 0 where it cannot."""
    if not evidence.says_something:
        return 0.0
    if candidate.chance is None:
        return _by_words(candidate, evidence)
    if candidate.likely is not None:
        return _by_ranker(candidate, candidate.likely, evidence)
    likely = _by_chance(candidate, candidate.agreed or candidate.chance, evidence)
    if evidence.complete:
        said = _by_words(candidate, evidence)
        says_some = candidate.direct >= LEAST_DIRECT_IF_LIKELY
        borne = says_some and (likely >= SURE or _names_things(candidate, evidence))
        return max(said, likely) if borne else said
    # Words that agree nearly all, most of them in the sentence itself, need less of the ranker's consent.
    agreeing = candidate.coverage >= LEAST_COVERAGE_AROUND and candidate.direct >= LEAST_COVERAGE
    least = LEAST_CHANCE_OF_AGREEING if agreeing else LEAST_LIKELY
    if candidate.chance < least and not evidence.question.articles:
        return likely
    return max(likely, _by_words(candidate, evidence))


def _by_chance(candidate: Candidate, chance: float, evidence: Evidence) -> float:
    if candidate.coverage < LEAST_COVERAGE_IF_LIKELY or not _reachable(candidate, evidence):
        return 0.0
    if evidence.complete and evidence.question.wants_figure and candidate.quantity is None:
        # A report is full of sentences on the matter; one without a figure does not say how many.
        return 0.0
    total = evidence.focus.total
    unknown = sum(term.weight for term in evidence.focus.terms if not term.known) / total if total else 0.0
    no_figure = evidence.question.wants_figure and candidate.quantity is None
    logit = (
        _BASE
        + (0.0 if evidence.complete else _SEARCHED)
        + _OF_CHANCE * _logit(chance)
        + _OF_COVERAGE * candidate.coverage
        + _OF_UNKNOWN * unknown
        + _OF_NO_FIGURE * no_figure
    )
    return _sigmoid(logit)


def _by_ranker(candidate: Candidate, likeness: Likeness, evidence: Evidence) -> float:
    """Of what stands in the likeliest article, whatever its words; of a scope read whole what names the
    things that are asked about, or is likely enough."""
    unlikely = evidence.complete and (candidate.chance or 0.0) < LEAST_CHANCE_UNNAMED
    if not _reachable(candidate, evidence) or (unlikely and not _names_things(candidate, evidence)):
        return 0.0
    chance = _logit(candidate.chance or 0.0)
    agreed = _logit(candidate.agreed or candidate.chance or 0.0)
    logit = (
        _LIKELY_BASE
        + (0.0 if evidence.complete else _SEARCHED)
        + _LIKELY_OF_CHANCE * chance
        + _LIKELY_OF_AGREED * agreed
        + _LIKELY_OF_COVERAGE * candidate.coverage
        + _LIKELY_OF_HELD * likeness.held
        + _LIKELY_OF_ASKED * min(likeness.asked, _MOST_ASKED)
    )
    return _sigmoid(logit)


def _logit(chance: float) -> float:
    kept = min(max(chance, 1e-4), 1 - 1e-4)
    return math.log(kept / (1 - kept))


def _names_things(candidate: Candidate, evidence: Evidence) -> bool:
    """Whether the passage has every noun of the question: 公租房 is not 经济适用房, and a report is full of
    passages that nearly answer."""
    question, focus = evidence.question, evidence.focus
    passage = candidate.sentence.passage
    around = fold(" ".join((*passage.section, passage.text))).text
    asked = {question.asked_noun, *question.asked_phrase}
    return all(
        term.text not in evidence.nouns or term.text in asked or value >= LEAST_VALUE_OF_NOUN
        for term, value in zip(focus.terms, focus.values(around), strict=True)
    )


def _reachable(candidate: Candidate, evidence: Evidence) -> bool:
    """A number to call is a number, and when is a date: nothing that is merely likely takes their place."""
    return evidence.question.expects not in _OF_ONE_FORM or evidence.has_kind(candidate)


def _by_words(candidate: Candidate, evidence: Evidence) -> float:
    question = evidence.question
    if question.wants_figure and candidate.quantity is None:
        return 0.0
    if question.articles:
        return _NAMED
    if not evidence.focus.terms:
        return _NAMED if question.wants_points and candidate.in_asked_section else 0.0
    if not evidence.has_kind(candidate) or not _gives_reason(candidate, evidence):
        return 0.0
    if question.expects is Expects.PERSON and _asks_unheard(evidence):
        return 0.0
    ways = [
        candidate.coverage / LEAST_COVERAGE_AROUND,
        min(candidate.coverage / LEAST_COVERAGE, candidate.direct / LEAST_DIRECT),
    ]
    if question.wants_points and candidate.in_asked_section:
        ways = [candidate.coverage / LEAST_COVERAGE_IN_SECTION]
    return _sigmoid(math.log(LEAST_CONFIDENCE / (1 - LEAST_CONFIDENCE)) + _PER_MARGIN * (max(ways) - 1))


def _asks_unheard(evidence: Evidence) -> bool:
    """Whether the question is about a thing that the library names nowhere: who pays a fee of no document."""
    terms = evidence.focus.terms
    unheard = sum(term.weight for term in terms if not term.known and term.text in evidence.nouns)
    return unheard >= _GOOD_PART * evidence.focus.total


def _gives_reason(candidate: Candidate, evidence: Evidence) -> bool:
    """A report that gives a figure does not say why: words of a reason stand there, or under its heading."""
    if evidence.question.expects is not Expects.REASON or candidate.in_asked_section:
        return True
    sentence = candidate.sentence
    return evidence.wording.reason.search(sentence.before + sentence.text) is not None


def _sigmoid(logit: float) -> float:
    return 1 / (1 + math.exp(-logit))
