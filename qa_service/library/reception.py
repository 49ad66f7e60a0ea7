"""The arrival of files: which are new, which are on their way, which the library holds already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import Connection, delete, insert, select, update

from qa_service.library import counters
from qa_service.library.contents import clear
from qa_service.library.jobs import open_job
from qa_service.library.rows import storable
from qa_service.library.tables import document_sources, documents

ReceiptStatus = Literal["new", "pending", "known", "unchanged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A file as it comes; ``content_hash`` is the SHA-256 of ``content`` in hexadecimal digits."""

    source: str
    content_hash: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What becomes of a file. ``new``: it is to be read. ``pending``: it is on its way already. ``known``:
    the library holds it, but its source holds another one too, so activate it again. ``unchanged``: nothing
    is to be done. ``job_id`` is there if a job was asked for."""

    document_id: str
    source: str
    status: ReceiptStatus
    job_id: str | None = None


def document_id_of(content_hash: str) -> str:
    return content_hash[:16]


class Reception:
    """Admits files within one transaction. The same bytes may come several times, under several names."""

    def __init__(self, connection: Connection, files: Sequence[Incoming]) -> None:
        self._connection = connection
        ids = {document_id_of(file.content_hash) for file in files}
        states = select(documents.c.document_id, documents.c.state).where(documents.c.document_id.in_(ids))
        self._states = {row.document_id: row.state for row in connection.execute(states)}
        sources = {storable(file.source) for file in files}
        newest = (
            select(document_sources.c.source, document_sources.c.document_id)
            .where(document_sources.c.source.in_(sources))
            .order_by(document_sources.c.number)
        )
        self._newest = {row.source: row.document_id for row in connection.execute(newest)}

    def is_new(self, file: Incoming) -> bool:
        state = self._states.get(document_id_of(file.content_hash))
        return state in (None, "failed", "retired")

    def admit(self, file: Incoming, *, with_job: bool) -> Receipt:
        """Insert or renew the rows that the file needs."""
        document_id, source = document_id_of(file.content_hash), storable(file.source)
        status: ReceiptStatus
        if self.is_new(file):
            self._insert_document(file, document_id, source)
            status = "new"
        elif self._states[document_id] != "active":
            status = "pending"
        else:
            status = "unchanged" if self._newest.get(source) == document_id else "known"
        if self._newest.get(source) != document_id:
            self._link(source, document_id)
        job_id = None
        if with_job:
            outcome: Literal["unchanged"] | None = "unchanged" if status == "unchanged" else None
            job_id = open_job(self._connection, document_id=document_id, source=source, outcome=outcome)
        return Receipt(document_id=document_id, source=source, status=status, job_id=job_id)

    def _insert_document(self, file: Incoming, document_id: str, source: str) -> None:
        if document_id in self._states:
            clear(self._connection, [document_id])
            self._connection.execute(delete(documents).where(documents.c.document_id == document_id))
            self._newest = {s: d for s, d in self._newest.items() if d != document_id}
        self._connection.execute(
            insert(documents).values(
                document_id=document_id,
                content_hash=file.content_hash,
                state="received",
                source=source,
                size_bytes=len(file.content),
                received_at=datetime.now(UTC),
            )
        )
        self._states[document_id] = "received"

    def _link(self, source: str, document_id: str) -> None:
        """Make the document the newest one of its source."""
        number = counters.take(self._connection, "number").start
        is_link = (document_sources.c.source == source) & (document_sources.c.document_id == document_id)
        if (
            self._connection.execute(update(document_sources).where(is_link).values(number=number)).rowcount
            == 0
        ):
            self._connection.execute(
                insert(document_sources).values(source=source, document_id=document_id, number=number)
            )
        self._newest[source] = document_id
