"""The library: the truth about documents, in one data directory that one process owns.

What is not active cannot be seen here: a document on its way, removed or replaced is never listed, read or
cited, whatever an index still holds. Writing is ``Intake``'s, talking ``Conversations``'s.
"""

import shutil
import threading
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from sqlalchemy import ColumnElement, and_, bindparam, func, or_, select
from sqlalchemy.exc import ArgumentError, DBAPIError

from qa_service.errors import DocumentNotFound, LibraryUnavailable, StorageFull
from qa_service.library.clauses import HEAD_PARAGRAPHS, LONGEST_LINE, Clauses, read_clauses
from qa_service.library.conversations import Conversations
from qa_service.library.currency import Currency
from qa_service.library.cursors import decoded, encoded
from qa_service.library.database import Database
from qa_service.library.index_records import IndexRecords
from qa_service.library.intake import Intake
from qa_service.library.jobs import Jobs
from qa_service.library.options import LibraryOptions
from qa_service.library.originals import Originals
from qa_service.library.ownership import Ownership
from qa_service.library.records import Document, DocumentPage, DocumentSummary
from qa_service.library.rows import document_from, passage_from, summary_from
from qa_service.library.tables import document_regions, document_texts, documents, passages
from vectorstore.passages import Passage

ACTIVE = documents.c.state == "active"
ACTIVE_PASSAGES = (
    select(passages)
    .join_from(passages, documents)
    .where(ACTIVE)
    .order_by(passages.c.document_id, passages.c.paragraph)
)
BY_IDS = ACTIVE_PASSAGES.where(passages.c.passage_id.in_(bindparam("passage_ids", expanding=True)))
BY_PLACE = ACTIVE_PASSAGES.where(
    passages.c.document_id == bindparam("of_document"),
    passages.c.paragraph.between(bindparam("first"), bindparam("last")),
)
CLAUSES = (
    select(passages.c.document_id, passages.c.paragraph, passages.c.text)
    .join_from(passages, documents)
    .where(
        ACTIVE,
        or_(
            passages.c.text.like("%起施行%"),
            passages.c.text.like("%废止%"),
            and_(
                passages.c.paragraph <= HEAD_PARAGRAPHS,
                or_(passages.c.text.like("%年%月%日%"), passages.c.text.like("%失效%")),
                func.length(passages.c.text) <= LONGEST_LINE,
            ),
        ),
    )
    .order_by(passages.c.document_id, passages.c.paragraph)
)
LAST_PARAGRAPH = 2**31 - 1
RESERVE_BYTES = 4 * 1024 * 1024
"""With less room on the disk nothing is begun: databases and indexes need some to end what they do."""


