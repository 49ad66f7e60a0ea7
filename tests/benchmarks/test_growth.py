"""An index that grows: how fast it is searched and filled, and what it takes, from size to size."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from rich.console import Console

from tests.benchmarks.growth import Growth, table, write_figures
from tests.benchmarks.measuring import finish, running
from tests.benchmarks.recombination import PASSAGES_A_DOCUMENT
from tests.benchmarks.ways import ROOT

pytestmark = pytest.mark.benchmark

_STEPS = (sys.executable, "-m", "tests.benchmarks.growth_steps")
_QUESTIONS = 200


def test_search_keeps_its_pace_as_the_index_grows(
    request: pytest.FixtureRequest, sentences: Path, figures: Path | None, tmp_path: Path
) -> None:
    sizes: Sequence[int] = request.config.getoption("--sizes")
    most_beside: int = request.config.getoption("--beside")
    measured: list[Growth] = []
    for size in sorted(sizes):
        before = measured[-1].passages if measured else 0
        beside = tmp_path / "chroma-alone" if size <= most_beside else None
        measured.append(_grown(sentences, tmp_path / "index", before, size, beside))
        Console(width=60 + 12 * len(sizes)).print("", table(measured))
        if figures is not None:
            write_figures(measured, figures)


def _grown(sentences: Path, directory: Path, before: int, size: int, beside: Path | None) -> Growth:
    first, last = before // PASSAGES_A_DOCUMENT, size // PASSAGES_A_DOCUMENT
    filling = (*_STEPS, "fill", sentences, directory, str(first), str(last), beside or "-")
    filled = json.loads(finish(filling, folder=ROOT).output)
    with running((*_STEPS, "search", sentences, directory, str(_QUESTIONS)), folder=ROOT) as process:
        report = json.loads(process.stdout.readline())
    return Growth(
        passages=report["count"],
        added=(last - first) * PASSAGES_A_DOCUMENT,
        seconds=filled,
        milliseconds=report["milliseconds"],
        found={kind: count / _QUESTIONS for kind, count in report["found"].items()},
        ready_s=process.ready_s,
        peak_bytes=report["peak_bytes"],
        disk_bytes=sum(file.stat().st_size for file in directory.rglob("*") if file.is_file()),
    )
