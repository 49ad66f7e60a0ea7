"""Parsing of untrusted files in child processes with limits of memory, processor time and time.

A child lives long and takes one file after the other; one that dies, hangs or grows is replaced, and only the
file that it was at fails. Children see neither the terminal nor the environment with its secrets.
"""

import logging
import os
import pickle
import resource
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import Pipe
from types import TracebackType
from typing import Generic, Self, TypeVar, cast

from qa_service.errors import DamagedFile, ReaderLimit, UnreadableFile
from qa_service.ingestion.sandbox_child import peak_bytes
from qa_service.ingestion.sandbox_messages import (
    MEMORY_EXIT,
    Assignment,
    Failed,
    Parsed,
    Ready,
    Refused,
    Reply,
    Task,
    packed,
    unpacked_reply,
)

_LOG = logging.getLogger(__name__)
_T = TypeVar("_T")

_START_LIMIT_S = 60.0
_MEMORY_DEATH_SHARE = 0.4
"""A child that crashed while it held more than this share of its limit is taken to have run out of memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxOptions:
    """Limits for one file, and how many children read at once. The memory limit counts address space."""

    memory_limit_bytes: int = 1024 * 1024 * 1024
    cpu_limit_s: int = 60
    wall_limit_s: float = 120.0
    workers: int = 2

    def __post_init__(self) -> None:
        # Without a worker every file would wait for ever.
        if min(self.memory_limit_bytes, self.cpu_limit_s, self.wall_limit_s, self.workers) <= 0:
            raise ValueError("every limit and workers must be above 0")


class ReaderPool(Generic[_T]):
    """Calls ``parse(content, source=source)`` in children.

    ``parse`` must be found by name from another process: a function of a module, or a partial of one. The
    pool may be used by several threads; no more than ``workers`` files are read at once.
    """

    def __init__(self, parse: Callable[..., _T], options: SandboxOptions | None = None) -> None:
        self._options = options or SandboxOptions()
        self._assignment = Assignment(
            parse=parse,
            memory_limit_bytes=self._options.memory_limit_bytes,
            cpu_limit_s=self._options.cpu_limit_s,
        )
        self._idle: deque[_Child] = deque()
        self._free = threading.BoundedSemaphore(self._options.workers)
        self._closed = False

    def parse(self, content: bytes, *, source: str) -> _T:
        """What ``parse`` returns.

        Raises what it raises of UnreadableFile; ReaderLimit when a limit is reached; DamagedFile when the
        child crashes; UnreadableFile itself for an error that no reader foresaw, which is logged.
        """
        with self._free:
            reply = self._ask(Task(source=source, content=content))
        if isinstance(reply, Parsed):
            return cast(_T, reply.value)
        if isinstance(reply, Refused):
            raise reply.rebuilt()
        if isinstance(reply, Failed):
            _LOG.error("reading %r failed unforeseen:\n%s", source, reply.traceback)
        raise UnreadableFile

    def close(self) -> None:
        """Ends the idle children; those at work end with their file."""
        self._closed = True
        while self._idle:
            self._idle.pop().end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ask(self, task: Task) -> Reply:
        reply = self._try(task)
        # A child that was killed may have met its end by another's hand: the file gets a second chance.
        reply = self._try(task) if reply is None else reply
        if reply is None:
            raise ReaderLimit(resource="memory")
        return reply

    def _try(self, task: Task) -> Reply | None:
        """The reply of a child; None when it was killed before it gave one."""
        child = self._child()
        try:
            reply = child.ask(task, self._options.wall_limit_s)
        except BaseException:
            child.end()
            raise
        if reply is None or child.retires_after(reply):
            child.end()
        else:
            self._idle.append(child)
        if self._closed:
            self.close()
        return reply

    def _child(self) -> "_Child":
        with suppress(IndexError):
            return self._idle.pop()
        return _Child(self._assignment)


class _Child:
    """One process and the parent's end of the socket to it."""

    def __init__(self, assignment: Assignment) -> None:
        self._connection, theirs = Pipe()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "qa_service.ingestion.sandbox_child", str(theirs.fileno())],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                start_new_session=True,
            )
        self._memory_limit_bytes = assignment.memory_limit_bytes
        self._peak_bytes = 0
        self._timed_out = False
        try:
            self._connection.send_bytes(packed(assignment))
            started = self._reply(_START_LIMIT_S)
        except BaseException:
            self.end()
            raise
        if not isinstance(started, Ready):
            self.end()
            why = started.traceback if isinstance(started, Failed) else ""
            raise RuntimeError(f"the process that reads files does not start\n{why}".rstrip())

    def ask(self, task: Task, limit_s: float) -> Reply | None:
        """The reply to a task, None when the child was killed from outside.

        Raises ReaderLimit or DamagedFile when the child runs out of a limit or crashes.
        """
        with suppress(OSError):
            self._connection.send_bytes(packed(task))
        try:
            reply = self._reply(limit_s)
        except pickle.UnpicklingError as error:
            raise DamagedFile(format=_suffix(task.source)) from error
        if reply is not None:
            return reply
        status = self.end()
        if self._timed_out or status == -signal.SIGXCPU:
            raise ReaderLimit(resource="time")
        if status == -signal.SIGKILL:
            return None
        if status == MEMORY_EXIT or self._had_grown():
            raise ReaderLimit(resource="memory")
        raise DamagedFile(format=_suffix(task.source))

    def _had_grown(self) -> bool:
        # Linux hands the parent's memory down as the child's first peak: only more than that tells.
        inherited = peak_bytes(resource.getrusage(resource.RUSAGE_SELF))
        return self._peak_bytes > max(_MEMORY_DEATH_SHARE * self._memory_limit_bytes, inherited)

    def retires_after(self, reply: Reply) -> bool:
        return isinstance(reply, Failed) or (isinstance(reply, Parsed | Refused) and reply.retires)

    def _reply(self, limit_s: float) -> Reply | None:
        """The next reply; None when none comes, for the child ended or took too long."""
        try:
            if self._connection.poll(limit_s):
                return unpacked_reply(self._connection.recv_bytes())
            self._timed_out = True
        except (EOFError, OSError):
            pass
        return None

    def end(self) -> int:
        """Kills the child, which has nothing to tidy up; one that has ended keeps its status."""
        self._connection.close()
        if self._process.returncode is None:
            # Not through Popen, which would take the status and leave the memory figure.
            os.kill(self._process.pid, signal.SIGKILL)
            _, status, usage = os.wait4(self._process.pid, 0)
            self._process.returncode = os.waitstatus_to_exitcode(status)
            self._peak_bytes = peak_bytes(usage)
        return self._process.returncode


def _suffix(source: str) -> str:
    suffix = source.rpartition(".")[2]
    return suffix.lower() if "." in source and suffix.isalnum() and len(suffix) <= 8 else "?"


def _environment() -> dict[str, str]:
    """No secrets; one thread a library, since each would take its share of the address space."""
    return {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "PYTHONPATH": os.pathsep.join(os.path.abspath(path) for path in sys.path),
        "PYTHONUTF8": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "MALLOC_ARENA_MAX": "1",
    }
