"""Which index holds which documents, and what an index needs to be made anew.

An index has a generation, counted here. Making one anew is to start the next generation: every document is
then behind, and is indexed as one that has just come. So a rebuild that is killed goes on where it was.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, func, insert, or_, select, update

from qa_service.library import counters
from qa_service.library.database import Database
from qa_service.library.rows import metadata_from, passage_from, vectors_bytes, vectors_from
from qa_service.library.tables import documents, passages, vectors
from vectorstore.passages import DocumentFacts, Passage, Vectors

DOCUMENTS_AT_ONCE = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexable:
    """What an index takes of a document: its facts, and its passages that are no headings."""

    document_id: str
    facts: DocumentFacts
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindableText:
    """What a vector is made of."""

    passage_id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How many passages a sound index may hold; what a crash left unfinished makes the two differ."""

    least: int
    most: int

    def hold(self, count: int) -> bool:
        return self.least <= count <= self.most


class IndexRecords:
    """The library's side of an index."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def generation(self) -> int:
        """Of the present index; 0 when there was none."""
        with self._database.read() as connection:
            return counters.current(connection, "index_generation")

    def next_generation(self) -> int:
        """Give up the present index; every document is behind from now on."""
        with self._database.write() as connection:
            return counters.take(connection, "index_generation").start

    def bounds(self) -> Bounds:
        """Of the present index."""
        with self._database.read() as connection:
            generation = counters.current(connection, "index_generation")
            is_marked = documents.c.keyword_generation == generation
            is_gone = documents.c.state == "retired"
            may_be_in = or_(is_marked, documents.c.state == "cut", is_gone)
            return Bounds(
                least=_findable(connection, is_marked & ~is_gone), most=_findable(connection, may_be_in)
            )

    def without_keywords(self, *, passages: int, besides: Collection[str] = ()) -> tuple[str, ...]:
        """Documents that the present index lacks, or of which it is not known, with about so many passages in
        all; the first that came first, and none of those ``besides``."""
        with self._database.read() as connection:
            generation = counters.current(connection, "index_generation")
            is_behind = (documents.c.state == "active") & (documents.c.keyword_generation != generation)
            is_wanted = or_(documents.c.state == "cut", is_behind) & documents.c.document_id.not_in(besides)
            return _first(connection, is_wanted, passages)

    def without_vectors(self, *, passages: int) -> tuple[str, ...]:
        """Active documents whose vectors the present index lacks, or of which it is not known, with about so
        many passages in all."""
        with self._database.read() as connection:
            return _first(connection, _lacks_vectors(connection), passages)

    def passages_without_vectors(self) -> int:
        """How many passages ``without_vectors`` is about."""
        with self._database.read() as connection:
            return _findable(connection, _lacks_vectors(connection))

    def load(self, document_ids: Sequence[str]) -> tuple[Indexable, ...]:
        """These documents, those removed meanwhile left out."""
        with self._database.read() as connection:
            rows = connection.execute(
                select(documents).where(documents.c.document_id.in_(document_ids))
            ).mappings()
            facts = {row["document_id"]: metadata_from(row).facts(row["source"]) for row in rows}
            found = defaultdict(list)
            statement = select(passages).where(
                passages.c.document_id.in_(document_ids), ~passages.c.is_heading
            )
            for row in connection.execute(statement.order_by(passages.c.paragraph)).mappings():
                found[row["document_id"]].append(passage_from(row))
        return tuple(
            Indexable(document_id=d, facts=facts[d], passages=tuple(found[d]))
            for d in document_ids
            if d in facts
        )

    def texts(self, document_ids: Collection[str]) -> dict[str, tuple[FindableText, ...]]:
        """The passages of these documents that are no headings, in their order; of documents without any
        nothing."""
        statement = (
            select(passages.c.document_id, passages.c.passage_id, passages.c.text)
            .where(passages.c.document_id.in_(document_ids), ~passages.c.is_heading)
            .order_by(passages.c.document_id, passages.c.paragraph)
        )
        found: dict[str, list[FindableText]] = defaultdict(list)
        with self._database.read() as connection:
            for document_id, passage_id, text in connection.execute(statement):
                found[document_id].append(FindableText(passage_id=passage_id, text=text))
        return {document_id: tuple(held) for document_id, held in found.items()}

    def vectors(self, document_ids: Collection[str], *, embedder: str) -> dict[str, Vectors]:
        """The vectors that the library holds of this embedder, by document; shape (passages, dimensions)."""
        statement = select(vectors).where(
            vectors.c.document_id.in_(document_ids), vectors.c.embedder == embedder
        )
        with self._database.read() as connection:
            rows = connection.execute(statement).mappings()
            return {row["document_id"]: vectors_from(row["data"], row["dimensions"]) for row in rows}

    def keep_vectors(self, by_document: dict[str, Vectors], *, embedder: str) -> None:
        """Keep vectors of the passages that are no headings, in their order, instead of any other embedder's.

        Documents removed meanwhile are left out. Raises: StorageFull.
        """
        with self._database.write() as connection:
            connection.execute(delete(vectors).where(vectors.c.document_id.in_(by_document)))
            statement = select(documents.c.document_id).where(documents.c.document_id.in_(by_document))
            rows = [
                {
                    "document_id": document_id,
                    "embedder": embedder,
                    "dimensions": by_document[document_id].shape[1],
                    "data": vectors_bytes(by_document[document_id]),
                }
                for document_id in connection.execute(statement).scalars()
            ]
            if rows:
                connection.execute(insert(vectors), rows)

    def active_among(self, document_ids: Collection[str]) -> set[str]:
        """Those that are active now."""
        statement = select(documents.c.document_id).where(
            documents.c.state == "active", documents.c.document_id.in_(document_ids)
        )
        with self._database.read() as connection:
            return set(connection.execute(statement).scalars())

    def mark_vectors(self, document_ids: Collection[str], *, held: bool) -> None:
        """Note whether the present index holds the vectors of these documents."""
        with self._database.write() as connection:
            generation = counters.current(connection, "index_generation") if held else 0
            connection.execute(
                update(documents)
                .where(documents.c.document_id.in_(document_ids))
                .values(vector_generation=generation)
            )


def _lacks_vectors(connection: Connection) -> ColumnElement[bool]:
    generation = counters.current(connection, "index_generation")
    return (documents.c.state == "active") & (documents.c.vector_generation != generation)


def _first(connection: Connection, condition: ColumnElement[bool], passages: int) -> tuple[str, ...]:
    statement = (
        select(documents.c.document_id, documents.c.findable_passages)
        .where(condition)
        .order_by(documents.c.received_at, documents.c.document_id)
        .limit(DOCUMENTS_AT_ONCE)
    )
    ids: list[str] = []
    for row in connection.execute(statement):
        ids.append(row.document_id)
        passages -= row.findable_passages
        if passages <= 0:
            break
    return tuple(ids)


def _findable(connection: Connection, condition: ColumnElement[bool]) -> int:
    statement = select(func.coalesce(func.sum(documents.c.findable_passages), 0)).where(condition)
    return int(connection.execute(statement).scalar_one())
