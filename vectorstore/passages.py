"""The vocabulary of finding: Passage, DocumentFacts, IndexEntry, Filters, Hit.

Offsets are Unicode code points, half-open ``[start, end)``, in the cleaned text of the document.
This module does not know how passages are cut or where documents are kept.
"""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""Shape (n, dimensions); rows have unit length, or are zero where a text has no known token."""

Arm = Literal["keyword", "dense", "exact"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph of a document, or a part of a very long one, with its way back.

    ``paragraph`` numbers the passages of a document from 1 without gaps; ``section`` is the path of
    headings above it, outermost first. Law: ``document.text[start:end] == text``. The passages of a
    document cover every non-blank character of it, headings included.
    """

    passage_id: str
    document_id: str
    paragraph: int
    section: tuple[str, ...]
    text: str
    start: int
    end: int
    is_heading: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts:
    """What the index keeps of a document beside its passages; unknown is None or empty."""

    title: str
    region_path: tuple[str, ...] = ()
    year: int | None = None
    issuer: str | None = None
    document_number: str | None = None
    kind: str | None = None
    authority: int | None = None
    """How high the document stands among those that bind: 0 the highest, in the caller's order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedPassage:
    """A passage as the index gives it back, with what it keeps of its document."""

    passage: Passage
    title: str
    authority: int | None
    tokens: bytes
    """The tokens of heading and text as ``piece_tokens.pack`` leaves them; empty where none are kept."""

    @property
    def heading(self) -> str:
        """The title of the document and the headings above the passage, outermost first."""
        return heading_of(self.title, self.passage.section)


def heading_of(title: str, section: tuple[str, ...]) -> str:
    """A title and the headings below it in one line."""
    return " ".join(part for part in (title, *section) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """One passage to index: its words, the facts of its document, its vector of shape (dimensions,)."""

    passage: Passage
    facts: DocumentFacts
    vector: NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """A scope. All are AND-ed, the values inside one are OR-ed; an empty tuple does not narrow.

    ``region`` matches a document when any part of its region path equals one of the values, so 山东省
    holds the documents of 沂源县. ``excluded_document_ids`` are left out whatever the others say. An empty
    result never widens a scope.
    """

    region: tuple[str, ...] = ()
    year: tuple[int, ...] = ()
    document_ids: tuple[str, ...] = ()
    excluded_document_ids: tuple[str, ...] = ()

    @property
    def narrows(self) -> bool:
        return bool(self.region or self.year or self.document_ids or self.excluded_document_ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage that was found; scores compare only within one list.

    ``chance``, 0 to 1, is how likely it is the one that answers; None where no ranker was asked.
    """

    passage: Passage
    rank: int
    score: float
    found_by: frozenset[Arm] = field(default_factory=frozenset)
    chance: float | None = None
