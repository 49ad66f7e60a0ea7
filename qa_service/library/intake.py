"""The way of a document through the library: received, cut, active; or failed; or retired.

``received``: the bytes are on disk. ``cut``: text and passages are here. ``active``: the index holds them,
and users see the document. Every step is one transaction and idempotent: done again after a crash it gives
the same rows. This module does not parse, embed or index.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import Connection, bindparam, delete, func, select, update

from qa_service.errors import DocumentNotFound
from qa_service.library import counters
from qa_service.library.contents import Parsed, clear, insert_parsed
from qa_service.library.database import Database
from qa_service.library.jobs import FINISHED, Outcome, Reason, advance_jobs, fail_jobs, finish_jobs
from qa_service.library.originals import Originals
from qa_service.library.reception import Incoming, Receipt, Reception
from qa_service.library.rows import storable
from qa_service.library.tables import document_sources, documents, jobs
from qa_service.library.versions import drop_replaced

DocumentState = Literal["received", "cut", "active", "retired", "failed"]
PENDING: tuple[DocumentState, ...] = ("received", "cut")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A document that is to be read."""

    document_id: str
    content_hash: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Activation:
    """Documents that became active, with what each was to the user, and those that they replaced."""

    outcomes: dict[str, Outcome]
    retired: tuple[str, ...]


class Intake:
    """The writing side of the library."""

    def __init__(self, database: Database, originals: Originals, checkpoint: Callable[[str], None]) -> None:
        self._database = database
        self._originals = originals
        self._checkpoint = checkpoint
        with database.read() as connection:
            self.revision = counters.current(connection, "revision")

    def receive(self, files: Sequence[Incoming], *, with_jobs: bool = False) -> tuple[Receipt, ...]:
        """Keep the files; when this returns they are on disk for good, with their rows and jobs.

        Raises: StorageFull; then none of them is kept.
        """
        with self._database.write() as connection:
            reception = Reception(connection, files)
            # Before the commit: a crash in between leaves files without rows, which the next start sweeps.
            # Those of known documents too, where they were lost; that they are there costs a look.
            self._originals.put((file.content_hash, file.content) for file in files)
            self._checkpoint("originals_stored")
            return tuple(reception.admit(file, with_job=with_jobs) for file in files)

    def waiting(self) -> tuple[Waiting, ...]:
        """The documents that are still to be read, in the order in which they came."""
        statement = (
            select(documents.c.document_id, documents.c.content_hash, documents.c.source)
            .where(documents.c.state == "received")
            .order_by(documents.c.received_at, documents.c.document_id)
        )
        with self._database.read() as connection:
            return tuple(Waiting(**row) for row in connection.execute(statement).mappings())

    def pending(self) -> tuple[str, ...]:
        """The documents that are on their way, received or cut."""
        statement = select(documents.c.document_id).where(documents.c.state.in_(PENDING))
        with self._database.read() as connection:
            return tuple(connection.execute(statement).scalars())

    def content(self, content_hash: str) -> bytes:
        """The bytes of a document, active or not. Raises: FileNotFoundError."""
        return self._originals.read(content_hash)

    def unsettled(self) -> tuple[str, ...]:
        """Active documents that a crash left half-way: their source holds another one too, or a user waits
        for them. To be activated again."""
        several = (
            select(document_sources.c.source).group_by(document_sources.c.source).having(func.count() > 1)
        )
        waited_for = select(jobs.c.document_id).where(jobs.c.state.not_in(FINISHED))
        in_several = select(document_sources.c.document_id).where(document_sources.c.source.in_(several))
        statement = select(documents.c.document_id).where(
            documents.c.state == "active",
            documents.c.document_id.in_(in_several) | documents.c.document_id.in_(waited_for),
        )
        with self._database.read() as connection:
            return tuple(connection.execute(statement).scalars())

    def advance(self, document_ids: Collection[str], state: Literal["reading", "indexing"]) -> None:
        """Tell those who wait for these documents how far they are."""
        with self._database.write() as connection:
            advance_jobs(connection, document_ids, state)

    def store(self, parsed: Sequence[Parsed]) -> None:
        """Keep text and passages; documents that were removed meanwhile are left out.

        Raises: StorageFull; then none of them is kept.
        """
        with self._database.write() as connection:
            ids = [item.document.document_id for item in parsed]
            states = _states(connection, ids)
            kept = [item for item in parsed if states.get(item.document.document_id) in PENDING]
            clear(connection, [item.document.document_id for item in kept])
            insert_parsed(connection, kept)
            advance_jobs(connection, ids, "indexing")

    def activate(self, document_ids: Sequence[str], *, generation: int) -> Activation:
        """Make indexed documents visible and retire those that they replace, in one transaction.

        Documents that are not ready (removed meanwhile) are left out. The retired ones stay hidden until
        ``purge``.
        """
        with self._database.write() as connection:
            states = _states(connection, document_ids)
            ready = [d for d in document_ids if states.get(d) in ("cut", "active")]
            replacing, unlinked = drop_replaced(connection, ready)
            _retire(connection, unlinked)
            fresh = [d for d in ready if states[d] == "cut" and d not in unlinked]
            _make_active(connection, fresh)
            connection.execute(
                update(documents)
                .where(documents.c.document_id.in_(ready))
                .values(keyword_generation=generation)
            )
            outcomes = {d: _outcome(states[d], d in replacing) for d in ready}
            for outcome in set(outcomes.values()):
                finish_jobs(connection, [d for d in ready if outcomes[d] == outcome], outcome)
            if fresh or unlinked:
                self._grow_revision(connection)
        return Activation(outcomes=outcomes, retired=tuple(sorted(unlinked)))

    def fail(self, document_id: str, reason: Reason) -> None:
        """Note why a document cannot be read, and drop its bytes; other documents go on."""
        with self._database.write() as connection:
            row = connection.execute(
                select(documents.c.content_hash).where(
                    documents.c.document_id == document_id, documents.c.state.in_(PENDING)
                )
            ).one_or_none()
            if row is None:
                return
            clear(connection, [document_id])
            connection.execute(delete(document_sources).where(document_sources.c.document_id == document_id))
            connection.execute(
                update(documents)
                .where(documents.c.document_id == document_id)
                .values(
                    state="failed",
                    error_code=reason.code,
                    error_chinese=storable(reason.chinese),
                    error_english=storable(reason.english),
                )
            )
            fail_jobs(connection, [document_id], reason)
            self._originals.discard([row.content_hash])

    def retire(self, document_id: str) -> None:
        """Hide an active document, from now on and for good. Raises: DocumentNotFound."""
        with self._database.write() as connection:
            if _states(connection, [document_id]).get(document_id) != "active":
                raise DocumentNotFound
            _retire(connection, {document_id})
            self._grow_revision(connection)

    def retired(self) -> tuple[str, ...]:
        """Hidden documents whose passages, vectors and bytes are still there."""
        with self._database.read() as connection:
            statement = select(documents.c.document_id).where(documents.c.state == "retired")
            return tuple(connection.execute(statement).scalars())

    def purge(self, document_ids: Collection[str]) -> None:
        """Delete retired documents with everything of theirs; others are left alone."""
        with self._database.write() as connection:
            retired = (documents.c.document_id.in_(document_ids), documents.c.state == "retired")
            rows = connection.execute(
                select(documents.c.document_id, documents.c.content_hash).where(*retired)
            ).all()
            ids = [row.document_id for row in rows]
            clear(connection, ids)
            fail_jobs(connection, ids, Reason.of(DocumentNotFound()))
            connection.execute(delete(documents).where(*retired))
            # Inside the transaction: nobody can receive the same bytes again between the two.
            self._originals.discard(row.content_hash for row in rows)

    def _grow_revision(self, connection: Connection) -> None:
        self.revision = counters.take(connection, "revision").start


