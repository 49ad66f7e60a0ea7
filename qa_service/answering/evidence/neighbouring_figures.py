"""What a figure's neighbours in its sentence say for it or against it, by what the question knows of them."""

import re
from collections.abc import Sequence

from qa_service.answering.questions.question import Question
from qa_service.quantities import Quantity

OF_ASKED_FIGURE, OF_NEXT_FIGURE = 0.3, 0.8
_PAUSE = re.compile(r"[,、:;。]")
_ANY_UNIT = frozenset({"个"})


def by_neighbours(sentence: str, figures: Sequence[Quantity], number: int, question: Question) -> float:
    """What to add to the score of ``figures[number]``, which stand in ``sentence`` in their order.

    Who asks how many are above 100,000 means the figure that follows 10万元以上; of 4个乡镇处罚权107项 the
    words between are the second one's, where 项 are asked for.
    """
    score = 0.0
    if number and figures[number - 1].text in question.figures:
        score += OF_ASKED_FIGURE
    if number + 1 < len(figures) and question.unit and question.unit not in _ANY_UNIT:
        own, following = figures[number], figures[number + 1]
        paused = _PAUSE.search(sentence, own.end, following.start)
        if own.unit != question.unit == following.unit and not paused:
            score -= OF_NEXT_FIGURE
    return score
