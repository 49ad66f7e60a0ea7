"""Stand-ins for what ingestion leans on: a reader of plain lines, and an index in memory."""

import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from qa_service.errors import DamagedFile, EmptyFile
from qa_service.library.records import Document
from tests.library.samples import parsed
from vectorstore.embedders import Embedder, NgramEmbedder
from vectorstore.errors import VectorStoreError
from vectorstore.passages import DocumentFacts, Passage, Vectors


class LineReader:
    """Reads UTF-8 lines as passages. A text that begins with 沂源县2019 is about them; one that
    begins with 坏 is damaged, with 崩 meets a bug of the reader."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def parse(self, content: bytes, *, source: str) -> tuple[Document, tuple[Passage, ...]]:
        text = content.decode()
        self.read.append(source)
        if not text.strip():
            raise EmptyFile
        if text.startswith("坏"):
            raise DamagedFile(format="txt")
        if text.startswith("崩"):
            raise ZeroDivisionError
        region = next((name for name in ("沂源县", "伊春市") if text.startswith(name)), None)
        digits = text[3:7]
        year = int(digits) if region and digits.isdigit() else None
        item = parsed(text, source=source, region=region, year=year)
        return item.document, item.passages


class MemoryIndex:
    """Keeps passages in memory; words that are added are seen after ``commit``."""

    def __init__(self, embedder: Embedder | None = None) -> None:
        self.embedder: Embedder = embedder or NgramEmbedder(dimensions=8)
        self.words: dict[str, str] = {}
        self.meanings: dict[str, Vectors] = {}
        self.closed = False
        self.loaded = threading.Event()
        self.failure: BaseException | None = None
        self._added: dict[str, str] = {}
        self._lock = threading.Lock()

    @property
    def dense_ready(self) -> bool:
        return len(self.meanings) >= len(self.words)

    def load_vectors(self) -> None:
        self.loaded.set()

    def add_keywords(self, passages: Iterable[tuple[Passage, DocumentFacts]]) -> None:
        if self.failure is not None:
            raise self.failure
        with self._lock:
            self._added |= {passage.passage_id: passage.text for passage, _facts in passages}

    def add_vectors(self, passage_ids: Sequence[str], vectors: Vectors) -> None:
        with self._lock:
            self.meanings |= dict(zip(passage_ids, vectors, strict=True))

    def missing_vectors(self) -> list[str]:
        return [passage_id for passage_id in self.words if passage_id not in self.meanings]

    def remove(self, document_ids: Sequence[str]) -> None:
        with self._lock:
            for kept in (self.words, self._added, self.meanings):
                for passage_id in [p for p in kept if p.rpartition("-")[0] in document_ids]:
                    del kept[passage_id]

    def commit(self) -> None:
        with self._lock:
            self.words |= self._added
            self._added.clear()

    def count(self) -> int:
        return len(self.words)

    def close(self) -> None:
        self.closed = True

    def texts(self) -> list[str]:
        return sorted(self.words.values())


class MemoryIndexes:
    """Indexes by directory, as if they were on disk."""

    def __init__(self) -> None:
        self.by_name: dict[str, MemoryIndex] = {}
        self.open_error: VectorStoreError | None = None

    def open_in(self, directory: Path) -> MemoryIndex:
        if self.open_error is not None:
            raise self.open_error
        return self.by_name[directory.name]

    def create_in(self, directory: Path) -> MemoryIndex:
        directory.mkdir()
        self.open_error = None
        self.by_name[directory.name] = MemoryIndex()
        return self.by_name[directory.name]


class Crash(BaseException):
    """A stand-in for the death of the process."""


def crash_at(name: str, *, time: int = 1) -> Callable[[str], None]:
    """A checkpoint that raises Crash when ``name`` is passed for the nth time."""
    passed = [0]

    def checkpoint(reached: str) -> None:
        passed[0] += reached == name
        if reached == name and passed[0] == time:
            raise Crash(name)

    return checkpoint
