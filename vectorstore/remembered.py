"""What was worked out of an index, kept until the index changes."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sized
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V", bound=Sized)


class Remembered(Generic[K, V]):
    """The last values that were asked for, at most ``most`` of them and ``longest`` in all of their lengths.

    Thread-safe; two threads may work out one value at the same time.
    """

    def __init__(self, *, most: int, longest: int) -> None:
        self._most = most
        self._longest = longest
        self._values: OrderedDict[K, V] = OrderedDict()
        self._lock = threading.Lock()
        self._generation = 0

    def get(self, key: K, make: Callable[[], V]) -> V:
        """The value of ``key``, made where it is not known."""
        with self._lock:
            generation = self._generation
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = make()
        with self._lock:
            # What was made of an index that has changed meanwhile serves its asker and nobody else.
            if generation == self._generation:
                self._values[key] = value
                while len(self._values) > self._most or sum(map(len, self._values.values())) > self._longest:
                    self._values.popitem(last=False)
        return value

    def forget(self) -> None:
        """Drop everything; to be called when the index has changed."""
        with self._lock:
            self._generation += 1
            self._values.clear()
