"""Whom an article names: who does or bears what is asked (由…承担), whose it is (归…所有), to whom one turns
(向…申请).

Where an article names several in this way, the clause that shares most with the question tells. This module
does not know reports, where offices and persons are named otherwise.
"""

import re

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import Expects
from qa_service.answering.short_answers.spans import Span, span_of

_ARTICLE = re.compile(r"第[〇零一二三四五六七八九十百千\d]+条")
_PARTY = (
    r"(?:人员|机关|部门|单位|机构|企业|公司|政府|法院|检察院|委员会|组织|银行|学校|医院|协会|中心|管理所|派出所"
    r"|业主|双方|一方|父母|子女|家庭|当事人|(?<!用)人(?![员民单])|(?<!或)者|局|厅)"
)
_DOES = re.compile(rf"由(?P<who>[^,。;:由]{{0,30}}?{_PARTY})(?![、的所和或及与以])")
_OWNS = re.compile(r"(?:属于|归)(?P<who>[^,。;:]{2,14}?)(?:所有)?(?=[,。;]|$)")
_TURNS_TO = re.compile(
    r"向(?P<who>[^,。;:向]{2,30}?)(?=(?:书面|口头)?(?:申请|申报|提出|提起|报告|备案|投诉|举报|申诉|登记|报案|办理|请求))"
)
_ASKS_OWNER = re.compile(r"[归属]于?谁|谁(?:所有|的)")
_ASKS_WAY = re.compile(r"[向找]谁|[向找]哪|[到去上在][哪什]")
_ASKS_BEARER = re.compile(r"谁|哪一?[个级家](?:部门|单位|机关|机构|组织)?|什么(?:部门|单位|机关|机构)")
_ASKED = frozenset({Expects.PERSON, Expects.NAME, Expects.PLACE})


def bearer(candidate: Candidate, evidence: Evidence) -> Span | None:
    """Who is named in an article; None where it is none, or names nobody so."""
    question, sentence = evidence.question, candidate.sentence
    if question.expects not in _ASKED or not _ARTICLE.match(sentence.folded.text):
        return None
    found = [
        (start, end, match)
        for pattern in _patterns(question.text)
        for start, end in sentence.clauses
        for match in pattern.finditer(sentence.folded.text, start, end)
    ]
    if not found:
        return None

    def shared(each: tuple[int, int, re.Match[str]]) -> tuple[int, int]:
        start, end, match = each
        clause = sentence.folded.text[start:end]
        return sum(character in clause for character in set(question.text)), -match.start()

    match = max(found, key=shared)[2]
    return span_of(candidate, match.start("who"), match.end("who"))


def _patterns(question: str) -> tuple[re.Pattern[str], ...]:
    if _ASKS_OWNER.search(question):
        return (_OWNS,)
    if _ASKS_WAY.search(question):
        return (_TURNS_TO,)
    return (_DOES,) if _ASKS_BEARER.search(question) else ()
