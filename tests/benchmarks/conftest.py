"""What the benchmarks work on; ``make help`` names the variables of ``make bench`` that choose it."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.benchmarks.retrieval_sets import RetrievalSet, sample_set, sets_in
from tests.benchmarks.workload import SEEDS, Workload, given, recombined


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("benchmarks")
    group.addoption("--corpus", type=Path, help="folder of documents; else recombined from seeds/documents")
    group.addoption("--questions", type=Path, help="file of questions, as evaluate takes them")
    group.addoption("--sample", type=int, default=0, help="how many files of the corpus to take; 0: all")
    group.addoption("--retrieval", type=Path, help="folder of NAME.passages and NAME_*.queries .jsonl.xz")


@pytest.fixture
def workload(request: pytest.FixtureRequest, tmp_path: Path) -> Workload:
    corpus: Path | None = request.config.getoption("--corpus")
    questions: Path = request.config.getoption("--questions") or SEEDS / "questions.jsonl"
    if corpus is None:
        return recombined(tmp_path / "corpus")
    sample: int = request.config.getoption("--sample")
    return given(corpus.resolve(), questions, sample=sample, folder=tmp_path / "corpus")


@pytest.fixture
def retrieval_sets(request: pytest.FixtureRequest) -> Sequence[RetrievalSet]:
    folder: Path | None = request.config.getoption("--retrieval")
    return sets_in(folder.resolve()) if folder else (sample_set(),)
