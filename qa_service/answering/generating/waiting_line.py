"""A line in which work waits for its turn, and that can be left at any moment."""

import threading
from collections import deque


class WaitingLine:
    """Lets ``at_once`` have their turn at a time, in the order in which they came. Thread-safe."""

    def __init__(self, at_once: int) -> None:
        self._lock = threading.Lock()
        self._free = at_once
        self._waiting: deque[Place] = deque()

    def join(self) -> "Place":
        """A place in the line, which must be left, after its turn or before."""
        place = Place(self)
        with self._lock:
            self._waiting.append(place)
            self._call_next()
        return place

    def left_by(self, place: "Place") -> None:
        with self._lock:
            if place in self._waiting:
                self._waiting.remove(place)
            else:
                self._free += 1
                self._call_next()

    def _call_next(self) -> None:
        while self._free and self._waiting:
            self._free -= 1
            self._waiting.popleft().call()


class Place:
    """Of one in a line, who looks now and then whether to go on waiting."""

    def __init__(self, line: WaitingLine) -> None:
        self._line = line
        self._called = threading.Event()

    def call(self) -> None:
        self._called.set()

    def comes(self, within_s: float) -> bool:
        """Whether the turn has come within so many seconds."""
        return self._called.wait(within_s)

    def leave(self) -> None:
        """Once."""
        self._line.left_by(self)
