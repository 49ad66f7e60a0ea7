"""Documents and passages as rows of the tables, and back."""

import re
from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from sqlalchemy import RowMapping

from qa_service.library.records import (
    Document,
    DocumentMetadata,
    DocumentSummary,
    Proof,
    Removal,
    Section,
)
from vectorstore.passages import Passage, Vectors

RowValues: TypeAlias = dict[str, Any]
"""Column name to value, as an insert or update takes them."""

# No database keeps them all: PostgreSQL refuses NUL, UTF-8 has no lone surrogates.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """The text with U+FFFD for each character that no database keeps; offsets stay."""
    return UNSTORABLE.sub("\ufffd", text)


def metadata_values(metadata: DocumentMetadata) -> RowValues:
    return {
        "title": storable(metadata.title),
        "region": metadata.region,
        "region_path": list(metadata.region_path),
        "year": metadata.year,
        "issuer": metadata.issuer,
        "document_number": metadata.document_number,
        "issued_on": metadata.issued_on,
        "kind": metadata.kind,
        "proofs": {name: _proof_values(proof) for name, proof in metadata.proofs.items()},
    }


def _proof_values(proof: Proof) -> RowValues:
    return {
        "found_in": proof.found_in,
        "quote": storable(proof.quote),
        "start": proof.start,
        "end": proof.end,
    }


def metadata_from(row: RowMapping) -> DocumentMetadata:
    return DocumentMetadata(
        title=row["title"],
        region=row["region"],
        region_path=tuple(row["region_path"]),
        year=row["year"],
        issuer=row["issuer"],
        document_number=row["document_number"],
        issued_on=row["issued_on"],
        kind=row["kind"],
        proofs={name: Proof(**proof) for name, proof in row["proofs"].items()},
    )


def text_values(document: Document) -> RowValues:
    return {
        "document_id": document.document_id,
        "sections": [
            [
                storable(section.heading),
                section.level,
                _storable_path(section.path),
                section.start,
                section.end,
            ]
            for section in document.sections
        ],
        "removed": [[removal.rule, storable(removal.text)] for removal in document.removed],
        "text": storable(document.text),
    }


def document_from(row: RowMapping) -> Document:
    """From the columns of ``documents`` and ``document_texts``."""
    return Document(
        document_id=row["document_id"],
        content_hash=row["content_hash"],
        source=row["source"],
        text=row["text"],
        sections=tuple(
            Section(heading=heading, level=level, path=tuple(path), start=start, end=end)
            for heading, level, path, start, end in row["sections"]
        ),
        metadata=metadata_from(row),
        removed=tuple(Removal(rule=rule, text=text) for rule, text in row["removed"]),
    )


def summary_from(row: RowMapping) -> DocumentSummary:
    return DocumentSummary(
        document_id=row["document_id"],
        content_hash=row["content_hash"],
        source=row["source"],
        metadata=metadata_from(row),
        passages=row["passages"],
        findable_passages=row["findable_passages"],
        characters=row["characters"],
    )


def passage_values(passage: Passage) -> RowValues:
    return {
        "passage_id": passage.passage_id,
        "document_id": passage.document_id,
        "paragraph": passage.paragraph,
        "section": _storable_path(passage.section),
        "start": passage.start,
        "end": passage.end,
        "is_heading": passage.is_heading,
        "text": storable(passage.text),
    }


def passage_from(row: RowMapping) -> Passage:
    return Passage(
        passage_id=row["passage_id"],
        document_id=row["document_id"],
        paragraph=row["paragraph"],
        section=tuple(row["section"]),
        text=row["text"],
        start=row["start"],
        end=row["end"],
        is_heading=row["is_heading"],
    )


def vectors_bytes(vectors: Vectors) -> bytes:
    """Half the size of float32; a cosine changes by less than 0.001."""
    return vectors.astype("<f2").tobytes()


def vectors_from(data: bytes, dimensions: int) -> Vectors:
    return np.frombuffer(data, dtype="<f2").reshape(-1, dimensions).astype(np.float32)


def as_kept(vectors: Vectors) -> Vectors:
    """The vectors as they come back from the library, so that a rebuilt index equals the first one."""
    return vectors.astype("<f2").astype(np.float32)


def _storable_path(path: Sequence[str]) -> list[str]:
    return [storable(heading) for heading in path]
