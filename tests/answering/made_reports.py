"""A service over reports that a test has made up, and asking it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from qa_service.answering.chain import ChatRequest
from qa_service.answering.events import Answer
from qa_service.bootstrap import Service, open_service
from qa_service.ingestion.sources import SourceFile
from qa_service.settings import load_settings


@contextmanager
def service_over(reports: Mapping[str, str], folder: Path) -> Iterator[Service]:
    """``reports`` are texts by name; all of them are read."""
    with open_service(load_settings(data_dir=folder)) as opened:
        files = [SourceFile(source=f"{name}.txt", content=text.encode()) for name, text in reports.items()]
        assert not opened.ingestor.ingest(files).failed
        yield opened


def ask(service: Service, message: str, *history: str) -> Answer:
    """``history``: what was asked before, oldest first."""
    return service.chain.answer(ChatRequest(message=message, history=history))
