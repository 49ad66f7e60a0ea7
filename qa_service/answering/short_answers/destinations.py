"""Where somebody went: 浙江省诸暨市 of 赴浙江省诸暨市学习枫桥经验, asked 去的是哪个地方.

A destination is named by its divisions alone, each behind the one that it lies in. This module reads no
other places of a sentence.
"""

import re

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.asked_scope import ASKS_DESTINATION
from qa_service.answering.short_answers.spans import Span, span_of, text_of
from qa_service.answering.text.folding import fold

_NO_PLACE = r"(?!学习|考察|开展|参加|调研|交流|举[办行]|招商|培训|访问|进行|参观|出席)"
_DIVISION = rf"(?:{_NO_PLACE}[一-鿿]){{1,6}}?[省市县区州盟旗镇乡村岛国]"
_WENT = re.compile(rf"(?:赴|前往|飞往|去|到)(?P<place>(?:{_DIVISION})+)")


def destination(candidate: Candidate, evidence: Evidence) -> Span | None:
    """The destination in the clause that says most of what is asked; None where it is not clear."""
    if not ASKS_DESTINATION.search(fold(evidence.question.text).text):
        return None
    found: list[tuple[float, Span]] = []
    for start, end in candidate.sentence.clauses:
        text = text_of(candidate, start, end)
        value = evidence.focus.coverage(evidence.focus.values(text))
        for went in _WENT.finditer(text):
            span = span_of(candidate, start + went.start("place"), start + went.end("place"))
            found.append((value, span))
    best = max((value for value, _ in found), default=0.0)
    told = [span for value, span in found if value == best]
    return told[0] if len(told) == 1 else None
