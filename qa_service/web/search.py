"""POST /api/search: passages with scores, without an answer."""

import time

from fastapi import APIRouter

from qa_service.bootstrap import Service
from qa_service.errors import EmptyQuestion, QuestionTooLong
from qa_service.library.records import DocumentSummary
from qa_service.web.dependencies import PoolDep, ReadyServiceDep, SettingsDep
from qa_service.web.openapi import errors
from qa_service.web.schemas import SearchHit, SearchIn, SearchReply
from vectorstore.passages import Filters, Hit

router = APIRouter()


@router.post("/api/search", responses=errors(413, 429, 503), summary="Find passages")
async def search(
    asked: SearchIn, service: ReadyServiceDep, pool: PoolDep, settings: SettingsDep
) -> SearchReply:
    """Passages of the scope, best first; scores compare only within one reply."""
    limit = settings.answering.max_question_characters
    if not asked.query.strip():
        raise EmptyQuestion
    if len(asked.query) > limit:
        raise QuestionTooLong(length=len(asked.query), limit=limit)
    return await pool.run(_search, service, asked)


def _search(service: Service, asked: SearchIn) -> SearchReply:
    started = time.perf_counter()
    filters = asked.filters.to_filters() if asked.filters else Filters()
    hits = service.index.search(asked.query, filters=filters, limit=asked.limit)
    held = service.library.passages([hit.passage.passage_id for hit in hits])
    summaries = {summary.document_id: summary for summary in service.library.summaries()}
    found = [
        _hit(rank, hit, summaries[hit.passage.document_id])
        for rank, hit in enumerate((hit for hit in hits if hit.passage.passage_id in held), start=1)
        if hit.passage.document_id in summaries
    ]
    return SearchReply(hits=found, elapsed_ms=round((time.perf_counter() - started) * 1000, 1))


def _hit(rank: int, hit: Hit, summary: DocumentSummary) -> SearchHit:
    passage = hit.passage
    return SearchHit(
        rank=rank,
        score=hit.score,
        found_by=sorted(hit.found_by),
        document_id=passage.document_id,
        title=summary.metadata.title,
        source=summary.source,
        region=summary.metadata.region,
        year=summary.metadata.year,
        section=list(passage.section),
        paragraph=passage.paragraph,
        text=passage.text,
        start=passage.start,
        end=passage.end,
        url=f"/documents/{passage.document_id}?start={passage.start}&end={passage.end}",
    )
