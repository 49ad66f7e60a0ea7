"""Which of the candidates that are enough gives the answer: the first, or the one that says outright who or
what is asked for.

Who got a prize or holds an office may stand in a sentence on something else, so that by words alone another
comes first. This module does not score candidates.
"""

import re
from collections.abc import Sequence

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import Expects
from qa_service.answering.short_answers.asked_kinds import asked_kind
from qa_service.answering.short_answers.outright import outright
from qa_service.answering.short_answers.persons import holder
from qa_service.answering.short_answers.short_answer import NAMED, short_answer
from qa_service.answering.short_answers.spans import Span

_TOLD_IN_SENTENCES = re.compile(
    r"(?:什么|哪些|怎样的|啥)(?:重要|积极|具体|明显|突出|新)?的?(?:工作|作用|意义|成效|成果|效果|影响|变化|好处|贡献|进展|做法|措施|举措|努力)"
)
"""What no bare fact says: 做了哪些工作, 起了什么作用."""
_AS_GOOD = 8
_LEAST_SHARE = 0.5
"""Of the first one's score, for another to take its place."""


def chosen(best: Candidate, enough: Sequence[Candidate], evidence: Evidence) -> tuple[Candidate, Span | None]:
    """The candidate to be told, ``best``, made of the first of ``enough``, or another of these, with the bare
    fact that it gives."""
    expects = evidence.question.expects
    if _is_told_in_sentences(evidence):
        return best, None
    if expects in NAMED and outright(best, evidence) is None:
        for other in enough[1:_AS_GOOD]:
            if other.score >= _LEAST_SHARE * best.score and outright(other, evidence) is not None:
                said = short_answer(other, evidence)
                if said is not None:
                    return other, said
    short = short_answer(best, evidence)
    if expects is Expects.PERSON and short is None:
        held = ((candidate, holder(candidate, evidence)) for candidate in enough[1:_AS_GOOD])
        return next((pair for pair in held if pair[1] is not None), (best, None))
    return best, short


def _is_told_in_sentences(evidence: Evidence) -> bool:
    """What no bare fact says, and lists of points; what has names of a known kind (赋权镇是哪几个) is
    listed."""
    question = evidence.question
    if _TOLD_IN_SENTENCES.search(question.text):
        return True
    kind = asked_kind(question, evidence.wording)
    has_names = kind is not None and kind.is_known and kind.noun not in evidence.wording.point_nouns
    return question.wants_points and question.expects is Expects.LIST and not has_names


def led_by(best: Candidate, first: Candidate, enough: Sequence[Candidate]) -> list[Candidate]:
    """``enough`` with ``first`` in the place of its first, and ``best`` before all others."""
    return [best, *(candidate for candidate in (first, *enough[1:]) if candidate is not best)]
