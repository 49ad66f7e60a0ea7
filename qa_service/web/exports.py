"""Answers and conversations as files: Word in the layout of official documents, and Markdown."""

from datetime import UTC, date, datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import TypeAdapter
from starlette.responses import Response

from qa_service.answering.events import Answer
from qa_service.errors import NoAnswerKept
from qa_service.exporting.export import Format, export
from qa_service.exporting.records import Exchange, Record
from qa_service.library.conversations import Turn
from qa_service.web.attachments import attachment
from qa_service.web.dependencies import ServiceDep
from qa_service.web.fields import Id
from qa_service.web.openapi import EXPORT_RESPONSES

router = APIRouter()

_STORED = TypeAdapter(Answer)

FormatParameter = Annotated[Format, Query(alias="format", description="docx or markdown")]


@router.get(
    "/api/exports/messages/{message_id}",
    response_class=Response,
    responses=EXPORT_RESPONSES,
    summary="An answer as a file",
)
def export_message(
    message_id: Annotated[Id, Path()], service: ServiceDep, form: FormatParameter = "docx"
) -> Response:
    """The question, the stored answer with its label and table, and the words that it rests on."""
    turn = service.library.conversations.turn(message_id)
    if turn.reply is None:
        raise NoAnswerKept
    return _file(Record(title=None, exchanges=(_exchange(turn),), exported_on=_today()), form)


# A branch of its own: the ids of conversations may hold slashes, and so end in any word that would follow.
@router.get(
    "/api/exports/conversations/{conversation_id:path}",
    response_class=Response,
    responses=EXPORT_RESPONSES,
    summary="A conversation as a file",
)
def export_conversation(
    conversation_id: Annotated[Id, Path()], service: ServiceDep, form: FormatParameter = "docx"
) -> Response:
    """All its questions with the stored answers, the oldest first."""
    kept = service.library.conversations.get(conversation_id)
    exchanges = tuple(_exchange(turn) for turn in kept.turns)
    return _file(Record(title=kept.title, exchanges=exchanges, exported_on=_today()), form)


def _exchange(turn: Turn) -> Exchange:
    return Exchange(
        question=turn.question,
        answer=None if turn.reply is None else _STORED.validate_json(turn.reply),
        asked_on=turn.asked_at.astimezone().date(),
    )


def _file(record: Record, form: Format) -> Response:
    exported = export(record, form)
    return Response(
        exported.content,
        media_type=exported.media_type,
        headers={"Content-Disposition": attachment(exported.name), "Cache-Control": "no-store"},
    )


def _today() -> date:
    """The day where the service stands."""
    return datetime.now(UTC).astimezone().date()
