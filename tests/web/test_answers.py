"""An answer under way in the pool."""

import asyncio
from collections.abc import Generator

import pytest

from qa_service.answering.events import AnswerEvent
from qa_service.answering.watching import Watch
from qa_service.web.answers import answering
from qa_service.web.metrics import Metrics
from qa_service.web.work import WorkPool
from tests.web.conftest import EVENTS


@pytest.mark.parametrize(("streamed", "first"), [(True, EVENTS[0]), (False, EVENTS[-1])])
def test_of_an_answer_that_is_not_streamed_nothing_wakes_the_event_loop_but_itself(
    streamed: bool, first: AnswerEvent
) -> None:
    def events(_watch: Watch) -> Generator[AnswerEvent, None, None]:
        yield from EVENTS

    async def ask() -> AnswerEvent | None:
        pool = WorkPool(workers=1, queue=0, metrics=Metrics())
        async with answering(pool, events, streamed=streamed) as under_way:
            pool.close()
            return under_way.first

    assert asyncio.run(ask()) is first
