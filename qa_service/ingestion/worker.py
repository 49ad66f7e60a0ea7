"""A thread that works in rounds, and sleeps in between until it is woken."""

import logging
import threading
from collections.abc import Callable

logger = logging.getLogger(__name__)

RETRY_AFTER_S = 10.0
"""How long it sleeps after a round that failed."""


class Worker:
    """Calls ``work`` again and again; that returns for how many seconds to sleep then, None for until woken.

    A round that raises is logged and done again.
    """

    def __init__(self, work: Callable[[], float | None], *, name: str) -> None:
        self._work = work
        self._name = name
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def is_stopping(self) -> bool:
        """For ``work`` to look at, so that a long round ends early."""
        return self._stopping.is_set()

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """There is something to do."""
        self._woken.set()

    def close(self) -> None:
        """End the thread after its round."""
        self._stopping.set()
        self._woken.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self.is_stopping:
            self._woken.clear()
            try:
                pause_s = self._work()
            except Exception:
                logger.exception("A round failed, and is done again in %d s", RETRY_AFTER_S)
                pause_s = RETRY_AFTER_S
            if not self.is_stopping:
                self._woken.wait(pause_s)
