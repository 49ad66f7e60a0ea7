"""A breaker: an LLM that failed several times in a row is left alone for a while, so that nobody waits for
it.

See M. Nygard, Release It! (2007), "Circuit Breaker". After the pause one call tries; the others pass it by
until it is known how that went.
"""

import threading
import time
from collections.abc import Callable


class Attempt:
    """A call that a breaker let through. Its first note of how it went counts, what comes later does not."""

    def __init__(self, breaker: "Breaker", *, is_trial: bool) -> None:
        self._breaker = breaker
        self._is_trial = is_trial
        self._noting = threading.Lock()

    def succeeded(self) -> None:
        self._note(0)

    def failed(self) -> None:
        self._note(1)

    def told_nothing(self) -> None:
        """It was given up, or what it failed in was its own question."""
        self._note(None)

    def _note(self, failures: int | None) -> None:
        if self._noting.acquire(blocking=False):  # and never let go
            self._breaker.note(failures=failures, is_trial=self._is_trial)


class Breaker:
    """Thread-safe. ``failures`` in a row open it for ``pause_s``."""

    def __init__(
        self, *, failures: int = 3, pause_s: float = 30.0, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = failures
        self._pause_s = pause_s
        self._now = now
        self._lock = threading.Lock()
        self._in_a_row = 0
        self._open_until = 0.0
        self._tries = False

    def attempt(self) -> Attempt | None:
        """A call that may be made, or None. After a pause there is one at a time, however long it takes."""
        with self._lock:
            if self._in_a_row < self._most:
                return Attempt(self, is_trial=False)
            if self._tries or self._now() < self._open_until:
                return None
            self._tries = True
            return Attempt(self, is_trial=True)

    def note(self, *, failures: int | None, is_trial: bool) -> None:
        """How a call ended: ``failures`` of the server, None where it told nothing of it."""
        with self._lock:
            if is_trial:
                self._tries = False
            if failures is None:
                return
            self._in_a_row = self._in_a_row + failures if failures else 0
            if self._in_a_row >= self._most:
                self._open_until = self._now() + self._pause_s
