"""Where documents come from: files in folders, or bytes that somebody sent."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file to ingest, in a ``path`` or as ``content``. ``source`` names it: a new file of the same source
    takes the place of the old one."""

    source: str
    path: Path | None = None
    content: bytes | None = None


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
