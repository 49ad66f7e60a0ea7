"""Keeping the index in step with the library, which alone is the truth.

An index that is missing, damaged or made with other rules is given up, and a fresh one filled from the
library, without embedding again where the embedder is the same. Words go in first, so that documents can be
found early; vectors follow. Whatever a crash interrupts is done again at the next start.
"""

import logging
import shutil
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, TypeVar

import numpy as np

from qa_service.errors import StorageFull
from qa_service.library.contents import Parsed
from qa_service.library.index_records import FindableText, Indexable
from qa_service.library.intake import Activation
from qa_service.library.library import Library
from qa_service.library.rows import as_kept
from vectorstore.embedders import Embedder
from vectorstore.errors import IndexDamaged, IndexDiskFull, IndexMismatch
from vectorstore.passages import DocumentFacts, Passage, Vectors

logger = logging.getLogger(__name__)

KEYWORDS_AT_ONCE = 8192
VECTORS_AT_ONCE = 2048
VECTOR_ROOM_BYTES = 8 * 1024
"""Of the disk for a vector that goes into the index: its code, its place in the graph, SQLite's journal."""


class SearchIndex(Protocol):
    """What ingestion needs of a PassageIndex."""

    @property
    def embedder(self) -> Embedder: ...
    @property
    def dense_ready(self) -> bool: ...
    def add_keywords(self, passages: Iterable[tuple[Passage, DocumentFacts]]) -> None: ...
    def add_vectors(self, passage_ids: Sequence[str], vectors: Vectors) -> None: ...
    def load_vectors(self) -> None: ...
    def missing_vectors(self) -> list[str]: ...
    def remove(self, document_ids: Sequence[str]) -> None: ...
    def commit(self) -> None: ...
    def count(self) -> int: ...
    def close(self) -> None: ...


Index = TypeVar("Index", bound=SearchIndex)


def open_index(
    library: Library, *, open_in: Callable[[Path], Index], create_in: Callable[[Path], Index]
) -> Index:
    """The index of the library; a fresh, empty one where that is not sound, for ``Indexer.catch_up`` to fill.

    Raises: EmbedderUnavailable, OSError; StorageFull where it cannot be told whether it is sound; never
    IndexDamaged or IndexMismatch for an index that can be made anew.
    """
    root = library.directory / "index"
    root.mkdir(exist_ok=True)
    with _full_disk_told(library):
        index = _sound_index(library, root, open_in)
    if index is None:
        directory = _directory(root, library.index_records.next_generation())
        # A database that was lost counts its generations from the start again.
        shutil.rmtree(directory, ignore_errors=True)
        index = create_in(directory)
    _sweep(root, keep=_directory(root, library.index_records.generation()))
    return index


def _sound_index(library: Library, root: Path, open_in: Callable[[Path], Index]) -> Index | None:
    directory = _directory(root, library.index_records.generation())
    if not directory.exists():
        return None
    try:
        index = open_in(directory)
    except (IndexDamaged, IndexMismatch) as error:
        if isinstance(error, IndexDamaged) and not library.has_room():
            raise
        logger.warning("The index is made anew: %s", error)
        return None
    count, bounds = index.count(), library.index_records.bounds()
    if bounds.hold(count):
        return index
    logger.warning(
        "The index is made anew: it holds %d passages, not %d to %d", count, bounds.least, bounds.most
    )
    index.close()
    return None


@contextmanager
def _full_disk_told(library: Library) -> Iterator[None]:
    """Raises: StorageFull for whatever an index says while the disk is full; it may look damaged then."""
    try:
        yield
    except IndexDiskFull as error:
        raise StorageFull from error
    except IndexDamaged as error:
        if library.has_room():
            raise
        raise StorageFull from error


def _directory(root: Path, generation: int) -> Path:
    return root / f"{generation:06d}"


def _sweep(root: Path, *, keep: Path) -> None:
    for directory in root.iterdir():
        if directory != keep:
            shutil.rmtree(directory, ignore_errors=True)


