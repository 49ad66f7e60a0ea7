"""The jobs of uploaded files: what a user who waits is told.

A job follows its document; it is changed in the transaction that changes the document, so the two never
disagree. It outlives the document, for a while.
"""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal

from sqlalchemy import Connection, RowMapping, Update, delete, insert, select, update

from qa_service.errors import JobNotFound, QAError
from qa_service.library import counters
from qa_service.library.database import Database
from qa_service.library.rows import storable
from qa_service.library.tables import jobs

JobState = Literal["received", "reading", "indexing", "done", "failed"]
Outcome = Literal["added", "replaced", "unchanged"]

SHARE_DONE: Mapping[JobState, float] = {
    "received": 0.0,
    "reading": 0.1,
    "indexing": 0.5,
    "done": 1.0,
    "failed": 1.0,
}
FINISHED = ("done", "failed")
KEPT_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a document failed: the error's code and its sentences."""

    code: str
    chinese: str
    english: str

    @classmethod
    def of(cls, error: QAError) -> "Reason":
        return cls(code=error.code, chinese=error.chinese, english=error.english)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """``share`` is the share done, 0 to 1; ``outcome`` is set when done, ``reason`` when failed, and
    while the document waits for something (``Jobs.hold``)."""

    job_id: str
    document_id: str
    source: str
    state: JobState
    share: float
    outcome: Outcome | None
    reason: Reason | None
    created_at: datetime
    finished_at: datetime | None

    @property
    def finished(self) -> bool:
        return self.state in FINISHED


class Jobs:
    """Reading the jobs, and noting files that were refused."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._held: Mapping[str, Reason] = {}

    def hold(self, reasons: Mapping[str, Reason]) -> None:
        """From now on say of these documents, and of no others, why they wait; by document id.

        Kept in memory alone: what they wait for may be room to write, and a restart tries them again.
        """
        self._held = dict(reasons)

    def get(self, job_id: str) -> Job:
        """Raises: JobNotFound."""
        with self._database.read() as connection:
            row = connection.execute(select(jobs).where(jobs.c.job_id == job_id)).mappings().one_or_none()
        if row is None:
            raise JobNotFound
        return self._job_from(row)

    def latest(self, limit: int) -> tuple[Job, ...]:
        """The newest first."""
        statement = select(jobs).order_by(jobs.c.number.desc()).limit(limit)
        with self._database.read() as connection:
            return tuple(self._job_from(row) for row in connection.execute(statement).mappings())

    def _job_from(self, row: RowMapping) -> Job:
        job = _job_from(row)
        held = None if job.finished else self._held.get(job.document_id)
        return job if held is None else replace(job, state="received", share=0.0, reason=held)

    def open_failed(self, *, source: str, reason: Reason) -> str:
        """The id of a new job whose file was refused before it was kept."""
        with self._database.write() as connection:
            job_id = open_job(connection, document_id="", source=source, outcome=None)
            fail_jobs(connection, [""], reason)
        return job_id

    def forget_old(self) -> None:
        """Drop the jobs that finished long ago."""
        with self._database.write() as connection:
            connection.execute(delete(jobs).where(jobs.c.finished_at < datetime.now(UTC) - KEPT_FOR))


def open_job(connection: Connection, *, document_id: str, source: str, outcome: Outcome | None) -> str:
    """Insert a job and return its id; one with an outcome is done already."""
    job_id = uuid.uuid4().hex
    now = datetime.now(UTC)
    state: JobState = "received" if outcome is None else "done"
    connection.execute(
        insert(jobs).values(
            job_id=job_id,
            number=counters.take(connection, "number").start,
            document_id=document_id,
            source=storable(source),
            state=state,
            share=SHARE_DONE[state],
            outcome=outcome,
            created_at=now,
            finished_at=now if outcome else None,
        )
    )
    return job_id


def advance_jobs(connection: Connection, document_ids: Collection[str], state: JobState) -> None:
    connection.execute(_open_jobs_of(document_ids).values(state=state, share=SHARE_DONE[state]))


def finish_jobs(connection: Connection, document_ids: Collection[str], outcome: Outcome) -> None:
    now = datetime.now(UTC)
    values = {"state": "done", "share": 1.0, "outcome": outcome, "finished_at": now}
    connection.execute(_open_jobs_of(document_ids).values(values))


def fail_jobs(connection: Connection, document_ids: Collection[str], reason: Reason) -> None:
    connection.execute(
        _open_jobs_of(document_ids).values(
            state="failed",
            share=1.0,
            error_code=reason.code,
            error_chinese=storable(reason.chinese),
            error_english=storable(reason.english),
            finished_at=datetime.now(UTC),
        )
    )


def _open_jobs_of(document_ids: Collection[str]) -> Update:
    return update(jobs).where(jobs.c.document_id.in_(document_ids), jobs.c.state.not_in(FINISHED))


def _job_from(row: RowMapping) -> Job:
    reason = None
    if row["error_code"] is not None:
        reason = Reason(code=row["error_code"], chinese=row["error_chinese"], english=row["error_english"])
    return Job(
        job_id=row["job_id"],
        document_id=row["document_id"],
        source=row["source"],
        state=row["state"],
        share=row["share"],
        outcome=row["outcome"],
        reason=reason,
        created_at=row["created_at"],
        finished_at=row["finished_at"],
    )
