"""Whom an article names: who does or bears what is asked (由…承担), whose it is (归…所有), to whom one turns
(向…申请).

Where an article names several in this way, the clause that shares most with the question tells. This module
does not know reports, where offices and persons are named otherwise.
"""

import re
from collections.abc import Sequence

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import Expects
from qa_service.answering.short_answers.articles import Clause, clauses_of, is_article
from qa_service.answering.short_answers.completing import OFFICE_BEHIND
from qa_service.answering.short_answers.spans import Span, span_of

_PARTY = (
    r"(?:人员|机关|部门|单位|机构|企业|公司|政府|法院|检察院|委员会|组织|银行|学校|医院|协会|中心|管理所|派出所"
    r"|业主|双方|一方|父母|子女|家庭|当事人|(?:使用|(?<!用))人(?![员民单力才社事口])|(?<!或)者|局|厅)"
)
_ITS_ORGAN = (
    r"(?:(?!责令|组织|会同|指定|委托|批准|通知|要求|报|向|对|根据|依)[一-鿿]{2,12}?(?:部门|机构|机关|委员会)"
    r"(?=[负主管处审批给责依按会组制受予决确征]|$))?"
)
"""地方人民政府著作权行政管理部门, and not 地方人民政府."""
_DOES = re.compile(
    rf"由(?:[^,。;:由]{{2,12}}所属的)?(?P<who>[^,。;:由]{{0,30}}?{_PARTY}{_ITS_ORGAN})(?![、的所和或及与以])"
)
_GRANT = r"(?=审查批准|审查同意|批准|审批|核准|认定|决定|注册|许可)"
_GRANTS = re.compile(rf"(?:报(?:请|经)?|经|由)(?P<who>[^,。;:由]{{2,24}}?){_GRANT}")
_HEAD_GRANTS = re.compile(rf"(?P<who>[^,。;:由]{{1,12}}[长门府关会]){_GRANT}")
_ASKS_OPINION = re.compile(r"谁的?意见|征求谁|问谁|听谁")
_OPINION = re.compile(r"(?:征求|听取)(?P<who>[^,。;:]{2,30}?)的?意见")
_RECEIVES = re.compile(
    r"(?:上缴|缴入|交给|移交|移送|汇交|送交|交由)(?P<who>[^,。;:]{2,20}?)(?=[,。;:]|$|保管|处理|审查)"
)
_OWNS = re.compile(r"(?:属于|归(?![属还档案责]))(?P<who>[^,。;:]{2,14}?)(?:所有)?(?=[,。;]|$)")
_TURNS_TO = re.compile(
    r"向(?P<who>[^,。;:向]{2,45}?)(?=(?:书面|口头)?"
    r"(?:申请|申报|提出|提起|提交|报告|备案|投诉|举报|申诉|登记|报案|办理|请求|反映|求助|要求|缴纳|交纳|领取|负责|说明))"
)
_MUST = r"(?:应当|必须|负责|承担)"
_BEARS = re.compile(
    rf"(?P<who>(?!任何|其)[^,。;:由向]{{1,28}}?{_PARTY})(?=(?:依法|依照[^,。;:]{{2,14}}?规定)?{_MUST})"
)
_RULES = re.compile(
    rf"^(?P<who>(?!任何|其)[^,。;:由向]{{1,28}}?{_PARTY})"
    r"(?=主管|制定|会同|有权|可以|根据|按照|依照|对|是[^,。;]{0,24}(?:主管|负责))"
)
_OPENS_DUTY = re.compile(_MUST)
_ASKS_OWNER = re.compile(r"[归属]于?谁|谁(?:所有|的)")
_ASKS_WAY = re.compile(r"[向找给跟对]谁|[向找]哪|[到去上在][哪什]")
_ASKS_BEARER = re.compile(
    r"谁|归哪|哪边|哪一?[个级家](?:部门|单位|机关|机构|组织)?|什么(?:部门|单位|机关|机构)"
)
_ASKS_GRANT = re.compile(r"哪一?级|批|认定|审核|核准|谁决定|谁同意|谁说了算")
_ASKS_LIABLE, _LIABLE = re.compile(r"谁.{0,2}赔|赔.{0,4}谁"), re.compile(r"赔|责任|补偿|清偿|偿还")
_ASKS_ORGAN = re.compile(r"哪一?[个级家](?:部门|单位|机关|机构|组织|公安|法院)|什么(?:部门|单位|机关|机构)")
_PERSON = re.compile(r"[人者员]$")
_ASKED = frozenset({Expects.PERSON, Expects.NAME, Expects.PLACE})
_LONGEST = 20
_LONGEST_SUBJECT = 28


