"""Which distinction somebody got: 集体三等功 of 并获得集体三等功一次, asked 立了什么功.

The distinction is what stands between the verb of getting it and its kind (功, 奖, 第…名); where a sentence
tells of several, the one whose clause holds most of the question's words. What was not got is none, and what
one of its people got is none of an organ's.
"""

import re

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.short_answers.persons import person_at_end
from qa_service.answering.short_answers.spans import Span, span_of, trimmed
from qa_service.answering.text.folding import fold

_LONGEST = 60
_ASKED = re.compile(
    r"(?:立|记|获得?|得|拿|荣立|荣获|授予|评为|评上|夺得|捧回|摘得|收获)(?:到|下|了|过|的)*(?:的是)?"
    r"(?:什么(?P<kind>功|奖|名次|等次|称号|荣誉)|(?P<class>几等)(?P<of>功|奖)|第?几(?P<place>名))"
)
_GOT = r"(?:荣?立|荣?记|荣获|获得|获评|获授|获|授予|评为|命名为|夺得|摘得|捧得|捧回|拿下|取得|得到|得)了?"
_KINDS = {
    "功": r"(?:集体|个人)?[一二三]等功|嘉奖",
    "奖": (
        r"[^,。;:、《》“”]{0,24}?(?:[一二三特][等级]奖|[金银铜优]奖|[^,。;:、《》“”获得评的]{1,10}奖)"
        r"|[^,。;:、《》“”]{0,16}?[冠亚季]军"
    ),
    "名": r"[^,。;:、《》“”]{0,12}?(?:第[一二三四五六七八九十\d]{1,3}名?|[冠亚季]军)",
}
_NOT_GOT = re.compile(r"(?:未能?|没有?|不|尚未|从未)(?:曾|能|再|被)?$")
_NO_DOER = re.compile(r"[并还共已均曾又先后其中也再,]|[今当去全]年|年内|因.{1,24}$|\d{1,4}[年月日]")


def distinction(candidate: Candidate, evidence: Evidence) -> Span | None:
    """The distinction; None where nobody asks for one, or the sentence tells of none."""
    question = fold(evidence.question.text).text
    asked = _ASKED.search(question)
    if asked is None:
        return None
    kind = _KINDS.get(asked["kind"] or asked["of"] or asked["place"] or "")
    if kind is None:
        return None
    said = re.compile(rf"{_GOT}[“]?(?P<what>{kind})(?![一-鿿]?组织)")
    sentence = candidate.sentence
    text = sentence.folded.text
    found = [
        match.span("what")
        for match in said.finditer(text, sentence.start, sentence.end)
        if not _NOT_GOT.search(text, sentence.start, match.start())
        and not _is_of_another(candidate, match.start(), question)
        and not _is_of_a_person(candidate, match, question[: asked.start()], evidence)
    ]
    if not found:
        return None

    def told(span: tuple[int, int]) -> float:
        start, end = sentence.clauses[sentence.clause_at(span[0])]
        return evidence.focus.coverage(evidence.focus.values(text[start:end]))

    best = max(map(told, found))
    told_most = [span for span in found if told(span) == best]
    return span_of(candidate, *told_most[0]) if len(told_most) == 1 else None


def _is_of_a_person(candidate: Candidate, got: re.Match[str], asked_of: str, evidence: Evidence) -> bool:
    """Whether the clause tells of somebody's own distinction, and an organ's is asked for."""
    if not asked_of.rstrip("都共还曾").endswith(evidence.wording.name_endings["单位"]):
        return False
    start, _ = candidate.sentence.clauses[candidate.sentence.clause_at(got.start())]
    doer = trimmed(candidate, start, got.start(), evidence.wording, _LONGEST)
    person = person_at_end(doer, candidate, evidence) if doer else None
    return "个人" in got["what"] or person is not None


def _is_of_another(candidate: Candidate, verb: int, question: str) -> bool:
    """Whether the clause names before its verb who got it, and the question nothing of that."""
    start, _ = candidate.sentence.clauses[candidate.sentence.clause_at(verb)]
    doer = _NO_DOER.sub("", candidate.sentence.folded.text[start:verb])
    return len(doer) > 1 and not any(doer[at : at + 2] in question for at in range(len(doer) - 1))
