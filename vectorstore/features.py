"""What a passage has to say for itself when a question is asked: one row of figures for each candidate.

The figures are those of learning to rank (Liu 2009, https://doi.org/10.1561/1500000016): scores of the arms
that found the passage, BM25 and coverage counted again on its text alone, and soft matching of tokens (the
best cosine of each token of the question, after ColBERT, https://arxiv.org/abs/2004.12832, with static
vectors). Where a figure cannot be told it is NaN. This module does not know how the figures are weighed.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vectorstore.analyzer import BIGRAM_MARK, Analyzer
from vectorstore.errors import RerankerUnavailable
from vectorstore.interaction import InteractionModel
from vectorstore.passages import IndexedPassage
from vectorstore.piece_tokens import CLAUSE_END, PieceTokens, TokenIds, unpack
from vectorstore.piece_tokens import distinct as distinct_of
from vectorstore.products import product
from vectorstore.static_embedder import StaticEmbedder
from vectorstore.vector_lengths import VectorLengths

FEATURES = (
    "fused",
    "keyword",
    "keyword_gap",
    "cosine",
    "cosine_gap",
    "token_bm25",
    "token_coverage",
    "pair_coverage",
    "soft_coverage",
    "soft_idf_coverage",
    "weakest_token",
    "soft_clause",
    "clause_cosine",
    "asked_share",
    "interaction",
    "interaction_gap",
    "heading_pairs",
    "heading_cosine",
    "heading_soft",
    "length",
    "authority",
)

_TOKEN_FIGURES = (
    "cosine",
    "cosine_gap",
    "token_bm25",
    "token_coverage",
    "soft_coverage",
    "soft_idf_coverage",
    "weakest_token",
    "soft_clause",
    "clause_cosine",
    "asked_share",
)

_HEADING_FIGURES = ("heading_pairs", "heading_cosine", "heading_soft")

_K1, _B = 1.2, 0.75
_TYPICAL_TOKENS = 60.0
_KEY_TOKENS = 4
_SMALL = 1e-6
_LENGTHS_KEPT = 16_384

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A passage to be ranked.

    ``fused`` is its joined score, ``keyword`` its BM25 score, or 0 where the keyword arm did not find it.
    """

    indexed: IndexedPassage
    fused: float
    keyword: float


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question made ready: tokens in ascending order with their shares of it, its pairs, its vector."""

    tokens: TokenIds
    idf: Floats
    shares: Floats
    idf_shares: Floats
    vectors: Floats
    vector: Floats
    pairs: list[str]
    pair_shares: Floats


class FeatureExtractor:
    """Computes ``FEATURES`` with the index's own words and the tokens of a static model.

    ``frequency`` tells how many passages hold a term, ``count`` how many there are; without an
    ``interaction`` its figures cannot be told. Thread-safe. Raises RerankerUnavailable where ``interaction``
    was made for another vocabulary than ``model``'s.
    """

    def __init__(
        self,
        analyzer: Analyzer,
        model: StaticEmbedder,
        piece_tokens: PieceTokens,
        *,
        frequency: Callable[[str], int],
        count: Callable[[], int],
        interaction: InteractionModel | None,
    ) -> None:
        self._analyzer = analyzer
        self._model = model
        self._piece_tokens = piece_tokens
        self._frequency = frequency
        self._count = count
        if interaction is not None and interaction.tokens != len(model.token_weights):
            raise RerankerUnavailable("the interaction model was made for another embedding model")
        self._interaction = interaction
        self._lengths = VectorLengths(most=_LENGTHS_KEPT)

    def extract(self, question: str, candidates: Sequence[Candidate]) -> Floats:
        """A matrix of shape (len(candidates), len(FEATURES))."""
        if not candidates:
            return np.zeros((0, len(FEATURES)), dtype=np.float32)
        asked = self._ask(question)
        kept = [unpack(candidate.indexed.tokens) for candidate in candidates]
        columns = {
            **_arm_figures(candidates),
            **self._token_figures(asked, [text for _, text in kept]),
            **self._interaction_figures(asked, kept),
            **self._heading_figures(asked, [c.indexed.heading for c in candidates], [h for h, _ in kept]),
            "pair_coverage": _pair_coverage(asked, [c.indexed.passage.text for c in candidates]),
            "length": np.log1p([len(text) for _, text in kept]),
            "authority": np.array([_number(candidate.indexed.authority) for candidate in candidates]),
        }
        return np.column_stack([columns[name] for name in FEATURES]).astype(np.float32)

    def weighed_tokens(self, question: str) -> tuple[TokenIds, Floats]:
        """The tokens of a question, each once and in ascending order, and how rare each is (its idf)."""
        asked = self._ask(question)
        return asked.tokens, asked.idf

    def _ask(self, question: str) -> _Asked:
        pieces = dict.fromkeys(
            p for p in self._analyzer.pieces(self._analyzer.fold(question)) if p[0].isalnum()
        )
        idf_of: dict[int, float] = {}
        for piece, idf in zip(pieces, self._idf(list(pieces)), strict=True):
            ids = self._piece_tokens.ids([piece])
            for token in ids.tolist():
                idf_of[token] = max(idf_of.get(token, 0.0), float(idf) / len(ids))
        tokens = np.array(sorted(idf_of), dtype=np.uint16)
        token_idf = np.array([idf_of[token] for token in tokens.tolist()], dtype=np.float32)
        weights, vectors = self._model.token_weights[tokens], self._model.token_vectors(tokens)
        marked = [t for t in self._analyzer.query_terms(question) if t.startswith(BIGRAM_MARK)]
        return _Asked(
            tokens=tokens,
            idf=token_idf,
            shares=_shares(weights),
            idf_shares=_shares(token_idf),
            vectors=vectors,
            vector=_unit(weights @ vectors),
            pairs=[term.removeprefix(BIGRAM_MARK) for term in marked],
            pair_shares=_shares(self._idf(marked)),
        )

    def _idf(self, terms: Sequence[str]) -> Floats:
        """Robertson and Spärck Jones' weight of each term, as BM25 in tantivy has it."""
        count = self._count()
        held = (min(self._frequency(term), count) for term in terms)
        return np.array([math.log1p((count - n + 0.5) / (n + 0.5)) for n in held], dtype=np.float32)

    def _token_figures(self, asked: _Asked, texts: Sequence[TokenIds]) -> dict[str, Floats]:
        """Exact and soft matching of tokens, in whole passages and in their clauses."""
        figures = {name: np.full(len(texts), np.nan, dtype=np.float32) for name in _TOKEN_FIGURES}
        found = _Clauses(texts)
        if not len(asked.tokens) or not len(found.tokens):
            return figures
        rows = found.passages
        distinct, place = distinct_of(found.tokens)
        vectors, weights = self._model.token_vectors(distinct), self._model.token_weights[distinct]
        similar, along_asked = _similarities(asked, vectors)
        best_in_clause = np.maximum.reduceat(similar[place], found.clause_starts, axis=0)
        best = np.maximum.reduceat(best_in_clause, found.clause_of_passage, axis=0)
        figures["soft_coverage"][rows] = best @ asked.shares
        figures["soft_idf_coverage"][rows] = best @ asked.idf_shares
        key = np.argsort(-asked.shares, kind="stable")[:_KEY_TOKENS]
        figures["weakest_token"][rows] = best[:, key].min(axis=1)
        figures["soft_clause"][rows] = np.maximum.reduceat(
            best_in_clause @ asked.shares, found.clause_of_passage
        )
        weighed = weights[place]
        near = np.add.reduceat(similar.max(axis=1)[place] * weighed, found.token_starts)
        figures["asked_share"][rows] = near / np.maximum(np.add.reduceat(weighed, found.token_starts), _SMALL)
        along = np.add.reduceat((along_asked * weights)[place], found.clause_starts)
        # Tokens of one clause are taken as at right angles: its true length would cost ten times as much.
        lengths = np.sqrt(np.add.reduceat(weighed**2, found.clause_starts))
        figures["clause_cosine"][rows] = np.maximum.reduceat(
            along / np.maximum(lengths, _SMALL), found.clause_of_passage
        )
        counts = _counts(found.row_of_token, place, (len(rows), len(distinct)))
        in_all = np.add.reduceat(along, found.clause_of_passage)
        lengths_of_texts = self._lengths.of([texts[row] for row in rows], counts, weights, vectors)
        cosine = in_all / np.maximum(lengths_of_texts, _SMALL)
        figures["cosine"][rows] = cosine
        figures["cosine_gap"][rows] = cosine.max() - cosine
        exact = _columns(counts, distinct, asked.tokens)
        figures["token_bm25"][rows] = _bm25_share(exact, asked.idf, counts.sum(axis=1))
        figures["token_coverage"][rows] = (exact > 0) @ asked.idf_shares
        return figures

    def _interaction_figures(
        self, asked: _Asked, kept: Sequence[tuple[TokenIds, TokenIds]]
    ) -> dict[str, Floats]:
        scores = np.full(len(kept), np.nan, dtype=np.float32)
        known = np.array([len(text) > 0 for _, text in kept])
        if self._interaction is not None and len(asked.tokens) and known.any():
            headings, texts = zip(*kept, strict=True)
            scores[known] = self._interaction.scores(asked.tokens, asked.idf, texts, headings)[known]
        return interaction_figures(scores)

    def _heading_figures(
        self, asked: _Asked, headings: Sequence[str], tokens: Sequence[TokenIds]
    ) -> dict[str, Floats]:
        """How much of the question the headings hold; each is looked at once, for passages share them."""
        distinct = {heading: ids for heading, ids in zip(headings, tokens, strict=True) if heading}
        figures = np.full((len(distinct) + 1, len(_HEADING_FIGURES)), np.nan, dtype=np.float32)
        if distinct:
            figures[:-1, 0] = _pair_coverage(asked, list(distinct))
            self._compare(asked, list(distinct.values()), figures[:-1, 1:])
        row = {heading: at for at, heading in enumerate(distinct)}
        # The last row is for passages without a heading.
        rows = figures[[row.get(heading, -1) for heading in headings]]
        return dict(zip(_HEADING_FIGURES, rows.T, strict=True))

    def _compare(self, asked: _Asked, texts: Sequence[TokenIds], figures: Floats) -> None:
        """Cosine and soft coverage of the question by short texts, put into ``figures`` of shape (n, 2)."""
        found = _Clauses(texts)
        if not len(asked.tokens) or not len(found.tokens):
            return
        distinct, place = distinct_of(found.tokens)
        vectors, weights = self._model.token_vectors(distinct), self._model.token_weights[distinct]
        counts = _counts(found.row_of_token, place, (len(found.passages), len(distinct)))
        similar, along_asked = _similarities(asked, vectors)
        along = np.add.reduceat((along_asked * weights)[place], found.token_starts)
        lengths = self._lengths.of([texts[row] for row in found.passages], counts, weights, vectors)
        figures[found.passages, 0] = along / np.maximum(lengths, _SMALL)
        best = np.maximum.reduceat(similar[place], found.token_starts, axis=0)
        figures[found.passages, 1] = best @ asked.shares


