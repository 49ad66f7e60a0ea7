"""PassageIndex: passages in, hits out. Keyword and vector search side by side in one folder.

The folder holds ``manifest.json``, ``keyword/`` (tantivy) and ``dense/`` (Chroma). It is derived: whoever
owns the library makes a new one in a fresh folder when this one raises IndexDamaged or IndexMismatch. Keyword
search serves while vectors are still missing. This module does not know the library, nor how vectors are made
for passages: they come with the entries.
"""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import MappingProxyType

import numpy as np

from vectorstore.analyzer import Analyzer
from vectorstore.arms import Arms
from vectorstore.dense import DenseIndex
from vectorstore.embedders import Embedder
from vectorstore.features import Candidate, FeatureExtractor
from vectorstore.interaction import InteractionModel
from vectorstore.lexical import FieldWeights, LexicalIndex, LexicalView
from vectorstore.loading import DenseLoader, open_dense, open_or_renew_dense
from vectorstore.manifest import FORMAT, Manifest
from vectorstore.passages import (
    Arm,
    DocumentFacts,
    Filters,
    Hit,
    IndexEntry,
    Passage,
    Vectors,
)
from vectorstore.piece_tokens import PieceTokens
from vectorstore.ranked import Found, best_first, candidates_of, hits_of, join, shortlist
from vectorstore.reranker import BUILT_IN, Explanation, Reranker, piece_tokens_of
from vectorstore.static_embedder import StaticEmbedder
from vectorstore.token_likeness import TokenLikeness

_KEYWORD = "keyword"
_DENSE = "dense"
_EVERYWHERE = Filters()
# Among 60 so chosen the right one of 60,535 articles is for 0.83 of 500 held-out questions, among the first
# 60 of the fused list for 0.61; for 507 questions on encyclopedia paragraphs 0.994 both.
_RERANKED: Mapping[Arm, int] = MappingProxyType({"keyword": 20, "dense": 40})
_RERANKED_BY_KEYWORD: Mapping[Arm, int] = MappingProxyType({"keyword": 60})


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexOptions:
    """How lists are weighed and joined.

    ``dense_weight`` and ``exact_weight`` are shares of a fused score beside the keyword arm's 1; a
    ``dense_weight`` of None takes the embedder's own. ``candidates`` is how many hits of each arm are joined.
    An ``exact_weight`` of 3 lets the passage that bears the number asked for come first (250 questions for an
    article by title and number: recall@1 0.02 without, 0.21 at 1, 0.90 at 2, 0.94 at 3).

    The learned ranker needs the model that ships: with another embedder, or with ``rerank`` off, the fused
    list is the answer.
    """

    weights: FieldWeights = field(default_factory=FieldWeights)
    dense_weight: float | None = None
    exact_weight: float = 3.0
    candidates: int = 100
    rerank: bool = True

    def __post_init__(self) -> None:
        if self.candidates <= 0:
            raise ValueError("candidates must be above 0")


