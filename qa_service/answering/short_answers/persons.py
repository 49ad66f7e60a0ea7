"""A person's name at the end of some words: 孙继海 of 律师事务所主任孙继海.

By surname and length, and never a part of a longer word: 关效率 in 机关效率 is nobody. This module does not
find names without a surname of the list.
"""

import re

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.short_answers.spans import Span, span_of

_NO_END = frozenset("长任记员授师官席理监办部局委院会级门构省市县区旗盟州镇乡村组股科所站司厅处队")
_PRONOUNS = frozenset("全各本该我")
_HAN = re.compile(r"[一-鿿]+")
_OFFICE_ASKED = re.compile(
    r"(?P<office>[一-鿿]{0,2}?(?:长|主任|书记|主席|经理|专家|联系人|代表|提案人|报告人|主持人|[员师]))(?:是|叫|由)?谁"
    r"|谁(?:是|担任|任|当选)"
)
_OFFICES = ("长", "主任", "书记", "主席", "经理", "委员", "监督员", "人员", "人", "者", "代表")


def person_at_end(span: Span, candidate: Candidate, evidence: Evidence) -> Span | None:
    """A full name that ``span`` ends with; None where its last words are something else."""
    text = span.text
    if text.endswith(evidence.wording.name_endings["单位"]) or text in evidence.question.scope.regions:
        return None
    edges = _edges(candidate, evidence)
    for length in (3, 2, 4):
        name = text[-length:]
        if len(text) < length or not _HAN.fullmatch(name) or name[-1] in _NO_END or name[0] in _PRONOUNS:
            continue
        if text[-length - 1 : -length].isdigit():
            continue
        surname = name[:2] if length == 4 else name[:1]
        whole = edges is None or {span.end - length, span.end} <= edges
        if surname in evidence.wording.surnames and whole:
            return span_of(candidate, span.end - length, span.end)
    return None


def holder(candidate: Candidate, evidence: Evidence) -> Span | None:
    """程立远 of 财政局局长程立远, asked who the 局长 is; None where the sentence has no one such."""
    asked = _OFFICE_ASKED.search(evidence.question.text)
    office = asked["office"] if asked else None
    edges = _edges(candidate, evidence)
    if not office or edges is None:
        return None
    sentence = candidate.sentence
    found = [
        span_of(candidate, *named.span("name"))
        for length in (3, 2)
        for named in re.finditer(
            rf"(?<!副){office}[:是为]? ?(?P<name>[一-鿿]{{{length}}})(?![一-鿿])",
            sentence.folded.text[: sentence.end],
        )
        if named.start() >= sentence.start
        and named["name"][0] in evidence.wording.surnames
        and named["name"][-1] not in _NO_END
        and {named.start("name"), named.end("name")} <= edges
    ]
    return found[0] if len(found) == 1 else None


def asks_for_holder(evidence: Evidence) -> bool:
    """Asked who holds an office or a title, which only a person or another office does."""
    return _OFFICE_ASKED.search(evidence.question.text) is not None


def may_hold(text: str) -> bool:
    """Whether ``text``, no person's name, may hold an office: 董事长, 出资人."""
    return text.endswith(_OFFICES)


def _edges(candidate: Candidate, evidence: Evidence) -> frozenset[int] | None:
    """Where words of the passage begin and end; None where nothing cuts it into words."""
    text = evidence.reader.words(candidate.sentence, evidence.question) if evidence.reader else None
    return None if text is None else frozenset((*text.starts.tolist(), *text.ends.tolist()))
