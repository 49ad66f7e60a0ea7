"""How long the vectors of texts are, which is the same whatever is asked: many questions find a text, and its
vector costs most of its cosine.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from vectorstore.piece_tokens import TokenIds
from vectorstore.products import lengths_of_sums

Floats = NDArray[np.float32]


class VectorLengths:
    """The lengths of up to ``most`` texts, all forgotten when there are more. Thread-safe."""

    def __init__(self, *, most: int) -> None:
        self._most = most
        self._kept: dict[bytes, float] = {}

    def of(self, texts: Sequence[TokenIds], counts: Floats, weights: Floats, vectors: Floats) -> Floats:
        """The length of the sum of each text's weighed vectors, shape (len(texts),).

        ``counts`` has how often each text holds each of the ``vectors``, shape (len(texts), k), ``weights``
        what one of these weighs, shape (k,).
        """
        keys = [text.tobytes() for text in texts]
        kept = self._kept
        lengths = np.array([kept.get(key, -1.0) for key in keys], dtype=np.float32)
        missing = np.flatnonzero(lengths < 0)
        if len(missing):
            lengths[missing] = lengths_of_sums(counts[missing] * weights, vectors)
            if len(kept) + len(missing) > self._most:
                kept = self._kept = {}
            kept.update((keys[at], float(lengths[at])) for at in missing.tolist())
        return lengths
