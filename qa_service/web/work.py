"""The bridge from the asynchronous edge to the synchronous core: a bounded pool, and iterators run in it."""

import asyncio
import threading
from collections.abc import Callable, Generator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from typing import Generic, ParamSpec, TypeVar

from qa_service.errors import TooBusy
from qa_service.web.metrics import Metrics

T = TypeVar("T")
P = ParamSpec("P")

_RETRY_AFTER_S = 1


class WorkPool:
    """Runs at most ``workers`` calls at once and lets ``queue`` more wait; refuses the rest with TooBusy.

    A place is held until the call has really ended, also when its client has left.
    """

    def __init__(self, *, workers: int, queue: int, metrics: Metrics) -> None:
        self._executor = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="answer")
        self._places = threading.BoundedSemaphore(workers + queue)
        self._metrics = metrics

    def submit(self, call: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        if not self._places.acquire(blocking=False):
            self._metrics.busy()
            raise TooBusy(retry_after_s=_RETRY_AFTER_S)
        try:
            future = self._executor.submit(call, *args, **kwargs)
        except RuntimeError:  # shutting down
            self._places.release()
            raise TooBusy(retry_after_s=_RETRY_AFTER_S) from None
        future.add_done_callback(lambda _: self._places.release())
        return future

    async def run(self, call: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """The result of ``call``, worked out in the pool."""
        return await asyncio.wrap_future(self.submit(call, *args, **kwargs))

    def close(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)


@dataclass(frozen=True, slots=True)
class _Failure:
    error: BaseException


class _End:
    """The iterator has no more items."""


class WorkStream(Generic[T]):
    """The items of a synchronous generator, run to its end in one thread of the pool.

    ``close`` asks the generator to stop at its next item; a thread cannot be stopped in the middle of one.
    """

    def __init__(self, pool: WorkPool, make: Callable[[], Generator[T, None, None]]) -> None:
        """Raises TooBusy where the pool has no place."""
        self._loop = asyncio.get_running_loop()
        self._items: asyncio.Queue[T | _Failure | type[_End]] = asyncio.Queue()
        self._closed = threading.Event()
        self._future = pool.submit(self._work, make)

    def _work(self, make: Callable[[], Generator[T, None, None]]) -> None:
        try:
            with closing(make()) as items:
                for item in items:
                    if self._closed.is_set():
                        return
                    self._hand_over(item)
            self._hand_over(_End)
        except Exception as error:  # noqa: BLE001 - raised again on the event loop, where it is answered
            self._hand_over(_Failure(error))

    def _hand_over(self, item: "T | _Failure | type[_End]") -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._items.put_nowait, item)

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
        self._future.cancel()
