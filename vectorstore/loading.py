"""Opening the vector index without waiting for it.

Importing chromadb takes 1.5 s and reading the graph of 150,000 vectors about one more; keyword search needs
neither, so that a service may answer while this goes on.
"""

import logging
import shutil
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from vectorstore.dense import DenseIndex
from vectorstore.errors import IndexDamaged

_log = logging.getLogger(__name__)


def open_or_renew(directory: Path) -> DenseIndex:
    """The vector index in ``directory``; a new, empty one in its place where that cannot be read."""
    try:
        dense = DenseIndex.open(directory)
        try:
            dense.count()
        except IndexDamaged:
            # Chroma keeps what it has open of a folder, and would show the old one's ruins in the new one.
            dense.close()
            raise
    except IndexDamaged as error:
        _log.warning("the vectors are put in anew: %s", error)
        shutil.rmtree(directory)
        return DenseIndex.create(directory)
    return dense


class DenseLoader:
    """A DenseIndex that is there, or on its way in a thread of its own.

    ``on_loaded`` is called once in that thread (without ``background``: in the caller's) after success.
    """

    def __init__(
        self, load: Callable[[], DenseIndex], *, background: bool, on_loaded: Callable[[DenseIndex], None]
    ) -> None:
        self._load = load
        self._on_loaded = on_loaded
        self._future: Future[DenseIndex] = Future()
        if background:
            threading.Thread(target=self._run, name="load-vectors", daemon=True).start()
        else:
            self._run()

    @property
    def loaded(self) -> bool:
        """True when ``get`` neither waits nor raises."""
        return self._future.done() and self._future.exception() is None

    @property
    def failure(self) -> BaseException | None:
        """Why loading failed, if it has."""
        return self._future.exception() if self._future.done() else None

    def get(self) -> DenseIndex:
        """The index, waited for. Raises IndexDamaged."""
        return self._future.result()

    def close(self) -> None:
        """Wait for the loading to end and let go of the files."""
        try:
            dense = self.get()
        except IndexDamaged:
            return
        dense.close()

    def _run(self) -> None:
        try:
            dense = self._load()
            # The first count reads the graph, so that the first question need not.
            dense.count()
        except Exception as error:  # noqa: BLE001  # handed on to whoever asks for the index
            self._future.set_exception(error)
            return
        self._future.set_result(dense)
        self._on_loaded(dense)