def _states(connection: Connection, document_ids: Collection[str]) -> dict[str, str]:
    statement = select(documents.c.document_id, documents.c.state).where(
        documents.c.document_id.in_(document_ids)
    )
    return {row.document_id: row.state for row in connection.execute(statement)}


def _outcome(state_before: str, replaces: bool) -> Outcome:
    if replaces:
        return "replaced"
    return "added" if state_before == "cut" else "unchanged"


def _retire(connection: Connection, document_ids: Collection[str]) -> None:
    connection.execute(
        update(documents).where(documents.c.document_id.in_(document_ids)).values(state="retired")
    )


def _make_active(connection: Connection, document_ids: Sequence[str]) -> None:
    if not document_ids:
        return
    now = datetime.now(UTC)
    numbers = counters.take(connection, "number", len(document_ids))
    connection.execute(
        update(documents)
        .where(documents.c.document_id == bindparam("of_document"))
        .values(state="active", activated_at=now, number=bindparam("new_number")),
        [{"of_document": d, "new_number": number} for d, number in zip(document_ids, numbers, strict=True)],
    )
    _forget_failures(connection, document_ids)


def _forget_failures(connection: Connection, document_ids: Sequence[str]) -> None:
    """A file that could not be read is no news once its source has one that can."""
    sources = select(document_sources.c.source).where(document_sources.c.document_id.in_(document_ids))
    connection.execute(
        delete(documents).where(documents.c.state == "failed", documents.c.source.in_(sources))
    )
