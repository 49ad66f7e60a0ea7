"""The bridge from the asynchronous edge to the synchronous core: a bounded pool, and iterators run in it."""

import asyncio
import threading
from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import Generic, NoReturn, ParamSpec, TypeVar

from qa_service.answering.watching import Abandoned, Watch
from qa_service.errors import TooBusy
from qa_service.web.metrics import Metrics

T = TypeVar("T")
P = ParamSpec("P")

_RETRY_AFTER_S = 1

WAIT_LIMIT_S = 6.0
"""A client that waited this long for its turn is told to come back, and need not wonder."""


class WorkPool:
    """Runs at most ``workers`` calls at once and lets ``queue`` more wait, each for at most ``wait_limit_s``;
    refuses the rest with TooBusy.

    A worker is held until the call has really ended, also when its client has left.
    """

    def __init__(
        self, *, workers: int, queue: int, metrics: Metrics, wait_limit_s: float = WAIT_LIMIT_S
    ) -> None:
        self._workers = workers
        self._executor = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="answer")
        self._free = asyncio.Semaphore(workers)
        self._queue = queue
        self._waiting = 0
        self._wait_limit_s = wait_limit_s
        self._metrics = metrics

    def start_workers(self) -> None:
        """Start every thread before the first call, which else starts one while the event loop waits: with a
        hundred calls at once beside threads that compute that took 0.6 s."""
        all_there = threading.Barrier(self._workers)
        try:
            for _ in range(self._workers):
                self._executor.submit(all_there.wait)
        except RuntimeError:  # no more threads: those that wait for them would keep the process from ending
            all_there.abort()
            raise

    async def submit(self, call: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        """The call, begun once a worker is free. Raises TooBusy."""
        await self._take_worker()
        loop = asyncio.get_running_loop()
        try:
            future = self._executor.submit(call, *args, **kwargs)
        except RuntimeError:  # shutting down
            self._free.release()
            raise TooBusy(retry_after_s=_RETRY_AFTER_S) from None
        future.add_done_callback(lambda _: _call_on(loop, self._free.release))
        return future

    async def _take_worker(self) -> None:
        if self._free.locked() and self._waiting >= self._queue:
            self._refuse()
        self._waiting += 1
        try:
            async with asyncio.timeout(self._wait_limit_s):
                await self._free.acquire()
        except TimeoutError:
            self._refuse()
        finally:
            self._waiting -= 1

    def _refuse(self) -> NoReturn:
        self._metrics.busy()
        raise TooBusy(retry_after_s=_RETRY_AFTER_S)

    async def run(self, call: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of ``call``, worked out in the pool. Raises TooBusy."""
        return await asyncio.wrap_future(await self.submit(call, *args, **kwargs))

    def close(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)


def _call_on(loop: asyncio.AbstractEventLoop, call: Callable[..., object], *args: object) -> None:
    """Call it on a loop of another thread, unless that has ended."""
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(call, *args)


@dataclass(frozen=True, slots=True)
class _Failure:
    error: BaseException


class _End:
    """The iterator has no more items."""


class WorkStream(Generic[T]):
    """The items of a synchronous generator, run to its end in one thread of the pool.

    ``close`` asks the generator to stop: at its next item, or before that where it looks by the watch that it
    was made with; a thread cannot be stopped from outside.
    Items that say nothing (``is_silent``) are for that alone, and wake nobody.
    """

    def __init__(self, is_silent: Callable[[T], bool]) -> None:
        self._is_silent = is_silent
        self._loop = asyncio.get_running_loop()
        self._items: asyncio.Queue[T | _Failure | type[_End]] = asyncio.Queue()
        self._closed = threading.Event()

    @classmethod
    async def begin(
        cls,
        pool: WorkPool,
        make: Callable[[Watch], Generator[T, None, None]],
        *,
        is_silent: Callable[[T], bool] = lambda _: False,
    ) -> "WorkStream[T]":
        """The items of what ``make`` gives. Raises TooBusy where no worker comes free in time."""
        stream = cls(is_silent)
        await pool.submit(stream._work, make)
        return stream

    def _work(self, make: Callable[[Watch], Generator[T, None, None]]) -> None:
        try:
            with closing(make(self._watch)) as items:
                for item in items:
                    if self._closed.is_set():
                        return
                    if not self._is_silent(item):
                        self._hand_over(item)
            self._hand_over(_End)
        except Abandoned:
            return  # by nobody but those who would have been told
        except Exception as error:  # noqa: BLE001 - raised again on the event loop, where it is answered
            self._hand_over(_Failure(error))

    def _watch(self) -> None:
        if self._closed.is_set():
            raise Abandoned

    def _hand_over(self, item: "T | _Failure | type[_End]") -> None:
        _call_on(self._loop, self._items.put_nowait, item)

    async def next(self, *, timeout_s: float) -> T | None:
        """The next item; None when ``timeout_s`` went by without one.

        Raises StopAsyncIteration after the last item, and whatever the generator raised.
        """
        try:
            item = await asyncio.wait_for(self._items.get(), timeout_s)
        except TimeoutError:
            return None
        if isinstance(item, _Failure):
            raise item.error
        if isinstance(item, type):
            raise StopAsyncIteration
        return item

    def close(self) -> None:
        self._closed.set()
