"""The jobs of uploaded files: how far they are, and why they failed."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.sse import EventSourceResponse, format_sse_event
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from qa_service.bootstrap import Service
from qa_service.library.jobs import Job, Reason
from qa_service.web.dependencies import ServiceDep
from qa_service.web.fields import Id
from qa_service.web.languages import Language, preferred_language
from qa_service.web.openapi import JOB_EVENTS_RESPONSES, errors
from qa_service.web.schemas import FailureOut, JobOut

router = APIRouter()

_LOOK_INTERVAL_S = 0.2
_PING_EVERY_LOOKS = 25

JobId = Annotated[Id, Path()]


def job_out(job: Job, language: Language) -> JobOut:
    """The job as clients see it; a document's id only once the document is there."""
    reason = job.reason
    return JobOut(
        job_id=job.job_id,
        source=job.source,
        state=job.state,
        progress=job.share,
        document_id=job.document_id if job.state == "done" else None,
        outcome=job.outcome,
        error=None if reason is None else _failure(reason, language),
    )


def _failure(reason: Reason, language: Language) -> FailureOut:
    return FailureOut(code=reason.code, message=reason.chinese if language == "zh" else reason.english)


@router.get("/api/jobs/{job_id}", responses=errors(404), summary="How far a file is")
def job(job_id: JobId, service: ServiceDep, request: Request) -> JobOut:
    return job_out(service.library.jobs.get(job_id), preferred_language(request.scope))


@router.get(
    "/api/jobs/{job_id}/events",
    response_class=Response,
    responses=JOB_EVENTS_RESPONSES,
    summary="Follow a file",
)
async def job_events(job_id: JobId, service: ServiceDep, request: Request) -> Response:
    """Server-sent events named ``job``: the present state at once, then every change until done or failed."""
    first = await run_in_threadpool(service.library.jobs.get, job_id)
    return EventSourceResponse(
        _changes(service, first, preferred_language(request.scope)),
        headers={"Cache-Control": "no-cache", "X-Accel-Buffering": "no"},
    )


async def _changes(service: Service, job: Job, language: Language) -> AsyncIterator[bytes]:
    yield _event(job, language)
    looks = 0
    while not job.finished:
        await asyncio.sleep(_LOOK_INTERVAL_S)
        looks += 1
        now = await run_in_threadpool(service.library.jobs.get, job.job_id)
        if now != job:
            job = now
            yield _event(job, language)
        elif looks % _PING_EVERY_LOOKS == 0:
            yield format_sse_event(comment="ping")


def _event(job: Job, language: Language) -> bytes:
    return format_sse_event(event="job", data_str=job_out(job, language).model_dump_json())
