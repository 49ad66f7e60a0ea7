"""Conversations: what was asked and the very replies that were given, with what users thought of them."""

import unicodedata
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import (
    Connection,
    RowMapping,
    Select,
    bindparam,
    delete,
    exists,
    insert,
    or_,
    select,
    update,
)

from qa_service.errors import ConversationNotFound, InvalidRequest, MessageNotFound
from qa_service.library import counters
from qa_service.library.cursors import decoded, encoded
from qa_service.library.database import Database
from qa_service.library.rows import RowValues, storable
from qa_service.library.tables import conversations, feedback, messages

Rating = Literal["up", "down"]

MAX_ID_CHARACTERS = 128
MAX_TITLE_CHARACTERS = 100
TITLE_FROM_QUESTION_CHARACTERS = 40
MAX_COMMENT_CHARACTERS = 4000

# Made once: SQLAlchemy takes longer to make a statement than SQLite to run it, and every answer is kept.
_CHANGED = update(conversations).where(conversations.c.conversation_id == bindparam("of"))
_NAMED = _CHANGED.where(conversations.c.title == "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A question and its reply. ``standalone`` is the question with what it inherited from those before;
    ``answer`` its words; ``reply`` the exact JSON that was sent. The three are None where the answer was cut
    off."""

    message_id: str
    asked_at: datetime
    question: str
    standalone: str | None
    answer: str | None
    reply: str | None
    rating: Rating | None
    comment: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationSummary:
    """A conversation without its turns."""

    conversation_id: str
    title: str
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A conversation with its turns, the oldest first."""

    conversation_id: str
    title: str
    created_at: datetime
    updated_at: datetime
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationPage:
    """``next_cursor`` is None on the last page."""

    items: tuple[ConversationSummary, ...]
    next_cursor: str | None


def checked_conversation_id(conversation_id: str) -> str:
    """The id, if a client may use it. Raises: InvalidRequest."""
    is_printable = all(unicodedata.category(character) not in ("Cc", "Cs") for character in conversation_id)
    is_word = conversation_id.strip() not in ("", ".", "..")  # dots alone vanish from an address
    if not (len(conversation_id) <= MAX_ID_CHARACTERS and is_printable and is_word):
        raise InvalidRequest(reason="conversation_id")
    return conversation_id


class Conversations:
    """The conversations of a library. Thread-safe."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def append_question(self, conversation_id: str, question: str, *, message_id: str | None = None) -> str:
        """Add a question, starting the conversation where it is new; the id of the message.

        Raises: InvalidRequest, StorageFull.
        """
        message_id = message_id or uuid.uuid4().hex
        with self._database.write() as connection:
            _add(connection, conversation_id, message_id, {"question": storable(question)})
        return message_id

    def append_turn(
        self,
        conversation_id: str,
        question: str,
        *,
        message_id: str,
        answer: str,
        reply: str,
        standalone: str | None = None,
    ) -> None:
        """Add a question with its reply in one transaction: one wait for the disk, not two.

        Raises: InvalidRequest, StorageFull.
        """
        with self._database.write() as connection:
            values = {"question": storable(question), **_answer_values(answer, reply, standalone)}
            _add(connection, conversation_id, message_id, values)

    def history(self, conversation_id: str, limit: int) -> tuple[Turn, ...]:
        """The last ``limit`` turns, the oldest first; empty where there is no such conversation."""
        statement = (
            _turns()
            .where(messages.c.conversation_id == conversation_id)
            .order_by(messages.c.number.desc())
            .limit(limit)
        )
        with self._database.read() as connection:
            rows = connection.execute(statement).mappings().all()
        return tuple(_turn_from(row) for row in reversed(rows))

    def list(self, *, q: str | None, limit: int, cursor: str | None) -> ConversationPage:
        """The last changed first. ``q`` is looked for in titles, questions and answers.

        Raises: InvalidRequest when the cursor is none of ours.
        """
        statement = select(conversations).order_by(conversations.c.number.desc()).limit(limit + 1)
        if q:
            has_words = exists().where(
                messages.c.conversation_id == conversations.c.conversation_id,
                or_(*(c.icontains(q, autoescape=True) for c in (messages.c.question, messages.c.answer))),
            )
            statement = statement.where(or_(conversations.c.title.icontains(q, autoescape=True), has_words))
        if cursor is not None:
            statement = statement.where(conversations.c.number < decoded(cursor))
        with self._database.read() as connection:
            rows = connection.execute(statement).mappings().all()
        shown = rows[:limit]
        return ConversationPage(
            items=tuple(ConversationSummary(**_summary_values(row)) for row in shown),
            next_cursor=encoded(shown[-1]["number"]) if len(rows) > limit else None,
        )

    def get(self, conversation_id: str) -> Conversation:
        """Raises: ConversationNotFound."""
        with self._database.read() as connection:
            row = (
                connection.execute(
                    select(conversations).where(conversations.c.conversation_id == conversation_id)
                )
                .mappings()
                .one_or_none()
            )
            if row is None:
                raise ConversationNotFound
            statement = _turns().where(messages.c.conversation_id == conversation_id)
            turns = connection.execute(statement.order_by(messages.c.number)).mappings()
            return Conversation(**_summary_values(row), turns=tuple(_turn_from(turn) for turn in turns))

    def turn(self, message_id: str) -> Turn:
        """One question with its reply. Raises: MessageNotFound."""
        with self._database.read() as connection:
            statement = _turns().where(messages.c.message_id == message_id)
            row = connection.execute(statement).mappings().one_or_none()
        if row is None:
            raise MessageNotFound
        return _turn_from(row)

    def rename(self, conversation_id: str, title: str) -> None:
        """Raises: ConversationNotFound; InvalidRequest when the title is blank or too long."""
        title = storable(title).strip()
        if not 1 <= len(title) <= MAX_TITLE_CHARACTERS:
            raise InvalidRequest(reason="title")
        is_it = conversations.c.conversation_id == conversation_id
        with self._database.write() as connection:
            if connection.execute(update(conversations).where(is_it).values(title=title)).rowcount == 0:
                raise ConversationNotFound

    def delete(self, conversation_id: str) -> None:
        """Remove it with its messages and their feedback. Raises: ConversationNotFound."""
        is_it = conversations.c.conversation_id == conversation_id
        with self._database.write() as connection:
            if connection.execute(delete(conversations).where(is_it)).rowcount == 0:
                raise ConversationNotFound

    def set_feedback(self, message_id: str, rating: Rating | None, comment: str | None = None) -> None:
        """Keep what a user thought of a reply; no rating takes it back.

        Raises: MessageNotFound; InvalidRequest when the comment is too long.
        """
        if comment is not None and len(comment) > MAX_COMMENT_CHARACTERS:
            raise InvalidRequest(reason="comment")
        with self._database.write() as connection:
            known = select(messages.c.message_id).where(messages.c.message_id == message_id)
            if connection.execute(known).one_or_none() is None:
                raise MessageNotFound
            connection.execute(delete(feedback).where(feedback.c.message_id == message_id))
            if rating is not None or comment:
                connection.execute(
                    insert(feedback).values(
                        message_id=message_id,
                        rating=rating,
                        comment=storable(comment) if comment else None,
                        given_at=datetime.now(UTC),
                    )
                )


def _add(connection: Connection, conversation_id: str, message_id: str, values: RowValues) -> None:
    """Add a message. Its conversation is made where it is new, named after the question where it has no name,
    and put first in the list."""
    now, title = datetime.now(UTC), _title_from(str(values["question"]))
    number, of_message = counters.take(connection, "number", 2)
    changed: RowValues = {"number": number, "updated_at": now}
    its_own = {"of": checked_conversation_id(conversation_id)}
    if connection.execute(_CHANGED, its_own | changed).rowcount == 0:
        connection.execute(
            insert(conversations),
            {"conversation_id": conversation_id, "title": title, "created_at": now} | changed,
        )
    elif title:
        connection.execute(_NAMED, its_own | {"title": title})
    place: RowValues = {"conversation_id": conversation_id, "number": of_message, "asked_at": now}
    connection.execute(insert(messages), {"message_id": message_id} | place | values)


def _answer_values(answer: str, reply: str, standalone: str | None) -> RowValues:
    return {
        "answer": storable(answer),
        "reply": storable(reply),
        "standalone": None if standalone is None else storable(standalone),
    }


def _title_from(question: str) -> str:
    return " ".join(storable(question).split())[:TITLE_FROM_QUESTION_CHARACTERS]


def _turns() -> Select[tuple[object, ...]]:
    return select(messages, feedback.c.rating, feedback.c.comment).join_from(messages, feedback, isouter=True)


def _turn_from(row: RowMapping) -> Turn:
    return Turn(
        message_id=row["message_id"],
        asked_at=row["asked_at"],
        question=row["question"],
        standalone=row["standalone"],
        answer=row["answer"],
        reply=row["reply"],
        rating=row["rating"],
        comment=row["comment"],
    )


def _summary_values(row: RowMapping) -> RowValues:
    return {name: row[name] for name in ("conversation_id", "title", "created_at", "updated_at")}
