"""What a figure's neighbours in its sentence say for it or against it, by what the question knows of them."""

import re
from collections.abc import Sequence

from qa_service.answering.questions.question import Question
from qa_service.quantities import Quantity

OF_ASKED_FIGURE, OF_NEXT_FIGURE, OF_ASKED_ACT, OF_ORGAN = 0.3, 0.8, 0.3, 0.25
_SHORTENED = 2
_PAUSE = re.compile(r"[,、:;。]")
_ANY_UNIT = frozenset({"个"})


def by_neighbours(sentence: str, figures: Sequence[Quantity], number: int, question: Question) -> float:
    """What to add to the score of ``figures[number]``, which stand in ``sentence`` in their order.

    Who asks how many are above 100,000 means the figure that follows 10万元以上; of 4个乡镇处罚权107项 the
    words between are the second one's, where 项 are asked for; 准予许可1185件 behind 收到行政许可申请1203件
    tells of 准予行政许可, whose object is named in short there.
    """
    score = 0.0
    if number and figures[number - 1].text in question.figures:
        score += OF_ASKED_FIGURE
    if number + 1 < len(figures) and question.unit and question.unit not in _ANY_UNIT:
        own, following = figures[number], figures[number + 1]
        paused = _PAUSE.search(sentence, own.end, following.start)
        if own.unit != question.unit == following.unit and not paused:
            score -= OF_NEXT_FIGURE
    if question.organ and _is_said_of(question.organ, sentence, figures, number):
        score += OF_ORGAN
    return score + (OF_ASKED_ACT if _is_of_asked_act(sentence, figures, number, question) else 0.0)


def _is_of_asked_act(sentence: str, figures: Sequence[Quantity], number: int, question: Question) -> bool:
    """Whether the figure alone is said of the act that the question names before its object, which an
    earlier figure names in full."""
    named, before = question.verb or "", ""
    for word in question.focus:
        if word == named:
            break
        before = word
    if not before or len(named) <= _SHORTENED or named not in question.focus:
        return False
    leads = [_lead(sentence, figures, at) for at in range(len(figures))]
    own = leads[number]
    return (
        named not in own
        and f"{before}{named[-_SHORTENED:]}" in own
        and not any(before in lead for lead in leads if lead is not own)
    )


def _is_said_of(name: str, sentence: str, figures: Sequence[Quantity], number: int) -> bool:
    """Whether this figure, and not every one, is said of ``name``."""
    leads = [_lead(sentence, figures, at) for at in range(len(figures))]
    return name in leads[number] and not all(name in lead for lead in leads)


def _lead(sentence: str, figures: Sequence[Quantity], number: int) -> str:
    """What leads up to the figure from the one before it or the last pause on."""
    begin = figures[number - 1].end if number else 0
    return _PAUSE.split(sentence[begin : figures[number].start])[-1]
