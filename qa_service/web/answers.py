"""An answer under way in the pool: its first event in time for a status, its end with its client."""

import math
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Generator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from qa_service.answering.events import Answer, AnswerEvent, Delta
from qa_service.answering.watching import Watch
from qa_service.web.work import WorkPool, WorkStream

# The contract promises a comment at least every 10 s; half of it leaves room for a slow line.
PING_INTERVAL_S = 5.0

# For this long a failure before the first event is still answered with its own status.
_FIRST_EVENT_S = 2.0

# How often a reply that does not stream looks whether its client is still there.
_DISCONNECT_CHECK_S = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerUnderWay:
    """``first`` is None where nothing came within the first seconds."""

    events: WorkStream[AnswerEvent]
    first: AnswerEvent | None

    async def all(self) -> AsyncIterator[AnswerEvent | None]:
        """Every event up to the Answer, which is the last; None where ``PING_INTERVAL_S`` went by without."""
        event = self.first
        while not isinstance(event, Answer):
            yield event
            event = await self.events.next(timeout_s=PING_INTERVAL_S)
        yield event

    async def answer(self, *, has_left: Callable[[], Awaitable[bool]]) -> Answer | None:
        """The answer alone; None where the client has left before it."""
        event = self.first
        looked_at = -math.inf
        while not isinstance(event, Answer):
            if time.monotonic() - looked_at >= _DISCONNECT_CHECK_S:
                looked_at = time.monotonic()
                if await has_left():
                    return None
            event = await self.events.next(timeout_s=_DISCONNECT_CHECK_S)
        return event


@asynccontextmanager
async def answering(
    pool: WorkPool,
    make: Callable[[Watch], Generator[AnswerEvent, None, None]],
    *,
    has_left: Callable[[], Awaitable[bool]] | None = None,
    streamed: bool = True,
) -> AsyncIterator[AnswerUnderWay]:
    """Start the answer that ``make`` gives, which looks by the watch whether to go on, and stop it when the
    exchange is over, however it ended. Of one that is not ``streamed`` nothing comes but the Answer.

    Where ``has_left`` is given, nobody waits for the first event of an answer whose client is gone.
    Raises TooBusy, and what the answer raises before its first event.
    """
    events = await WorkStream.begin(pool, make, is_silent=_says_nothing if streamed else _is_preview)
    try:
        yield AnswerUnderWay(events=events, first=await _first(events, has_left))
    finally:
        events.close()


def _says_nothing(event: AnswerEvent) -> bool:
    """An empty delta, by which an LLM's silence lets the work be stopped."""
    return isinstance(event, Delta) and not event.text and not event.settled


def _is_preview(event: AnswerEvent) -> bool:
    """Each event wakes the event loop, which takes the interpreter from whoever computes."""
    return not isinstance(event, Answer)


async def _first(
    events: WorkStream[AnswerEvent], has_left: Callable[[], Awaitable[bool]] | None
) -> AnswerEvent | None:
    until = time.monotonic() + _FIRST_EVENT_S
    while (rest_s := until - time.monotonic()) > 0:
        event = await events.next(timeout_s=min(rest_s, _DISCONNECT_CHECK_S))
        if event is not None or (has_left is not None and await has_left()):
            return event
    return None
