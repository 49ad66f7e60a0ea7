"""What a sentence says something is: 竣工验收 of 唯一不能网办的是竣工验收, asked 哪个事项不能网办, and
翠湖花园 of 翠湖花园是首个当天拿证的小区, asked which 小区 was the first.

What is said of it must be what the question says, 不 and 首个 included. This module reads no figures.
"""

import re

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import Expects
from qa_service.answering.short_answers.repetition import repeats_half
from qa_service.answering.short_answers.spans import Span, the_one, trimmed
from qa_service.answering.text.folding import fold

_LONGEST = 40
_LEAST_TOLD = 0.5
"""Of the question's words, those that are said of it."""
_NAMED = frozenset({Expects.NAME, Expects.PLACE})
_IS = re.compile(
    r"(?P<said>[^,。;:]{3,40}?)的(?P<noun>[^,。;:的是为]{0,6})(?:是|为)(?P<who>(?![\d因由])[^,。;:]{2,40}?)(?=[,。;:(]|$)"
)
_IS_SUCH = re.compile(
    r"(?:其中)?(?P<who>[^,。;:是为]{2,24})是(?P<said>(?:[^,。;:]{0,16}?)(?:首|唯一|第一)[^,。;:]{2,40})"
)
_FIRST = re.compile(r"首[个家批座例次条支]|唯一|第一[个家批座例次条支]|最")
_NOT = re.compile(r"[不未没]|尚?无")


def equated(candidate: Candidate, evidence: Evidence) -> Span | None:
    """What it is; None where no clause says what the question does and that something is so."""
    if evidence.question.expects not in _NAMED:
        return None
    question = fold(evidence.question.text).text
    text, found = candidate.sentence.folded.text, []
    for start, end in candidate.sentence.clauses:
        for pattern in (_IS, _IS_SUCH):
            told = pattern.match(text, start, end)
            if told is None or not _says_same(told["said"], question):
                continue
            value = evidence.focus.coverage(evidence.focus.values(told["said"]))
            who = trimmed(candidate, *told.span("who"), evidence.wording, _LONGEST)
            if value >= _LEAST_TOLD and who is not None and not repeats_half(who.text, question):
                found.append((value, who))
    return the_one(found)


def _says_same(said: str, question: str) -> bool:
    """Whether both deny, and both speak of the first or the most."""
    if bool(_NOT.search(said)) != bool(_NOT.search(question)):
        return False
    return not _FIRST.search(question) or _FIRST.search(said) is not None
