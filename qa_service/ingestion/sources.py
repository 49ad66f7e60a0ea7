"""Where documents come from: files in folders, or bytes that somebody sent."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from qa_service.errors import FileTooLarge
from qa_service.library.reception import Incoming


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file to ingest, in a ``path`` or as ``content``. ``source`` names it: a new file of the same source
    takes the place of the old one."""

    source: str
    path: Path | None = None
    content: bytes | None = None

    def incoming(self, *, limit_bytes: int) -> Incoming:
        """The file as the library takes it. Raises: FileTooLarge, OSError."""
        if self.path is None:
            content = self.content or b""
            _check_size(len(content), limit_bytes)
        else:
            _check_size(self.path.stat().st_size, limit_bytes)
            content = self.path.read_bytes()
        content_hash = hashlib.sha256(content).hexdigest()
        return Incoming(source=self.source, content_hash=content_hash, content=content)


def _check_size(size_bytes: int, limit_bytes: int) -> None:
    if size_bytes > limit_bytes:
        raise FileTooLarge(size_bytes=size_bytes, limit_bytes=limit_bytes)


def source_files(paths: Iterable[Path]) -> Iterator[SourceFile]:
    """The files that these paths name, folders recursively in the order of their names, hidden ones left out.

    The source of a file in a folder is its path relative to that folder, with slashes; of a single file its
    name.
    """
    for path in paths:
        if path.is_dir():
            for file in _files_under(path):
                yield SourceFile(source=file.relative_to(path).as_posix(), path=file)
        else:
            yield SourceFile(source=path.name, path=path)


def _files_under(folder: Path) -> Iterator[Path]:
    for directory, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(directory, name)
