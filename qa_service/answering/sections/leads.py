"""What stands before the points of an answer: whose they are, that they are planned, and their own headings.

一是…四是… under (一)提升治理能力 would run on after the points of the heading before. This module reads
headings and years; it does not choose what is told.
"""

import re
from collections.abc import Sequence

from qa_service.answering.citations import Quote
from qa_service.answering.evidence.told_year import is_yet_to_come
from qa_service.answering.extractive import subject
from qa_service.answering.sections.announced import section_wording
from qa_service.answering.sections.meant import is_report
from qa_service.answering.text.folding import fold
from qa_service.answering.text.tidying import tidy
from qa_service.library.records import DocumentSummary
from vectorstore.passages import Passage

_LONGEST_HEADING = 40
_CLAUSE_END = re.compile(r"[,。;]")
_ARTICLE = re.compile(r"第[〇零一二三四五六七八九十百千\d]{1,7}条")
_OPENING = 30
"""Characters in which words say that they are of what is to come."""
_TOLD_YEAR = re.compile(r"^(?:19|20)\d\d年[,:]?")


def headings_above(passages: Sequence[Passage]) -> list[str]:
    """Of each of ``passages``, in order, the headings under which it stands and the one before it does not,
    each with a colon; empty under the heading that all of them share."""
    shared = _shared([passage.section for passage in passages])
    told: list[str] = []
    before: tuple[str, ...] = ()
    for passage in passages:
        own = (*passage.section[shared:], *((passage.text,) if passage.is_heading else ()))
        same = _shared([before, own])
        new = [heading for heading in own[same:] if not _is_said(heading, passage)]
        told.append("".join(f"{_shortened(heading)}:" for heading in new))
        before = own
    return told


def _shared(paths: Sequence[tuple[str, ...]]) -> int:
    """How many headings all ``paths`` begin with."""
    depth = 0
    while all(len(path) > depth for path in paths) and len({path[depth] for path in paths}) == 1:
        depth += 1
    return depth


def _is_said(heading: str, passage: Passage) -> bool:
    """The passage begins with it, or it is the number of an article alone."""
    said = tidy(heading)
    return tidy(passage.text).startswith(said) or _ARTICLE.match(said) is not None


def _shortened(heading: str) -> str:
    told = tidy(heading)
    return told if len(told) <= _LONGEST_HEADING else _CLAUSE_END.split(fold(told).text, maxsplit=1)[0]


def lead_of(
    document: DocumentSummary, quote: Quote, body: str, is_planned: bool, names_document: bool
) -> str:
    """Whose words ``body`` are, of the document's title where several are told; of a plan that it is one,
    where neither the year told of nor its first words say so."""
    lead = f"《{document.metadata.title}》:" if names_document else subject(document, quote, fold(body).text)
    if not is_planned or "计划中" in lead or section_wording().to_come.search(body[:_OPENING]):
        return lead
    if lead.startswith("《"):
        return f"{lead.removesuffix(':')}{_when(document, quote)}:"
    rest = _TOLD_YEAR.sub("", lead)
    return f"{_when(document, quote)},{rest}" if rest else f"{_when(document, quote)}:"


def _when(document: DocumentSummary, quote: Quote) -> str:
    """What is planned: after the time of a report, or in the year of a programme."""
    year = document.metadata.year
    if is_report(document) or is_yet_to_come(quote.passage.section):
        return "下一步的计划中"
    return f"{year}年的计划中" if year else "计划中"
