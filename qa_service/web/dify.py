"""Dify's contract for external knowledge: POST /retrieval, passages for somebody else's answer."""

import datetime
from collections.abc import Sequence

from fastapi import APIRouter, Request

from qa_service.bootstrap import Service
from qa_service.errors import NotFound
from qa_service.library.currency import Currency
from qa_service.web.dependencies import PoolDep, ReadyServiceDep, SettingsDep
from qa_service.web.dify_conditions import CHOOSING_FIELDS, fields_of, matching
from qa_service.web.dify_schemas import MetadataCondition, Record, RetrievalIn, RetrievalReply
from qa_service.web.finding import FoundPassage, check_query, passages_found
from qa_service.web.foreign_errors import DIFY_PATH, UNKNOWN_KNOWLEDGE_CODE
from qa_service.web.links import base_of
from qa_service.web.openapi import dify_errors
from vectorstore.passages import Filters

router = APIRouter(tags=["dify"])

# All that is ranked: the chances of a query's passages, and with them that of none, add up to one.
_RANKED = 100


class UnknownKnowledge(NotFound):
    code = UNKNOWN_KNOWLEDGE_CODE
    chinese_template = "没有这个知识库:knowledge_id 不能为空,可以写 qa-service。"
    english_template = "There is no such knowledge base: knowledge_id must not be empty; write qa-service."


@router.post(
    DIFY_PATH, responses=dify_errors(403, 404, 413, 422, 429, 503), summary="Find passages, Dify's way"
)
async def retrieval(
    asked: RetrievalIn, request: Request, service: ReadyServiceDep, pool: PoolDep, settings: SettingsDep
) -> RetrievalReply:
    """At most `top_k` passages whose score reaches `score_threshold`, best first; conditions on metadata
    narrow, and an empty result never widens."""
    if not asked.knowledge_id.strip():
        raise UnknownKnowledge
    check_query(asked.query, limit=settings.answering.max_question_characters)
    return await pool.run(_retrieve, service, asked, base_of(request))


def _retrieve(service: Service, asked: RetrievalIn, base: str) -> RetrievalReply:
    filters = _scope(service, asked.metadata_condition)
    if filters is None:
        return RetrievalReply(records=[])
    limit = max(_RANKED, asked.retrieval_setting.top_k)
    found = passages_found(service, asked.query, filters=filters, limit=min(limit, 2 * _RANKED))
    records = [
        _record(each, score, base)
        for each, score in zip(found, _scores(found), strict=True)
        if score >= (asked.retrieval_setting.score_threshold or 0.0)
    ]
    return RetrievalReply(records=records[: asked.retrieval_setting.top_k])


def _scope(service: Service, condition: MetadataCondition | None) -> Filters | None:
    """The documents that the conditions choose; None where they choose none."""
    if condition is None or not condition.conditions:
        return Filters()
    documents = service.library.summaries()
    chosen = matching(condition, documents)
    if not fields_of(condition) & CHOOSING_FIELDS:
        today = datetime.date.today()  # noqa: DTZ011 (the user's day)
        left_out = _out_of_force(
            service.library.currency(today), [document.metadata.year for document in chosen], condition
        )
        chosen = tuple(document for document in chosen if document.document_id not in left_out)
    if not chosen:
        return None
    if len(chosen) == len(documents):
        return Filters()
    return Filters(document_ids=tuple(document.document_id for document in chosen))


def _out_of_force(
    currency: Currency, years: Sequence[int | None], condition: MetadataCondition
) -> frozenset[str] | set[str]:
    """Versions that do not count today, or where years are chosen in the latest of them."""
    latest = max((year for year in years if year), default=None)
    if latest is None or "year" not in fields_of(condition):
        return currency.out_of_force
    return currency.out_of_force_on(datetime.date(latest, 12, 31))


def _scores(found: Sequence[FoundPassage]) -> list[float]:
    """Each passage's chance against that of none; the chances themselves share one, so several passages that
    answer would all have low ones, and a threshold would mean something else for every query."""
    chances = [each.hit.chance for each in found]
    known = [chance for chance in chances if chance is not None]
    if len(known) == len(chances):
        none = max(0.0, 1.0 - sum(known))
        return [round(chance / (chance + none), 4) if chance + none else 0.0 for chance in known]
    best = max((each.hit.score for each in found), default=0.0)
    return [round(each.hit.score / best, 4) if best > 0 else 0.0 for each in found]


def _record(found: FoundPassage, score: float, base: str) -> Record:
    passage, metadata = found.hit.passage, found.document.metadata
    heading = " › ".join((metadata.title, *passage.section))
    return Record(
        content=f"{heading}\n{passage.text}",
        score=score,
        title=metadata.title,
        metadata={
            "document_id": passage.document_id,
            "title": metadata.title,
            "source": found.document.source,
            "region": metadata.region,
            "year": metadata.year,
            "issuer": metadata.issuer,
            "document_number": metadata.document_number,
            "issued_on": metadata.issued_on.isoformat() if metadata.issued_on else None,
            "kind": metadata.kind,
            "authority": found.document.rank.chinese if found.document.rank else None,
            "version": found.version.label if found.version else None,
            "section": list(passage.section),
            "paragraph": passage.paragraph,
            "start": passage.start,
            "end": passage.end,
            "url": f"{base}/documents/{passage.document_id}?start={passage.start}&end={passage.end}",
        },
    )
