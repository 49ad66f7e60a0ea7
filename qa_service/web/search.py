"""POST /api/search: passages with scores, without an answer."""

import time
from dataclasses import replace
from datetime import date

from fastapi import APIRouter, Request

from qa_service.answering.versions import version_of
from qa_service.bootstrap import Service
from qa_service.errors import EmptyQuestion, QuestionTooLong
from qa_service.library.currency import Currency
from qa_service.library.records import DocumentSummary
from qa_service.web.dependencies import PoolDep, ReadyServiceDep, SettingsDep
from qa_service.web.feature_labels import label_of
from qa_service.web.languages import Language, preferred_language
from qa_service.web.openapi import errors
from qa_service.web.schemas import (
    ExplanationOut,
    FeatureOut,
    SearchHit,
    SearchIn,
    SearchReply,
    VersionOut,
)
from vectorstore.passages import Filters, Hit
from vectorstore.reranker import Explanation

router = APIRouter()


@router.post(
    "/api/search",
    responses=errors(413, 429, 503),
    response_model_exclude_unset=True,  # "explanation" stands in a reply only where it was asked for
    summary="Find passages",
)
async def search(
    asked: SearchIn, request: Request, service: ReadyServiceDep, pool: PoolDep, settings: SettingsDep
) -> SearchReply:
    """Passages of the scope, best first; what is out of force only where its document is chosen, or its
    year."""
    limit = settings.answering.max_question_characters
    if not asked.query.strip():
        raise EmptyQuestion
    if len(asked.query) > limit:
        raise QuestionTooLong(length=len(asked.query), limit=limit)
    return await pool.run(_search, service, asked, preferred_language(request.scope))


def _search(service: Service, asked: SearchIn, language: Language) -> SearchReply:
    started = time.perf_counter()
    currency = service.library.currency(date.today())  # noqa: DTZ011 (the user's day)
    filters = in_force(asked.filters.to_filters() if asked.filters else Filters(), currency)
    ranked: list[tuple[Hit, Explanation | None]]
    if asked.explain:
        ranked = service.index.explain(asked.query, filters=filters, limit=asked.limit)
    else:
        hits = service.index.search(asked.query, filters=filters, limit=asked.limit)
        ranked = [(hit, None) for hit in hits]
    held = service.library.passages([hit.passage.passage_id for hit, _ in ranked])
    documents = {summary.document_id: summary for summary in service.library.summaries()}
    found: list[SearchHit] = []
    for hit, told in ranked:
        document = documents.get(hit.passage.document_id)
        if document is None or hit.passage.passage_id not in held:
            continue
        version = version_of(document.document_id, currency, documents)
        shown = _hit(len(found) + 1, hit, document, VersionOut.model_validate(version) if version else None)
        if asked.explain:
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
