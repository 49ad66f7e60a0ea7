"""The pool of workers: everybody in turn, nobody without end."""

import asyncio
import threading
from collections.abc import Generator

import pytest

from qa_service.answering.watching import Watch
from qa_service.errors import TooBusy
from qa_service.settings import WebOptions
from qa_service.web.metrics import Metrics
from qa_service.web.work import WAIT_LIMIT_S, WorkPool, WorkStream


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


def test_no_call_waits_for_the_start_of_a_thread() -> None:
    async def ask() -> set[str]:
        before = set(threading.enumerate())
        pool = WorkPool(workers=5, queue=0, metrics=Metrics())
        pool.start_workers()
        there = {thread for thread in threading.enumerate() if thread not in before}
        names = set(await asyncio.gather(*(pool.run(_name_of_thread) for _ in range(5))))
        pool.close()
        assert len(there) == 5
        return names - {thread.name for thread in there}

    assert asyncio.run(ask()) == set()


def _name_of_thread() -> str:
    return threading.current_thread().name


def test_items_that_say_nothing_are_not_handed_over_and_still_let_the_work_be_stopped() -> None:
    ended = threading.Event()

    def items(_watch: Watch) -> Generator[str, None, None]:
        try:
            yield "first"
            while True:
                yield ""
        finally:
            ended.set()

    async def ask() -> tuple[str | None, str | None]:
        pool = WorkPool(workers=1, queue=0, metrics=Metrics())
        stream = await WorkStream.begin(pool, items, is_silent=lambda item: not item)
        found = await stream.next(timeout_s=5), await stream.next(timeout_s=0.01)
        stream.close()
        await asyncio.to_thread(pool.close)
        return found

    assert asyncio.run(ask()) == ("first", None)
    assert ended.is_set()


def test_work_that_is_long_at_one_item_stops_in_the_middle_of_it() -> None:
    begun, ended = threading.Event(), threading.Event()

    def items(watch: Watch) -> Generator[str, None, None]:
        try:
            begun.set()
            while not ended.is_set():
                watch()
            yield "never"
        finally:
            ended.set()

    async def ask() -> None:
        pool = WorkPool(workers=1, queue=0, metrics=Metrics())
        stream = await WorkStream.begin(pool, items)
        assert await asyncio.to_thread(begun.wait, 30)
        stream.close()
        assert await asyncio.to_thread(ended.wait, 30)
        pool.close()

    asyncio.run(ask())


def test_workers_that_began_are_let_go_where_no_more_can_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[threading.Thread] = []
    start = threading.Thread.start

    def start_two(thread: threading.Thread) -> None:
        if len(begun) == 2:
            raise RuntimeError("can't start new thread")
        begun.append(thread)
        start(thread)

    async def run() -> None:
        pool = WorkPool(workers=4, queue=0, metrics=Metrics())
        monkeypatch.setattr(threading.Thread, "start", start_two)
        with pytest.raises(RuntimeError):
            pool.start_workers()
        monkeypatch.undo()
        pool.close()

    asyncio.run(run())
    assert not any(thread.is_alive() for thread in begun)
