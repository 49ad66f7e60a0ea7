"""Hard negatives: the passages that keyword search takes for the answer and that are not.

BM25 (Robertson and Zaragoza 2009, https://doi.org/10.1561/1500000019) over the analyzer's terms, k1 1.2,
b 0.75, as one sparse matrix.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_matrix

from training.rows import Pair
from vectorstore.analyzer import Analyzer

_K1 = 1.2
_B = 0.75


class KeywordScores:
    """BM25 scores of all passages for a query."""

    def __init__(self, passages: Sequence[str]) -> None:
        self._analyzer = Analyzer()
        self._terms: dict[str, int] = {}
        counts = [Counter(self._analyzer.index_terms(passage)) for passage in passages]
        rows = np.repeat(np.arange(len(counts)), [len(count) for count in counts])
        columns = np.array([self._terms.setdefault(term, len(self._terms)) for c in counts for term in c])
        frequency = np.array([n for count in counts for n in count.values()], dtype=np.float32)
        length = np.array([count.total() for count in counts], dtype=np.float32)
        holding = np.bincount(columns, minlength=len(self._terms))
        rarity = np.log(1 + (len(counts) - holding + 0.5) / (holding + 0.5)).astype(np.float32)
        damping = _K1 * (1 - _B + _B * length / length.mean())
        weights = rarity[columns] * frequency * (_K1 + 1) / (frequency + damping[rows])
        self._weights = csc_matrix((weights, (rows, columns)), shape=(len(counts), len(self._terms)))

    def of(self, query: str) -> NDArray[np.float32]:
        """Shape (passages,)."""
        columns = [self._terms[term] for term in self._analyzer.query_terms(query) if term in self._terms]
        return np.asarray(self._weights[:, columns].sum(axis=1), dtype=np.float32).ravel()


def near_misses(pairs: Sequence[Pair], passages: Sequence[str], count: int = 20) -> NDArray[np.int64]:
    """Rows of the ``count`` best wrong passages for each query, shape (len(pairs), count), in no order.

    ``passages`` are distinct and hold that of each pair; where they are few, ``count`` is less.
    """
    count = min(count, len(passages) - 1)
    keyword = KeywordScores(passages)
    row_of = {passage: row for row, passage in enumerate(passages)}
    found = np.empty((len(pairs), count), dtype=np.int64)
    for row, pair in enumerate(pairs):
        scores = keyword.of(pair.query)
        scores[row_of[pair.passage]] = -1
        found[row] = np.argpartition(-scores, count - 1)[:count]
    return found
