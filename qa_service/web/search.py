"""POST /api/search: passages with scores, without an answer."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from qa_service.bootstrap import Service
from qa_service.web.dependencies import PoolDep, ReadyServiceDep, SettingsDep
from qa_service.web.finding import check_query, find
from qa_service.web.languages import Language, preferred_language
from qa_service.web.openapi import errors
from qa_service.web.schemas import SearchIn, SearchReply
from vectorstore.passages import Filters

router = APIRouter()


@router.post(
    "/api/search", response_model=SearchReply, responses=errors(413, 429, 503), summary="Find passages"
)
async def search(
    asked: SearchIn, request: Request, service: ReadyServiceDep, pool: PoolDep, settings: SettingsDep
) -> Response:
    """Passages of the scope, best first; what is out of force only where its document is chosen, or its
    year."""
    check_query(asked.query, limit=settings.answering.max_question_characters)
    return await pool.run(_found, service, asked, preferred_language(request.scope))


def _found(service: Service, asked: SearchIn, language: Language) -> Response:
    filters = asked.filters.to_filters() if asked.filters else Filters()
    reply = find(
        service, asked.query, filters=filters, limit=asked.limit, language=language, explain=asked.explain
    )
    # Written here and not by FastAPI, which would check it all again; "explanation" stands in a reply only
    # where it was asked for.
    return Response(reply.model_dump_json(exclude_unset=True), media_type="application/json")
