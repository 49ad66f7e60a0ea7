"""The bytes of every document as they came, as files named by their SHA-256.

A file is there whole or not at all: written beside, fsynced, renamed, and the folder fsynced. This module
does not know which documents exist; the library sweeps what no document needs.
"""

import os
from collections.abc import Collection, Iterable
from pathlib import Path

from qa_service.library.database import full_disk_named

UNFINISHED_SUFFIX = ".part"


class Originals:
    """A folder of files by content hash. The caller serialises ``put`` and ``discard``."""

    def __init__(self, directory: Path) -> None:
        """Raises: StorageFull."""
        self._directory = directory
        with full_disk_named():
            directory.mkdir(parents=True, exist_ok=True)

    def put(self, contents: Iterable[tuple[str, bytes]]) -> None:
        """Store each (content hash, bytes); durable when this returns.

        Raises: StorageFull; the files written so far stay for the sweep.
        """
        written = False
        with full_disk_named():
            for content_hash, content in contents:
                path = self._directory / content_hash
                if path.exists():
                    continue
                self._write(path, content)
                written = True
            if written:
                self._sync_directory()

    def _write(self, path: Path, content: bytes) -> None:
        unfinished = path.with_suffix(UNFINISHED_SUFFIX)
        try:
            with unfinished.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            unfinished.unlink(missing_ok=True)
            raise
        unfinished.rename(path)

    def _sync_directory(self) -> None:
        descriptor = os.open(self._directory, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def read(self, content_hash: str) -> bytes:
        """Raises: FileNotFoundError."""
        return (self._directory / content_hash).read_bytes()

    def discard(self, content_hashes: Iterable[str]) -> None:
        for content_hash in content_hashes:
            (self._directory / content_hash).unlink(missing_ok=True)

    def hold_files(self) -> bool:
        return any(self._directory.iterdir())

    def sweep(self, needed: Collection[str]) -> int:
        """Remove unfinished files and those that no document needs; how many went."""
        orphans = [path for path in self._directory.iterdir() if path.name not in needed]
        for path in orphans:
            path.unlink(missing_ok=True)
        return len(orphans)
