"""To whom one turns: 县自然资源局 of 向县自然资源局书面提出听证申请, asked 向哪个部门申请听证.

Reports and notices; articles name their addressees otherwise. This module does not know where one goes.
"""

import re

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import Expects
from qa_service.answering.short_answers.objects import tells_of_object
from qa_service.answering.short_answers.spans import Span, the_one, trimmed
from qa_service.answering.text.folding import fold

_LONGEST = 30
_ASKED = re.compile(
    r"[向找跟给](?:谁|哪一?[个级家](?:部门|单位|机关|机构|组织|政府)?|什么(?:部门|单位|机关|机构|人))"
    r"[^,。?]{0,6}?(?P<verb>申请|申报|提出|提起|提交|报告|备案|投诉|举报|申诉|登记|报名|反映|求助|缴纳|交|领取|负责)"
)
_SAID = re.compile(
    r"向(?P<who>[^,。;:向]{2,40}?)(?=(?:书面|口头|及时|依法|当面|实名|分别|统一|直接){0,2}"
    r"(?:申请|申报|提出|提起|提交|报告|备案|投诉|举报|申诉|登记|报名|反映|求助|缴纳|交|领取|负责))"
)
_NAMED = frozenset({Expects.PERSON, Expects.NAME, Expects.PLACE})


def addressee(candidate: Candidate, evidence: Evidence) -> Span | None:
    """Whom the clause on the matter names behind 向; None where nobody asks, or none is named."""
    question = fold(evidence.question.text).text
    asked = _ASKED.search(question)
    if evidence.question.expects not in _NAMED or asked is None:
        return None
    text, found = candidate.sentence.folded.text, []
    for start, end in candidate.sentence.clauses:
        if not tells_of_object(text[start:end], question[asked.end() :], asked["verb"], evidence):
            continue
        for said in _SAID.finditer(text, start, end):
            span = trimmed(candidate, *said.span("who"), evidence.wording, _LONGEST)
            if span is not None:
                found.append((evidence.focus.coverage(evidence.focus.values(text[start:end])), span))
    return the_one(found)
