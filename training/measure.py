"""How often the right passage comes first, by the vectors alone."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vectorstore.embedders import Embedder

DEPTHS = (1, 5, 20)
_QUESTIONS_AT_ONCE = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """The share of ``questions`` whose right passage is among the first 1, 5 and 20 of ``passages``."""

    questions: int
    passages: int
    shares: tuple[float, ...]


def recall(embedder: Embedder, questions: Sequence[tuple[str, str]], passages: Sequence[str]) -> Recall:
    """``questions`` are (query, right passage); a passage that occurs twice counts once, a tie for the
    question."""
    row_of = {passage: row for row, passage in enumerate(dict.fromkeys(passages))}
    vectors = embedder.embed_passages(list(row_of))
    ranks: list[int] = []
    for start in range(0, len(questions), _QUESTIONS_AT_ONCE):
        chosen = questions[start : start + _QUESTIONS_AT_ONCE]
        cosine = embedder.embed_queries([query for query, _ in chosen]) @ vectors.T
        right = cosine[np.arange(len(chosen)), [row_of[passage] for _, passage in chosen]]
        ranks.extend((cosine > right[:, None]).sum(axis=1).tolist())
    shares = tuple(sum(rank < depth for rank in ranks) / max(1, len(ranks)) for depth in DEPTHS)
    return Recall(questions=len(ranks), passages=len(row_of), shares=shares)
