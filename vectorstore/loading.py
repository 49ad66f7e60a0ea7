"""Opening the vector index when there is time for it.

Importing chromadb takes 0.6 s and reading the graph of 150,000 vectors as long again; keyword search needs
neither, so that a service may answer before.
"""

import logging
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

from vectorstore.dense import DenseIndex
from vectorstore.errors import IndexDamaged

_log = logging.getLogger(__name__)


def open_dense(directory: Path, dimensions: int, leading: int | None) -> DenseIndex:
    """The vector index in ``directory``, its graph read. Raises IndexDamaged."""
    dense = DenseIndex.open(directory, leading)
    try:
        dense.read_graph(dimensions)
    except IndexDamaged:
        # Chroma keeps what it has open of a folder, and would show its ruins in whatever comes there next.
        dense.close()
        raise
    return dense


def open_or_renew_dense(directory: Path, dimensions: int, leading: int | None) -> DenseIndex:
    """The vector index in ``directory``; a new, empty one in its place where that cannot be read."""
    try:
        return open_dense(directory, dimensions, leading)
    except IndexDamaged as error:
        _log.warning("the vectors are put in anew: %s", error)
        if directory.exists():
            shutil.rmtree(directory)
        return DenseIndex.create(directory, leading)


class DenseLoader:
    """A DenseIndex that is opened by ``load`` for whoever asks for it first, and by ``reload`` for whoever
    writes after it has failed."""

    def __init__(self, load: Callable[[], DenseIndex], reload: Callable[[], DenseIndex]) -> None:
        self._load = load
        self._reload = reload
        self._loading = threading.Lock()
        self._dense: DenseIndex | None = None

    @property
    def loaded(self) -> bool:
        """True when ``get`` neither waits nor raises."""
        return self._dense is not None

    def get(self) -> DenseIndex:
        """The index, opened if it is not yet open. Raises IndexDamaged."""
        with self._loading:
            if self._dense is None:
                self._dense = self._load()
            return self._dense

    def get_sound(self) -> DenseIndex:
        """The same, opened anew where it has failed. Raises IndexDamaged, IndexDiskFull."""
        dense = self.get()
        with self._loading:
            if dense.has_failed and dense is self._dense:
                dense.close()
                self._dense = self._reload()
            return self._dense or dense

    def close(self) -> None:
        """Let go of the files, if they are open."""
        with self._loading:
            if self._dense is not None:
                self._dense.close()
