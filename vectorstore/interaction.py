"""How well each word of a question is met by some word of a passage, with word vectors trained for just that.

Kernel pooling after K-NRM (Xiong et al. 2017, https://doi.org/10.1145/3077136.3080809) beside the best match
of each word of the question, as in ColBERT, without context. A word of everyday speech learns here which
words of official text answer it, where the embedding model learns which texts belong together. Made by
``training.interaction``. The model knows no word order.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorstore.errors import RerankerUnavailable
from vectorstore.piece_tokens import CLAUSE_END, TokenIds
from vectorstore.piece_tokens import distinct as distinct_of
from vectorstore.products import product

MODEL = "interaction.safetensors"
KERNEL_CENTRES = (0.9, 0.7, 0.5, 0.3, 0.1)
KERNEL_WIDTH = 0.1
_ROWS_AT_ONCE = 4096

Floats = NDArray[np.float32]


class InteractionModel:
    """The model in ``folder``; thread-safe.

    ``interaction.safetensors`` holds int8 ``vectors`` of shape (tokens, dimensions), the logarithm of how
    much each token of a question counts (``importance``, shape (tokens,)), and the weights of best matches in
    text, in headings and in either (``best``, shape (3,)), of the kernels (``kernels``) and of the length
    (``length``, shape (1,)). Raises RerankerUnavailable where it cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        from safetensors import SafetensorError
        from safetensors.numpy import load_file

        try:
            tensors = load_file(folder / MODEL)
            self._vectors: NDArray[np.int8] = tensors["vectors"]
            self._importance: Floats = np.exp(tensors["importance"].astype(np.float32))
            self._in_text, self._in_heading, self._in_either = (float(x) for x in tensors["best"])
            self._kernels: Floats = tensors["kernels"].astype(np.float32)
            (self._length,) = (float(x) for x in tensors["length"])
        except (OSError, KeyError, ValueError, SafetensorError) as error:
            raise RerankerUnavailable(f"{MODEL} cannot be read: {error}") from error
        self._lengths = _lengths(self._vectors)
        if len(self._importance) != len(self._vectors) or len(self._kernels) != len(KERNEL_CENTRES):
            raise RerankerUnavailable(f"{MODEL} does not fit together")

    @property
    def tokens(self) -> int:
        """How many tokens are known; it must be the vocabulary that passages were cut with."""
        return len(self._vectors)

    def scores(
        self,
        asked: TokenIds,
        idf: Floats,
        texts: Sequence[TokenIds],
        headings: Sequence[TokenIds],
    ) -> Floats:
        """A score for each passage, shape (len(texts),): its text and its heading against the question.

        ``asked`` are the question's tokens with their ``idf``; all scores are 0 where there are none.
        """
        weights = self._importance[asked] * idf
        if not len(asked) or not len(texts) or not weights.sum() > 0:
            return np.zeros(len(texts), dtype=np.float32)
        weights = weights / weights.sum()
        question = self._units(asked)
        in_heading = np.maximum(self._best_by_heading(question, headings), np.float32(0))
        in_text, pooled, lengths = self._in_texts(question, texts)
        met = (
            self._in_text * in_text
            + self._in_heading * in_heading
            + self._in_either * np.maximum(in_text, in_heading)
            + np.einsum("pak,k->pa", pooled, self._kernels)
        )
        return np.asarray(met @ weights + self._length * np.log1p(lengths), dtype=np.float32)

    def _units(self, tokens: TokenIds) -> Floats:
        return np.asarray(self._vectors[tokens] / self._lengths[tokens], dtype=np.float32)

    def _in_texts(self, question: Floats, texts: Sequence[TokenIds]) -> tuple[Floats, Floats, Floats]:
        """Best matches (passages, asked), logarithms of the kernels (passages, asked, kernels), lengths."""
        joined, starts, rows, lengths = _joined(texts)
        best = np.full((len(texts), len(question)), -1, dtype=np.float32)
        sums = np.zeros((len(texts), len(question), len(KERNEL_CENTRES)), dtype=np.float32)
        if len(joined):
            distinct, place = distinct_of(joined)
            similar = product(self._units(distinct), question.T)
            best[rows] = np.maximum.reduceat(similar[place], starts, axis=0)
            centres = np.array(KERNEL_CENTRES, dtype=np.float32)
            kernels = np.exp(-((similar[:, :, None] - centres) ** 2) / np.float32(2 * KERNEL_WIDTH**2))
            owner = np.repeat(np.arange(len(texts)), lengths.astype(np.intp))
            flat = np.bincount(owner * len(distinct) + place, minlength=len(texts) * len(distinct))
            counts = flat.reshape(len(texts), len(distinct)).astype(np.float32)
            sums = product(counts, kernels.reshape(len(distinct), -1)).reshape(sums.shape)
        return best, np.log1p(sums), lengths

    def _best_by_heading(self, question: Floats, headings: Sequence[TokenIds]) -> Floats:
        """The best match of each token in each heading, shape (passages, asked); 0 where there is none."""
        number: dict[bytes, int] = {}
        which = [number.setdefault(heading.tobytes(), len(number)) for heading in headings]
        joined, starts, rows, _ = _joined([np.frombuffer(key, dtype="<u2") for key in number])
        best = np.zeros((len(number), len(question)), dtype=np.float32)
        if len(joined):
            distinct, place = distinct_of(joined)
            similar = product(self._units(distinct), question.T)
            best[rows] = np.maximum.reduceat(similar[place], starts, axis=0)
        return best[which]


def _lengths(vectors: NDArray[np.int8]) -> Floats:
    """The length of each vector, shape (len(vectors), 1); 1 of those that are all zeros."""
    parts = np.split(vectors, range(_ROWS_AT_ONCE, len(vectors), _ROWS_AT_ONCE))
    lengths = [np.linalg.norm(part.astype(np.float32), axis=1, keepdims=True) for part in parts]
    found = np.concatenate(lengths)
    return np.where(found > 0, found, np.float32(1))


def _joined(texts: Sequence[TokenIds]) -> tuple[TokenIds, NDArray[np.intp], NDArray[np.intp], Floats]:
    """All tokens in one row without ends of clauses; where each text that has any starts and its number; how
    many tokens each text has."""
    real = [text[text != CLAUSE_END] for text in texts]
    lengths = np.array([len(text) for text in real], dtype=np.intp)
    rows = np.flatnonzero(lengths)
    starts = np.cumsum(lengths)[rows] - lengths[rows]
    joined = np.concatenate(real) if len(rows) else np.zeros(0, dtype=np.uint16)
    return joined.astype(np.uint16, copy=False), starts, rows, lengths.astype(np.float32)