class PassageIndex:
    """Finds passages by words, by meaning, and by the numbers they bear.

    Made with ``create`` or ``open``. ``add``, ``remove`` and their kin are seen after ``commit``. Any number
    of threads may search while others write; writers wait for one another. The folder must have one owner.
    """

    def __init__(
        self,
        *,
        embedder: Embedder,
        options: IndexOptions,
        analyzer: Analyzer,
        keyword: LexicalIndex,
        load_dense: Callable[[], DenseIndex],
        reload_dense: Callable[[], DenseIndex],
        reranker: Reranker | None,
    ) -> None:
        self.embedder = embedder
        self._options = options
        self._analyzer = analyzer
        self._keyword = keyword
        self._writing = threading.RLock()
        self._complete = False
        self._unpaired = False
        self._dense = DenseLoader(load_dense, reload_dense)
        self._arms = Arms(analyzer, embedder, self._dense)
        self._reranker = reranker
        self.likeness = TokenLikeness(embedder) if isinstance(embedder, StaticEmbedder) else None

    @classmethod
    def create(
        cls, directory: Path, embedder: Embedder, options: IndexOptions = IndexOptions()
    ) -> "PassageIndex":
        """A new, empty index. Raises FileExistsError where ``directory`` holds anything."""
        directory.mkdir(parents=True, exist_ok=True)
        if any(directory.iterdir()):
            raise FileExistsError(f"{directory} is not empty")
        analyzer, piece_tokens = Analyzer(), piece_tokens_of(embedder)
        keyword = LexicalIndex.create(directory / _KEYWORD, analyzer, options.weights, piece_tokens)
        dense = DenseIndex.create(directory / _DENSE, _leading_of(embedder))
        _wanted(analyzer, embedder).write(directory)
        index = cls(
            embedder=embedder,
            options=options,
            analyzer=analyzer,
            keyword=keyword,
            load_dense=lambda: dense,
            reload_dense=_dense_of(open_or_renew_dense, directory, embedder),
            reranker=_reranker(options, analyzer, embedder, piece_tokens, keyword),
        )
        index.load_vectors()
        return index

    @classmethod
    def open(
        cls,
        directory: Path,
        embedder: Embedder,
        options: IndexOptions = IndexOptions(),
        *,
        vectors_later: bool = False,
    ) -> "PassageIndex":
        """The index that ``create`` made.

        With ``vectors_later`` keyword search serves alone until ``load_vectors`` has been called; vectors
        that turn out unreadable then are dropped, and missing (``missing_vectors``).

        Raises IndexDamaged where pieces are missing or cannot be read, IndexMismatch where it was built with
        another analyzer, lexicon or embedder.
        """
        manifest = Manifest.read(directory)
        analyzer, piece_tokens = Analyzer(), piece_tokens_of(embedder)
        manifest.require(_wanted(analyzer, embedder))
        keyword = LexicalIndex.open(directory / _KEYWORD, analyzer, options.weights, piece_tokens)
        DenseIndex.require_files(directory / _DENSE)
        index = cls(
            embedder=embedder,
            options=options,
            analyzer=analyzer,
            keyword=keyword,
            load_dense=_dense_of(open_or_renew_dense if vectors_later else open_dense, directory, embedder),
            reload_dense=_dense_of(open_or_renew_dense, directory, embedder),
            reranker=_reranker(options, analyzer, embedder, piece_tokens, keyword),
        )
        if not vectors_later:
            index.load_vectors()
        return index

    @property
    def analyzer(self) -> Analyzer:
        return self._analyzer

    @property
    def dense_ready(self) -> bool:
        """True when every passage had its vector at the last commit; until then ``search`` is by keyword."""
        return self._complete and self._arms.failure is None

    def add(self, entries: Sequence[IndexEntry]) -> None:
        """Put passages in with their vectors; idempotent by ``passage_id``; headings are left out."""
        with self._writing:
            kept = [entry for entry in entries if not entry.passage.is_heading]
            if kept:
                self._dense.get_sound().put(
                    [e.passage.passage_id for e in kept], np.stack([e.vector for e in kept])
                )
                self._keyword.add([(entry.passage, entry.facts) for entry in kept])

    def add_keywords(self, passages: Iterable[tuple[Passage, DocumentFacts]]) -> None:
        """Put passages in for keyword search alone; their vectors may follow with ``add_vectors``."""
        with self._writing:
            self._unpaired = True
            self._keyword.add([pair for pair in passages if not pair[0].is_heading])

    def add_vectors(self, passage_ids: Sequence[str], vectors: Vectors) -> None:
        """Put in the vectors, shape (len(passage_ids), dimensions), of passages that are in by keyword."""
        with self._writing:
            if passage_ids:
                self._unpaired = True
                self._dense.get_sound().put(passage_ids, vectors)

    def load_vectors(self) -> None:
        """Read the vectors, if that is still to be done, or anew where their index has failed. Raises
        IndexDamaged, IndexDiskFull."""
        self._count_vectors(self._dense.get_sound())
        self._arms.forget()

    def missing_vectors(self) -> list[str]:
        """Ids of the committed passages that have no vector yet; about two seconds at 150,000."""
        held = self._dense.get().ids()
        all_ids = self._keyword.passage_ids(filters=_EVERYWHERE, limit=max(1, self._keyword.count()))
        return [passage_id for passage_id in all_ids if passage_id not in held]

    def remove(self, document_ids: Sequence[str]) -> None:
        """Take documents out; ids that are not there are no error."""
        with self._writing:
            if not document_ids:
                return
            scope = Filters(document_ids=tuple(document_ids))
            count = self._keyword.count(scope)
            if count:
                self._dense.get_sound().remove(self._keyword.passage_ids(filters=scope, limit=count))
            self._unpaired |= not self._complete
            self._keyword.remove(document_ids)

    def commit(self) -> None:
        """Make what was added and removed visible and durable."""
        with self._writing:
            self._keyword.commit()
            self._arms.forget()
            if self._unpaired and self._dense.loaded:
                self._count_vectors(self._dense.get_sound())

    @property
    def reranks(self) -> bool:
        """True when a ranking model orders what the arms have found."""
        return self._reranker is not None

    def search(
        self, query: str, *, filters: Filters = _EVERYWHERE, limit: int = 20, rerank: bool = True
    ) -> list[Hit]:
        """The best passages of the scope, all arms joined, then reranked. Any text is a query.

        Scores are the ranker's chances that a passage answers, or where nothing was reranked fused scores.
        Without vectors, or when the vector index fails, the keyword arm serves alone (``dense_ready`` tells,
        ``check`` raises). Where a passage is asked for by its number (第四十七条), the fused order stands.
        """
        if limit < 1:
            return []
        view = self._keyword.view()
        found = self._found(view, query, filters, limit)
        if not rerank or self._reranker is None or found.get("exact"):
            return self._joined(view, found, limit)
        hits, candidates = self._shortlist(view, found, limit)
        chances = self._reranker.chances(query, candidates)
        return [hit for hit, _ in best_first(hits, chances, chances)][:limit]

    def explain(
        self, query: str, *, filters: Filters = _EVERYWHERE, limit: int = 20
    ) -> list[tuple[Hit, Explanation | None]]:
        """What ``search`` finds, with where each score comes from; None where nothing was reranked."""
        if limit < 1:
            return []
        view = self._keyword.view()
        found = self._found(view, query, filters, limit)
        if self._reranker is None or found.get("exact"):
            return [(hit, None) for hit in self._joined(view, found, limit)]
        hits, candidates = self._shortlist(view, found, limit)
        told = self._reranker.explain(query, candidates)
        ranked = best_first(hits, [explanation.chance for explanation in told], told)
        return [(hit, explanation) for hit, explanation in ranked[:limit]]

    def candidates(self, query: str, *, filters: Filters = _EVERYWHERE) -> tuple[list[Hit], list[Candidate]]:
        """What would be reranked, best fused score first, and what a ranker may know of each."""
        view = self._keyword.view()
        return self._shortlist(view, self._found(view, query, filters, 0), 0)

    def search_arm(
        self, arm: Arm, query: str, *, filters: Filters = _EVERYWHERE, limit: int = 20
    ) -> list[Hit]:
        """The best passages of one arm; ``exact`` are those that bear a 第…条 or document number named.

        Scores: BM25 for keyword and exact, cosine similarity for dense.
        """
        if limit < 1:
            return []
        view = self._keyword.view()
        found = self._arms.find_by(arm, view, query, filters, limit)
        return hits_of(found, view.read(key for key, _ in found), {arm: found})

    def count(self, filters: Filters = _EVERYWHERE) -> int:
        """How many passages can be found, in all or within a scope; headings are not counted."""
        return self._keyword.count(filters)

    def frequency(self, word: str) -> int:
        """How many passages hold ``word``, which is folded text; an upper bound for a rare compound."""
        return self._keyword.frequency(word)

    def check(self) -> None:
        """Read every stored passage and through the vectors. Raises IndexDamaged; takes seconds at
        150,000."""
        if self._arms.failure is not None:
            raise self._arms.failure
        self._keyword.check()
        self._dense.get().check()

    def close(self) -> None:
        """Let go of the files; what was not committed is dropped."""
        with self._writing:
            self._keyword.close()
            self._dense.close()

    @property
    def _dense_weight(self) -> float:
        chosen = self._options.dense_weight
        return self.embedder.fusion_weight if chosen is None else chosen

    def _found(self, view: LexicalView, query: str, filters: Filters, limit: int) -> Found:
        weights = self._arm_weights
        arms = frozenset(arm for arm in weights if weights[arm] > 0 and (arm != "dense" or self.dense_ready))
        return self._arms.find(arms | {"keyword"}, view, query, filters, max(limit, self._options.candidates))

    @property
    def _arm_weights(self) -> dict[Arm, float]:
        return {"keyword": 1.0, "exact": self._options.exact_weight, "dense": self._dense_weight}

    def _joined(self, view: LexicalView, found: Found, limit: int) -> list[Hit]:
        ranked = join(found, self._arm_weights)[:limit]
        return hits_of(ranked, view.read(key for key, _ in ranked), found)

    def _shortlist(self, view: LexicalView, found: Found, limit: int) -> tuple[list[Hit], list[Candidate]]:
        depths = _RERANKED if found.get("dense") else _RERANKED_BY_KEYWORD
        ranked = shortlist(found, self._arm_weights, depths, limit)
        passages = view.read(key for key, _ in ranked)
        return hits_of(ranked, passages, found), candidates_of(ranked, passages, found)

    def _count_vectors(self, dense: DenseIndex) -> None:
        with self._writing:
            self._complete = dense.count() >= self._keyword.count()
            self._unpaired = not self._complete


