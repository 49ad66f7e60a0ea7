"""Where documents come from: files in folders, or bytes that somebody sent."""

import hashlib
import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from urllib.parse import quote

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
    name. A folder that cannot be looked through comes as a file that cannot be read.
    """
    for path in paths:
        if path.is_dir():
            for file in _files_under(path):
                yield SourceFile(source=_text_of(file.relative_to(path)), path=file)
        else:
            yield SourceFile(source=_text_of(PurePath(path.name)), path=path)


def _files_under(folder: Path) -> Iterator[Path]:
    closed: list[OSError] = []
    for directory, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and not _is_endless(os.path.join(directory, name)):
                yield Path(directory, name)
    for error in closed:
        yield Path(os.fsdecode(error.filename))


def _is_endless(path: str) -> bool:
    """Whether it is a pipe, a socket or a device: reading one may wait for ever."""
    return os.path.exists(path) and not os.path.isfile(path)


def _text_of(path: PurePath) -> str:
    """The path with slashes, as text that every store keeps and every terminal shows."""
    return "/".join(map(_name_as_text, path.parts)) or path.as_posix()


def _name_as_text(name: str) -> str:
    raw = os.fsencode(name)
    # Names that came from a Chinese Windows, out of an archive, are GB18030.
    for encoding in ("utf-8", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        # As browsers send them (%0A): a line break would break the lists that show the name.
        return "".join(quote(c) if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text)
    return raw.decode("utf-8", "backslashreplace")
