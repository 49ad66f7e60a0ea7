"""The first journey: a file becomes passages in the library, and can be found.

receive (bytes on disk, row committed) → parse (in a child process) → store (text and passages in SQL) → index
words → activate → vectors. Every step can be done again, so a process that is killed goes on at its next
start and nothing that was acknowledged is lost. A file that cannot be read, or for which the disk has no
room, never stops the others.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import Protocol

from qa_service.errors import FileTooLarge, QAError, StorageFull, UnreadableFile, WaitsForStorage
from qa_service.ingestion.indexing import Indexer, SearchIndex
from qa_service.ingestion.postponed import PAUSE_S, Postponed
from qa_service.ingestion.progress import IngestProgress, IngestSummary, Tally
from qa_service.ingestion.reading_ahead import ahead, batches, groups
from qa_service.ingestion.sources import SourceFile
from qa_service.ingestion.worker import Worker
from qa_service.library.contents import Parsed
from qa_service.library.intake import Waiting
from qa_service.library.jobs import Reason
from qa_service.library.library import Library
from qa_service.library.reception import Incoming
from qa_service.library.records import Document
from vectorstore.errors import VectorStoreError
from vectorstore.passages import Passage

logger = logging.getLogger(__name__)

FILE_LIMIT_BYTES = 64 * 1024 * 1024


class Reader(Protocol):
    """What ingestion needs of a ReaderPool."""

    def parse(self, content: bytes, *, source: str) -> tuple[Document, tuple[Passage, ...]]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _ToParse:
    document_id: str
    source: str
    content: bytes


def _no_progress(_progress: IngestProgress) -> None: ...


def _no_checkpoint(_name: str) -> None: ...


class Ingestor:
    """Takes files in, and documents out. Thread-safe.

    ``ingest`` and ``resume`` work in the caller's thread, one at a time; ``submit`` leaves the work to the
    thread that ``start`` begins and ``close`` ends.
    """

    def __init__(
        self,
        library: Library,
        index: SearchIndex,
        reader: Reader,
        *,
        file_limit_bytes: int = FILE_LIMIT_BYTES,
        storage_pause_s: float = PAUSE_S,
        checkpoint: Callable[[str], None] = _no_checkpoint,
    ) -> None:
        self._library = library
        self._reader = reader
        self._indexer = Indexer(library, index, checkpoint)
        self._postponed = Postponed(library.jobs, pause_s=storage_pause_s)
        self._file_limit_bytes = file_limit_bytes
        self._checkpoint = checkpoint
        self._working = threading.Lock()
        self._looked_for_lost = False
        self._worker = Worker(self._work, name="ingestor")

    def ingest(
        self,
        files: Iterable[SourceFile],
        on_progress: Callable[[IngestProgress], None] = _no_progress,
    ) -> IngestSummary:
        """Take files in; a file that is in already costs its hash. What an earlier run left is finished
        first. A file for which there is no room counts as failed, and is tried again at the next start.

        Raises: StorageFull where there is not even room to receive one; what was taken in until then stays.
        """
        started = time.monotonic()
        tally = Tally(on_progress)
        with self._working:
            self._postponed.end_pause(early=True)
            self._finish_received(tally.left_over())
            self._keep_all(self._received(files, tally), tally)
            self._fill_vectors(tally)
        return tally.summary(seconds=time.monotonic() - started)

    def submit(self, source: str, content: bytes) -> str:
        """Keep an uploaded file and return the id of its job; when this returns the file is on disk for good.

        Raises: FileTooLarge, StorageFull; then nothing was kept.
        """
        file = SourceFile(source=source, content=content)
        (job_id,) = self._submitted([file.incoming(limit_bytes=self._file_limit_bytes)])
        return job_id

    def submit_all(self, files: Sequence[SourceFile]) -> tuple[str, ...]:
        """Keep uploaded files, which bear their content, and return the ids of their jobs in the same order.
        They share one wait for the disk. A file that is too large gets a job that has failed.

        Raises: StorageFull; then none of them was kept.
        """
        taken: list[Incoming] = []
        refused: dict[int, Reason] = {}
        for number, file in enumerate(files):
            try:
                taken.append(file.incoming(limit_bytes=self._file_limit_bytes))
            except FileTooLarge as error:
                refused[number] = Reason.of(error)
        job_ids = iter(self._submitted(taken))
        return tuple(
            self._library.jobs.open_failed(source=file.source, reason=refused[number])
            if number in refused
            else next(job_ids)
            for number, file in enumerate(files)
        )

    def _submitted(self, files: Sequence[Incoming]) -> list[str]:
        receipts = self._library.intake.receive(files, with_jobs=True)
        self._checkpoint("acknowledged")
        self._worker.wake()
        return [receipt.job_id for receipt in receipts if receipt.job_id]

    def remove(self, document_id: str) -> None:
        """Remove a document everywhere; it is never found from the start on. Raises: DocumentNotFound."""
        self._indexer.remove(document_id)

    def resume(self) -> None:
        """Finish whatever was acknowledged and is not done: documents, removals, words and vectors of the
        index. What finds no room on the disk is left for another time."""
        with self._working:
            self._postponed.end_pause(early=True)
            tally = Tally(_no_progress)
            try:
                self._finish_received(tally)
                self._fill_vectors(tally)
            except StorageFull:
                logger.warning("The disk is full: not everything that was received can be found yet")
                self._postponed.add(self._library.intake.pending())

    def start(self) -> None:
        """Begin the thread that resumes and then works on what is submitted."""
        self._worker.start()

    def close(self) -> None:
        """End the thread after the batch that it works on; what is left is resumed at the next start."""
        self._worker.close()

    def _work(self) -> float | None:
        """A round of the thread. New files come first: they can be found by their words before others have
        vectors."""
        with self._working:
            try:
                self._postponed.end_pause()
                self._finish_received(Tally(_no_progress))
                has_more = bool(self._indexer.fill_vectors())
                if not has_more and not self._looked_for_lost:
                    has_more = self._indexer.find_lost_vectors()
                    self._looked_for_lost = True
            except StorageFull as error:
                logger.error("Ingestion waits for room on the disk: %s", error)
                self._postponed.add(self._library.intake.pending())
                self._looked_for_lost = has_more = False
            except VectorStoreError:
                self._looked_for_lost = False
                raise
        return 0.0 if has_more else self._postponed.seconds_left

    def _finish_received(self, tally: Tally) -> None:
        """Bring every document that was received to its end, those that come meanwhile too.

        Raises: StorageFull where the disk has no room for anything.
        """
        if not self._library.has_room() and self._library.intake.pending():
            raise StorageFull
        if left_out := self._indexer.catch_up(besides=self._postponed.document_ids):
            self._postponed.add(left_out)
        while (waiting := self._waiting()) and not self._worker.is_stopping:
            self._keep_all(self._read_again(waiting, tally), tally)

    def _waiting(self) -> tuple[Waiting, ...]:
        waiting = self._library.intake.waiting()
        return tuple(item for item in waiting if item.document_id not in self._postponed.document_ids)

    def _read_again(self, waiting: Sequence[Waiting], tally: Tally) -> Iterator[_ToParse]:
        """What was received; a document whose file was lost fails, and holds up no other."""
        for group in groups(waiting, size=lambda _waiting: 0):
            with suppress(StorageFull):
                self._library.intake.advance([item.document_id for item in group], "reading")
            for item in group:
                try:
                    content = self._library.intake.content(item.content_hash)
                except OSError:
                    logger.exception("The file of %s cannot be read", item.source)
                    self._fail(item.document_id, Reason.of(UnreadableFile()), tally)
                    continue
                yield _ToParse(document_id=item.document_id, source=item.source, content=content)

    def _received(self, files: Iterable[SourceFile], tally: Tally) -> Iterator[_ToParse]:
        for group in groups(self._readable(files, tally), size=lambda file: len(file.content)):
            receipts = self._library.intake.receive(group)
            self._checkpoint("acknowledged")
            for file, receipt in zip(group, receipts, strict=True):
                tally.received(receipt)
                if receipt.status == "new":
                    yield _ToParse(document_id=receipt.document_id, source=file.source, content=file.content)
                elif receipt.status == "known":
                    tally.settled(self._indexer.settle([receipt.document_id]))

    def _readable(self, files: Iterable[SourceFile], tally: Tally) -> Iterator[Incoming]:
        for file in files:
            try:
                yield file.incoming(limit_bytes=self._file_limit_bytes)
            except UnreadableFile as error:
                tally.failed(file.source, Reason.of(error))
            except OSError as error:
                logger.warning("%s cannot be read: %s", file.source, error.strerror)
                tally.failed(file.source, Reason.of(UnreadableFile()))

    def _parsed(self, files: Iterable[_ToParse], tally: Tally) -> Iterator[Parsed]:
        """The documents of these files in their order; a file that fails is noted and left out."""
        for file, outcome in ahead(self._parse, files, size=lambda file: len(file.content)):
            if isinstance(outcome, Reason):
                self._fail(file.document_id, outcome, tally)
            tally.read()
            if isinstance(outcome, Parsed):
                yield outcome

    def _parse(self, file: _ToParse) -> Parsed | Reason:
        try:
            document, passages = self._reader.parse(file.content, source=file.source)
        except StorageFull:
            raise
        except QAError as error:
            return Reason.of(error)
        except Exception:
            logger.exception("%s cannot be read", file.source)
            return Reason.of(QAError())
        return Parsed(document=document, passages=passages)

    def _keep_all(self, files: Iterator[_ToParse], tally: Tally) -> None:
        """Bring these files to their end, batch by batch, until the end or ``close``."""
        # Closed at once when something raises, so that what was begun ahead is not finished first.
        with closing(batches(self._parsed(files, tally))) as ready:
            for batch in ready:
                self._keep(batch, tally)
                if self._worker.is_stopping:
                    return

    def _keep(self, batch: Sequence[Parsed], tally: Tally) -> None:
        """A document that cannot be kept must not stop the others of its batch, nor come back at every start;
        one without room waits."""
        try:
            activation = self._indexer.keep(batch)
        except StorageFull:
            logger.warning("The disk has no room for a batch of %d documents", len(batch))
            if len(batch) == 1:
                self._postpone(batch[0].document.document_id, tally)
            else:
                self._keep_one_by_one(batch, tally)
        except (QAError, VectorStoreError, OSError):
            raise
        except Exception:
            logger.exception("A batch of %d documents cannot be kept", len(batch))
            if len(batch) == 1:
                self._fail(batch[0].document.document_id, Reason.of(QAError()), tally)
            else:
                self._keep_one_by_one(batch, tally)
        else:
            tally.settled(activation, passages=sum(len(item.findable) for item in batch))

    def _keep_one_by_one(self, batch: Sequence[Parsed], tally: Tally) -> None:
        for item in batch:
            self._keep([item], tally)

    def _postpone(self, document_id: str, tally: Tally) -> None:
        self._postponed.add([document_id])
        tally.failed_document(document_id, Reason.of(WaitsForStorage()))

    def _fail(self, document_id: str, reason: Reason, tally: Tally) -> None:
        self._library.intake.fail(document_id, reason)
        tally.failed_document(document_id, reason)

    def _fill_vectors(self, tally: Tally) -> None:
        self._indexer.find_lost_vectors()
        tally.begin_vectors(self._library.index_records.passages_without_vectors())
        while filled := self._indexer.fill_vectors():
            tally.vectors(filled)
