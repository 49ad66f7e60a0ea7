"""Generated answers: what the service adds to an LLM's first token, and a hundred streams at once.

Client, service and LLM server are processes of their own on one machine: they share its clock and its cores,
so that what client and LLM server compute is in the figures.
"""

import asyncio
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from rich.console import Console
from rich.table import Table

from qa_service.evaluation.retrieval import quantile
from tests.benchmarks.measuring import cpu_seconds, finish
from tests.benchmarks.ways import ROOT

pytestmark = pytest.mark.benchmark

_SERVICE = Path(sys.executable).with_name("qa-service")
_STREAMS = (1, 10, 50, 100)
_TRIED_QUESTIONS = 20
_SAID_AT = re.compile(r"时刻(\d+\.\d{6})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Streamed:
    """One stream: milliseconds from the LLM's first piece to the client, seconds in all, how it ended."""

    added_ms: float | None
    first_event_s: float
    whole_s: float
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """Streams that began at once, and the CPU seconds of client, service and LLM server meanwhile."""

    streams: list[Streamed]
    cpu_s: list[float]


def test_what_the_service_adds_to_the_first_token(tmp_path: Path) -> None:
    data = tmp_path / "data"
    finish((_SERVICE, "--data-dir", data, "ingest", ROOT / "seeds" / "documents"), folder=ROOT)
    llm = (sys.executable, "-m", "tests.benchmarks.llm_steps")
    with subprocess.Popen(llm, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        model = {
            "QA_ANSWERING__MODEL": "openai:scripted",
            "QA_ANSWERING__BASE_URL": server.stdout.readline().strip(),
        }
        command = (_SERVICE, "--data-dir", data, "serve", "--port", "0")
        with subprocess.Popen(
            command, cwd=ROOT, env=os.environ | model, stdout=subprocess.PIPE, text=True
        ) as service:
            try:
                assert service.stdout is not None
                line = service.stdout.readline()
                url = line[line.index("http") :].strip()
                questions = _written_about(url)
                processes = (os.getpid(), service.pid, server.pid)
                rounds = {count: _round(url, questions, count, processes) for count in _STREAMS}
            finally:
                service.terminate()
                server.communicate()
    _print(rounds, questions=len(questions))
    assert {s.kind for one in rounds.values() for s in one.streams} == {"generated"}


def _written_about(url: str) -> list[str]:
    """Questions of the samples that this LLM is asked about, and says what holds."""
    lines = (ROOT / "seeds" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    tried = [str(json.loads(line)["question"]) for line in lines[:_TRIED_QUESTIONS]]
    found = asyncio.run(_streams(url, tried))
    return [question for question, one in zip(tried, found, strict=True) if one.kind == "generated"]


def _round(url: str, questions: list[str], count: int, processes: Sequence[int]) -> Round:
    before = [cpu_seconds(pid) for pid in processes]
    streams = asyncio.run(_streams(url, [questions[at % len(questions)] for at in range(count)]))
    return Round(
        streams=streams,
        cpu_s=[cpu_seconds(pid) - b for pid, b in zip(processes, before, strict=True)],
    )


async def _streams(url: str, questions: Sequence[str]) -> list[Streamed]:
    limits = httpx.Limits(max_connections=len(questions))
    async with httpx.AsyncClient(base_url=url, timeout=120, limits=limits) as client:
        return await asyncio.gather(*(_stream(client, question) for question in questions))


async def _stream(client: httpx.AsyncClient, question: str) -> Streamed:
    started = time.monotonic()
    added, first, kind, event = None, 0.0, "error", ""
    async with client.stream("POST", "/api/chat", json={"message": question}) as reply:
        async for line in reply.aiter_lines():
            now = time.monotonic()
            if line.startswith("event:"):
                event = line[6:].strip()
                first = first or now - started
            elif line.startswith("data:") and event == "delta" and added is None:
                said = _SAID_AT.search(line)
                added = (now - float(said[1])) * 1000 if said else None
            elif line.startswith("data:") and event == "answer":
                reply_of = json.loads(line[5:])
                kind = (reply_of["fallback"] or {"code": reply_of["kind"]})["code"]
    return Streamed(added_ms=added, first_event_s=first, whole_s=time.monotonic() - started, kind=kind)


def _print(rounds: dict[int, Round], *, questions: int) -> None:
    table = Table(
        "streams at once",
        "first token later, p50 ms",
        "p95 ms",
        "most ms",
        "sources shown, p95 s",
        "whole, p95 s",
        "not generated",
        "CPU s: client, service, LLM",
        title="What the service adds to an LLM that thinks 0.3 s and writes 3 s; "
        f"{questions} questions, load {os.getloadavg()[0]:.1f}",
    )
    for count, one in rounds.items():
        added = [s.added_ms for s in one.streams if s.added_ms is not None]
        table.add_row(
            str(count),
            *(f"{quantile(added, share):.0f}" for share in (0.5, 0.95, 1.0)),
            f"{quantile([s.first_event_s for s in one.streams], 0.95):.2f}",
            f"{quantile([s.whole_s for s in one.streams], 0.95):.2f}",
            str(sum(s.kind != "generated" for s in one.streams)),
            ", ".join(f"{seconds:.1f}" for seconds in one.cpu_s),
        )
    Console(width=120).print("", table)
