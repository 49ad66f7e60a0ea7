"""Names that a sentence says outright, by the words in which it says them: who got the prize, by whom it was
approved, what the document is called, where somebody went, which is the largest, who came last.

This module only puts the rules in order; each of them knows which questions are its own.
"""

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.short_answers.addressees import addressee
from qa_service.answering.short_answers.agents import agent
from qa_service.answering.short_answers.articles import is_article
from qa_service.answering.short_answers.called import called
from qa_service.answering.short_answers.companions import companion
from qa_service.answering.short_answers.destinations import destination
from qa_service.answering.short_answers.equated import equated
from qa_service.answering.short_answers.explained import explained
from qa_service.answering.short_answers.extremes import extreme
from qa_service.answering.short_answers.honours import honoured
from qa_service.answering.short_answers.makers import maker
from qa_service.answering.short_answers.named_persons import named_person
from qa_service.answering.short_answers.places import lies, place_of, site
from qa_service.answering.short_answers.spans import Span
from qa_service.answering.short_answers.standings import standing
from qa_service.answering.short_answers.superlatives import most
from qa_service.answering.short_answers.titles import title

_IN_REPORTS = (
    addressee,
    companion,
    place_of,
    site,
    lies,
    most,
    extreme,
    explained,
    equated,
    title,
    called,
    standing,
    maker,
    agent,
    named_person,
)


def outright(candidate: Candidate, evidence: Evidence) -> Span | None:
    """What ``candidate`` says outright of what is asked; None where it does not."""
    told = destination(candidate, evidence) or honoured(candidate, evidence)
    if told is not None or is_article(candidate):
        return told
    return next((span for rule in _IN_REPORTS if (span := rule(candidate, evidence)) is not None), None)
