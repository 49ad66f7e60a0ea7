"""What something is called: 云政通 of 上线“云政通”执法平台, asked what the platform is called.

A name in quotation marks right before the kind of thing, or right behind it. This module reads no titles.
"""

import re

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import Expects
from qa_service.answering.short_answers.spans import Span, span_of
from qa_service.answering.text.folding import fold

_ASKED = re.compile(r"(?P<kind>[一-鿿]{2,8})(?:的?名[称字])?(?:叫|是)做?(?:什么|啥)(?:名[称字]?)?[?。]?$")
_WHICH = re.compile(r"哪一?[个项种条支部]")
_LEAST_KIND = 2
_NAMED = r"[“「『\"](?P<name>[^“”「」『』\"]{2,24})[”」』\"]"
_NAMED_AFTER = _NAMED.replace("name", "after")


def called(candidate: Candidate, evidence: Evidence) -> Span | None:
    """The name without its marks; None where nobody asks for one, or several things of the kind are called
    something and the question does not tell them apart."""
    question = fold(evidence.question.text).text
    asked = _ASKED.search(question)
    kind_asked = asked["kind"] if asked else _kind_behind_which(question, evidence)
    if len(kind_asked) < _LEAST_KIND or evidence.question.expects is not Expects.NAME:
        return None
    sentence = candidate.sentence
    for size in range(min(4, len(kind_asked)), _LEAST_KIND - 1, -1):
        kind = re.escape(kind_asked[-size:])
        said = re.compile(rf"{_NAMED}[^,。;:、“”]{{0,16}}?{kind}|{kind}(?:名为|叫做?|为|是)?{_NAMED_AFTER}")
        found = [m for m in said.finditer(sentence.text) if (m["name"] or m["after"]) not in question]
        if len(found) > 1:
            found = _most_of_asked(found, evidence)
        if len(found) == 1:
            start, end = found[0].span("name" if found[0]["name"] else "after")
            return span_of(candidate, sentence.start + start, sentence.start + end)
    return None


def _kind_behind_which(question: str, evidence: Evidence) -> str:
    """改革经验 of 哪项改革经验被转发; empty where the question has no such word."""
    phrase = "".join(evidence.question.asked_phrase)
    return phrase if _WHICH.search(question) and len(phrase) > 1 else ""


def _most_of_asked(found: list[re.Match[str]], evidence: Evidence) -> list[re.Match[str]]:
    """Those of ``found`` whose words hold most of the question's: the first of “甲”审判品牌 and “乙”调解品牌,
    asked for the 审判 one."""
    held = [evidence.focus.coverage(evidence.focus.values(match.group())) for match in found]
    return [match for match, share in zip(found, held, strict=True) if share == max(held)]