class _Clauses:
    """The tokens of all passages in one row, and where clauses and passages start in it.

    Passages without a known token are left out; ``passages`` holds the numbers of the others, and
    ``clause_of_passage`` the number of the first clause of each.
    """

    def __init__(self, texts: Sequence[TokenIds]) -> None:
        ended = [part for text in texts for part in (text, _END)]
        joined = np.concatenate(ended) if ended else _END
        sizes = np.array([len(text) + 1 for text in texts], dtype=np.intp)
        passage = np.repeat(np.arange(len(texts)), sizes)
        real = joined != CLAUSE_END
        clause = np.cumsum(~real)[: len(real)]
        self.tokens = joined[real]
        clause, passage = clause[real], passage[real]
        self.clause_starts = _starts(clause)
        self.token_starts = _starts(passage)
        self.passages = passage[self.token_starts]
        self.clause_of_passage = np.searchsorted(self.clause_starts, self.token_starts)
        self.row_of_token = np.searchsorted(self.passages, passage)


_END = np.array([CLAUSE_END], dtype=np.uint16)


def interaction_figures(scores: Floats) -> dict[str, Floats]:
    """The features that the scores of all candidates of a question give; NaN where a score is."""
    return {"interaction": scores, "interaction_gap": np.fmax.reduce(scores) - scores}


