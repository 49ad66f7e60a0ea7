"""Vector search within a scope: every vector of it scored, or more fetched from the graph than is wanted.

Which passages are in a scope, the keyword index knows; it also drops what the vectors still hold after a
crash, at the latest when it is read. This module does not know queries as text.
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from vectorstore.codes import CodeBlock, Scored, highest
from vectorstore.lexical import LexicalView
from vectorstore.loading import DenseLoader
from vectorstore.passages import Filters
from vectorstore.remembered import Remembered

# Scoring a passage of a scope took 0.2 µs, fetching one more from the graph and looking it up 20 µs.
_SCORED_FOR_ONE_FETCHED = 100
# So many are scored faster than the graph is searched (3 ms), and none is missed.
_SCORED_AT_ONCE = 20_000
_MOST_FETCHED = 5000
_SLACK = 1.5
_KEPT_SCOPES = 64
_KEPT_ROWS = 2_000_000


class ScopedDense:
    """Vector search that keeps to a scope, and remembers what is in a scope until ``forget``."""

    def __init__(self, dense: DenseLoader) -> None:
        self._dense = dense
        self._scopes: Remembered[Filters, CodeBlock] = Remembered(most=_KEPT_SCOPES, longest=_KEPT_ROWS)

    def search(
        self, view: LexicalView, vector: NDArray[np.float32], *, filters: Filters, limit: int
    ) -> list[Scored]:
        """Up to ``limit`` passages of the scope with cosine similarities, best first; without a scope also
        what a crash left behind. Raises IndexDamaged."""
        total = view.count()
        size = view.count(filters) if filters.narrows else total
        if not size or not vector.any():
            return []
        if not filters.narrows and size > _SCORED_AT_ONCE:
            return self._dense.get().search(vector, limit=limit)
        wanted = math.ceil(limit * total / size * _SLACK)
        if size <= max(_SCORED_AT_ONCE, wanted * _SCORED_FOR_ONE_FETCHED):
            return self._exactly(view, vector, filters, size, limit)
        return self._nearest(view, vector, filters, min(wanted, _MOST_FETCHED), limit)

    def forget(self) -> None:
        """Drop what is remembered; to be called when passages change."""
        self._scopes.forget()

    def _nearest(
        self, view: LexicalView, vector: NDArray[np.float32], filters: Filters, wanted: int, limit: int
    ) -> list[Scored]:
        while True:
            found = self._dense.get().search(vector, limit=wanted)
            kept = _first_held(view, found, filters, limit)
            if len(kept) >= limit or len(found) < wanted or wanted >= _MOST_FETCHED:
                return kept
            wanted = min(wanted * 4, _MOST_FETCHED)

    def _exactly(
        self, view: LexicalView, vector: NDArray[np.float32], filters: Filters, size: int, limit: int
    ) -> list[Scored]:
        def make() -> CodeBlock:
            return self._dense.get().block(view.keys(filters=filters, limit=size))

        block = self._scopes.get(filters, make)
        scores = block.scores(vector)
        best = highest(scores, limit)
        return list(zip(block.keys[best].tolist(), scores[best].tolist(), strict=True))


def _first_held(view: LexicalView, found: Sequence[Scored], filters: Filters, limit: int) -> list[Scored]:
    """The first ``limit`` of what was ``found`` that are in the scope."""
    kept: list[Scored] = []
    for start in range(0, len(found), limit):
        some = found[start : start + limit]
        held = view.held([key for key, _ in some], filters=filters)
        kept += [pair for pair in some if pair[0] in held]
        if len(kept) >= limit:
            break
    return kept[:limit]