def _reranker(
    options: IndexOptions,
    analyzer: Analyzer,
    embedder: Embedder,
    piece_tokens: PieceTokens | None,
    keyword: LexicalIndex,
) -> Reranker | None:
    """The ranker that ships; none where it is off, or where its tokens are not kept."""
    if not options.rerank or piece_tokens is None or not isinstance(embedder, StaticEmbedder):
        return None
    extractor = FeatureExtractor(
        analyzer,
        embedder,
        piece_tokens,
        frequency=keyword.frequency,
        count=keyword.count,
        interaction=InteractionModel(BUILT_IN),
    )
    return Reranker(extractor)


def _dense_of(
    open_it: Callable[[Path, int, int | None], DenseIndex], directory: Path, embedder: Embedder
) -> Callable[[], DenseIndex]:
    return partial(open_it, directory / _DENSE, embedder.dimensions, _leading_of(embedder))


def _wanted(analyzer: Analyzer, embedder: Embedder) -> Manifest:
    return Manifest(
        format=FORMAT,
        analyzer=analyzer.version,
        lexicon=analyzer.lexicon_version,
        embedder=embedder.name,
        dimensions=embedder.dimensions,
        graph_dimensions=_leading_of(embedder) or embedder.dimensions,
    )


def _leading_of(embedder: Embedder) -> int | None:
    """How many components of a vector its graph needs; None for all."""
    return embedder.leading_dimensions if isinstance(embedder, StaticEmbedder) else None
