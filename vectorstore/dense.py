"""The vector index: cosine HNSW in Chroma, and the codes beside it. The one door to chromadb.

Chroma keeps ids and vectors, nothing else: texts, facts and scopes are the keyword index's, because a
``where`` that matches many rows costs hundreds of times a plain query. Malkov and Yashunin 2016 describe the
graph, https://arxiv.org/abs/1603.09320. Of vectors whose first components serve alone (Kusupati and others
2022, https://arxiv.org/abs/2205.13147) the graph may have only these; what it finds is scored by the codes.

One process owns a folder: Chroma itself refuses nobody, and a second writer leaves a collection that cannot
be read. This module does not know passages.
"""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from vectorstore.codes import CodeBlock, CodeFile, Keys, Scored, highest, passage_key, passage_keys
from vectorstore.errors import IndexDamaged, IndexDiskFull, VectorStoreError, failure_of
from vectorstore.passages import Vectors

if TYPE_CHECKING:
    import chromadb
    from chromadb.api import ClientAPI
    from chromadb.api.types import Include

_COLLECTION = "passages"
# Chroma refuses more than 5,461 rows at once.
_BATCH = 5000
# No other Python thread runs while Chroma adds, so whoever searches meanwhile waits: 1,000 take it a quarter
# of a second. 2,000 at once would take a sixth less time in all.
_ADDED_AT_ONCE = 1000
# 150,000 n-gram vectors of 256 dimensions, two cores shared: 16 links and 100 candidates 1,095 vectors/s,
# 12 and 50 2,420/s; recall@20 against an exact search 0.94 and 0.91 at ef_search 200.
_LINKS = 12
_CANDIDATES_BUILDING = 64
_CANDIDATES_SEARCHING = 400
# From a graph of leading components at least so many are taken, or so many more than are wanted; Chroma takes
# 5 µs for each. 160,077 passages, 120 questions, recall@10/@40/@100 against an exact search by all 384: a
# graph of all 0.977/0.976/0.962; of 192 with 140 taken 0.985/0.968/0.888, 200 0.985/0.974/0.934, 300
# 0.985/0.976/0.955; of 128 with 300 0.983/0.967/0.929. The graphs take 323 (reckoned), 196 and 159 MiB.
_LEAST_LOOKED_AT, _MORE_LOOKED_AT = 200, 60
# So many rows at most are not yet in the graph's files and are replayed at the next opening, 2,000 in 0.35 s.
# Each time Chroma writes the ids of all rows anew: 72,000 vectors, every 1,000 25.2 s of CPU and 179 s on a
# busy machine, every 5,000 23.1 and 98 s; with 730,000 rows 60 MB are written each time.
_SYNC_THRESHOLD = 5000
# The codes are written anew when more than half of them, and more than these, are of removed passages.
_WASTE = 20_000


