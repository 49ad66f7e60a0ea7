"""Who was given what the question names: 何集村 of 何集村被…命名为“示范村”, asked which village was.

The one who is given stands before 被 or the verb, who gives stands behind 被; only the first is asked for.
This module reads no sentence whose honour is not the question's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import Expects
from qa_service.answering.short_answers.persons import person_at_end
from qa_service.answering.short_answers.repetition import repeats_half
from qa_service.answering.short_answers.spans import Span, span_of, text_of, trimmed
from qa_service.answering.text.folding import fold

_LONGEST = 30
_GIVEN = (
    r"(?:评选?为|命名为|授予|列[为入]|确定为|认定为|表彰为|评定为|纳入|推[荐选]为|选为|选入|表彰|通报表扬)"
)
_GOT = r"(?:获评|荣获|喜获|荣膺|获批|获得|获授|获颁|获(?!悉|知|取|救|益|刑)|入选|当选|成功创[成建]|创建?成)"
_ASKED = re.compile(
    r"(?:哪一?[个些家所位名支条项座]?(?P<noun>[^的,?“《]{0,8}?)(?:的[^,?“《]{1,10}?)?|谁)"
    rf"(?:被[^,?“《]{{0,16}}?{_GIVEN}|{_GOT}|拿(?:到|下|了|过)|得到?(?=[了过])|评上|是(?=[“全国省市]))(?:为|[了过])?(?P<honour>[^?]{{3,}})"
)
_SAID = re.compile(rf"被(?P<agent>[^,“《]{{0,20}}?){_GIVEN}|{_GOT}(?:为|了)?")
_MARKS = re.compile(r"[“”‘’《》「」?。!,称号的]")
_QUOTE_LAST = re.compile(r"[“《]([^“”《》]{2,20})[”》]$")


@dataclass(frozen=True, slots=True)
class _Asked:
    noun: str
    honour: str


def honoured(candidate: Candidate, evidence: Evidence) -> Span | None:
    """Who was given the honour that the question names, or None where the sentence does not tell surely."""
    asked = _asked(evidence)
    if asked is None:
        return None
    for start, verb in _givings(candidate, asked):
        who = trimmed(candidate, start, verb.start(), evidence.wording, _LONGEST)
        found = _named(who, asked, candidate, evidence) if who else None
        if found and not repeats_half(found.text, fold(evidence.question.text).text):
            return found
    return None


def is_giver(span: Span, candidate: Candidate, evidence: Evidence) -> bool:
    """``span`` lies in what stands behind 被, and is asked for by who was given something."""
    if _asked(evidence) is None:
        return False
    agents = (
        (verb.start("agent"), verb.end("agent"))
        for start, end in candidate.sentence.clauses
        for verb in _SAID.finditer(candidate.sentence.folded.text, start, end)
        if verb["agent"]
    )
    return any(start < span.end and span.start < end for start, end in agents)


def _asked(evidence: Evidence) -> _Asked | None:
    match = _ASKED.search(fold(evidence.question.text).text)
    return _Asked(match["noun"] or "", _MARKS.sub("", match["honour"])) if match else None


def _givings(candidate: Candidate, asked: _Asked) -> Iterator[tuple[int, re.Match[str]]]:
    """Where a clause begins that says the honour was given, and its verb."""
    text = candidate.sentence.folded.text
    for start, end in candidate.sentence.clauses:
        for verb in _SAID.finditer(text, start, end):
            if repeats_half(asked.honour, _MARKS.sub("", text[verb.end() : end])):
                yield start, verb


def _named(who: Span, asked: _Asked, candidate: Candidate, evidence: Evidence) -> Span | None:
    """The part of ``who`` that is of the kind asked for."""
    if evidence.question.expects is Expects.PERSON:
        return person_at_end(who, candidate, evidence)
    if any(character.isdigit() for character in who.text):
        return None
    text = text_of(candidate, who.start, who.end)
    quoted = _QUOTE_LAST.search(text)
    if quoted and asked.noun and not text[: quoted.start()].endswith(asked.noun):
        inner = span_of(candidate, who.start + quoted.start(1), who.start + quoted.end(1))
        return inner if evidence.question.expects is Expects.NAME else None
    endings = evidence.wording.name_endings.get(asked.noun, ())
    if asked.noun and text.endswith((asked.noun, *endings)):
        return who
    at = text.rfind(asked.noun) if asked.noun else -1
    return span_of(candidate, who.start, who.start + at + len(asked.noun)) if at > 0 else None