def _no_checkpoint(_name: str) -> None:
    """Production passes every checkpoint; a crash test dies at one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Active:
    """What is asked of all active documents together, as of a revision."""

    revision: int
    by_key: dict[tuple[str, int], DocumentSummary]
    by_id: Mapping[str, DocumentSummary]
    summaries: tuple[DocumentSummary, ...]
    region_paths: frozenset[tuple[str, ...]]

    @classmethod
    def of(cls, revision: int, by_key: dict[tuple[str, int], DocumentSummary]) -> "_Active":
        summaries = tuple(by_key.values())
        paths = frozenset(summary.metadata.region_path for summary in summaries)
        return cls(
            revision=revision,
            by_key=by_key,
            by_id=MappingProxyType({summary.document_id: summary for summary in summaries}),
            summaries=summaries,
            region_paths=paths - frozenset(((),)),
        )


class Library:
    """An open library. Thread-safe. Close it, or use it as a context manager."""

    def __init__(
        self,
        directory: Path,
        options: LibraryOptions,
        checkpoint: Callable[[str], None],
    ) -> None:
        self._ownership = Ownership(directory)
        try:
            self._originals = Originals(directory / "originals")
            default_url = f"sqlite:///{directory / 'library.sqlite3'}"
            # Beside documents an empty database is one that was lost, and the sweep would delete them.
            may_be_new = not self._originals.hold_files()
            self._database = Database(options.url or default_url, may_be_new=may_be_new)
            self.intake = Intake(self._database, self._originals, checkpoint)
            self.index_records = IndexRecords(self._database)
            self.jobs = Jobs(self._database)
            self.conversations = Conversations(self._database)
            self._tidy()
        except (DBAPIError, OSError) as error:
            self._ownership.release()
            reason = error.orig if isinstance(error, DBAPIError) else error.strerror
            raise LibraryUnavailable(reason=str(reason)) from error
        except (ArgumentError, ImportError) as error:  # a URL that is none, or whose driver is not installed
            self._ownership.release()
            raise LibraryUnavailable(reason=f"the database's URL: {error}") from error
        except BaseException:
            self._ownership.release()
            raise
        self.directory = directory
        self._active = _Active.of(-1, {})
        self._clauses: dict[str, Clauses] = {}
        self._currency: tuple[int, date, Currency] | None = None
        self._counted: tuple[int, int] = (-1, 0)
        self._working_out = threading.RLock()

    @classmethod
    def open(
        cls,
        directory: Path,
        options: LibraryOptions = LibraryOptions(),  # noqa: B008 (frozen)
        *,
        checkpoint: Callable[[str], None] = _no_checkpoint,
    ) -> "Library":
        """Open or make the library in ``directory``, with its schema brought up to date.

        Raises: DataDirectoryInUse, StorageFull, LibraryUnavailable.
        """
        return cls(directory, options, checkpoint)

    def close(self) -> None:
        self._database.close()
        self._ownership.release()

    def __enter__(self) -> "Library":
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def _tidy(self) -> None:
        with self._database.read() as connection:
            kept = select(documents.c.content_hash).where(documents.c.state != "failed")
            self._originals.sweep(set(connection.execute(kept).scalars()))
        # Old jobs do no harm on a full disk, where even a deletion needs room.
        with suppress(StorageFull):
            self.jobs.forget_old()

    def has_room(self) -> bool:
        """Whether the disk of the data directory has room for another document at all."""
        return self.has_room_for(0)

    def has_room_for(self, size_bytes: int) -> bool:
        """Whether that disk has room for so much beside the reserve."""
        return shutil.disk_usage(self.directory).free >= RESERVE_BYTES + size_bytes

    def problem(self, *, limit_s: float) -> str | None:
        """What is wrong with the database; empty where nothing is; None where that took longer than this."""
        return self._database.problem(limit_s=limit_s)

    @property
    def revision(self) -> int:
        """Grows whenever the set of active documents changes; survives a restart."""
        return self.intake.revision

    def summaries(self) -> tuple[DocumentSummary, ...]:
        """All active documents, the newest first. Kept until the revision changes."""
        return self._up_to_date().summaries

    def summaries_by_id(self) -> Mapping[str, DocumentSummary]:
        """The same by their ids."""
        return self._up_to_date().by_id

    def region_paths(self) -> frozenset[tuple[str, ...]]:
        """The regions of all active documents. Kept until the revision changes."""
        return self._up_to_date().region_paths

    def currency(self, today: date) -> Currency:
        """How the active documents stand on ``today``. Kept until the revision or the day changes."""
        kept = self._currency
        if kept is None or kept[:2] != (self.revision, today):
            with self._working_out:
                kept, revision = self._currency, self.revision
                if kept is None or kept[:2] != (revision, today):
                    summaries = self.summaries()
                    found = Currency.of(summaries, self._clauses_of(summaries), today)
                    kept = self._currency = (revision, today, found)
        return kept[2]

    def _clauses_of(self, summaries: Collection[DocumentSummary]) -> dict[str, Clauses]:
        """What documents say of their validity; an id stands for its bytes, so each is read once."""
        known = self._clauses
        missing = [s.document_id for s in summaries if s.document_id not in known]
        if missing:
            found: dict[str, list[tuple[int, str]]] = {document_id: [] for document_id in missing}
            statement = CLAUSES
            if len(missing) < len(summaries):
                statement = statement.where(passages.c.document_id.in_(missing))
            with self._database.read() as connection:
                for row in connection.execute(statement):
                    if row.document_id in found:
                        found[row.document_id].append((row.paragraph, row.text))
            known = self._clauses = known | {id_: read_clauses(texts) for id_, texts in found.items()}
        return known

    def _up_to_date(self) -> "_Active":
        active = self._active
        if active.revision != self.revision:
            with self._working_out:
                active, revision = self._active, self.revision
                if active.revision != revision:
                    active = self._active = _Active.of(revision, self._refreshed(active.by_key))
        return active

    def _refreshed(
        self, known: dict[tuple[str, int], DocumentSummary]
    ) -> dict[tuple[str, int], DocumentSummary]:
        """The summaries of now; only those of documents that changed are read."""
        keys = select(documents.c.document_id, documents.c.number).where(ACTIVE)
        with self._database.read() as connection:
            now = [
                (row.document_id, row.number)
                for row in connection.execute(keys.order_by(documents.c.number.desc()))
            ]
            missing = [document_id for document_id, number in now if (document_id, number) not in known]
            statement = select(documents).where(ACTIVE)
            if len(missing) < len(now):
                statement = statement.where(documents.c.document_id.in_(missing))
            rows = connection.execute(statement).mappings() if missing else ()
            known = known | {(row["document_id"], row["number"]): summary_from(row) for row in rows}
        return {key: known[key] for key in now}

    def documents_page(
        self, *, region: str | None, year: int | None, q: str | None, limit: int, cursor: str | None
    ) -> DocumentPage:
        """Active documents, the newest first. ``region`` is any part of a region path; ``q`` is looked for in
        title, source, issuer and document number.

        Raises: InvalidRequest when the cursor is none of ours.
        """
        matches = and_(*_page_conditions(region, year, q))
        after = () if cursor is None else (documents.c.number < decoded(cursor),)
        statement = (
            select(documents).where(matches, *after).order_by(documents.c.number.desc()).limit(limit + 1)
        )
        with self._database.read() as connection:
            rows = connection.execute(statement).mappings().all()
            total = connection.execute(
                select(func.count()).select_from(documents).where(matches)
            ).scalar_one()
        shown = rows[:limit]
        return DocumentPage(
            items=tuple(summary_from(row) for row in shown),
            next_cursor=encoded(shown[-1]["number"]) if len(rows) > limit else None,
            total=total,
        )

    def document(self, document_id: str) -> Document:
        """Raises: DocumentNotFound."""
        statement = (
            select(documents, document_texts.c.sections, document_texts.c.removed, document_texts.c.text)
            .join_from(documents, document_texts)
            .where(ACTIVE, documents.c.document_id == document_id)
        )
        with self._database.read() as connection:
            row = connection.execute(statement).mappings().one_or_none()
        if row is None:
            raise DocumentNotFound
        return document_from(row)

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """All passages of a document, headings too, in order. Raises: DocumentNotFound."""
        found = self._passages_between(document_id, 1, LAST_PARAGRAPH)
        if not found:
            self._content_hash(document_id)
        return found

    def passages(self, passage_ids: Collection[str]) -> dict[str, Passage]:
        """Those of active documents, by id; the others are left out."""
        with self._database.read() as connection:
            rows = connection.execute(BY_IDS, {"passage_ids": list(passage_ids)}).mappings()
            return {row["passage_id"]: passage_from(row) for row in rows}

    def neighbours(self, passage: Passage, *, before: int, after: int) -> tuple[Passage, ...]:
        """Up to ``before`` passages before this one and ``after`` behind it, in order, without itself."""
        first, last = passage.paragraph - before, passage.paragraph + after
        around = self._passages_between(passage.document_id, first, last)
        return tuple(other for other in around if other.paragraph != passage.paragraph)

    def _passages_between(self, document_id: str, first: int, last: int) -> tuple[Passage, ...]:
        place = {"of_document": document_id, "first": first, "last": last}
        with self._database.read() as connection:
            return tuple(passage_from(row) for row in connection.execute(BY_PLACE, place).mappings())

    def original(self, document_id: str) -> bytes:
        """The very bytes that came. Raises: DocumentNotFound."""
        try:
            return self._originals.read(self._content_hash(document_id))
        except FileNotFoundError as error:
            raise DocumentNotFound from error

    def _content_hash(self, document_id: str) -> str:
        statement = select(documents.c.content_hash).where(ACTIVE, documents.c.document_id == document_id)
        with self._database.read() as connection:
            content_hash: str | None = connection.execute(statement).scalar()
        if content_hash is None:
            raise DocumentNotFound
        return content_hash

    def passage_count(self) -> int:
        """Passages that can be found: those of active documents that are no headings. Kept until the revision
        changes."""
        (revision, count), now = self._counted, self.revision
        if revision != now:
            with self._database.read() as connection:
                statement = select(func.coalesce(func.sum(documents.c.findable_passages), 0)).where(ACTIVE)
                count = int(connection.execute(statement).scalar_one())
            self._counted = (now, count)
        return count

    @property
    def is_counted(self) -> bool:
        """True where ``passage_count`` need not ask the database."""
        return self._counted[0] == self.revision


def _page_conditions(region: str | None, year: int | None, q: str | None) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [ACTIVE]
    if region:
        holders = select(document_regions.c.document_id).where(document_regions.c.name == region)
        conditions.append(documents.c.document_id.in_(holders))
    if year is not None:
        conditions.append(documents.c.year == year)
    if q:
        columns = (documents.c.title, documents.c.source, documents.c.issuer, documents.c.document_number)
        conditions.append(or_(*(column.icontains(q, autoescape=True) for column in columns)))
    return conditions
