"""What was read of a document: its metadata, text and passages, written and deleted together."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Table, bindparam, delete, insert, update

from qa_service.library.records import Document
from qa_service.library.rows import (
    RowValues,
    metadata_values,
    passage_values,
    storable,
    text_values,
)
from qa_service.library.tables import document_regions, document_texts, documents, passages, vectors
from vectorstore.passages import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A document as it was read, with its passages."""

    document: Document
    passages: tuple[Passage, ...]

    @property
    def findable(self) -> tuple[Passage, ...]:
        """Its passages that are no headings: those that an index takes."""
        return tuple(passage for passage in self.passages if not passage.is_heading)


def clear(connection: Connection, document_ids: Collection[str]) -> None:
    """Delete what was read of these documents; their own rows stay."""
    for table in (passages, vectors, document_texts, document_regions):
        connection.execute(delete(table).where(table.c.document_id.in_(document_ids)))


def insert_parsed(connection: Connection, parsed: Sequence[Parsed]) -> None:
    """Fill the rows of documents that were received; their state becomes ``cut``."""
    if not parsed:
        return
    connection.execute(
        update(documents).where(documents.c.document_id == bindparam("of_document")),
        [_document_values(item) for item in parsed],
    )
    _insert(connection, document_texts, [text_values(item.document) for item in parsed])
    _insert(
        connection,
        document_regions,
        [
            {"document_id": item.document.document_id, "position": position, "name": storable(name)}
            for item in parsed
            for position, name in enumerate(item.document.metadata.region_path)
        ],
    )
    _insert(connection, passages, [passage_values(passage) for item in parsed for passage in item.passages])


def _document_values(item: Parsed) -> RowValues:
    return {
        "of_document": item.document.document_id,
        "state": "cut",
        "passages": len(item.passages),
        "findable_passages": len(item.findable),
        "characters": len(item.document.text),
        **metadata_values(item.document.metadata),
    }


def _insert(connection: Connection, table: Table, rows: list[RowValues]) -> None:
    if rows:
        connection.execute(insert(table), rows)
