"""What the benchmarks work on; ``make help`` names the variables of ``make bench`` that choose it."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.benchmarks.recombination import gather_sentences
from tests.benchmarks.retrieval_sets import RetrievalSet, sample_set, sets_in
from tests.benchmarks.workload import SEEDS, Workload, given, recombined


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("benchmarks")
    group.addoption("--corpus", type=Path, help="folder of documents; else recombined from seeds/documents")
    group.addoption("--questions", type=Path, help="file of questions, as evaluate takes them")
    group.addoption("--sample", type=int, default=0, help="how many files of the corpus to take; 0: all")
    group.addoption("--retrieval", type=Path, help="folder of NAME.passages and NAME_*.queries .jsonl.xz")
    group.addoption("--sizes", type=_numbers, default=(2_000, 10_000), help="passages, for growth")
    group.addoption("--beside", type=int, default=150_000, help="Chroma alone is measured up to this size")
    group.addoption("--served", type=int, default=4_000, help="passages of the service that is searched")
    group.addoption("--figures", type=Path, help="folder for the table and the plot of growth")


def _numbers(given: str) -> tuple[int, ...]:
    return tuple(int(number.replace("_", "")) for number in given.split(","))


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


@pytest.fixture(scope="session")
def sentences(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the corpus's sentences."""
    corpus: Path = request.config.getoption("--corpus") or SEEDS / "documents"
    file = tmp_path_factory.mktemp("sentences") / "sentences.jsonl"
    gather_sentences(corpus.resolve(), file)
    return file


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Path | None:
    folder: Path | None = request.config.getoption("--figures")
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
    return folder
