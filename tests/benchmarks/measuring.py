"""A command in a process of its own, with its time and the memory of it and all its children (Linux's /proc).

Memory is the resident set, added up over the processes at one moment: pages that they share count in each.
"""

import os
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_LOOK_INTERVAL_S = 0.1
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
_TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """What a command printed to standard output, and what it took."""

    output: str
    seconds: float
    peak_bytes: int


@dataclass(slots=True, kw_only=True)
class Running:
    """A command at work. ``ready_s`` is how long its first line took; ``peak_bytes`` is known at its end."""

    stdin: IO[str]
    stdout: IO[str]
    first_line: str
    ready_s: float
    peak_bytes: int = 0


def finish(command: Sequence[str | Path], *, folder: Path) -> Finished:
    """Run a command in ``folder`` to its end. Raises CalledProcessError for a status other than 0 and 1."""
    started = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as process:
        peaks = [0]
        with _watched(process.pid, peaks):
            output, _ = process.communicate()
    if process.returncode not in (0, 1):
        raise subprocess.CalledProcessError(process.returncode, list(command))
    return Finished(output=output, seconds=time.perf_counter() - started, peak_bytes=max(peaks))


@contextmanager
def running(command: Sequence[str | Path], *, folder: Path) -> Iterator[Running]:
    """A command that goes on after its first line, until the block ends."""
    started = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        peaks = [0]
        try:
            with _watched(process.pid, peaks):
                first = process.stdout.readline()
                if not first:
                    raise subprocess.CalledProcessError(process.wait(), list(command))
                service = Running(
                    stdin=process.stdin,
                    stdout=process.stdout,
                    first_line=first,
                    ready_s=time.perf_counter() - started,
                )
                yield service
            service.peak_bytes = max(peaks)
        finally:
            process.terminate()


def cpu_seconds(pid: int) -> float:
    """What a process has computed so far, its children left out."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS_A_SECOND


@contextmanager
def _watched(pid: int, peaks: list[int]) -> Iterator[None]:
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(_LOOK_INTERVAL_S):
            peaks.append(sum(_resident_bytes(one) for one in _with_children(pid)))

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()


def _with_children(pid: int) -> list[int]:
    found = [pid]
    try:
        for thread in Path(f"/proc/{pid}/task").iterdir():
            for child in (thread / "children").read_text().split():
                found += _with_children(int(child))
    except OSError:
        pass  # it has ended
    return found


def _resident_bytes(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE_BYTES
    except OSError:
        return 0
