"""Finding passages to show: searched, joined with the library, told where their scores come from."""

import time
from dataclasses import dataclass, replace
from datetime import date

from qa_service.answering.events import Version
from qa_service.answering.questions.versions import version_of
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


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPassage:
    """A hit whose document the library holds. ``told`` is None where nothing was reranked or asked."""

    hit: Hit
    document: DocumentSummary
    version: Version | None
    told: Explanation | None


def passages_found(
    service: Service, query: str, *, filters: Filters, limit: int, explain: bool = False
) -> list[FoundPassage]:
    """Passages of the scope, best first; what is out of force only where its document is chosen, or its
    year."""
    currency = service.library.currency(date.today())  # noqa: DTZ011 (the user's day)
    scope = in_force(filters, currency)
    ranked: list[tuple[Hit, Explanation | None]]
    if explain:
        ranked = service.index.explain(query, filters=scope, limit=limit)
    else:
        ranked = [(hit, None) for hit in service.index.search(query, filters=scope, limit=limit)]
    documents = service.library.summaries_by_id()
    return [
        FoundPassage(
            hit=hit,
            document=held,
            version=version_of(hit.passage.document_id, currency, documents),
            told=told,
        )
        for hit, told in ranked
        # The index may lag behind the library, where an id stands for the same bytes, cut the same way.
        if (held := documents.get(hit.passage.document_id)) and hit.passage.paragraph <= held.passages
    ]


def find(
    service: Service,
    query: str,
    *,
    filters: Filters,
    limit: int,
    language: Language = "zh",
    explain: bool = False,
) -> SearchReply:
    """What ``passages_found`` finds, as it is shown."""
    started = time.perf_counter()
    shown: list[SearchHit] = []
    for found in passages_found(service, query, filters=filters, limit=limit, explain=explain):
        hit = _hit(len(shown) + 1, found)
        if explain:
            hit = hit.model_copy(update={"explanation": _explanation(found.told, language)})
        shown.append(hit)
    return SearchReply(hits=shown, elapsed_ms=round((time.perf_counter() - started) * 1000, 1))


def in_force(filters: Filters, currency: Currency) -> Filters:
    """The scope without versions that do not count today, or in the latest of the years that are chosen."""
    if filters.document_ids:
        return filters
    left_out = (
        currency.out_of_force_on(date(max(filters.year), 12, 31)) if filters.year else currency.out_of_force
    )
    return replace(filters, excluded_document_ids=tuple(sorted(left_out)))


def _hit(rank: int, found: FoundPassage) -> SearchHit:
    hit, document = found.hit, found.document
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
        version=VersionOut.model_validate(found.version) if found.version else None,
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