def _starts(groups: NDArray[np.intp]) -> NDArray[np.intp]:
    """Where each run of equal numbers begins."""
    return np.flatnonzero(np.diff(groups, prepend=-1))


def _arm_figures(candidates: Sequence[Candidate]) -> dict[str, Floats]:
    keyword = np.array([candidate.keyword for candidate in candidates], dtype=np.float32)
    best = float(keyword.max(initial=0.0))
    return {
        "fused": np.array([candidate.fused for candidate in candidates], dtype=np.float32),
        "keyword": keyword / np.float32(max(best, _SMALL)),
        "keyword_gap": np.float32(best) - keyword,
    }


def _similarities(asked: _Asked, vectors: Floats) -> tuple[Floats, Floats]:
    """The cosine of each of ``vectors`` with each token of the question, shape (n, tokens), and with all of
    it, shape (n,)."""
    both = product(vectors, np.column_stack([asked.vectors.T, asked.vector]))
    return both[:, :-1], both[:, -1]


def _counts(rows: NDArray[np.intp], columns: NDArray[np.intp], shape: tuple[int, int]) -> Floats:
    """How often each pair of row and column occurs."""
    flat = np.bincount(rows * shape[1] + columns, minlength=shape[0] * shape[1])
    return flat.reshape(shape).astype(np.float32)


def _columns(counts: Floats, distinct: TokenIds, tokens: TokenIds) -> Floats:
    """The counts of ``tokens``, shape (len(counts), len(tokens)); zero for those that are not there."""
    at = np.minimum(np.searchsorted(distinct, tokens), len(distinct) - 1)
    return np.where(distinct[at] == tokens, counts[:, at], np.float32(0))


def _bm25_share(counts: Floats, idf: Floats, lengths: Floats) -> Floats:
    """BM25 as a share of what a passage of these terms alone could reach."""
    norm = _K1 * (1 - _B + _B * lengths[:, None] / _TYPICAL_TOKENS)
    reached = (counts * (_K1 + 1) / (counts + norm)) @ idf
    return np.asarray(reached / max((_K1 + 1) * float(idf.sum()), _SMALL), dtype=np.float32)


def _pair_coverage(asked: _Asked, texts: Sequence[str]) -> Floats:
    held = np.array([[pair in text for pair in asked.pairs] for text in texts], dtype=np.float32)
    return np.asarray(held.reshape(len(texts), -1) @ asked.pair_shares, dtype=np.float32)


def _shares(weights: Floats) -> Floats:
    return np.asarray(weights / max(float(weights.sum()), _SMALL), dtype=np.float32)


def _number(value: int | None) -> float:
    return math.nan if value is None else float(value)


def _unit(vector: Floats) -> Floats:
    return vector / np.float32(max(float(np.linalg.norm(vector)), _SMALL))
