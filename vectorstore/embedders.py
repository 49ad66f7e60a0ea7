"""Text to vectors: the Embedder seam, its deterministic fake of n-grams, and sentence-transformers models.

This is the one door to sentence_transformers; it is imported when such a model is built, never before.
Queries and passages go through different methods because many models want another prompt for each.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from vectorstore.errors import EmbedderUnavailable
from vectorstore.normalization import Folder
from vectorstore.passages import Vectors
from vectorstore.static_embedder import StaticEmbedder

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddingOptions:
    """Which model makes the vectors; an empty ``model`` is the static one that ships with the service.

    ``model`` is a sentence-transformers folder or hub name. The prompts are put before each text, as the
    model's card asks; ``batch_size`` counts texts.
    """

    model: str = ""
    query_prompt: str = ""
    passage_prompt: str = ""
    batch_size: int = 32


class Embedder(Protocol):
    """What makes vectors. ``name`` changes whenever the vectors would, so that indexes are never mixed.

    ``fusion_weight``, 0 to 1, is the share of the dense arm when its hits are joined with keyword hits.
    """

    name: str
    dimensions: int
    fusion_weight: float

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (len(texts), dimensions)."""
        ...

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (len(texts), dimensions)."""
        ...


def load_embedder(options: EmbeddingOptions) -> Embedder:
    """The embedder that ``options`` name. Raises EmbedderUnavailable."""
    return SentenceTransformerEmbedder(options) if options.model else StaticEmbedder()


_CHARACTERS_AT_ONCE = 1 << 18
_GRAM_WEIGHTS = (0.3, 1.0, 0.7)
_ROWS_AT_ONCE = 2048
_MULTIPLIERS = (np.uint32(0x9E3779B1), np.uint32(0x85EBCA77), np.uint32(0xC2B2AE3D))


class NgramEmbedder:
    """Signed hashing of character 1-, 2- and 3-grams into ``dimensions`` buckets, a power of two.

    Feature hashing after Weinberger et al. 2009, https://arxiv.org/abs/0902.2206. Deterministic, numpy alone,
    no training: it knows no synonyms. It is the fake of the seam and what a model must beat: alone its
    recall@1 is 0.436 DRCD, 0.120 EQUALS, 0.175 STARD (keyword 0.957, 0.336, 0.316), so that its share is
    small.
    """

    fusion_weight = 0.1

    def __init__(self, dimensions: int = 256) -> None:
        if dimensions < 2 or dimensions & (dimensions - 1):
            raise ValueError("dimensions must be a power of two")
        self.name = f"ngram-1-{dimensions}"
        self.dimensions = dimensions
        self._folder = Folder()
        self._shift = np.uint32(32 - dimensions.bit_length() + 1)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return self._embed(texts)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self._embed(texts)

    def _embed(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        folded = [self._folder.fold(text) for text in texts]
        start = 0
        while start < len(folded):
            end, size = start, 0
            while end < len(folded) and end - start < _ROWS_AT_ONCE and size < _CHARACTERS_AT_ONCE:
                size += len(folded[end]) + 1
                end += 1
            vectors[start:end] = self._embed_rows(folded[start:end])
            start = end
        return vectors

    def _embed_rows(self, folded: Sequence[str]) -> Vectors:
        rows = len(folded)
        codes = np.frombuffer("\n".join([*folded, ""]).encode("utf-32-le"), dtype=np.uint32)
        row_of = np.repeat(np.arange(rows), [len(text) + 1 for text in folded])
        counted = _is_letter(codes)
        total = np.zeros(rows * self.dimensions)
        grams = np.zeros(len(codes), dtype=np.uint32)
        for size, weight in enumerate(_GRAM_WEIGHTS, start=1):
            if len(codes) < size:
                break
            grams = grams[: len(codes) - size + 1] * _MULTIPLIERS[0] + codes[size - 1 :] * _MULTIPLIERS[1]
            counted = counted[: len(grams)] & _is_letter(codes[size - 1 :])
            hashed = _mix(grams[counted])
            cells = row_of[: len(grams)][counted] * self.dimensions + (hashed >> self._shift)
            signs = np.where(hashed & 1, weight, -weight)
            total += np.bincount(cells, weights=signs, minlength=len(total))
        return _unit_rows(total.reshape(rows, self.dimensions))


def _is_letter(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """True for digits, letters and ideographs; the text is folded, so full-width forms are gone."""
    ascii_letter = ((codes >= 48) & (codes <= 57)) | ((codes >= 97) & (codes <= 122))
    other = (
        (codes >= 0xC0) & ~((codes >= 0x2000) & (codes < 0x3040)) & ~((codes >= 0xFE00) & (codes < 0x10000))
    )
    result: NDArray[np.bool_] = ascii_letter | other
    return result


def _mix(hashed: NDArray[np.uint32]) -> NDArray[np.uint32]:
    hashed = (hashed ^ (hashed >> np.uint32(15))) * _MULTIPLIERS[2]
    result: NDArray[np.uint32] = hashed ^ (hashed >> np.uint32(13))
    return result


def _unit_rows(rows: NDArray[np.floating]) -> Vectors:
    """Rows scaled to unit length; rows of zeros stay zero."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1.0), dtype=np.float32)


class SentenceTransformerEmbedder:
    """A sentence-transformers model from a folder or the hub. Raises EmbedderUnavailable when it cannot
    load."""

    fusion_weight = 0.5

    def __init__(self, options: EmbeddingOptions) -> None:
        self._options = options
        self._model = _load_model(options.model)
        dimensions = self._model.get_sentence_embedding_dimension()
        if not dimensions:
            raise EmbedderUnavailable(f"the model {options.model!r} does not state its dimensions")
        self.dimensions = int(dimensions)
        self.name = f"sentence-transformers-1-{options.model}-{options.passage_prompt}-{self.dimensions}"

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts, self._options.passage_prompt)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self._encode(texts, self._options.query_prompt)

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        encoded = self._model.encode(
            [prompt + text for text in texts],
            batch_size=self._options.batch_size,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
        return _unit_rows(np.asarray(encoded))


def _load_model(name: str) -> "SentenceTransformer":
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise EmbedderUnavailable(
            f"the model {name!r} needs sentence-transformers and torch, which this installation leaves out: "
            f"install the full set, or leave the model unset ({error})"
        ) from error
    try:
        return SentenceTransformer(name, device="cpu")
    except Exception as error:
        raise EmbedderUnavailable(f"the model {name!r} cannot be loaded: {error}") from error
