"""A whole archive taken in and asked about, beside the same work done the plain LangChain way."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from rich.console import Console
from rich.table import Table

from tests.benchmarks.langchain_way import LangChainWay
from tests.benchmarks.ways import Asked, Ingested, ServiceWay, Way
from tests.benchmarks.workload import Workload, right_documents, right_evidence

pytestmark = pytest.mark.benchmark


def test_an_archive_is_taken_in_and_answers(workload: Workload, tmp_path: Path) -> None:
    ways: Sequence[Way] = (ServiceWay(), LangChainWay())
    columns = [_measured(way, workload, tmp_path / way.name.replace(" ", "-")) for way in ways]
    table = Table("", *(way.name for way in ways), title=f"{workload.description}")
    for name in columns[0]:
        table.add_row(name, *(column[name] for column in columns))
    Console(width=100).print("", table)


def _measured(way: Way, workload: Workload, directory: Path) -> dict[str, str]:
    ingested = way.ingest(workload.documents, directory)
    asked = way.ask([question.question for question in workload.questions], directory)
    return _speed(ingested, asked) | _quality(asked, workload)


def _speed(ingested: Ingested, asked: Asked) -> dict[str, str]:
    return {
        "files": str(ingested.files),
        "passages": str(ingested.passages),
        "failures": str(ingested.failures),
        "ingest, s": f"{ingested.seconds:.1f}",
        "ingest, passages/s": f"{ingested.passages / ingested.seconds:.0f}",
        "ingest, peak MiB of all processes": _mebibytes(ingested.peak_bytes),
        "serving, peak MiB": _mebibytes(asked.peak_bytes),
        "start to ready, s": f"{asked.ready_s:.2f}",
        "questions": str(len(asked.seconds)),
        "a question, p50 ms": _milliseconds(asked.seconds, 0.5),
        "a question, p95 ms": _milliseconds(asked.seconds, 0.95),
    }


def _quality(asked: Asked, workload: Workload) -> dict[str, str]:
    rows = {}
    for first in (1, 5):
        documents = right_documents(workload.questions, asked.found, workload.documents, first)
        evidence = right_evidence(workload.questions, asked.found, first)
        rows[f"right document in the first {first}"] = _share(documents)
        rows[f"evidence in the first {first}"] = _share(evidence)
    return rows


def _milliseconds(seconds: Sequence[float], share: float) -> str:
    ordered = sorted(seconds)
    return f"{ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000:.0f}"


def _mebibytes(size: int) -> str:
    return f"{size / 2**20:.0f}"


def _share(held: Sequence[bool]) -> str:
    return f"{sum(held) / len(held):.3f} of {len(held)}" if held else "–"
