"""Which of the candidates that are enough gives the answer: the first, or the one that says outright who or
what is asked for.

Who got a prize or holds an office may stand in a sentence on something else, so that by words alone another
comes first. This module does not score candidates.
"""

from collections.abc import Sequence

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import Expects
from qa_service.answering.short_answers.outright import outright
from qa_service.answering.short_answers.persons import holder
from qa_service.answering.short_answers.short_answer import NAMED, short_answer
from qa_service.answering.short_answers.spans import Span

_AS_GOOD = 8
_LEAST_SHARE = 0.5
"""Of the first one's score, for another to take its place."""


def chosen(enough: Sequence[Candidate], evidence: Evidence) -> tuple[Candidate, Span | None]:
    """The candidate to be told of ``enough``, best first, with the bare fact that it gives."""
    best, others = enough[0], enough[1:_AS_GOOD]
    expects = evidence.question.expects
    if expects in NAMED and outright(best, evidence) is None:
        for other in others:
            if other.score >= _LEAST_SHARE * best.score and outright(other, evidence) is not None:
                said = short_answer(other, evidence)
                if said is not None:
                    return other, said
    short = short_answer(best, evidence)
    if expects is Expects.PERSON and short is None:
        held = ((candidate, holder(candidate, evidence)) for candidate in others)
        return next((pair for pair in held if pair[1] is not None), (best, None))
    return best, short
