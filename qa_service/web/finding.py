"""Finding passages to show: searched, joined with the library, told where their scores come from."""

import time
from dataclasses import replace
from datetime import date

from qa_service.answering.versions import version_of
from qa_service.bootstrap import Service
from qa_service.errors import EmptyQuestion, QuestionTooLong
from qa_service.library.currency import Currency
from qa_service.library.records import DocumentSummary
from qa_service.web.feature_labels import label_of
from qa_service.web.languages import Language
from qa_service.web.schemas import (
    ExplanationOut,
    FeatureOut,
    SearchHit,
    SearchReply,
    VersionOut,
)
from vectorstore.passages import Filters, Hit
from vectorstore.reranker import Explanation


def check_query(query: str, *, limit: int) -> None:
    """Raises: EmptyQuestion, QuestionTooLong (over ``limit`` characters)."""
    if not query.strip():
        raise EmptyQuestion
    if len(query) > limit:
        raise QuestionTooLong(length=len(query), limit=limit)


def find(
    service: Service,
    query: str,
    *,
    filters: Filters,
    limit: int,
    language: Language = "zh",
    explain: bool = False,
) -> SearchReply:
    """Passages of the scope, best first; what is out of force only where its document is chosen, or its
    year."""
    started = time.perf_counter()
    currency = service.library.currency(date.today())  # noqa: DTZ011 (the user's day)
    scope = in_force(filters, currency)
    ranked: list[tuple[Hit, Explanation | None]]
    if explain:
        ranked = service.index.explain(query, filters=scope, limit=limit)
    else:
        hits = service.index.search(query, filters=scope, limit=limit)
        ranked = [(hit, None) for hit in hits]
    documents = service.library.summaries_by_id()
    found: list[SearchHit] = []
    for hit, told in ranked:
        document = documents.get(hit.passage.document_id)
        # The index may lag behind the library, where an id stands for the same bytes, cut the same way.
        if document is None or hit.passage.paragraph > document.passages:
            continue
        version = version_of(document.document_id, currency, documents)
        shown = _hit(len(found) + 1, hit, document, VersionOut.model_validate(version) if version else None)
        if explain:
            shown = shown.model_copy(update={"explanation": _explanation(told, language)})
        found.append(shown)
    return SearchReply(hits=found, elapsed_ms=round((time.perf_counter() - started) * 1000, 1))


def in_force(filters: Filters, currency: Currency) -> Filters:
    """The scope without versions that do not count today, or in the latest of the years that are chosen."""
    if filters.document_ids:
        return filters
    left_out = (
        currency.out_of_force_on(date(max(filters.year), 12, 31)) if filters.year else currency.out_of_force
    )
    return replace(filters, excluded_document_ids=tuple(sorted(left_out)))


def _hit(rank: int, hit: Hit, document: DocumentSummary, version: VersionOut | None) -> SearchHit:
    passage, metadata = hit.passage, document.metadata
    return SearchHit(
        rank=rank,
        score=hit.score,
        found_by=sorted(hit.found_by),
        document_id=passage.document_id,
        title=metadata.title,
        source=document.source,
        region=metadata.region,
        year=metadata.year,
        section=list(passage.section),
        paragraph=passage.paragraph,
        text=passage.text,
        start=passage.start,
        end=passage.end,
        url=f"/documents/{passage.document_id}?start={passage.start}&end={passage.end}",
        authority=document.rank.chinese if document.rank else None,
        version=version,
    )


def _explanation(told: Explanation | None, language: Language) -> ExplanationOut | None:
    if told is None:
        return None
    return ExplanationOut(
        chance=told.chance,
        raw_score=told.raw_score,
        base=told.base,
        features=[
            FeatureOut(
                name=share.name,
                label=label_of(share.name, language),
                value=share.value,
                contribution=share.contribution,
            )
            for share in told.features
        ],
    )
