"""What is measured of one way of doing the work, and the service's own way.

The service is used as its users do: ``qa-service ingest`` in a process, then ``qa-service serve`` and HTTP.
"""

import json
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import httpx

from tests.benchmarks.measuring import finish, running

ROOT = Path(__file__).parents[2]
FOUND_AT_ONCE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    files: int
    passages: int
    failures: int
    seconds: float
    peak_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A passage and the file that it is from."""

    source: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """``seconds`` and ``found``, best first, for each question; ``ready_s`` from the start of the process."""

    ready_s: float
    seconds: tuple[float, ...]
    found: tuple[tuple[Found, ...], ...]
    peak_bytes: int


class Way(Protocol):
    name: str

    def ingest(self, documents: Path, directory: Path) -> Ingested:
        """Take every file under ``documents`` in, into the fresh ``directory``."""
        ...

    def ask(self, questions: Sequence[str], directory: Path) -> Asked:
        """Start on what ``ingest`` made, and ask, one question after the other."""
        ...


class ServiceWay:
    """A question's seconds are those of the whole reply of ``/api/chat``, over HTTP; what was found is asked
    of ``/api/search`` afterwards."""

    name = "qa-service"
    _command = Path(sys.executable).with_name("qa-service")

    def ingest(self, documents: Path, directory: Path) -> Ingested:
        command = (self._command, "--data-dir", directory, "ingest", documents, "--json")
        finished = finish(command, folder=ROOT)
        summary = json.loads(finished.output)
        failures = len(summary["failed"])
        return Ingested(
            files=summary["added"] + summary["unchanged"] + summary["replaced"] + failures,
            passages=summary["passages"],
            failures=failures,
            seconds=finished.seconds,
            peak_bytes=finished.peak_bytes,
        )

    def ask(self, questions: Sequence[str], directory: Path) -> Asked:
        command = (self._command, "--data-dir", directory, "serve", "--port", "0")
        with running(command, folder=ROOT) as service:
            url = service.first_line[service.first_line.index("http") :].strip()
            with httpx.Client(base_url=url, timeout=60) as client:
                seconds = tuple(_answered_in(client, question) for question in questions)
                found = tuple(_found(client, question) for question in questions)
        return Asked(ready_s=service.ready_s, seconds=seconds, found=found, peak_bytes=service.peak_bytes)


def _answered_in(client: httpx.Client, question: str) -> float:
    started = time.perf_counter()
    reply = client.post("/api/chat", json={"message": question, "stream": False})
    seconds = time.perf_counter() - started
    reply.raise_for_status()
    return seconds


def _found(client: httpx.Client, question: str) -> tuple[Found, ...]:
    reply = client.post("/api/search", json={"query": question, "limit": FOUND_AT_ONCE})
    reply.raise_for_status()
    return tuple(Found(source=hit["source"], text=hit["text"]) for hit in reply.json()["hits"])
