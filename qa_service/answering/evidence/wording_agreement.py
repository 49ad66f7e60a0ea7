"""How far the words of a candidate agree with those of the question: enough by itself, or not.

What a sentence leaves out its surroundings say, so a sentence that shares less is enough where they say the
rest. This module does not know what the words mean.
"""

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.put_first import puts_first
from qa_service.answering.questions.question import Expects

LEAST_COVERAGE = 0.5
LEAST_DIRECT = 0.2
LEAST_COVERAGE_AROUND = 0.84
LEAST_COVERAGE_IN_SECTION = 0.3
LEAST_COVERAGE_PUT_FIRST = 0.45
"""Of a sentence that says which is most, whose passage says of what."""
NAMED = 1.85
"""Of an article that the question names, and of a section of which it asks everything."""
_GOOD_PART = 0.4
_FINE = "罚"


def wording_agreement(candidate: Candidate, evidence: Evidence) -> float:
    """0 where the words do not agree at all or what is asked for is not there, 1 where they agree just
    enough, at most 2."""
    question = evidence.question
    if not evidence.says_something or (question.wants_figure and candidate.quantity is None):
        return 0.0
    if is_of_another_kind(candidate, evidence):
        return 0.0
    if question.articles:
        return NAMED
    if not evidence.focus.terms:
        return NAMED if question.wants_points and candidate.in_asked_section else 0.0
    if not evidence.has_kind(candidate) or not _gives_reason(candidate, evidence):
        return 0.0
    if question.expects is Expects.PERSON and asks_unheard(evidence):
        return 0.0
    if question.wants_points and candidate.in_asked_section:
        return min(2.0, candidate.coverage / LEAST_COVERAGE_IN_SECTION)
    if puts_first(candidate, evidence):
        return min(2.0, candidate.coverage / LEAST_COVERAGE_PUT_FIRST)
    together = min(candidate.coverage / LEAST_COVERAGE, candidate.direct / LEAST_DIRECT)
    return min(2.0, max(candidate.coverage / LEAST_COVERAGE_AROUND, together))


def is_of_another_kind(candidate: Candidate, evidence: Evidence) -> bool:
    """A figure of a passage that fines nobody does not say how much one is fined."""
    return (
        evidence.question.wants_figure
        and _FINE in evidence.question.text
        and _FINE not in "".join((*candidate.sentence.passage.section, candidate.sentence.passage.text))
    )


def asks_unheard(evidence: Evidence) -> bool:
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
