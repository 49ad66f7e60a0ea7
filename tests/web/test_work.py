"""The pool of workers: everybody in turn, nobody without end."""

import asyncio
import threading

import pytest

from qa_service.errors import TooBusy
from qa_service.settings import WebOptions
from qa_service.web.metrics import Metrics
from qa_service.web.work import WAIT_LIMIT_S, WorkPool


def test_two_hundred_at_once_are_all_served_by_default() -> None:
    async def ask() -> list[int]:
        options = WebOptions()
        pool = WorkPool(workers=options.workers, queue=options.queue, metrics=Metrics())
        try:
            return await asyncio.gather(*(pool.run(abs, number) for number in range(200)))
        finally:
            pool.close()

    assert asyncio.run(ask()) == list(range(200))


def test_who_would_wait_too_long_is_refused_and_the_next_is_served() -> None:
    goes_on = threading.Event()

    async def ask() -> None:
        pool = WorkPool(workers=1, queue=5, metrics=Metrics(), wait_limit_s=0.05)
        first = asyncio.create_task(pool.run(goes_on.wait, 30))
        await asyncio.sleep(0)
        with pytest.raises(TooBusy) as refused:
            await pool.run(str)
        assert refused.value.detail == {"retry_after_s": 1}
        goes_on.set()
        assert await first
        assert await pool.run(lambda: "served") == "served"
        pool.close()

    asyncio.run(ask())
    assert 1 <= WAIT_LIMIT_S < 10


def test_a_call_that_fails_leaves_its_worker_to_the_next() -> None:
    async def ask() -> None:
        pool = WorkPool(workers=1, queue=0, metrics=Metrics())
        for _time in range(3):
            with pytest.raises(ZeroDivisionError):
                await pool.run(lambda: 1 // 0)
            await asyncio.sleep(0)
        pool.close()

    asyncio.run(ask())
