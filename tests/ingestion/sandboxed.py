"""What the children of the sandbox are made to do in its tests: functions found by name elsewhere."""

import os
import sys
import time
from datetime import date

from qa_service.errors import UnreadableFile
from qa_service.library.records import DocumentMetadata


def obey(content: bytes, *, source: str) -> str:
    """Does what ``source`` says; the process's id and the length of the content otherwise."""
    if source.startswith("die "):
        os.kill(os.getpid(), int(source.removeprefix("die ")))
    if source == "hang":
        while True:
            time.sleep(3600)
    if source == "spin":
        while True:
            pass
    if source == "grow":
        kept = []
        while True:
            kept.append(bytes(1 << 20))
    if source == "nest":
        return obey(content, source=source)
    if source == "fail":
        raise KeyError("a mistake in a reader")
    if source == "refuse":
        raise UnreadableFile
    if source == "environment":
        return repr(sorted(os.environ))
    return f"{os.getpid()} {len(content)}"


def describe(content: bytes, *, source: str) -> DocumentMetadata:
    return DocumentMetadata(title=content.decode(), issued_on=date(2020, 1, 15), region_path=(source,))


class Intruder:
    """Pickles to a call of its choice, as a child that was taken over could send it."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (self.path,)


def intrude(content: bytes, *, source: str) -> Intruder:
    return Intruder(source)


if "pytest" in sys.modules:

    def vanishing(content: bytes, *, source: str) -> str:
        """Is there in the process of the tests, and missing in its children."""
        return source