def bearer(candidate: Candidate, evidence: Evidence) -> Span | None:
    """Who is named in an article; None where it is none, or names nobody so."""
    question = evidence.question
    if question.expects not in _ASKED or not is_article(candidate):
        return None
    clauses = clauses_of(candidate.sentence)
    if _ASKS_LIABLE.search(question.text):
        clauses = [clause for clause in clauses if _LIABLE.search(clause.text)]
    organ = _ASKS_ORGAN.search(question.text) is not None
    for pattern in _patterns(question.text):
        found = [(clause, match) for clause in clauses for match in pattern.finditer(clause.text)]
        if organ:
            found = [each for each in found if not _PERSON.search(each[1]["who"])]
        if found:
            asked = set(question.text)
            clause, match = max(
                found, key=lambda each: (sum(c in each[0].text for c in asked), -each[0].start)
            )
            start = clause.start + match.start("who")
            who = _first_of(match["who"])
            office = OFFICE_BEHIND.match(clause.text, match.end("who")) if who == match["who"] else None
            return span_of(candidate, start, clause.start + office.end() if office else start + len(who))
    subject = _subject(clauses) if _ASKS_BEARER.search(question.text) else None
    if subject is not None and organ and _PERSON.search(subject.text):
        return None
    return span_of(candidate, subject.start, subject.end) if subject else None


def may_be_named(text: str) -> bool:
    """Whether ``text`` ends as those do whom articles name, or as places do."""
    return re.search(rf"(?:{_PARTY}|[地处所场站厅港部院会室队组署委办司庭]|国库)$", text) is not None


def _first_of(who: str) -> str:
    """Of one organ or another, where both are too long to be said, the first."""
    return who if len(who) <= _LONGEST else who.split("或者", maxsplit=1)[0]


def _subject(clauses: Sequence[Clause]) -> Clause | None:
    """Whose duty it is, where that stands before the clause of the duty: 加害人,应当继续负担…."""
    for at, clause in enumerate(clauses):
        if not _OPENS_DUTY.match(clause.text):
            continue
        named = [c for c in clauses[:at] if re.search(rf"{_PARTY}$", c.text) and not c.is_condition]
        if named:
            return _head_of(named[-1])
    return None


def _head_of(subject: Clause) -> Clause | None:
    """经营者、管理者 of 宾馆、商场等经营场所的经营者、管理者或者…组织者; None where that is too long."""
    if len(subject.text) <= _LONGEST_SUBJECT:
        return subject
    first = subject.text.split("或者", maxsplit=1)[0]
    head = first.rpartition("的")[2]
    if not head or len(head) > _LONGEST or re.search(rf"{_PARTY}$", head) is None:
        return None
    return Clause(head, subject.start + len(first) - len(head), subject.is_condition)


def _patterns(question: str) -> tuple[re.Pattern[str], ...]:
    """The ways in which an article may name who is asked for, the likelier first."""
    if _ASKS_OPINION.search(question):
        return (_OPINION,)
    if _ASKS_OWNER.search(question):
        return (_OWNS,)
    if _ASKS_WAY.search(question):
        return (_TURNS_TO, _RECEIVES, _DOES)
    if not _ASKS_BEARER.search(question):
        return ()
    others = (_DOES, _BEARS, _RULES)
    return (_GRANTS, _HEAD_GRANTS, *others) if _ASKS_GRANT.search(question) else others
