"""Which place in an order something has: 第2位 of 支出进度98.6%,居全市第2位, asked 排第几.

This module puts nothing in order; of several places that a sentence says, the one is taken whose clause holds
most of the question's words.
"""

import re

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.short_answers.spans import Span, span_of
from qa_service.answering.text.folding import fold

_ASKED = re.compile(
    r"(?:排名?|位居|位列|名列|居|列)(?:在|到|了)?第几|第几(?:名|位)|(?:排名|名次|位次)(?:是|为)?(?:多少|几|如何|怎样|怎么样)"
)
_PLACE = re.compile(
    r"第(?:\d{1,4}|[一二三四五六七八九十百]{1,5})(?:位|名)?(?=[,。;、)(]|$)|(?<=[居列排])(?:首位|榜首|末位)(?=[,。;、)(]|$)"
)


def rank(candidate: Candidate, evidence: Evidence) -> Span | None:
    """The place in an order that the sentence names; None where nobody asks for it or it names none."""
    if _ASKED.search(fold(evidence.question.text).text) is None:
        return None
    sentence = candidate.sentence
    found = [
        (sentence.start + match.start(), sentence.start + match.end())
        for match in _PLACE.finditer(sentence.text)
    ]
    if not found:
        return None

    def told(span: tuple[int, int]) -> tuple[float, bool]:
        start, end = sentence.clauses[sentence.clause_at(span[0])]
        values = evidence.focus.values(sentence.folded.text[start:end])
        return evidence.focus.coverage(values), span[1] >= candidate.end

    return span_of(candidate, *max(found, key=told))
