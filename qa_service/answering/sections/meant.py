"""Which of several documents a question after a whole part means: of one place, of the latest year, reports
before programmes.

This module knows titles and years; it does not read what the documents say but to count a word.
"""

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

from qa_service.answering.sections.announced import section_wording
from qa_service.answering.text.folding import fold
from qa_service.answering.text.matching import PARTIAL_VALUE, Term
from qa_service.library.records import DocumentSummary
from vectorstore.passages import Passage

MOST_READ = 12
"""Documents that are looked through for one question."""
_OWN_MATTER, _OFTEN = 0.4, 5
_NEAR = "[一-鿿]{0,2}?"


class Named(Protocol):
    """A document of which ``named`` words of the question tell that it is meant."""

    @property
    def document(self) -> DocumentSummary: ...

    @property
    def named(self) -> int: ...


AnyNamed = TypeVar("AnyNamed", bound=Named)


def latest_reports(documents: Sequence[DocumentSummary]) -> Sequence[DocumentSummary]:
    """The newest reports, or where there is none the newest documents."""
    reports = [document for document in documents if is_report(document)]
    return sorted(reports or documents, key=_year, reverse=True)[:MOST_READ]


def likely_reports(
    documents: Sequence[DocumentSummary], terms: Sequence[Term], *, all_kinds: bool = False
) -> Sequence[DocumentSummary]:
    """Of the documents the reports, or ``all_kinds``, and those whose title says as many of ``terms`` as any
    title does; what is named and newest first, no more than are looked through."""
    said = {d.document_id: _said_in_title(d, terms) for d in documents}
    most = max(said.values(), default=0)
    likely = [d for d in documents if all_kinds or is_report(d) or 0 < said[d.document_id] == most]
    return sorted(likely or documents, key=lambda d: (said[d.document_id], _year(d)), reverse=True)[
        :MOST_READ
    ]


def _said_in_title(document: DocumentSummary, terms: Sequence[Term]) -> int:
    title = fold(document.metadata.title).text
    return sum(term.value_in(title) >= PARTIAL_VALUE for term in terms)


def meant_of(found: Sequence[AnyNamed]) -> list[AnyNamed]:
    """Those that the question names most of; the latest of them; reports before programmes, whose tasks are
    all that they tell."""
    most = max((one.named for one in found), default=0)
    meant = [one for one in found if one.named == most]
    meant = [one for one in meant if is_report(one.document)] or meant
    latest = max((_year(one.document) for one in meant), default=0)
    return [one for one in meant if _year(one.document) == latest]


def is_own_matter(term: Term, document: DocumentSummary, passages: Sequence[Passage]) -> bool:
    """Whether the title or the issuer says the word, or so many of the paragraphs that it tells none of them
    apart."""
    for named in (document.metadata.title, document.metadata.issuer or ""):
        name = fold(named).text
        if term.value_in(name) >= PARTIAL_VALUE or is_shortened(term.text, name):
            return True
    read = [passage for passage in passages if not passage.is_heading]
    held = sum(term.text in "".join((*passage.section, passage.text)) for passage in read)
    return held >= max(_OWN_MATTER * len(read), _OFTEN)


def is_shortened(word: str, title: str) -> bool:
    """Whether the characters of ``word`` stand near one another in ``title``, in order: 技改 for 技术改造."""
    return len(word) > 1 and re.search(_NEAR.join(map(re.escape, word)), title) is not None


def is_report(document: DocumentSummary) -> bool:
    """It looks back and says what comes next; all else is a programme as a whole."""
    return section_wording().report.search(document.metadata.title) is not None


def is_programme(document: DocumentSummary) -> bool:
    """It says as a whole what is to be done in a year."""
    named = section_wording().programme.search(document.metadata.title) is not None
    return named and not is_report(document)


def _year(document: DocumentSummary) -> int:
    return document.metadata.year or 0
