"""What parent and child of the sandbox say to one another.

The parent does not trust the child, which has read foreign bytes: a reply may only hold plain values and the
dataclasses of this project, so that unpacking it never calls anything else.
"""

import dataclasses
import importlib
import io
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from qa_service import errors

MEMORY_EXIT = 77
"""Exit status of a child that had no memory left to say so."""

_OWN_PACKAGES = ("qa_service", "vectorstore")
_PLAIN_TYPES = {("datetime", "date"), ("builtins", "set"), ("builtins", "frozenset")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """The first message to a child: what to call for each file, and the limits to work under."""

    parse: Callable[..., object]
    memory_limit_bytes: int
    cpu_limit_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One file."""

    source: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """The child has taken its assignment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    value: object
    retires: bool
    """The child ends after this reply, because it has grown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A subclass of UnreadableFile, by its name and detail."""

    error: str
    detail: dict[str, str | int | float]
    retires: bool

    def rebuilt(self) -> errors.UnreadableFile:
        kind = getattr(errors, self.error, errors.UnreadableFile)
        known = isinstance(kind, type) and issubclass(kind, errors.UnreadableFile)
        return kind(**self.detail) if known else errors.UnreadableFile()


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """Something that no reader foresaw; the child ends after it."""

    traceback: str


Reply = Ready | Parsed | Refused | Failed


def packed(message: Assignment | Task | Reply) -> bytes:
    return pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)


def unpacked_reply(message: bytes) -> Reply:
    """Raises pickle.UnpicklingError when the reply holds anything but plain values and own dataclasses."""
    reply = _ReplyUnpickler(io.BytesIO(message)).load()
    if not isinstance(reply, Reply):
        raise pickle.UnpicklingError("not a reply")
    return reply


class _ReplyUnpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN_TYPES:
            return super().find_class(module, name)
        if module.partition(".")[0] in _OWN_PACKAGES and "." not in name:
            found = getattr(importlib.import_module(module), name, None)
            if isinstance(found, type) and found.__module__ == module and dataclasses.is_dataclass(found):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} may not stand in a reply")
