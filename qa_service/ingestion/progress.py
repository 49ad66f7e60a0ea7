"""How an ingest goes, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from qa_service.library.intake import Activation
from qa_service.library.jobs import Reason
from qa_service.library.reception import Receipt

Stage = Literal["documents", "vectors"]


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestProgress:
    """``done`` counts files in the stage ``documents`` and passages in the stage ``vectors``; ``total`` is
    known for vectors alone. ``failed`` counts files, ``passages`` those that can be found so far."""

    stage: Stage
    done: int
    total: int | None
    failed: int
    passages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedFile:
    source: str
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestSummary:
    """What became of the files, how many passages were indexed, and how long it took. ``replacing`` names the
    files that took the place of documents with other bytes."""

    added: int
    unchanged: int
    replaced: int
    replacing: tuple[str, ...]
    failed: tuple[FailedFile, ...]
    passages: int
    seconds: float

    @property
    def passages_per_second(self) -> float:
        return self.passages / self.seconds if self.seconds > 0 else 0.0


class Tally:
    """Counts what becomes of the files of one run and tells it on the way."""

    def __init__(self, on_progress: Callable[[IngestProgress], None]) -> None:
        self._tell = on_progress
        self._sources: dict[str, list[str]] = {}
        self._outcomes: dict[str, int] = {"added": 0, "unchanged": 0, "replaced": 0}
        self._replacing: list[str] = []
        self._failed: list[FailedFile] = []
        self._done = 0
        self._passages = 0
        self._vectors = 0
        self._vectors_total = 0

    def left_over(self) -> "Tally":
        """For documents of an earlier run: they are no files of this one."""
        return Tally(lambda _progress: None)

    def received(self, receipt: Receipt) -> None:
        """A file was kept; it is done with unless it is to be read."""
        if receipt.status == "unchanged":
            self._outcomes["unchanged"] += 1
        else:
            self._sources.setdefault(receipt.document_id, []).append(receipt.source)
        if receipt.status != "new":
            self._one_done()

    def read(self) -> None:
        """A file that is new was read."""
        self._one_done()

    def failed(self, source: str, reason: Reason) -> None:
        """A file could not even be opened."""
        self._failed.append(FailedFile(source=source, reason=reason))
        self._one_done()

    def failed_document(self, document_id: str, reason: Reason) -> None:
        """What was read, or should have been, cannot be used; the same for every file with these bytes."""
        sources = self._sources.pop(document_id, [])
        self._failed += [FailedFile(source=source, reason=reason) for source in sources]

    def settled(self, activation: Activation, *, passages: int = 0) -> None:
        """Documents can be found."""
        for document_id, outcome in activation.outcomes.items():
            sources = self._sources.pop(document_id, [])
            if sources:
                self._outcomes[outcome] += 1
                self._outcomes["unchanged"] += len(sources) - 1
            if outcome == "replaced":
                self._replacing += sources
        self._passages += passages
        self._tell_files()

    def begin_vectors(self, passages: int) -> None:
        self._vectors_total = passages

    def vectors(self, passages: int) -> None:
        self._vectors += passages
        self._report("vectors", self._vectors, self._vectors_total)

    def summary(self, *, seconds: float) -> IngestSummary:
        return IngestSummary(
            added=self._outcomes["added"],
            unchanged=self._outcomes["unchanged"],
            replaced=self._outcomes["replaced"],
            replacing=tuple(self._replacing),
            failed=tuple(self._failed),
            passages=self._passages,
            seconds=seconds,
        )

    def _one_done(self) -> None:
        self._done += 1
        self._tell_files()

    def _tell_files(self) -> None:
        self._report("documents", self._done, None)

    def _report(self, stage: Stage, done: int, total: int | None) -> None:
        progress = IngestProgress(
            stage=stage, done=done, total=total, failed=len(self._failed), passages=self._passages
        )
        self._tell(progress)