class Indexer:
    """Moves documents into the index and out of it. Thread-safe: one change at a time."""

    def __init__(self, library: Library, index: SearchIndex, checkpoint: Callable[[str], None]) -> None:
        self._library = library
        self._records = library.index_records
        self._index = index
        self._checkpoint = checkpoint
        self._changing = threading.RLock()

    def keep(self, parsed: Sequence[Parsed]) -> Activation:
        """Store documents, index their words, make them visible, and drop those that they replace.

        Raises: StorageFull, IndexDamaged; what was stored is finished by ``catch_up``.
        """
        with self._changing, _full_disk_told(self._library):
            self._library.intake.store(parsed)
            self._checkpoint("stored")
            return self._add_keywords([_indexable(item) for item in parsed])

    def catch_up(self, *, besides: Collection[str] = ()) -> set[str]:
        """Drop what the index should not hold any more, and add the words that it lacks, except of documents
        ``besides``. Returns the documents for which the disk had no room.

        Raises: StorageFull, IndexDamaged.
        """
        with self._changing, _full_disk_told(self._library):
            self._drop(self._library.intake.retired())
            if unsettled := self._library.intake.unsettled():
                self.settle(unsettled)
        left_out: set[str] = set()
        while True:
            with self._changing:
                ids = self._records.without_keywords(
                    passages=KEYWORDS_AT_ONCE, besides=left_out.union(besides)
                )
                if not ids:
                    return left_out
                left_out |= self._left_out(ids)

    def _left_out(self, document_ids: Sequence[str]) -> set[str]:
        """Add the words of these documents; those for which there was no room."""
        try:
            with _full_disk_told(self._library):
                self._add_keywords(self._records.load(document_ids))
        except StorageFull:
            if len(document_ids) == 1:
                return set(document_ids)
        else:
            return set()
        return set().union(*(self._left_out([document_id]) for document_id in document_ids))

    def _add_keywords(self, documents: Sequence[Indexable]) -> Activation:
        self._index.add_keywords(
            (passage, document.facts) for document in documents for passage in document.passages
        )
        self._checkpoint("indexed")
        self._index.commit()
        self._checkpoint("index_committed")
        return self.settle([document.document_id for document in documents])

    def settle(self, document_ids: Sequence[str]) -> Activation:
        """Make documents whose words are indexed visible, in the place of those that they replace."""
        with self._changing:
            activation = self._library.intake.activate(document_ids, generation=self._records.generation())
            self._checkpoint("activated")
            self._drop(activation.retired)
            return activation

    def fill_vectors(self) -> int:
        """Give some documents that lack them their vectors; how many passages they have, 0 when none was
        left.

        Raises: StorageFull, IndexDamaged.
        """
        with _full_disk_told(self._library):
            return self._fill_vectors()

    def _fill_vectors(self) -> int:
        ids = self._records.without_vectors(passages=VECTORS_AT_ONCE)
        if not ids:
            return 0
        held = self._records.texts(ids)
        self._require_room(vectors=sum(map(len, held.values())))
        embedder = self._index.embedder
        known = self._records.vectors(ids, embedder=embedder.name)
        # Embedding can take long and touches nothing shared, so it does not keep others from changing things.
        new = self._embedded({id_: texts for id_, texts in held.items() if id_ not in known})
        self._records.keep_vectors(new, embedder=embedder.name)
        self._checkpoint("vectors_stored")
        with self._changing:
            self._add_vectors(ids, held, known | new)
        return sum(map(len, held.values()))

    def _embedded(self, held: Mapping[str, Sequence[FindableText]]) -> dict[str, Vectors]:
        """The vectors of each document, all texts embedded together."""
        if not held:
            return {}
        texts = [passage.text for passages in held.values() for passage in passages]
        vectors = as_kept(self._index.embedder.embed_passages(texts))
        ends = np.cumsum([len(passages) for passages in held.values()])
        return dict(zip(held, np.split(vectors, ends[:-1]), strict=True))

    def _add_vectors(
        self,
        document_ids: Sequence[str],
        held: Mapping[str, Sequence[FindableText]],
        vectors: Mapping[str, Vectors],
    ) -> None:
        active = self._records.active_among(document_ids)
        wanted = [
            document_id for document_id in document_ids if document_id in active and document_id in held
        ]
        if wanted:
            self._index.add_vectors(
                [passage.passage_id for document_id in wanted for passage in held[document_id]],
                np.concatenate([vectors[document_id] for document_id in wanted]),
            )
        self._checkpoint("vectors_indexed")
        # Vectors are durable once they are added; a commit only counts them, so the last one is enough.
        self._records.mark_vectors(active, held=True)
        if not self._records.passages_without_vectors():
            self._index.commit()

    def find_lost_vectors(self) -> bool:
        """Where the index has fewer vectors than the library believes, note which documents lack them, and
        return True: an index that failed may have been made anew.

        Raises: StorageFull, IndexDamaged.
        """
        with _full_disk_told(self._library):
            self._index.load_vectors()
        with self._changing:
            if self._index.dense_ready or self._records.passages_without_vectors():
                return False
            lost = {passage_id.rpartition("-")[0] for passage_id in self._index.missing_vectors()}
            self._records.mark_vectors(lost, held=False)
            return bool(lost)

    def remove(self, document_id: str) -> None:
        """Hide an active document at once, then delete it everywhere; where a full disk does not allow that,
        ``catch_up`` does later. Raises: DocumentNotFound; StorageFull where it cannot even be hidden."""
        with self._changing:
            self._library.intake.retire(document_id)
            self._checkpoint("retired")
            try:
                with _full_disk_told(self._library):
                    self._drop([document_id])
            except StorageFull:
                logger.warning("%s is hidden, and deleted once there is room on the disk", document_id)

    def _require_room(self, *, vectors: int = 0) -> None:
        """Vectors had better not meet a full disk, after which their index has to be opened anew. Raises:
        StorageFull."""
        if not self._library.has_room_for(vectors * VECTOR_ROOM_BYTES):
            raise StorageFull

    def _drop(self, document_ids: Collection[str]) -> None:
        """Delete retired documents from the index, then from the library."""
        if not document_ids:
            return
        self._require_room()
        self._index.remove(list(document_ids))
        self._index.commit()
        self._checkpoint("index_dropped")
        self._library.intake.purge(document_ids)
        self._checkpoint("purged")


def _indexable(item: Parsed) -> Indexable:
    return Indexable(
        document_id=item.document.document_id,
        facts=item.document.metadata.facts(item.document.source),
        passages=item.findable,
    )
