"""How near words and texts come to one another by the token vectors of the static model that ships.

A word is met by a text as well as its tokens are by their nearest tokens there (the sum of best matches of
ColBERT, Khattab and Zaharia 2020, https://doi.org/10.1145/3397271.3401075, over vectors without context). The
model knows no word order, and what it never saw it likens to what looks like it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from vectorstore.cut_texts import CutTexts
from vectorstore.passages import Vectors
from vectorstore.products import product
from vectorstore.static_embedder import StaticEmbedder

_TEXTS_KEPT = 2048
_QUESTIONS_KEPT = 64

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The tokens of all words with their unit ``vectors``, and which ``shares`` of each word they are, shape
    (words, tokens)."""

    shares: Floats
    vectors: Vectors


class TokenLikeness:
    """Likeness of words and texts by one model; thread-safe, keeps the tokens of the last few texts."""

    def __init__(self, model: StaticEmbedder) -> None:
        self._model = model
        self._cut = CutTexts(model.token_ids, most=_TEXTS_KEPT)
        self._asked = lru_cache(maxsize=_QUESTIONS_KEPT)(self._read_words)
        self._vector = lru_cache(maxsize=_TEXTS_KEPT)(self._embed)

    def read(self, texts: Sequence[str]) -> None:
        """Make ``texts`` ready, which are to be compared: it costs two thirds of one by one."""
        self._cut.read(texts)

    def best_matches(self, words: Sequence[str], texts: Sequence[str]) -> Floats:
        """For each word how well ``texts`` together meet it, shape (len(words),), at most 1: the mean over
        its tokens, each by its weight, of the cosine with its nearest token; 0 where either has no token."""
        asked = self._asked(tuple(words))
        told = np.concatenate([np.zeros(0, dtype=np.int32), *self._cut.tokens(texts)])
        if not len(asked.vectors) or not len(told):
            return np.zeros(len(words), dtype=np.float32)
        nearest = product(self._model.token_vectors(told), asked.vectors.T).max(axis=0)
        met: Floats = np.maximum(asked.shares @ nearest, np.float32(0))
        return met

    def cosines(self, question: str, texts: Sequence[str]) -> Floats:
        """The cosine of ``question`` with each of ``texts``, shape (len(texts),)."""
        if not texts:
            return np.zeros(0, dtype=np.float32)
        cosines: Floats = np.stack([self._vector(text) for text in texts]) @ self._vector(question)
        return cosines

    def _read_words(self, words: tuple[str, ...]) -> _Words:
        tokens = [np.unique(own) for own in self._cut.tokens(words)]
        every = np.concatenate([np.zeros(0, dtype=np.int32), *tokens])
        shares = np.zeros((len(words), len(every)), dtype=np.float32)
        start = 0
        for number, own in enumerate(tokens):
            weights = self._model.token_weights[own]
            if weights.sum() > 0:
                shares[number, start : start + len(own)] = weights / weights.sum()
            start += len(own)
        return _Words(shares=shares, vectors=self._model.token_vectors(every))

    def _embed(self, text: str) -> Vectors:
        (tokens,) = self._cut.tokens([text])
        return self._model.embed_tokens(tokens)
