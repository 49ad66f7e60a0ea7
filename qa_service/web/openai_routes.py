"""OpenAI's contract: POST /v1/chat/completions, streamed and not, and GET /v1/models.

Nothing is kept of what is asked here: a conversation is what the request's messages say.
"""

import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.sse import EventSourceResponse, format_sse_event
from starlette.responses import Response
from starlette.types import Scope

from qa_service.answering.events import Answer, Delta
from qa_service.errors import QAError
from qa_service.web.answers import AnswerUnderWay, answering
from qa_service.web.dependencies import MetricsDep, PoolDep, ReadyServiceDep
from qa_service.web.errors import told
from qa_service.web.fields import Id
from qa_service.web.links import base_of
from qa_service.web.metrics import Metrics
from qa_service.web.openai_replies import Replies, StreamedText
from qa_service.web.openai_requests import ModelNotFound, question_of
from qa_service.web.openai_schemas import MODEL_ID, Chunk, Completion, CompletionIn, Model, Models
from qa_service.web.openapi import COMPLETION_RESPONSES, openai_errors

logger = logging.getLogger(__name__)
router = APIRouter(prefix="/v1")

# 1 January 2026. The model is the service, which has no date of its own that a client could use.
_MODEL = Model(created=1_767_225_600)
_CLIENT_LEFT = 499
_DONE = format_sse_event(data_str="[DONE]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    completion: CompletionIn
    replies: Replies
    under_way: AnswerUnderWay


async def _open_completion(
    completion: CompletionIn, request: Request, service: ReadyServiceDep, pool: PoolDep
) -> AsyncIterator[_Asked]:
    """Start the answer, and stop it when the exchange is over, however it ended."""
    question = question_of(completion)
    prompt = tuple(message.text for message in completion.messages)
    async with answering(
        pool,
        lambda watch: service.chain.stream(replace(question, watch=watch)),
        has_left=request.is_disconnected,
        streamed=bool(completion.stream),
    ) as under_way:
        replies = Replies(base=base_of(request), prompt=prompt)
        yield _Asked(completion=completion, replies=replies, under_way=under_way)


@router.post(
    "/chat/completions",
    response_model=Completion,
    responses=COMPLETION_RESPONSES,
    summary="Ask a question, OpenAI's way",
)
async def chat_completions(
    asked: Annotated[_Asked, Depends(_open_completion)], request: Request, metrics: MetricsDep
) -> Completion | Response:
    """The last user message is answered, those before it are its conversation. Citations are annotations of
    the message, and `citations` as in POST /api/chat."""
    if asked.completion.stream:
        return EventSourceResponse(
            _streamed(asked, request.scope, metrics),
            headers={"Cache-Control": "no-cache", "X-Accel-Buffering": "no"},
        )
    answer = await asked.under_way.answer(has_left=request.is_disconnected)
    if answer is None:
        return Response(status_code=_CLIENT_LEFT)
    metrics.answer(status=answer.status, kind=answer.kind)
    return asked.replies.completion(answer)


async def _streamed(asked: _Asked, scope: Scope, metrics: Metrics) -> AsyncIterator[bytes]:
    try:
        async for chunk in _chunks(asked, metrics):
            yield _encoded(chunk, with_usage=asked.completion.wants_usage)
    except QAError as error:
        yield _encoded_error(error, scope)
    except Exception:  # the status is sent already: the stream itself must say that it failed
        logger.exception("an answer failed", extra={"request_id": scope["state"]["request_id"]})
        yield _encoded_error(QAError(), scope)
    yield _DONE


async def _chunks(asked: _Asked, metrics: Metrics) -> AsyncIterator[Chunk | None]:
    """The chunks in order; None where the client is told that we are still here."""
    replies, text = asked.replies, StreamedText()
    yield replies.first_chunk()
    async for event in asked.under_way.all():
        match event:
            case None:
                yield None
            case Delta() if event.settled:
                yield replies.text_chunk(text.settled(event.settled))
            case Answer():
                metrics.answer(status=event.status, kind=event.kind)
                if rest := text.rest_of(event.answer):
                    yield replies.text_chunk(rest)
                yield replies.answer_chunk(text.content, event)
    yield replies.last_chunk()
    if asked.completion.wants_usage:
        yield replies.usage_chunk(text.content)


def _encoded(chunk: Chunk | None, *, with_usage: bool) -> bytes:
    if chunk is None:
        return format_sse_event(comment="ping")
    return format_sse_event(data_str=chunk.model_dump_json(exclude=None if with_usage else {"usage"}))


def _encoded_error(error: QAError, scope: Scope) -> bytes:
    return format_sse_event(data_str=told(error, scope).body.model_dump_json())


@router.get("/models", summary="The one model")
async def models() -> Models:
    return Models(data=[_MODEL])


@router.get("/models/{model_id}", responses=openai_errors(404), summary="The one model, by its id")
async def model(model_id: Annotated[Id, Path()]) -> Model:
    if model_id != MODEL_ID:
        raise ModelNotFound(param="model")
    return _MODEL
