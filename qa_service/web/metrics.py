"""Figures for Prometheus, in a registry of the application's own."""

from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Metrics:
    """Counts exchanges and answers; labels are route templates, never paths or words of a question."""

    content_type = CONTENT_TYPE_LATEST

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "qa_http_requests", "Exchanges.", ("method", "route", "status"), registry=self._registry
        )
        self._seconds = Histogram(
            "qa_http_request_seconds",
            "Seconds from the request to the end of the reply.",
            ("route",),
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._in_flight = Gauge("qa_http_requests_in_flight", "Exchanges under way.", registry=self._registry)
        self._answers = Counter("qa_answers", "Answers given.", ("status", "kind"), registry=self._registry)
        self._refused = Counter("qa_busy", "Requests refused with 429.", registry=self._registry)
        self._documents = Gauge("qa_documents", "Documents in the library.", registry=self._registry)
        self._passages = Gauge("qa_passages", "Passages in the library.", registry=self._registry)

    @contextmanager
    def in_flight(self) -> Iterator[None]:
        with self._in_flight.track_inprogress():
            yield

    def exchange(self, *, method: str, route: str, status: int, seconds: float) -> None:
        known_method = method if method in _METHODS else "other"
        self._requests.labels(known_method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def answer(self, *, status: str, kind: str) -> None:
        self._answers.labels(status, kind).inc()

    def busy(self) -> None:
        self._refused.inc()

    def render(self, *, documents: int, passages: int) -> bytes:
        """The text exposition format, with the library's present size."""
        self._documents.set(documents)
        self._passages.set(passages)
        return generate_latest(self._registry)
