"""Sentences that say outright when or where: 笔试时间为…, 地点在…; they go before those that only hold a date
or a place. This module does not know how well a sentence agrees otherwise.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from qa_service.answering.evidence.candidates import Candidate, in_order
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import Expects

_WHEN = re.compile(r"(?P<event>[\u4e00-\u9fff]{2,10}?)的?(?:时间|日期)(?:为|是|:|定[于在]|安排在|在)")
_WHERE = re.compile(r"(?:地点|地址|会场|考点)(?:在|为|是|:|设在)|位于|设在")
_WORTH = 0.4


def outright_first(candidates: Iterable[Candidate], evidence: Evidence) -> list[Candidate]:
    """``candidates``, best first, those ahead that say the asked time or place outright."""
    if evidence.question.expects not in (Expects.DATE, Expects.PLACE):
        return list(candidates)
    return in_order(
        replace(each, score=each.score + _WORTH) if _says_outright(each, evidence) else each
        for each in candidates
    )


def _says_outright(candidate: Candidate, evidence: Evidence) -> bool:
    text = candidate.sentence.text
    if evidence.question.expects is Expects.PLACE:
        return _WHERE.search(text) is not None and any(evidence.focus.values(text))
    return any(any(evidence.focus.values(match["event"])) for match in _WHEN.finditer(text))
