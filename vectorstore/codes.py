"""Vectors as eight-bit codes in one flat file, for scoring chosen passages one by one.

The graph finds what is near in everything; it cannot keep to a scope. Reading a scope's vectors back from
Chroma takes 25 µs a passage, from here 0.15 µs. A row is a key (``passage_key``), a scale and a code of one
byte a dimension, the largest component at 127: the error of a cosine is about 0.001. Rows are only appended,
the last one of a key counts. This module does not know passages.
"""

import hashlib
import os
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorstore.passages import Vectors

Keys = NDArray[np.uint64]
"""Shape (n,)."""

Scored = tuple[int, float]
"""A passage's key (``passage_key``) with its score."""

_NAME = "codes-{}.bin"
_ROWS_AT_ONCE = 1024


def passage_key(passage_id: str) -> int:
    """64 bits of BLAKE2b. Two of a million ids are alike with a chance of 3 in 100 million; one of those two
    would be scored by the other's vector within scopes."""
    id_bytes = passage_id.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(id_bytes, digest_size=8).digest(), "little")


def passage_keys(passage_ids: Iterable[str]) -> Keys:
    return np.fromiter(map(passage_key, passage_ids), dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class _Rows:
    """What the file held when it was last read: ``keys`` ascending, each once, at ``places`` in ``table``."""

    table: NDArray[np.void]
    keys: Keys
    places: NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Some rows of a file as it was: ``keys`` and where they stand in ``table``."""

    keys: Keys
    table: NDArray[np.void]
    places: NDArray[np.intp]

    def __len__(self) -> int:
        return len(self.keys)

    def scores(self, vector: NDArray[np.float32]) -> NDArray[np.float32]:
        """The cosine of each row with ``vector``, which is not zero; 0.2 ms for a thousand rows."""
        codes, scales = self.table["code"], self.table["scale"]
        unit = np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)
        scores = np.empty(len(self.places), dtype=np.float32)
        for start in range(0, len(scores), _ROWS_AT_ONCE):
            chosen = self.places[start : start + _ROWS_AT_ONCE]
            # A product of matrices would wake BLAS's threads for it, which cost more than they do.
            part = np.vecdot(codes[chosen].astype(np.float32), unit)
            scores[start : start + len(chosen)] = part * scales[chosen]
        return scores


class CodeFile:
    """The codes of an index. Raises OSError. One thread writes at a time, any number read meanwhile."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._reading = threading.Lock()
        self._rows: _Rows | None = None

    @staticmethod
    def exists(directory: Path) -> bool:
        """Whether anything is written there."""
        return any(path.stat().st_size for path in directory.glob(_NAME.format("*")))

    def is_sound(self) -> bool:
        """Whether every row is as it was written; a second for a million."""
        rows = self._read()
        if rows is None:
            return True
        parts = (
            rows.table[start : start + _ROWS_AT_ONCE] for start in range(0, len(rows.table), _ROWS_AT_ONCE)
        )
        return all(np.array_equal(_checks(np.array(part)), part["check"]) for part in parts)

    def append(self, keys: Keys, vectors: Vectors) -> None:
        """Add a row for each key, durable when the call returns. Vectors have shape (n, dimensions)."""
        path = self.directory / _NAME.format(vectors.shape[1])
        with path.open("ab") as file:
            # What a crash left of a row would shift all that follow.
            file.truncate(file.tell() - file.tell() % _row_type(vectors.shape[1]).itemsize)
            file.seek(0, os.SEEK_END)
            file.write(_encoded(keys, vectors).tobytes())
            file.flush()
            os.fsync(file.fileno())
        self._forget()

    def keep_only(self, keys: Keys) -> None:
        """Write the file anew without the rows of other keys, and without those that count no more."""
        rows = self._read()
        if rows is None:
            return
        kept = rows.table[np.sort(rows.places[np.isin(rows.keys, keys)])]
        path = self._path()
        draft = path.with_suffix(".new")
        with draft.open("wb") as file:
            file.write(kept.tobytes())
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        self._forget()

    @property
    def length(self) -> int:
        """How many rows the file has, those that count no more included."""
        rows = self._read()
        return len(rows.table) if rows else 0

    def keys(self) -> Keys:
        """All keys that have a row, ascending."""
        rows = self._read()
        return rows.keys if rows else np.zeros(0, dtype=np.uint64)

    def block(self, keys: Keys) -> "CodeBlock":
        """The rows of those of ``keys``, ascending, that have one."""
        rows = self._read()
        if rows is None or not len(rows.keys):
            nothing = np.zeros(0, dtype=_row_type(1))
            return CodeBlock(np.zeros(0, dtype=np.uint64), nothing, np.zeros(0, dtype=np.intp))
        at = np.minimum(np.searchsorted(rows.keys, keys), len(rows.keys) - 1)
        held = rows.keys[at] == keys
        places = rows.places[at[held]]
        # Reading the file from front to end is five times as fast as jumping about in it.
        order = np.argsort(places)
        return CodeBlock(keys[held][order], rows.table, places[order])

    def _forget(self) -> None:
        with self._reading:
            self._rows = None

    def _read(self) -> _Rows | None:
        with self._reading:
            if self._rows is None and (path := self._path()).is_file():
                self._rows = _read_rows(path)
            return self._rows

    def _path(self) -> Path:
        return next(iter(self.directory.glob(_NAME.format("*"))), self.directory / _NAME.format(0))


def _row_type(dimensions: int) -> np.dtype[np.void]:
    return np.dtype([("key", "<u8"), ("check", "<u4"), ("scale", "<f4"), ("code", "i1", (dimensions,))])


def _encoded(keys: Keys, vectors: Vectors) -> NDArray[np.void]:
    rows = np.zeros(len(keys), dtype=_row_type(vectors.shape[1]))
    lengths = np.linalg.norm(vectors, axis=1)
    largest = np.abs(vectors).max(axis=1, initial=0.0)
    rows["key"] = keys
    rows["scale"] = largest / 127 / np.where(lengths > 0, lengths, 1.0)
    rows["code"] = np.rint(vectors / np.where(largest > 0, largest, 1.0)[:, None] * 127)
    rows["check"] = _checks(rows)
    return rows


def _checks(rows: NDArray[np.void]) -> NDArray[np.uint32]:
    """What tells a row that was written from any other bytes."""
    weights = np.arange(1, rows["code"].shape[1] + 1, dtype=np.float32)
    weighed = np.vecdot(rows["code"].astype(np.float32), weights).astype(np.int64)
    halves = (
        rows["key"] ^ (rows["key"] >> np.uint64(32)) ^ rows["scale"].view(np.uint32) ^ weighed.view(np.uint64)
    )
    checks: NDArray[np.uint32] = (halves & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    return checks


def _read_rows(path: Path) -> _Rows | None:
    row_type = _row_type(int(path.stem.rpartition("-")[2]))
    length = path.stat().st_size // row_type.itemsize
    if not length:
        return None
    table: NDArray[np.void] = np.memmap(path, dtype=row_type, mode="r", shape=(length,))
    # Through the map every page of the file would count as this process's memory from now on.
    written = np.empty(length, dtype=np.uint64)
    with path.open("rb") as file:
        for start in range(0, length, _ROWS_AT_ONCE):
            some = np.fromfile(file, dtype=row_type, count=min(_ROWS_AT_ONCE, length - start))
            written[start : start + len(some)] = some["key"]
    # Of equal keys the last comes first here, and is the one that np.unique keeps.
    keys, first = np.unique(written[::-1], return_index=True)
    return _Rows(table=table, keys=keys, places=np.asarray(length - 1 - first, dtype=np.intp))


def highest(scores: Sequence[float] | NDArray[np.float32], limit: int) -> NDArray[np.intp]:
    """Places of the ``limit`` highest scores, highest first; of equal ones the earlier comes first."""
    found = np.asarray(scores)
    if len(found) > limit > 0:
        least = np.partition(found, len(found) - limit)[len(found) - limit]
        chosen = np.flatnonzero(found >= least)
    else:
        chosen = np.arange(len(found))
    best: NDArray[np.intp] = chosen[np.argsort(-found[chosen], kind="stable")][:limit]
    return best
