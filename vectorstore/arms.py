"""What each arm finds for a query: by words, by meaning, by the numbers that a passage bears.

This module does not join what is found.
"""

import logging
import math
from collections.abc import Callable
from dataclasses import replace

from vectorstore.analyzer import Analyzer
from vectorstore.codes import Scored
from vectorstore.embedders import Embedder
from vectorstore.errors import IndexDamaged, IndexDiskFull, VectorStoreError
from vectorstore.lexical import LexicalView
from vectorstore.loading import DenseLoader
from vectorstore.passages import Arm, Filters
from vectorstore.ranked import Found, without
from vectorstore.remembered import Remembered
from vectorstore.scope import ScopedDense

_log = logging.getLogger(__name__)

_MAX_QUERY_CHARACTERS = 2000
_SLACK = 1.4
_KEPT_LEFT_OUT = 8
_KEPT_LEFT_OUT_KEYS = 1_000_000

_Search = Callable[[LexicalView, str, Filters, int], list[Scored]]


class Arms:
    """The arms over one index. ``failure`` is why the dense one serves no more, None while it does."""

    def __init__(self, analyzer: Analyzer, embedder: Embedder, dense: DenseLoader) -> None:
        self._analyzer = analyzer
        self._embedder = embedder
        self._scoped = ScopedDense(dense)
        self._left_out: Remembered[tuple[str, ...], frozenset[int]] = Remembered(
            most=_KEPT_LEFT_OUT, longest=_KEPT_LEFT_OUT_KEYS
        )
        self.failure: VectorStoreError | None = None

    def forget(self) -> None:
        """Drop what is remembered of the index, a failure too; to be called when it has changed."""
        self.failure = None
        self._scoped.forget()
        self._left_out.forget()

    def find(
        self, arms: frozenset[Arm], view: LexicalView, query: str, filters: Filters, depth: int
    ) -> Found:
        """Up to ``depth`` passages of the scope by each of ``arms``; an arm that fails finds nothing."""
        left_out = filters.excluded_document_ids
        if not left_out:
            return self._found(arms, view, query, filters, depth)
        # A scope that is nearly everything costs more than looking a little deeper and leaving some out.
        deeper = math.ceil(depth * _SLACK)
        found = self._found(arms, view, query, replace(filters, excluded_document_ids=()), deeper)
        kept = without(found, self._left_out.get(left_out, lambda: _keys_of(view, left_out)), depth)
        if all(len(kept[arm]) == depth or len(found[arm]) < deeper for arm in found):
            return kept
        return self._found(arms, view, query, filters, depth)

    def find_by(self, arm: Arm, view: LexicalView, query: str, filters: Filters, limit: int) -> list[Scored]:
        """Up to ``limit`` passages of the scope by one arm, best first. Raises IndexDamaged."""
        searches: dict[Arm, _Search] = {
            "keyword": self._by_keyword,
            "exact": self._by_mention,
            "dense": self._by_meaning,
        }
        return searches[arm](view, query, filters, limit)

    def _found(
        self, arms: frozenset[Arm], view: LexicalView, query: str, filters: Filters, depth: int
    ) -> Found:
        found: dict[Arm, list[Scored]] = {}
        if "keyword" in arms:
            found["keyword"] = self._by_keyword(view, query, filters, depth)
        if "exact" in arms:
            found["exact"] = self._by_mention(view, query, filters, depth)
        if "dense" in arms and self.failure is None:
            try:
                found["dense"] = self._by_meaning(view, query, filters, depth)
            except (IndexDamaged, IndexDiskFull) as error:
                _log.error("vector search has failed, keyword search serves alone: %s", error)
                self.failure = error
                found["dense"] = []
        return found

    def _by_keyword(self, view: LexicalView, query: str, filters: Filters, limit: int) -> list[Scored]:
        return view.search(self._analyzer.query_terms(query), filters=filters, limit=limit)

    def _by_mention(self, view: LexicalView, query: str, filters: Filters, limit: int) -> list[Scored]:
        mentions = self._analyzer.mentions(query)
        if not mentions:
            return []
        terms = self._analyzer.query_terms(query)
        return view.search_bearing(mentions, terms, filters=filters, limit=limit)

    def _by_meaning(self, view: LexicalView, query: str, filters: Filters, limit: int) -> list[Scored]:
        if not query.strip():
            return []
        vector = self._embedder.embed_queries([query[:_MAX_QUERY_CHARACTERS]])[0]
        return self._scoped.search(view, vector, filters=filters, limit=limit)


def _keys_of(view: LexicalView, document_ids: tuple[str, ...]) -> frozenset[int]:
    scope = Filters(document_ids=document_ids)
    return frozenset(view.keys(filters=scope, limit=max(1, view.count(scope))).tolist())
