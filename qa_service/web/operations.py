"""Alive, able to answer, figures, what can be asked."""

from fastapi import APIRouter, Depends, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from qa_service.web.dependencies import MetricsDep, ReadyServiceDep, ServiceDep, require_api_key
from qa_service.web.openapi import errors
from qa_service.web.schemas import HealthReply

router = APIRouter()


@router.head("/healthz", include_in_schema=False)
@router.get("/healthz", summary="Alive")
async def healthz() -> HealthReply:
    return HealthReply()


@router.head("/readyz", include_in_schema=False)
@router.get("/readyz", responses=errors(503), summary="Able to answer")
def readyz(_service: ReadyServiceDep) -> HealthReply:
    """200 when a question would be answered; 503 while the index is made anew."""
    return HealthReply()


@router.get(
    "/metrics",
    response_class=PlainTextResponse,
    responses=errors(401),
    dependencies=[Depends(require_api_key)],
    summary="Figures for Prometheus",
)
def metrics(service: ServiceDep, figures: MetricsDep) -> Response:
    body = figures.render(
        documents=len(service.library.summaries()), passages=service.library.passage_count()
    )
    return Response(body, media_type=figures.content_type)


@router.get("/api/openapi.json", dependencies=[Depends(require_api_key)], include_in_schema=False)
async def openapi(request: Request) -> Response:
    return JSONResponse(request.app.openapi())
