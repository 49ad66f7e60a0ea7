"""POST /api/chat: an answer as server-sent events, or as one JSON reply."""

import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.sse import EventSourceResponse, format_sse_event
from starlette.responses import Response
from starlette.types import Scope

from qa_service.answering.events import Answer, AnswerEvent, Delta, Retrieved
from qa_service.errors import QAError
from qa_service.web.answers import AnswerUnderWay, answering
from qa_service.web.dependencies import MetricsDep, PoolDep, ReadyServiceDep
from qa_service.web.errors import error_body
from qa_service.web.metrics import Metrics
from qa_service.web.openapi import CHAT_RESPONSES
from qa_service.web.schemas import ChatIn, ChatReply, DeltaOut, RetrievedOut
from vectorstore.passages import Filters

logger = logging.getLogger(__name__)
router = APIRouter()

_CLIENT_LEFT = 499


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chat:
    asked: ChatIn
    under_way: AnswerUnderWay


async def _open_chat(
    asked: ChatIn, request: Request, service: ReadyServiceDep, pool: PoolDep
) -> AsyncIterator[_Chat]:
    """Start the answer, and stop it when the exchange is over, however it ended."""
    filters = asked.filters.to_filters() if asked.filters else Filters()
    async with answering(
        pool,
        lambda watch: service.dialogue.stream(
            asked.message, conversation_id=asked.conversation_id, filters=filters, watch=watch
        ),
        has_left=request.is_disconnected,
        streamed=asked.stream,
    ) as under_way:
        yield _Chat(asked=asked, under_way=under_way)


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
        async for event in chat.under_way.all():
            if isinstance(event, Answer):
                metrics.answer(status=event.status, kind=event.kind)
            yield format_sse_event(comment="ping") if event is None else _encode(event)
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
    answer = await chat.under_way.answer(has_left=request.is_disconnected)
    if answer is None:
        return Response(status_code=_CLIENT_LEFT)
    metrics.answer(status=answer.status, kind=answer.kind)
    return ChatReply.model_validate(answer)
