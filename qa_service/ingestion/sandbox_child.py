"""The child of the sandbox: parses one file after the other under limits, says nothing on the terminal.

Started as ``python -m qa_service.ingestion.sandbox_child FD``; FD is its end of a socket to the parent. When
the parent's end closes, for whatever reason, the child is gone at once.
"""

import os
import pickle
import resource
import signal
import sys
import threading
import traceback
from multiprocessing.connection import Connection
from queue import SimpleQueue

from qa_service.errors import UnreadableFile
from qa_service.ingestion.sandbox_messages import (
    MEMORY_EXIT,
    Assignment,
    Failed,
    Parsed,
    Ready,
    Refused,
    Task,
    packed,
)

_RETIREMENT_SHARE = 0.5
"""A child that keeps more than this share of its limit after a file ends: the next one needs the room."""


def main(descriptor: int) -> None:
    # Ctrl-C on the terminal is the parent's business.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    connection = Connection(descriptor)
    messages: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_receive, args=(connection, messages), daemon=True).start()
    try:
        # The parent is trusted, the files are not.
        assignment: Assignment = pickle.loads(messages.get())
        _limit_memory(assignment.memory_limit_bytes)
    except Exception:  # noqa: BLE001 - whatever it is, the parent has to hear of it
        connection.send_bytes(packed(Failed(traceback=traceback.format_exc())))
        return
    connection.send_bytes(packed(Ready()))
    goes_on = True
    while goes_on:
        task: Task = pickle.loads(messages.get())
        _limit_cpu(assignment.cpu_limit_s)
        try:
            goes_on = _work(connection, assignment, task)
        except MemoryError:
            # Not even the reply found room.
            os._exit(MEMORY_EXIT)


def _receive(connection: Connection, messages: SimpleQueue[bytes]) -> None:
    """Waits for messages in a thread of its own, so that the parent's end is seen in the midst of a file."""
    while True:
        try:
            messages.put(connection.recv_bytes())
        except (EOFError, OSError):
            os._exit(0)
        except MemoryError:
            os._exit(MEMORY_EXIT)


def _work(connection: Connection, assignment: Assignment, task: Task) -> bool:
    """Parses one file and replies; whether the child is fit for another."""
    try:
        reply = _reply(assignment, task)
        message = packed(reply)
    except MemoryError:
        reply = Refused(error="ReaderLimit", detail={"resource": "memory"}, retires=True)
        message = packed(reply)
    connection.send_bytes(message)
    return not (isinstance(reply, Failed) or reply.retires)


def _reply(assignment: Assignment, task: Task) -> Parsed | Refused | Failed:
    try:
        value = assignment.parse(task.content, source=task.source)
        return Parsed(value=value, retires=_has_grown(assignment.memory_limit_bytes))
    except UnreadableFile as error:
        retires = _has_grown(assignment.memory_limit_bytes)
        return Refused(error=type(error).__name__, detail=error.detail, retires=retires)
    except RecursionError:
        return Refused(error="ReaderLimit", detail={"resource": "nesting"}, retires=True)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - what a parser raises on a hostile file cannot be listed
        return Failed(traceback=traceback.format_exc())


def _limit_memory(limit_bytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        # Elsewhere the limit is refused or not kept; time limits hold everywhere.
        resource.setrlimit(resource.RLIMIT_AS, (limit_bytes, limit_bytes))


def _limit_cpu(limit_s: int) -> None:
    """Beyond the limit the kernel sends SIGXCPU, which ends the process whatever it is doing."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(usage.ru_utime + usage.ru_stime) + limit_s + 1, hard))


def _has_grown(limit_bytes: int) -> bool:
    return _resident_bytes() > _RETIREMENT_SHARE * limit_bytes


def _resident_bytes() -> int:
    try:
        with open("/proc/self/statm", "rb") as statm:
            return int(statm.read().split()[1]) * resource.getpagesize()
    except FileNotFoundError:
        # Only without /proc: on Linux the peak counts the parent's memory from before the exec.
        return peak_bytes(resource.getrusage(resource.RUSAGE_SELF))


def peak_bytes(usage: resource.struct_rusage) -> int:
    """The most memory that a process held; Linux counts in KiB, macOS in bytes."""
    return usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main(int(sys.argv[1]))
