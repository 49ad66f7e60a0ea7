"""Retrieval alone, over given passages and queries: recall, MRR, nDCG and milliseconds for each stage.

Recall@k is the share of queries with a right passage among the first k, the top-k accuracy of Karpukhin et
al. 2020, https://arxiv.org/abs/2004.04906. Any gold passage answers a query that has several, so how many of
them were found does not count. MRR and nDCG (binary gains, Järvelin & Kekäläinen 2002,
https://doi.org/10.1145/582415.582418) look at the first ten; nDCG counts every gold passage. All are means
over queries. Answers use the stage ``reranked``; with an embedder that the ranker does not know it is
``fused`` once more.
"""

import math
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa_service.evaluation.errors import QuestionFileError
from qa_service.evaluation.files import read_rows, text_of, texts
from vectorstore.embedders import Embedder
from vectorstore.index import IndexOptions, PassageIndex
from vectorstore.passages import DocumentFacts, Hit, IndexEntry, Passage

STAGES = ("keyword", "dense", "fused", "reranked")
DEFAULT_STAGE = "reranked"
RECALL_AT = (1, 5, 20)
RANK_CUT = 10
_BATCH = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query and the ids of the passages that are right for it."""

    text: str
    gold: frozenset[str]


def read_passages(path: Path) -> Mapping[str, str]:
    """Id to text, of a file with ``{"id", "text"}`` a line, plain or .xz. Raises QuestionFileError."""
    return {str(row.get("id")): text_of(row, "text", path, line) for line, row in read_rows(path)}


def read_queries(path: Path) -> tuple[Query, ...]:
    """The queries of a file with ``{"query", "gold": [id]}`` a line. Raises QuestionFileError."""
    queries = tuple(
        Query(text=text_of(row, "query", path, line), gold=frozenset(texts(row.get("gold"))))
        for line, row in read_rows(path)
    )
    for line, query in enumerate(queries, start=1):
        if not query.gold:
            raise QuestionFileError(file=path.name, line=line, reason="gold")
    return queries


def fill_index(
    directory: Path,
    passages: Mapping[str, str],
    embedder: Embedder,
    options: IndexOptions,
    *,
    on_progress: Callable[[int], None] = lambda done: None,
) -> PassageIndex:
    """A fresh index of the passages, each as a document of its own."""
    index = PassageIndex.create(directory, embedder, options)
    rows = list(passages.items())
    for start in range(0, len(rows), _BATCH):
        batch = rows[start : start + _BATCH]
        vectors = embedder.embed_passages([text for _, text in batch])
        index.add(
            [
                IndexEntry(passage=_passage(key, text), facts=DocumentFacts(title=""), vector=vector)
                for (key, text), vector in zip(batch, vectors, strict=True)
            ]
        )
        on_progress(start + len(batch))
    index.commit()
    return index


def _passage(key: str, text: str) -> Passage:
    return Passage(
        passage_id=f"{key}-1", document_id=key, paragraph=1, section=(), text=text, start=0, end=len(text)
    )


def evaluate_retrieval(
    index: PassageIndex,
    queries: Sequence[Query],
    *,
    on_progress: Callable[[int], None] = lambda done: None,
) -> Mapping[str, Mapping[str, float]]:
    """Figures of each of STAGES: ``recall@`` 1, 5 and 20, ``mrr@10``, ``ndcg@10``; of the milliseconds that a
    query takes the mean ``ms``, and the quantiles ``p50_ms`` and ``p95_ms``."""
    figures = {}
    for number, name in enumerate(STAGES):
        search = _search(index, name)
        # What is read at the first search only is no part of a query's time.
        search(queries[0].text if queries else "")
        rankings, milliseconds = [], []
        for done, query in enumerate(queries, start=1):
            started = time.perf_counter()
            hits = search(query.text)
            milliseconds.append((time.perf_counter() - started) * 1000)
            rankings.append([hit.passage.document_id for hit in hits])
            on_progress(number * len(queries) + done)
        figures[name] = {**score_rankings(rankings, queries), **durations(milliseconds)}
    return figures


def _search(index: PassageIndex, stage: str) -> Callable[[str], Sequence[Hit]]:
    limit = max(*RECALL_AT, RANK_CUT)
    stages: Mapping[str, Callable[[str], Sequence[Hit]]] = {
        "keyword": lambda text: index.search_arm("keyword", text, limit=limit),
        "dense": lambda text: index.search_arm("dense", text, limit=limit),
        "fused": lambda text: index.search(text, limit=limit, rerank=False),
        "reranked": lambda text: index.search(text, limit=limit, rerank=True),
    }
    return stages[stage]


def score_rankings(rankings: Sequence[Sequence[str]], queries: Sequence[Query]) -> dict[str, float]:
    """The means over all queries; ``rankings`` holds the ids found for each, best first, none twice."""
    pairs = [(ranking, query.gold) for ranking, query in zip(rankings, queries, strict=True)]
    figures = {f"recall@{k}": _mean([found(ranking, gold, k) for ranking, gold in pairs]) for k in RECALL_AT}
    figures[f"mrr@{RANK_CUT}"] = _mean([reciprocal_rank(ranking, gold, RANK_CUT) for ranking, gold in pairs])
    figures[f"ndcg@{RANK_CUT}"] = _mean([ndcg(ranking, gold, RANK_CUT) for ranking, gold in pairs])
    return figures


def found(ranking: Sequence[str], gold: Collection[str], k: int) -> bool:
    """Whether one of the first ``k`` is right; its mean over queries is recall@k."""
    return not set(ranking[:k]).isdisjoint(gold)


def reciprocal_rank(ranking: Sequence[str], gold: Collection[str], k: int) -> float:
    return next((1 / rank for rank, key in enumerate(ranking[:k], start=1) if key in gold), 0.0)


def ndcg(ranking: Sequence[str], gold: Collection[str], k: int) -> float:
    gained = sum(1 / math.log2(rank + 1) for rank, key in enumerate(ranking[:k], start=1) if key in gold)
    best = sum(1 / math.log2(rank + 1) for rank in range(1, min(len(gold), k) + 1))
    return gained / best


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least ``share`` of the values do not exceed; 0 where there are none."""
    ordered = sorted(values)
    return ordered[max(math.ceil(share * len(ordered)) - 1, 0)] if ordered else 0.0


def durations(milliseconds: Sequence[float]) -> dict[str, float]:
    """Their mean ``ms``, ``p50_ms`` and ``p95_ms``."""
    return {
        "ms": _mean(milliseconds),
        "p50_ms": quantile(milliseconds, 0.5),
        "p95_ms": quantile(milliseconds, 0.95),
    }


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
