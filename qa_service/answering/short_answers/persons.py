"""A person's name at the end of some words: 孙继海 of 律师事务所主任孙继海.

By surname and length, and never a part of a longer word: 关效率 in 机关效率 is nobody. This module does not
find names without a surname of the list.
"""

import re

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.short_answers.spans import Span, span_of

_NO_END = frozenset("长任记员授师官席理监办部局委院会级门构省市县区旗盟州镇乡村组股科所站司厅处队")
_ENDS_TITLE = _NO_END | frozenset("表人者记理家士生")
_GIVEN_NAME = 3
_COPULA = re.compile(r"[为是由]|[^一-鿿]")
_PRONOUNS = frozenset("全各本该我")
_HAN = re.compile(r"[一-鿿]+")
_OFFICE_ASKED = re.compile(
    r"(?P<office>[^\W\d_的之和与里]{0,2}?(?:长|主任|书记|主席|经理|专家|联系人|代表|提案人|报告人|主持人|[员师]))(?:是|叫|由)?谁"
    r"|哪一?[位名](?P<which>副?[^\W\d_的之和与里]{0,2}?(?:长|主任|书记|主席|经理))"
    r"|谁(?:是|担任|任|当选)"
)
_LAST_ONE = r"[一-鿿](?![一-鿿])"
_NAME = rf"(?:[一-鿿]{{2,3}}(?![一-鿿])|[一-鿿]{{3}}(?!{_LAST_ONE}))"
_NEXT_NAME = r"、[一-鿿]{2,4}(?:[,。;]|$)"
_NO_NAME = re.compile(r"[的兼任由等各和与其本我某]|同志|担任|负责|[长员局委府会室处科]$|主任$|书记$|主席$")
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
        before = _COPULA.split(candidate.sentence.folded.text[candidate.sentence.start : span.end - length])[
            -1
        ]
        if asks_for_holder(evidence) and 0 < len(before) <= _GIVEN_NAME and before[-1] not in _ENDS_TITLE:
            # 那顺乌力吉: a name that is longer than its surname tells.
            continue
        surname = name[:2] if length == 4 else name[:1]
        whole = edges is None or {span.end - length, span.end} <= edges
        if surname in evidence.wording.surnames and whole:
            return span_of(candidate, span.end - length, span.end)
    return None


def holder(candidate: Candidate, evidence: Evidence) -> Span | None:
    """程立远 of 财政局局长程立远 and of 程立远任组长, asked who the 局长 or 组长 is; None where the sentence
    has no one such, or several."""
    asked = _OFFICE_ASKED.search(evidence.question.text)
    office = asked["office"] or asked["which"] if asked else None
    edges = _edges(candidate, evidence)
    if not office or edges is None:
        return None
    # 健委主任 of 卫健委主任: what stands before the office may be said otherwise.
    for start in range(max(1, len(office) - 1)):
        found = _holders(candidate, office[start:], edges, evidence)
        if found:
            return found[0] if len(found) == 1 else None
        alone = _named_alone(candidate, office[start:])
        if alone is not None:
            return alone
    return None


def _named_alone(candidate: Candidate, office: str) -> Span | None:
    """那仁图雅 of 股长为那仁图雅: a name that no surname tells, but nothing else stands behind the 为."""
    sentence = candidate.sentence
    name = r"[一-鿿]{2,6}|[一-鿿]{1,20}·[一-鿿·]{1,40}"
    told = rf"(?<!副){office}(?:为|是|:|由)(?P<name>{name})(?=[,。;)]|$)"
    found = [match for match in re.finditer(told, sentence.text) if not _NO_NAME.search(match["name"])]
    if len(found) != 1:
        return None
    start, end = found[0].span("name")
    return span_of(candidate, sentence.start + start, sentence.start + end)


def _holders(candidate: Candidate, office: str, edges: frozenset[int], evidence: Evidence) -> list[Span]:
    """Everybody who is said to hold ``office`` in the candidate's sentence, each once."""
    sentence = candidate.sentence
    text = sentence.folded.text[: sentence.end]
    named = [
        match.span("name")
        for pattern in (
            rf"(?<!副){office}[:是为]? ?(?P<name>{_NAME})(?!{_NEXT_NAME})",
            rf"(?P<name>[一-鿿]{{2,3}})(?:兼?任|担任|当选为?)[^,。;:、副]{{0,20}}{office}",
        )
        for match in re.finditer(pattern, text[sentence.start :])
    ]
    spans = {
        (sentence.start + start, sentence.start + end)
        for start, end in named
        if text[sentence.start + start] in evidence.wording.surnames
        and text[sentence.start + end - 1] not in _NO_END
        and {sentence.start + start, sentence.start + end} <= edges
    }
    found = [span_of(candidate, start, end) for start, end in sorted(spans)]
    return list({span.text: span for span in found}.values())


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
