"""Whether what was found is enough to answer: the one place of the thresholds, with their measurement.

This module does not know how an answer is worded, and finds nothing itself.
"""

from qa_service.answering.candidates import Candidate
from qa_service.answering.evidence import Evidence

# Of 300 held-out questions about 1,561 laws 0.45 were answered so, 0.65 of them from the right article; of 60
# encyclopedia questions, which laws do not answer, 0.88 were refused.
SURE_CHANCE = 0.3
LEAST_COVERAGE_IF_SURE = 0.2
LEAST_CHANCE = 0.05
LEAST_COVERAGE = 0.5
LEAST_DIRECT = 0.2
LEAST_COVERAGE_AROUND = 0.84
LEAST_COVERAGE_IN_SECTION = 0.3


def is_enough(candidate: Candidate, evidence: Evidence) -> bool:
    """Whether ``candidate`` may answer at all; the thresholds were set by hand, those of chances on
    questions about laws."""
    if not evidence.says_something:
        return False
    if candidate.chance is not None and candidate.chance >= SURE_CHANCE:
        return candidate.coverage >= LEAST_COVERAGE_IF_SURE
    if evidence.question.wants_figure and candidate.quantity is None:
        return False
    if evidence.question.articles:
        return True
    if not evidence.focus.terms:
        return evidence.question.wants_points and candidate.in_asked_section
    if not evidence.has_kind(candidate):
        return False
    if candidate.chance is not None and candidate.chance < LEAST_CHANCE:
        return False
    if evidence.question.wants_points and candidate.in_asked_section:
        return candidate.coverage >= LEAST_COVERAGE_IN_SECTION
    if candidate.coverage >= LEAST_COVERAGE_AROUND:
        return True
    return candidate.coverage >= LEAST_COVERAGE and candidate.direct >= LEAST_DIRECT
