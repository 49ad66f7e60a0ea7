"""Vector search within a scope: every vector of it scored, or more fetched from the graph than is wanted.

Which passages are in a scope, the keyword index knows; it also drops ids that the vectors still hold after a
crash. This module does not know queries as text.
"""

import math
import threading
from collections import OrderedDict

import numpy as np
from numpy.typing import NDArray

from vectorstore.codes import CodeBlock, highest
from vectorstore.lexical import LexicalIndex
from vectorstore.loading import DenseLoader
from vectorstore.passages import Filters, IndexedPassage

# Scoring a passage of a scope took 0.2 µs, fetching one more from the graph and from the keyword index 25 µs.
_SCORED_FOR_ONE_FETCHED = 100
# So many are scored faster than the graph is searched (3 ms), and none is missed.
_SCORED_AT_ONCE = 20_000
_MOST_FETCHED = 5000
_SLACK = 1.5
_KEPT_SCOPES = 64
_KEPT_ROWS = 1_000_000


class ScopedDense:
    """Vector search that keeps to a scope, and remembers what is in a scope until ``forget``."""

    def __init__(self, keyword: LexicalIndex, dense: DenseLoader) -> None:
        self._keyword = keyword
        self._dense = dense
        self._scopes: OrderedDict[Filters, CodeBlock] = OrderedDict()
        self._lock = threading.Lock()
        self._generation = 0

    def search(
        self, vector: NDArray[np.float32], *, filters: Filters, limit: int
    ) -> list[tuple[IndexedPassage, float]]:
        """Up to ``limit`` passages of the scope with cosine similarities, best first. Raises IndexDamaged."""
        total = self._keyword.count()
        size = self._keyword.count(filters) if filters.narrows else total
        if not size or not vector.any():
            return []
        # Without a scope only what a crash left behind falls out, and then more is fetched.
        wanted = math.ceil(limit * total / size * _SLACK) if filters.narrows else limit
        worth_scoring = wanted * _SCORED_FOR_ONE_FETCHED if filters.narrows else 0
        if size <= max(_SCORED_AT_ONCE, worth_scoring):
            return self._exactly(vector, filters, size, limit)
        return self._nearest(vector, filters, min(wanted, _MOST_FETCHED), limit)

    def forget(self) -> None:
        """Drop what is remembered; to be called when passages change."""
        with self._lock:
            self._generation += 1
            self._scopes.clear()

    def _nearest(
        self, vector: NDArray[np.float32], filters: Filters, wanted: int, limit: int
    ) -> list[tuple[IndexedPassage, float]]:
        while True:
            found = self._dense.get().search(vector, limit=wanted)
            passages = self._keyword.fetch([id_ for id_, _ in found], filters=filters)
            kept = [(passages[id_], score) for id_, score in found if id_ in passages]
            if len(kept) >= limit or len(found) < wanted or wanted >= _MOST_FETCHED:
                return kept[:limit]
            wanted = min(wanted * 4, _MOST_FETCHED)

    def _exactly(
        self, vector: NDArray[np.float32], filters: Filters, size: int, limit: int
    ) -> list[tuple[IndexedPassage, float]]:
        block = self._block(filters, size)
        scores = block.scores(vector)
        best = highest(scores, limit)
        chosen = block.keys[best].tolist()
        passages = self._keyword.fetch_by_key(chosen, filters=filters)
        found = zip(chosen, scores[best].tolist(), strict=True)
        return [(passages[key], score) for key, score in found if key in passages]

    def _block(self, filters: Filters, size: int) -> CodeBlock:
        with self._lock:
            generation = self._generation
            if filters in self._scopes:
                self._scopes.move_to_end(filters)
                return self._scopes[filters]
        block = self._dense.get().block(self._keyword.keys(filters=filters, limit=size))
        with self._lock:
            if generation == self._generation:
                self._scopes[filters] = block
                while len(self._scopes) > _KEPT_SCOPES or self._kept() > _KEPT_ROWS:
                    self._scopes.popitem(last=False)
        return block

    def _kept(self) -> int:
        return sum(len(block.keys) for block in self._scopes.values())
