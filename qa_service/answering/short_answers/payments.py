"""What one is to be paid or given back, as an article says it: 支付二倍的工资, 双倍返还定金.

This module does not know penalties, which go to the state.
"""

import re

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.characters import share_held, telling_characters
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import Expects
from qa_service.answering.short_answers.articles import chained, clauses_of
from qa_service.answering.short_answers.spans import Span, span_of

_LONGEST = 24
_ASKED = re.compile(r"赔|补偿|退.{0,3}(?:多少|几|什么|钱)|怎么退|[还给]我?(?:多少|几|什么)")
_PAID = re.compile(r"(?:[双加]倍)?(?:支付|赔偿(?!责任)|返还|退还|退回|补偿|给付|补足|补发)[^,;:。\n]{2,}")
_NOBODY = frozenset({Expects.PERSON, Expects.PLACE, Expects.YES_NO, Expects.DEFINITION, Expects.DURATION})


def payment(candidate: Candidate, evidence: Evidence) -> Span | None:
    """None where nobody asks for it, a figure answers, or the sentence pays nothing."""
    question = evidence.question
    if question.expects in _NOBODY or candidate.quantity is not None or not _ASKED.search(question.text):
        return None
    asked = telling_characters(evidence.question.text)
    found = [
        (share_held(asked, clause.text), -clause.start, clause, match)
        for sentence in chained(candidate)
        for clause in clauses_of(sentence)
        if not clause.is_condition and (match := _PAID.search(clause.text)) is not None
    ]
    if not found:
        return None
    _, _, clause, match = max(found, key=lambda each: each[:2])
    if len(match.group()) > _LONGEST:
        return None
    return span_of(candidate, clause.start + match.start(), clause.start + match.end())
