"""What the benchmarks work on: ``make bench CORPUS=folder QUESTIONS=file SAMPLE=files``."""

from pathlib import Path

import pytest

from tests.benchmarks.workload import SEEDS, Workload, given, recombined


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("benchmarks")
    group.addoption("--corpus", type=Path, help="folder of documents; else recombined from seeds/documents")
    group.addoption("--questions", type=Path, help="file of questions, as evaluate takes them")
    group.addoption("--sample", type=int, default=0, help="how many files of the corpus to take; 0: all")


@pytest.fixture
def workload(request: pytest.FixtureRequest, tmp_path: Path) -> Workload:
    corpus: Path | None = request.config.getoption("--corpus")
    questions: Path = request.config.getoption("--questions") or SEEDS / "questions.jsonl"
    if corpus is None:
        return recombined(tmp_path / "corpus")
    sample: int = request.config.getoption("--sample")
    return given(corpus.resolve(), questions, sample=sample, folder=tmp_path / "corpus")
