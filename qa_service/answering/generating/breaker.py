"""A breaker: an LLM that failed several times in a row is left alone for a while, so that nobody waits for
it.

See M. Nygard, Release It! (2007), "Circuit Breaker". After the pause one call tries; the others pass it by
until it is known how that went.
"""

import threading
import time
from collections.abc import Callable


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
        self._closed_until = 0.0

    def lets_through(self) -> bool:
        """Whether a call may be made; the one that is let through after a pause keeps the next ones
        waiting."""
        with self._lock:
            if self._in_a_row < self._most:
                return True
            if self._now() < self._closed_until:
                return False
            self._closed_until = self._now() + self._pause_s
            return True

    def succeeded(self) -> None:
        with self._lock:
            self._in_a_row = 0

    def failed(self) -> None:
        with self._lock:
            self._in_a_row += 1
            if self._in_a_row >= self._most:
                self._closed_until = self._now() + self._pause_s
