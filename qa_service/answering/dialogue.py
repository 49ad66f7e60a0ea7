"""A question within its conversation: what was asked before goes in, what was answered is kept.

The chain keeps nothing between questions; this is the one place where it meets the conversations.
"""

import json
import logging
import uuid
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, replace

from qa_service.answering.chain import AnswerChain, ChatRequest
from qa_service.answering.events import Answer, AnswerEvent
from qa_service.answering.watching import Abandoned, Watch, unwatched
from qa_service.errors import StorageFull
from qa_service.library.conversations import Conversations, Turn, checked_conversation_id
from vectorstore.passages import Filters

logger = logging.getLogger(__name__)

HISTORY_TURNS = 20


class Dialogue:
    """Answers messages of conversations. Thread-safe."""

    def __init__(self, chain: AnswerChain, conversations: Conversations) -> None:
        self._chain = chain
        self._conversations = conversations

    def answer(self, message: str, *, conversation_id: str | None = None, filters: Filters) -> Answer:
        """The whole answer, kept. Raises what ``stream`` raises."""
        events = self.stream(message, conversation_id=conversation_id, filters=filters)
        return next(event for event in events if isinstance(event, Answer))

    def stream(
        self,
        message: str,
        *,
        conversation_id: str | None = None,
        filters: Filters,
        watch: Watch = unwatched,
    ) -> Generator[AnswerEvent, None, None]:
        """Retrieved, then deltas, then the answer, which is kept before it is given out; on a full disk it is
        given out all the same, and not kept.

        An id that is new starts a conversation; None makes one. Closing the generator before the answer, or
        a ``watch`` that raises, ends the work and keeps the question alone. Raises: EmptyQuestion,
        QuestionTooLong, InvalidRequest (the id), Abandoned.
        """
        request = replace(self._request(message, conversation_id, filters), watch=watch)
        answered = False
        try:
            with closing(self._chain.stream(request)) as events:
                for event in events:
                    if isinstance(event, Answer):
                        self._keep(request, event)
                        answered = True
                    yield event
        except (GeneratorExit, Abandoned):
            if not answered:
                self._keep_question(request)
            raise

    def _request(self, message: str, conversation_id: str | None, filters: Filters) -> ChatRequest:
        turns: tuple[Turn, ...]
        if conversation_id is None:
            conversation_id, turns = uuid.uuid4().hex, ()
        else:
            turns = self._conversations.history(checked_conversation_id(conversation_id), HISTORY_TURNS)
        return ChatRequest(
            message=message,
            history=tuple(turn.question for turn in turns),
            said=(turns[-1].answer or "") if turns else "",
            conversation_id=conversation_id,
            message_id=uuid.uuid4().hex,
            filters=filters,
        )

    def _keep(self, request: ChatRequest, answer: Answer) -> None:
        with _kept_where_there_is_room():
            self._conversations.append_turn(
                request.conversation_id,
                request.message,
                message_id=request.message_id,
                answer=answer.answer,
                reply=json.dumps(asdict(answer), ensure_ascii=False),
            )

    def _keep_question(self, request: ChatRequest) -> None:
        with _kept_where_there_is_room():
            self._conversations.append_question(
                request.conversation_id, request.message, message_id=request.message_id
            )


@contextmanager
def _kept_where_there_is_room() -> Iterator[None]:
    try:
        yield
    except StorageFull:
        logger.error("The disk is full: a message is not kept in the history")
