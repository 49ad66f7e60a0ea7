"""Documents for which the disk had no room: they wait, with their reason, and hold up no others.

They are tried again after a pause, and at the next start. Nothing is written here, for a full disk takes
nothing: who waits is kept in memory.
"""

import time
from collections.abc import Collection

from qa_service.errors import WaitsForStorage
from qa_service.library.jobs import Jobs, Reason

PAUSE_S = 60.0


class Postponed:
    """Who waits, and until when. The caller serialises the calls."""

    def __init__(self, jobs: Jobs, *, pause_s: float = PAUSE_S) -> None:
        self._jobs = jobs
        self._pause_s = pause_s
        self._waiting: frozenset[str] = frozenset()
        self._ends_at: float | None = None

    @property
    def document_ids(self) -> frozenset[str]:
        return self._waiting

    @property
    def seconds_left(self) -> float | None:
        """Of the pause; None where there is none."""
        return None if self._ends_at is None else max(0.0, self._ends_at - time.monotonic())

    def add(self, document_ids: Collection[str]) -> None:
        """Let these wait too, and pause where there is no pause yet."""
        if self._ends_at is None:
            self._ends_at = time.monotonic() + self._pause_s
        self._tell(self._waiting.union(document_ids))

    def end_pause(self, *, early: bool = False) -> None:
        """Let everybody try again, where the pause is over, or ``early`` in any case."""
        if early or self.seconds_left == 0.0:
            self._ends_at = None
            self._tell(frozenset())

    def _tell(self, waiting: frozenset[str]) -> None:
        self._waiting = waiting
        reason = Reason.of(WaitsForStorage())
        self._jobs.hold(dict.fromkeys(waiting, reason))
