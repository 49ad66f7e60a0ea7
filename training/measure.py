"""How often the right article comes first, by the vectors alone, for the questions held out."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from training.contrastive import Matrix
from training.laws import ArticleKey
from training.questions import Question

_QUESTIONS_AT_ONCE = 256


def recall(
    questions: Matrix, passages: Matrix, right: NDArray[np.int64], depths: Sequence[int] = (1, 5, 20)
) -> dict[int, float]:
    """The share of questions whose right passage is among the first k.

    Shapes (questions, dimensions), (passages, dimensions), both of unit length; ``right``, shape
    (questions,), are rows of ``passages``. A tie counts for the question.
    """
    ranks = [
        (cosine > cosine[np.arange(len(chosen)), chosen][:, None]).sum(axis=1)
        for start in range(0, len(questions), _QUESTIONS_AT_ONCE)
        for chosen in [right[start : start + _QUESTIONS_AT_ONCE]]
        for cosine in [questions[start : start + _QUESTIONS_AT_ONCE] @ passages.T]
    ]
    rank = np.concatenate(ranks)
    return {depth: float((rank < depth).mean()) for depth in depths}


def held_out(
    questions: Sequence[Question], articles: Mapping[ArticleKey, str]
) -> tuple[list[str], list[str], NDArray[np.int64]]:
    """Held-out questions for articles, all distinct article texts, and the row of each question's."""
    rows: dict[str, int] = {}
    for text in articles.values():
        rows.setdefault(text, len(rows))
    chosen = [question for question in questions if question.held_out and question.article]
    right = np.array([rows[articles[question.key]] for question in chosen])
    return [question.query for question in chosen], list(rows), right
