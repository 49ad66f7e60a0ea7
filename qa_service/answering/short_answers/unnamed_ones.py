"""Sentences without a bare fact that are no answer to a question after a name: who did it, which was most.

This module does not look for the name.
"""

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.put_first import puts_first
from qa_service.answering.questions.question import Expects
from qa_service.answering.short_answers.extremes import is_of_no_order


def names_nobody(candidate: Candidate, evidence: Evidence) -> bool:
    """Whether the sentence of ``candidate``, in which no name was found, tells nothing of whom is asked for:
    it does not say what was done, or puts nothing first where the first is asked for."""
    expects = evidence.question.expects
    if expects is Expects.PERSON:
        return candidate.likely is None and not evidence.says_what_was_done(candidate)
    if expects is not Expects.NAME or candidate.likely is not None:
        return False
    if evidence.question.superlative:
        return not puts_first(candidate, evidence)
    return is_of_no_order(candidate, evidence)
