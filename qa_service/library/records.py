"""What the library keeps of a document: Document, Section, DocumentMetadata, Proof, Removal.

Both journeys meet here: ingestion makes these, answering reads them. Offsets are Unicode code points,
half-open, in ``Document.text``. This module does not know SQL.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from qa_service.library.authority import Rank, rank_of
from vectorstore.passages import DocumentFacts

FoundIn = Literal["title", "head", "body", "tail", "index_table", "page_furniture", "file_name"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Where a fact stands. ``start``/``end`` are None when the words are not in the cleaned text
    (file name, a removed index table)."""

    found_in: FoundIn
    quote: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands under it; ``path`` holds the headings above and its own, outermost first."""

    heading: str
    level: int
    path: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """Page furniture that cleaning took out: the rule that did it and the words."""

    rule: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentMetadata:
    """Facts of a document, each found by rule; unknown is None, never a guess.

    ``region_path`` runs from province to the region itself and ends with ``region``; ``year`` is the
    reporting year, not that of issue. ``proofs`` maps a field's name to the words that prove it.
    """

    title: str
    region: str | None = None
    region_path: tuple[str, ...] = ()
    year: int | None = None
    issuer: str | None = None
    document_number: str | None = None
    issued_on: date | None = None
    kind: str | None = None
    proofs: Mapping[str, Proof] = field(default_factory=dict)

    def rank(self, source: str) -> Rank | None:
        """The rank of the document, whose file is ``source``."""
        return rank_of(
            title=self.title,
            issuer=self.issuer,
            kind=self.kind,
            document_number=self.document_number,
            source=source,
        )

    def facts(self, source: str) -> DocumentFacts:
        """What an index keeps of the document, whose file is ``source``; an authority where it legislates,
        for a report is no worse a source than a law, only of other things."""
        rank = self.rank(source)
        return DocumentFacts(
            title=self.title,
            region_path=self.region_path,
            year=self.year,
            issuer=self.issuer,
            document_number=self.document_number,
            kind=self.kind,
            authority=rank.order if rank and rank.legislates else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A read, cleaned and structured document; ``document_id`` follows from ``content_hash``."""

    document_id: str
    content_hash: str
    source: str
    text: str
    sections: tuple[Section, ...]
    metadata: DocumentMetadata
    removed: tuple[Removal, ...] = ()

    @property
    def title(self) -> str:
        return self.metadata.title


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSummary:
    """A document without its text, as lists and scopes need it. ``passages`` counts headings too, which are
    not searched."""

    document_id: str
    content_hash: str
    source: str
    metadata: DocumentMetadata
    passages: int
    findable_passages: int
    characters: int

    @property
    def rank(self) -> Rank | None:
        return self.metadata.rank(self.source)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPage:
    """A page of the list of documents; ``total`` counts all pages, ``next_cursor`` is None on the last."""

    items: tuple[DocumentSummary, ...]
    next_cursor: str | None
    total: int
