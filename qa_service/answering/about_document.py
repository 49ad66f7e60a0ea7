"""Questions about a document itself (文号, 发文机关, 发布日期, 标题), answered from its metadata;
who signed or gave it and when (签发人, 报告人, 报告日期) from the words at its head.

A field is said only with the words of the document that prove it; a fact that stands in the file name alone,
or in an index table that was taken out, cannot be cited and is not said.
"""

import re
from collections.abc import Sequence

from qa_service.answering.citations import Quote
from qa_service.answering.extractive import Statement
from qa_service.answering.signatures import issuers_under_title, named_at_head
from qa_service.answering.text.folding import fold
from qa_service.answering.text.matching import PARTIAL_VALUE, Matcher, Term
from qa_service.library.records import DocumentSummary
from vectorstore.passages import Passage

_LABELS = {
    "document_number": "发文字号",
    "issuer": "发文机关",
    "issued_on": "成文日期",
    "title": "标题",
    "signatory": "签发人",
    "speaker": "报告人",
    "spoken_on": "报告日期",
}


def pick(
    documents: Sequence[DocumentSummary], focus: Matcher, idle: re.Pattern[str]
) -> DocumentSummary | None:
    """The document that is asked about, of whose title the question says most; None where the words of
    ``focus`` name what no title does and what is not ``idle``, or where several are named alike."""
    named = [
        document for document in documents if all(_is_said(term, document, idle) for term in focus.terms)
    ]
    ranked = sorted(
        ((focus.coverage(focus.values(fold(document.metadata.title).text)), document) for document in named),
        key=lambda ranked: -ranked[0],
    )
    if len(ranked) > 1 and ranked[0][0] <= max(0.5, ranked[1][0] + 0.1):
        return None
    return ranked[0][1] if ranked else None


def _is_said(term: Term, document: DocumentSummary, idle: re.Pattern[str]) -> bool:
    in_title = term.value_in(fold(document.metadata.title).text) >= PARTIAL_VALUE
    return in_title or idle.fullmatch(term.text) is not None


def statement_about(document: DocumentSummary, field: str, passages: Sequence[Passage]) -> Statement | None:
    """What the document says of itself, or None where the field is unknown or its proof cannot be cited."""
    told = named_at_head(field, passages)
    if field == "issuer" and document.metadata.issuer is None:
        told = issuers_under_title(passages)
    value, quote = told or (value_of(document, field), proof_of(document, field, passages))
    if value is None or quote is None:
        return None
    return Statement(lead=f"《{document.metadata.title}》的{_LABELS[field]}是", body=value, quote=quote)


def value_of(document: DocumentSummary, field: str) -> str | None:
    """The field as it is told to users; None where it is unknown."""
    value = getattr(document.metadata, field, None)
    if value is None:
        return None
    return f"{value.year}年{value.month}月{value.day}日" if field == "issued_on" else str(value)


def proof_of(document: DocumentSummary, field: str, passages: Sequence[Passage]) -> Quote | None:
    """The words of the document that prove the field, inside one passage."""
    proof = document.metadata.proofs.get(field)
    if proof is None or proof.start is None or proof.end is None:
        return None
    for passage in passages:
        if passage.start <= proof.start and proof.end <= passage.end:
            return Quote(passage=passage, start=proof.start, end=proof.end)
    return None
