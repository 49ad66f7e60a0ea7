"""Streams of work: groups, batches, and calls that run ahead of whoever takes their results."""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from qa_service.library.contents import Parsed

GROUP_FILES = 64
GROUP_BYTES = 16 * 1024 * 1024
BATCH_DOCUMENTS = 512
BATCH_PASSAGES = 8192
AHEAD_CALLS = 128
AHEAD_BYTES = 64 * 1024 * 1024
THREADS = 2

Item = TypeVar("Item")
Result = TypeVar("Result")


def groups(items: Iterable[Item], *, size: Callable[[Item], int]) -> Iterator[list[Item]]:
    """Lists of up to GROUP_FILES items, fewer where their sizes, in bytes, add up to GROUP_BYTES."""
    return _lists(items, size, GROUP_FILES, GROUP_BYTES)


def batches(parsed: Iterable[Parsed]) -> Generator[list[Parsed], None, None]:
    """Lists of documents for one transaction each."""
    return _lists(parsed, lambda item: len(item.passages), BATCH_DOCUMENTS, BATCH_PASSAGES)


def _lists(
    items: Iterable[Item], size: Callable[[Item], int], most_items: int, most_size: int
) -> Generator[list[Item], None, None]:
    gathered: list[Item] = []
    total = 0
    for item in items:
        gathered.append(item)
        total += size(item)
        if len(gathered) >= most_items or total >= most_size:
            yield gathered
            gathered, total = [], 0
    if gathered:
        yield gathered


def ahead(
    call: Callable[[Item], Result], items: Iterable[Item], *, size: Callable[[Item], int]
) -> Iterator[tuple[Item, Result]]:
    """Each item with what ``call`` gives for it, in order. Calls run in threads, up to AHEAD_CALLS of them or
    AHEAD_BYTES before the item that is taken; what a call raises is raised in its place."""
    started: deque[tuple[Item, Future[Result]]] = deque()
    bytes_ahead = 0
    with ThreadPoolExecutor(THREADS, thread_name_prefix="reader") as threads:
        try:
            for item in items:
                started.append((item, threads.submit(call, item)))
                bytes_ahead += size(item)
                while started and (len(started) > AHEAD_CALLS or bytes_ahead > AHEAD_BYTES):
                    first, future = started.popleft()
                    bytes_ahead -= size(first)
                    yield first, future.result()
            while started:
                first, future = started.popleft()
                yield first, future.result()
        finally:
            for _item, future in started:
                future.cancel()
