"""What is known where a passage stands: its own words and what its document says of itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qa_service.answering.gate.figures import dates_of, figures_of
from qa_service.answering.text.folding import fold
from qa_service.library.records import DocumentSummary
from qa_service.quantities import DateMention, Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known where a passage stands: folded ``text`` of the passage, ``around`` it the title, the
    headings and facts of its document, with the figures and dates of both."""

    text: str
    around: str
    figures: tuple[Quantity, ...]
    dates: tuple[DateMention, ...]
    year: int | None
    places: frozenset[str]
    region: str
    """The path of the document's region, its parts joined."""
    number: str
    heading: str
    """The headings above the passage, joined."""


def known(
    text: str, section: Sequence[str], document: DocumentSummary, *, is_order: Callable[[str], bool]
) -> Known:
    """What a passage of ``document`` below the headings of ``section`` holds; ``text`` is what counts of its
    folded words. A title or heading that is an order counts for nothing."""
    metadata = document.metadata
    facts = (
        metadata.title,
        *section,
        *metadata.region_path,
        metadata.issuer,
        metadata.document_number,
    )
    around = fold("\n".join(part for part in facts if part and not is_order(part))).text
    if metadata.year is not None:
        around += f"\n{metadata.year}年"
    return Known(
        text=text,
        around=around,
        figures=figures_of(text),
        dates=dates_of(text),
        year=metadata.year,
        places=frozenset(metadata.region_path),
        region="".join(metadata.region_path),
        number=fold(metadata.document_number or "").text,
        heading=fold("\n".join(part for part in section if not is_order(part))).text,
    )
