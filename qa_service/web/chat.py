"""POST /api/chat: an answer as server-sent events, or as one JSON reply."""

import logging
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.sse import EventSourceResponse, format_sse_event
from starlette.responses import Response
from starlette.types import Scope

from qa_service.answering.events import Answer, AnswerEvent, Delta, Retrieved
from qa_service.errors import QAError
from qa_service.web.dependencies import MetricsDep, PoolDep, ReadyServiceDep
from qa_service.web.errors import error_body
from qa_service.web.metrics import Metrics
from qa_service.web.openapi import CHAT_RESPONSES
from qa_service.web.schemas import ChatIn, ChatReply, DeltaOut, RetrievedOut
from qa_service.web.work import WorkStream
from vectorstore.passages import Filters

logger = logging.getLogger(__name__)
router = APIRouter()

# The contract promises a comment at least every 10 s; half of it leaves room for a slow line.
PING_INTERVAL_S = 5.0

# For this long a failure before the first event is still answered with its own status.
_FIRST_EVENT_S = 2.0

# How often a JSON reply under way looks whether its client is still there.
_DISCONNECT_CHECK_S = 0.25

_CLIENT_LEFT = 499


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chat:
    """An answer under way. ``first`` is None where nothing came within the first seconds."""

    asked: ChatIn
    events: WorkStream[AnswerEvent]
    first: AnswerEvent | None


async def _open_chat(asked: ChatIn, service: ReadyServiceDep, pool: PoolDep) -> AsyncIterator[_Chat]:
    """Start the answer, and stop it when the exchange is over, however it ended."""
    filters = asked.filters.to_filters() if asked.filters else Filters()
    events = await WorkStream.begin(
        pool,
        lambda: service.dialogue.stream(
            asked.message, conversation_id=asked.conversation_id, filters=filters
        ),
    )
    try:
        yield _Chat(asked=asked, events=events, first=await events.next(timeout_s=_FIRST_EVENT_S))
    finally:
        events.close()


@router.post("/api/chat", response_model=ChatReply, responses=CHAT_RESPONSES, summary="Ask a question")
async def chat(
    chat: Annotated[_Chat, Depends(_open_chat)], request: Request, metrics: MetricsDep
) -> ChatReply | Response:
    """With ``stream`` (the default) server-sent events: ``retrieved``, ``delta`` any number, then ``answer``,
    which is the whole reply, or ``error``. Without it, one JSON reply."""
    if chat.asked.stream:
        return EventSourceResponse(
            _encoded(chat, request.scope, metrics),
            headers={"Cache-Control": "no-cache", "X-Accel-Buffering": "no"},
        )
    return await _whole_reply(chat, request, metrics)


async def _encoded(chat: _Chat, scope: Scope, metrics: Metrics) -> AsyncIterator[bytes]:
    try:
        event = chat.first
        while not isinstance(event, Answer):
            yield format_sse_event(comment="ping") if event is None else _encode(event)
            event = await chat.events.next(timeout_s=PING_INTERVAL_S)
        metrics.answer(status=event.status, kind=event.kind)
        yield _encode(event)
    except QAError as error:
        yield _encode_error(error, scope)
    except Exception:  # the status is sent already: the stream itself must say that it failed
        logger.exception("an answer failed", extra={"request_id": scope["state"]["request_id"]})
        yield _encode_error(QAError(), scope)


def _encode(event: AnswerEvent) -> bytes:
    match event:
        case Retrieved():
            name, data = "retrieved", RetrievedOut.model_validate(event).model_dump_json()
        case Delta():
            name, data = "delta", DeltaOut.model_validate(event).model_dump_json()
        case Answer():
            name, data = "answer", ChatReply.model_validate(event).model_dump_json()
    return format_sse_event(event=name, data_str=data)


def _encode_error(error: QAError, scope: Scope) -> bytes:
    return format_sse_event(event="error", data_str=error_body(error, scope).model_dump_json())


async def _whole_reply(chat: _Chat, request: Request, metrics: Metrics) -> ChatReply | Response:
    event = chat.first
    looked_at = time.monotonic()
    while not isinstance(event, Answer):
        if time.monotonic() - looked_at >= _DISCONNECT_CHECK_S:
            looked_at = time.monotonic()
            if await request.is_disconnected():
                return Response(status_code=_CLIENT_LEFT)
        event = await chat.events.next(timeout_s=_DISCONNECT_CHECK_S)
    metrics.answer(status=event.status, kind=event.kind)
    return ChatReply.model_validate(event)
