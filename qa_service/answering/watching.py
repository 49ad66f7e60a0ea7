"""Work that is given up in its middle once nobody waits for it: what takes long looks now and then."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

Watch = Callable[[], None]
"""A look whether anybody still waits, which costs nothing. Raises: Abandoned."""


class Abandoned(Exception):
    """Nobody waits for the answer any more."""


def unwatched() -> None:
    """For work that is always brought to its end."""


def watched(items: Iterable[T], watch: Watch) -> Iterator[T]:
    """The items, with a look before each. Raises: Abandoned."""
    for item in items:
        watch()
        yield item
