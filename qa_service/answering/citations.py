"""The gate: a citation exists only when code has checked it.

``verify`` makes a citation from a span of a document: the span must lie inside a passage that the library
holds, and the quote is cut from it, never typed. ``supported`` checks a sentence of an answer against its
quote: every figure and date in the sentence must stand in the quote with its unit. Both are pure. This
module does not know whether the quoted words answer the question.
"""

from dataclasses import dataclass
from pathlib import PurePosixPath

from qa_service.answering.events import Citation
from qa_service.answering.text.drawn_rows import drawn_rows
from qa_service.answering.text.folding import fold
from qa_service.library.records import DocumentSummary
from qa_service.quantities import find_dates, find_quantities, same_value
from vectorstore.passages import Passage

_DRAWS_BARS = frozenset({".md", ".markdown"})
_AS_DRAWN = "表中原行："


class UnverifiedQuote(ValueError):
    """A span that is not an exact slice of its passage; a defect of the caller, never shown to users."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a passage that an answer uses: code points of the document, half-open."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.passage.text[self.start - self.passage.start : self.end - self.passage.start]

    @property
    def before(self) -> str:
        """What the passage says before it."""
        return self.passage.text[: self.start - self.passage.start]


def verify(quote: Quote, document: DocumentSummary, n: int) -> Citation:
    """The citation of ``quote``, or UnverifiedQuote."""
    passage = quote.passage
    inside = passage.start <= quote.start < quote.end <= passage.end
    if not inside or passage.document_id != document.document_id:
        raise UnverifiedQuote(f"{quote.start}-{quote.end} is not inside passage {passage.passage_id}")
    if len(passage.text) != passage.end - passage.start or not quote.text.strip():
        raise UnverifiedQuote(f"passage {passage.passage_id} and its offsets disagree")
    metadata = document.metadata
    return Citation(
        n=n,
        document_id=document.document_id,
        title=metadata.title,
        source=document.source,
        region=metadata.region,
        year=metadata.year,
        issuer=metadata.issuer,
        document_number=metadata.document_number,
        section=passage.section,
        paragraph=passage.paragraph,
        text=_shown(quote, document),
        quote=quote.text,
        start=quote.start,
        end=quote.end,
        url=f"/documents/{document.document_id}?start={quote.start}&end={quote.end}",
        authority=document.rank.chinese if document.rank else None,
    )


def _shown(quote: Quote, document: DocumentSummary) -> str:
    """The whole passage; below rows of a table the cited ones as the file draws them, which a reader of the
    original looks for."""
    passage = quote.passage
    start, end = quote.start - passage.start, quote.end - passage.start
    barred = PurePosixPath(document.source).suffix.lower() in _DRAWS_BARS
    rows = drawn_rows(passage.text, start, end, barred=barred)
    return "\n".join((passage.text, *(f"{_AS_DRAWN}{row}" for row in rows)))


def supported(sentence: str, quote: str) -> bool:
    """Whether every figure and date of ``sentence`` stands in ``quote``, units included."""
    said, written = fold(sentence).text, fold(quote).text
    held = find_quantities(written)
    for figure in find_quantities(said):
        if figure.text not in written and not any(same_value(figure, other) for other in held):
            return False
    return all(date.text in written for date in find_dates(said))
