"""History: conversations with the very replies that were given, and feedback on them."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from qa_service.library.conversations import Turn
from qa_service.web.dependencies import ServiceDep
from qa_service.web.fields import Id, TextParameter
from qa_service.web.openapi import errors
from qa_service.web.schemas import (
    ChatReply,
    ConversationDetail,
    ConversationOut,
    ConversationsReply,
    FeedbackIn,
    RenameIn,
    TurnOut,
)

router = APIRouter()

# Clients make these ids, and may put slashes in them.
ConversationId = Annotated[Id, Path()]
_ONE = "/api/conversations/{conversation_id:path}"
MessageId = Annotated[Id, Path()]


@router.get("/api/conversations", summary="List conversations")
def list_conversations(
    service: ServiceDep,
    q: TextParameter = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: TextParameter = None,
) -> ConversationsReply:
    """The last changed first; ``q`` is looked for in titles, questions and answers."""
    page = service.library.conversations.list(q=q, limit=limit, cursor=cursor)
    return ConversationsReply(
        items=[ConversationOut.model_validate(item) for item in page.items], next_cursor=page.next_cursor
    )


@router.get(_ONE, responses=errors(404), summary="One conversation")
def conversation(conversation_id: ConversationId, service: ServiceDep) -> ConversationDetail:
    """Its questions with the very replies, and citations, that they were answered with."""
    kept = service.library.conversations.get(conversation_id)
    return ConversationDetail(
        conversation_id=kept.conversation_id,
        title=kept.title,
        created_at=kept.created_at,
        updated_at=kept.updated_at,
        messages=[_turn_out(turn) for turn in kept.turns],
    )


def _turn_out(turn: Turn) -> TurnOut:
    return TurnOut(
        message_id=turn.message_id,
        asked_at=turn.asked_at,
        question=turn.question,
        reply=None if turn.reply is None else ChatReply.model_validate_json(turn.reply),
        rating=turn.rating,
        comment=turn.comment,
    )


@router.patch(
    _ONE,
    status_code=204,
    responses=errors(404),
    summary="Rename a conversation",
)
def rename(conversation_id: ConversationId, asked: RenameIn, service: ServiceDep) -> None:
    service.library.conversations.rename(conversation_id, asked.title)


@router.delete(
    _ONE,
    status_code=204,
    responses=errors(404),
    summary="Delete a conversation",
)
def delete(conversation_id: ConversationId, service: ServiceDep) -> None:
    """Remove it with its messages and their feedback."""
    service.library.conversations.delete(conversation_id)


@router.post(
    "/api/messages/{message_id}/feedback",
    status_code=204,
    responses=errors(404),
    summary="Say what an answer was worth",
)
def feedback(message_id: MessageId, asked: FeedbackIn, service: ServiceDep) -> None:
    """Kept with the message; a rating of null takes it back."""
    service.library.conversations.set_feedback(message_id, asked.rating, asked.comment)
