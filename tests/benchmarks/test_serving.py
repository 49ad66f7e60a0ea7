"""A running service: how fast it takes files in, and how many searches several clients get out of it."""

import http.client
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from rich.console import Console
from rich.table import Table

from qa_service.evaluation.retrieval import quantile
from tests.benchmarks.measuring import finish, running
from tests.benchmarks.recombination import PASSAGES_A_DOCUMENT, read_sentences
from tests.benchmarks.ways import ROOT

pytestmark = pytest.mark.benchmark

_STEPS = (sys.executable, "-m", "tests.benchmarks.serving_steps")
_SERVICE = Path(sys.executable).with_name("qa-service")
_CLIENTS = 8
_SECONDS = 15.0
_REPEATS = 3


def test_a_running_service_serves_several_clients_at_once(
    request: pytest.FixtureRequest, sentences: Path, tmp_path: Path
) -> None:
    made = read_sentences(sentences)
    documents, data = tmp_path / "documents", tmp_path / "data"
    documents.mkdir()
    for document in made.documents(0, request.config.getoption("--served") // PASSAGES_A_DOCUMENT):
        (documents / f"{document.number:06d}.md").write_text(document.markdown(), encoding="utf-8")
    finished = finish((*_STEPS, documents, data, tmp_path / "beside"), folder=ROOT)
    taken = json.loads(finished.output)
    with running((_SERVICE, "--data-dir", data, "serve", "--port", "0"), folder=ROOT) as service:
        address = urlsplit(service.first_line[service.first_line.index("http") :].strip()).netloc
        questions = made.questions(2000)
        _searched(address, questions[:20])
        rounds = [_served(address, questions) for _ in range(_REPEATS)]
    wholly, chroma = taken["passages"] / taken["wholly_s"], taken["passages"] / taken["chroma_alone_s"]
    table = Table("", "", title=f"{taken['passages']:,} passages, {_CLIENTS} clients of /api/search")
    table.add_row("answerable, passages/s", f"{taken['passages'] / taken['findable_s']:.0f}")
    table.add_row("wholly indexed, passages/s", f"{wholly:.0f}")
    table.add_row("Chroma alone, vectors/s", f"{chroma:.0f}")
    table.add_row("wholly indexed / Chroma alone", f"{wholly / chroma:.2f}")
    table.add_row("ingest, peak MiB of all processes", f"{finished.peak_bytes / 2**20:.0f}")
    table.add_row("start to ready, s", f"{service.ready_s:.2f}")
    table.add_row("serving, peak MiB", f"{service.peak_bytes / 2**20:.0f}")
    for name, share in (("p50", 0.5), ("p95", 0.95)):
        told = " · ".join(f"{quantile(milliseconds, share):.0f}" for _, milliseconds in rounds)
        table.add_row(f"a search, {name} ms, {_REPEATS} rounds", told)
    table.add_row("searches/s", " · ".join(f"{rate:.0f}" for rate, _ in rounds))
    Console(width=100).print("", table)


def _served(address: str, questions: list[str]) -> tuple[float, list[float]]:
    """Searches a second, and the milliseconds of each, of clients that ask again as soon as they are told."""
    ends = time.perf_counter() + _SECONDS
    with ThreadPoolExecutor(_CLIENTS) as clients:
        shares = [
            clients.submit(_searched, address, questions[client::_CLIENTS], ends)
            for client in range(_CLIENTS)
        ]
        milliseconds = [one for share in shares for one in share.result()]
    return len(milliseconds) / _SECONDS, milliseconds


def _searched(address: str, questions: list[str], ends: float = float("inf")) -> list[float]:
    connection = http.client.HTTPConnection(address, timeout=60)
    milliseconds = []
    for question in questions:
        if time.perf_counter() > ends:
            break
        body = json.dumps({"query": question, "limit": 10})
        started = time.perf_counter()
        connection.request("POST", "/api/search", body, {"Content-Type": "application/json"})
        reply = connection.getresponse()
        content = reply.read()
        assert reply.status == 200, content
        milliseconds.append((time.perf_counter() - started) * 1000)
    connection.close()
    return milliseconds
