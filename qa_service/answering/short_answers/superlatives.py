"""The one that is most of its kind: 体育中心 of 其中最大的体育中心可容纳4500人, asked which is the largest.

This module compares no figures; it reads what a sentence calls the largest, the longest, the first.
"""

import re

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import Expects
from qa_service.answering.short_answers.articles import chained
from qa_service.answering.short_answers.asked_kinds import asked_kind
from qa_service.answering.short_answers.spans import Span, span_of, text_of, trimmed
from qa_service.answering.text.folding import fold

_LONGEST = 24
_ASKED = re.compile(
    r"最(?P<how>[大小高低长短早晚新老好深宽远])的?(?P<kind>[^,。?的]{1,12}?)(?:是|为|叫)(?:哪|什么|谁|啥)"
)
_ASKED_WHICH = re.compile(
    r"哪一?[个家条类种项]?(?P<kind>[^,。?的]{0,6}?)[^,。?最]{0,24}最(?P<how>[大小高低长短多少快慢])[??]?$"
)
_ASKED_LAST = re.compile(
    r"(?P<measure>[一-鿿]{2,12})最(?P<how>[大小高低长短多少快慢])的?[^,。?]{0,6}(?:是|为)(?:哪一?[个家]?(?P<noun>[^,。?的]{0,6})|谁)"
)
"""应诉率最低的是哪个部门: the measure stands between who has it and the superlative."""
_LEAST_MEASURE = 3
"""Of the asked measure: 诉率 is the end of 应诉率 and of 败诉率."""
_MEASURES = re.compile(
    r"(?:数量|总数|总量|人数|件数|次数|户数|总额|金额|得分|分数|得票|票数|占比|比例|率|量)$"
)
"""What is measured stands there, and not who has most of it: 数量最多."""
_NAMED = frozenset({Expects.NAME, Expects.PLACE})


def most(candidate: Candidate, evidence: Evidence) -> Span | None:
    """What the sentence calls the most so; None where nobody asks for it or it names nothing."""
    question = fold(evidence.question.text).text
    if evidence.question.expects not in _NAMED:
        return None
    asked = _ASKED.search(question)
    if asked is None:
        last = _ASKED_LAST.search(question)
        found = _measured(candidate, last, evidence) if last else None
        if found is not None:
            return found
        which = _ASKED_WHICH.search(question)
        found = _which(candidate, which["how"], evidence) if which else None
        said = which or last
        return found or (_called_so(candidate, said["how"], evidence) if said else None)
    kind = "|".join(re.escape(asked["kind"][at:]) for at in range(len(asked["kind"])))
    said = re.compile(
        rf"最{asked['how']}的(?:(?:{kind})?(?:是|为|:))?(?P<who>[^,。;:的]{{2,24}}?)(?=[可有是为达能占,。;(\d]|$)"
    ).search(candidate.sentence.text)
    if said is None or said["who"] in asked["kind"]:
        return None
    start = candidate.sentence.start
    return trimmed(candidate, start + said.start("who"), start + said.end("who"), evidence.wording, _LONGEST)


def _called_so(candidate: Candidate, how: str, evidence: Evidence) -> Span | None:
    """容桂司法所 of 最多的容桂司法所有23名, asked which 司法所 has most."""
    kind = asked_kind(evidence.question, evidence.wording)
    if kind is None:
        return None
    endings = "|".join(sorted(map(re.escape, kind.endings), key=len, reverse=True))
    said = re.compile(
        rf"最{how}的(?P<who>[^,。;:的、]{{2,24}}?(?:{endings}))(?=[可有是为达能占只仅共,。;(\d]|$)"
    )
    found = list(said.finditer(candidate.sentence.text))
    start = candidate.sentence.start
    return span_of(candidate, *(start + at for at in found[0].span("who"))) if len(found) == 1 else None


def _measured(candidate: Candidate, asked: re.Match[str], evidence: Evidence) -> Span | None:
    """自然资源部门 of 其中自然资源部门出庭应诉率最低."""
    words = asked["measure"]
    for size in range(len(words), min(_LEAST_MEASURE, len(words)) - 1, -1):
        measure = re.escape(words[-size:])
        said = re.compile(
            rf"(?:其中|[,;。、]|^)(?P<who>[^,。;:、的以其最\d]{{2,20}}?)的?(?:出庭|平均|综合)?{measure}最{asked['how']}(?=[,。;、(为达是\d]|$)"
        )
        found = [
            (each.start + match.start("who"), each.start + match.end("who"))
            for each in chained(candidate)
            for match in said.finditer(each.text)
        ]
        if len(found) == 1:
            start, end = found[0]
            last = _end_of_name(candidate, start, end, asked["noun"] or "", evidence)
            # 东河镇信访 before 投诉量, asked of 环保投诉量: it is another measure.
            if last is None or (last < end and words[:-size][-2:] not in candidate.sentence.text):
                return None
            return trimmed(candidate, start, last, evidence.wording, _LONGEST)
    return None


def is_of_another_measure(candidate: Candidate, evidence: Evidence) -> bool:
    """The sentence tells who has the highest 应诉率, and asked is who has the highest 败诉率."""
    asked = _ASKED_LAST.search(fold(evidence.question.text).text)
    if asked is None or not asked["measure"].endswith("率"):
        return False
    text = candidate.sentence.text
    return asked["measure"][-_LEAST_MEASURE:] not in text and f"率最{asked['how']}" in text


def _end_of_name(candidate: Candidate, start: int, end: int, noun: str, evidence: Evidence) -> int | None:
    """Where the name between ``start`` and ``end`` ends that is of the kind of ``noun``: 东河镇 of
    东河镇信访; None where it holds no such name, ``end`` where nobody knows how such end."""
    endings = evidence.wording.name_endings.get(noun)
    if endings is None:
        return end
    text = text_of(candidate, start, end)
    if text.endswith((noun, *endings)):
        return end
    ends = [at + len(ending) for ending in (noun, *endings) if (at := text.rfind(ending)) > 0]
    return start + max(ends) if ends else None


def _which(candidate: Candidate, how: str, evidence: Evidence) -> Span | None:
    """茅坪镇 of 其中茅坪镇最多,为83件, asked which has most; by the words right before 最多."""
    said = re.compile(
        rf"(?:其中|[,;。、以]|涉及|来自|发生在|集中[在于]|^)(?P<who>(?:(?!涉及|来自|集中|发生在)[^,。;:、的以其最\d]){{2,16}}?)最{how}(?=[,。;、(为达是\d]|$)"
    )
    found = [
        (each.start + match.start("who"), each.start + match.end("who"))
        for each in chained(candidate)
        for match in said.finditer(each.text)
        if not _MEASURES.search(match["who"])
    ]
    return trimmed(candidate, *found[0], evidence.wording, _LONGEST) if len(found) == 1 else None
