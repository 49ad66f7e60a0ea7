"""What each part of finding earns, beside plain LangChain, over the sets of a folder."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from rich.console import Console
from rich.table import Table

from qa_service.evaluation.retrieval import evaluate_retrieval, fill_index
from tests.benchmarks.langchain_way import score_ensemble
from tests.benchmarks.retrieval_sets import RetrievalSet
from vectorstore.embedders import EmbeddingOptions, load_embedder
from vectorstore.index import IndexOptions

pytestmark = pytest.mark.benchmark

_COLUMNS = ("recall@1", "recall@5", "recall@20", "mrr@10", "ms", "p50_ms", "p95_ms")


def test_each_part_of_finding_shows_what_it_earns(
    retrieval_sets: Sequence[RetrievalSet], tmp_path: Path
) -> None:
    embedder = load_embedder(EmbeddingOptions())
    console = Console(width=110)
    for one in retrieval_sets:
        index = fill_index(tmp_path / one.name, one.passages, embedder, IndexOptions())
        stages = dict(evaluate_retrieval(index, one.queries))
        index.close()
        stages["plain LangChain"] = score_ensemble(one, tmp_path / f"{one.name}-langchain")
        console.print("", _table(one, stages))


def _table(one: RetrievalSet, stages: Mapping[str, Mapping[str, float]]) -> Table:
    title = f"{one.name}: {len(one.passages)} passages, {len(one.queries)} queries"
    table = Table("", title=title)
    for column in _COLUMNS:
        table.add_column(column, justify="right")
    for name, figures in stages.items():
        cells = (f"{figures[c]:.1f}" if c.endswith("ms") else f"{figures[c]:.3f}" for c in _COLUMNS)
        table.add_row(name, *cells)
    return table