class DenseIndex:
    """Vectors by id. Writes are durable when the call returns, and idempotent.

    The caller sees to it that one thread writes at a time; any number may search meanwhile. Every method
    raises IndexDamaged where Chroma cannot read its files, IndexDiskFull where it finds no room: it writes at
    its opening and its searches too.

    After a write that met a full disk Chroma 1.5.9 may wait for ever in whatever comes next, and no other
    Python thread runs meanwhile. So one that has failed is let go at once, and is to be opened anew.
    """

    def __init__(self, directory: Path, *, create: bool, leading: int | None = None) -> None:
        """``leading`` is how many components of a vector are in the graph, None for all."""
        if create:
            directory.mkdir(parents=True, exist_ok=True)
        else:
            self.require_files(directory)
        self._codes = CodeFile(directory)
        self._leading = leading
        self._turn = threading.Condition()
        self._users = 0
        self._failure: VectorStoreError | None = None
        with _translated():
            self._client = _client(directory)
            try:
                self._collection = self._make_collection() if create else self._get_collection()
            except BaseException:
                self._client.close()  # type: ignore[attr-defined]  # its interface leaves it out
                raise

    @classmethod
    def create(cls, directory: Path, leading: int | None = None) -> "DenseIndex":
        """A new, empty index in ``directory``, which must be empty or absent."""
        return cls(directory, create=True, leading=leading)

    @classmethod
    def open(cls, directory: Path, leading: int | None = None) -> "DenseIndex":
        """The index that ``create`` made. Raises IndexDamaged."""
        return cls(directory, create=False, leading=leading)

    @staticmethod
    def require_files(directory: Path) -> None:
        """A look at the files in milliseconds, without chromadb. Raises IndexDamaged."""
        if not (directory / "chroma.sqlite3").is_file():
            raise IndexDamaged(f"no vector index in {directory.name}")
        if _check_sqlite(directory / "chroma.sqlite3") and not CodeFile.exists(directory):
            raise IndexDamaged(f"no codes in {directory.name}")

    @property
    def has_failed(self) -> bool:
        """True when every method raises what one of them has raised."""
        return self._failure is not None

    def put(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Store vectors of shape (len(ids), dimensions); an id that is there is replaced."""
        last = {id_: row for row, id_ in enumerate(ids)}
        unique, rows = list(last), np.fromiter(last.values(), dtype=np.intp, count=len(last))
        for start in range(0, len(unique), _BATCH):
            chosen = rows[start : start + _BATCH]
            some = unique[start : start + _BATCH]
            # The codes come first: what Chroma holds has its code, whatever happens in between.
            with _translated():
                self._codes.append(passage_keys(some), vectors[chosen])
            with self._held() as collection:
                for first in range(0, len(some), _ADDED_AT_ONCE):
                    part = slice(first, first + _ADDED_AT_ONCE)
                    collection.upsert(ids=some[part], embeddings=vectors[chosen[part], : self._leading])

    def remove(self, ids: Sequence[str]) -> None:
        """Take vectors out; ids that are not there are no error."""
        with self._held() as collection:
            for start in range(0, len(ids), _BATCH):
                collection.delete(ids=list(ids[start : start + _BATCH]))
            wasteful = self._codes.length > 2 * collection.count() + _WASTE
            left = collection.get(include=[])["ids"] if wasteful else []
        if wasteful:
            with _translated():
                self._codes.keep_only(passage_keys(left))

    def search(self, vector: NDArray[np.float32], *, limit: int) -> list[Scored]:
        """Keys (``passage_key``) and cosine similarities of about the ``limit`` nearest vectors, best first.

        Found by the graph, so not always the true nearest. A vector of zeros finds nothing.
        """
        if limit < 1 or not vector.any():
            return []
        if self._leading is None:
            ids, similarities = self._nearest(vector, limit)
            return list(zip(passage_keys(ids).tolist(), similarities, strict=True))
        near = self._near(vector[: self._leading], max(limit + _MORE_LOOKED_AT, _LEAST_LOOKED_AT))
        block = self.block(np.sort(passage_keys(near)))
        scores = block.scores(vector)
        best = highest(scores, limit)
        return list(zip(block.keys[best].tolist(), scores[best].tolist(), strict=True))

    def _near(self, vector: NDArray[np.float32], limit: int) -> list[str]:
        """Ids alone, which Chroma tells a fifth faster than with their distances."""
        with self._held() as collection:
            answer = collection.query(
                query_embeddings=np.asarray([vector], dtype=np.float32), n_results=limit, include=[]
            )
        return answer["ids"][0] if answer["ids"] else []

    def _nearest(self, vector: NDArray[np.float32], limit: int) -> tuple[list[str], list[float]]:
        include: Include = ["distances"]
        with self._held() as collection:
            answer = collection.query(
                query_embeddings=np.asarray([vector], dtype=np.float32), n_results=limit, include=include
            )
        distances = answer["distances"]
        if not answer["ids"] or not distances:
            return [], []
        found = zip(answer["ids"][0], distances[0], strict=True)
        finite = [(id_, 1.0 - float(distance)) for id_, distance in found if np.isfinite(distance)]
        return [id_ for id_, _ in finite], [similarity for _, similarity in finite]

    def read_graph(self, dimensions: int) -> None:
        """Read the graph from disk, which the first search or count would do; half a second at 150,000.

        By a search, since other Python threads stand still while Chroma counts.
        """
        self._near(np.ones(self._leading or dimensions, dtype=np.float32), 1)

    def block(self, keys: Keys) -> CodeBlock:
        """What scores those of ``keys`` (``passage_key``), ascending, that have a vector."""
        with _translated():
            return self._codes.block(keys)

    def ids(self) -> set[str]:
        """Ids of all vectors that can be found, within scopes too; about a second at 150,000."""
        with self._held() as collection:
            coded = set(self._codes.keys().tolist())
            return {id_ for id_ in collection.get(include=[])["ids"] if passage_key(id_) in coded}

    def count(self) -> int:
        """How many vectors are stored; fewer where some have lost their codes."""
        with self._held() as collection:
            return min(int(collection.count()), len(self._codes.keys()))

    def check(self) -> None:
        """Read the graph and a vector through it, and all codes. Raises IndexDamaged."""
        with self._held() as collection:
            some = collection.get(limit=1, include=["embeddings"])
            count = collection.count()
        with _translated():
            if len(self._codes.keys()) < count or not self._codes.is_sound():
                raise IndexDamaged("codes of the vector index are lost or spoilt")
        embeddings = some["embeddings"]
        if embeddings is not None and len(embeddings):
            vector = np.asarray(embeddings[0], dtype=np.float32)
            if vector.any() and not self._near(vector, 1):
                raise IndexDamaged("the vector index has lost its graph")

    def close(self) -> None:
        """Let go of the files, once nobody uses them."""
        with self._turn:
            self._turn.wait_for(lambda: not self._users)
            self._let_go()

    @contextmanager
    def _held(self) -> "Iterator[chromadb.Collection]":
        """The collection while it is used; the last who uses one that has failed lets it go."""
        with self._turn:
            if self._failure is not None:
                raise type(self._failure)(*self._failure.args)
            self._users += 1
        try:
            with _translated():
                yield self._collection
        except VectorStoreError as failure:
            self._failure = failure
            raise
        finally:
            with self._turn:
                self._users -= 1
                if not self._users:
                    if self._failure is not None:
                        self._let_go()
                    self._turn.notify_all()

    def _let_go(self) -> None:
        with _translated():
            self._client.close()  # type: ignore[attr-defined]  # its interface leaves it out

    def _make_collection(self) -> "chromadb.Collection":
        return self._client.create_collection(
            _COLLECTION,
            embedding_function=None,
            configuration={
                "hnsw": {
                    "space": "cosine",
                    "max_neighbors": _LINKS,
                    "ef_construction": _CANDIDATES_BUILDING,
                    "ef_search": _CANDIDATES_SEARCHING,
                    "sync_threshold": _SYNC_THRESHOLD,
                }
            },
        )

    def _get_collection(self) -> "chromadb.Collection":
        return self._client.get_collection(_COLLECTION, embedding_function=None)


def _client(directory: Path) -> "ClientAPI":
    """PersistentClient keeps what it could not start, and would give that out the next time."""
    from chromadb.api import ServerAPI
    from chromadb.api.client import Client
    from chromadb.config import Settings, System

    # Without _env_file=None Chroma reads an .env of the working folder, which is not its own.
    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]
        anonymized_telemetry=False,
        is_persistent=True,
        persist_directory=str(directory),
    )
    system = System(settings)
    system.instance(ServerAPI)  # type: ignore[type-abstract]  # it names what is to be made
    system.start()
    return Client.from_system(system)


def _check_sqlite(path: Path) -> bool:
    """Whether Chroma holds anything. Its Rust side may stop the process on a file that is no database, so
    look first. Raises IndexDamaged."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            connection.execute("SELECT count(*) FROM collections").fetchone()
            holds_any = connection.execute("SELECT EXISTS (SELECT 1 FROM embeddings)").fetchone()[0]
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            size = connection.execute("PRAGMA page_size").fetchone()[0]
    except sqlite3.Error as error:
        raise failure_of("the vector index cannot be read", error) from error
    if path.stat().st_size < pages * size:
        raise IndexDamaged("the vector index is cut short")
    return bool(holds_any)


@contextmanager
def _translated() -> Iterator[None]:
    """Chroma's errors, a panic of its Rust side included, as IndexDamaged or IndexDiskFull."""
    try:
        yield
    except (IndexDamaged, IndexDiskFull):
        raise
    except Exception as error:
        raise failure_of("the vector index cannot be used", error) from error
    except BaseException as error:
        # A panic comes as pyo3_runtime.PanicException, which is no Exception and cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise IndexDamaged("the vector index cannot be used: Chroma stopped") from error
