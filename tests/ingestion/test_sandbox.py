"""A file can end its child, never the service; and no child outlives the service."""

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from qa_service.errors import DamagedFile, ReaderLimit, UnreadableFile
from qa_service.ingestion.blocks import Block
from qa_service.ingestion.readers.reading import read_file
from qa_service.ingestion.sandbox import ReaderPool, SandboxOptions
from tests.ingestion.readers.bad_files import BAD_FILES, OPTIONS, BadFile
from tests.ingestion.readers.making import sheet, with_part
from tests.ingestion.sandboxed import describe, intrude, obey, vanishing

_MIB = 1024 * 1024
QUICK = SandboxOptions(memory_limit_bytes=512 * _MIB, cpu_limit_s=1, wall_limit_s=4.0, workers=1)


@pytest.fixture(scope="module")
def pool() -> Iterator[ReaderPool[str]]:
    with ReaderPool(obey, QUICK) as opened:
        yield opened


@pytest.fixture(scope="module")
def reading() -> Iterator[ReaderPool[tuple[Block, ...]]]:
    with ReaderPool(partial(read_file, options=OPTIONS), SandboxOptions(workers=2)) as opened:
        yield opened


def test_one_child_takes_many_files(pool: ReaderPool[str]) -> None:
    children = {pool.parse(b"abc", source=str(number)).split()[0] for number in range(20)}
    assert len(children) == 1
    assert int(children.pop()) != os.getpid()


def test_a_big_parent_costs_no_children() -> None:
    held = bytearray(200 * _MIB)
    held[:: resource.getpagesize()] = b"x" * len(held[:: resource.getpagesize()])
    with ReaderPool(obey, replace(QUICK, memory_limit_bytes=300 * _MIB)) as pool:
        children = {pool.parse(b"abc", source=str(number)).split()[0] for number in range(5)}
        assert len(children) == 1
        with pytest.raises(DamagedFile):
            pool.parse(b"", source=f"die {signal.SIGSEGV:d}")
    assert len(held) == 200 * _MIB


@pytest.mark.parametrize(
    ("deed", "error", "detail"),
    [
        (f"die {signal.SIGSEGV:d}", DamagedFile, {"format": "?"}),
        (f"die {signal.SIGABRT:d}", DamagedFile, {"format": "?"}),
        (f"die {signal.SIGKILL:d}", ReaderLimit, {"resource": "memory"}),
        ("hang", ReaderLimit, {"resource": "time"}),
        ("spin", ReaderLimit, {"resource": "time"}),
        ("grow", ReaderLimit, {"resource": "memory"}),
        ("nest", ReaderLimit, {"resource": "nesting"}),
        ("fail", UnreadableFile, {}),
        ("refuse", UnreadableFile, {}),
    ],
)
def test_a_file_that_ends_its_child_fails_alone(
    pool: ReaderPool[str], deed: str, error: type[UnreadableFile], detail: dict[str, str]
) -> None:
    with pytest.raises(UnreadableFile) as caught:
        pool.parse(b"", source=deed)
    assert type(caught.value) is error
    assert caught.value.detail == detail
    assert pool.parse(b"abc", source="next").endswith(" 3")


def test_an_unforeseen_error_is_logged_with_its_traceback(
    pool: ReaderPool[str], caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(UnreadableFile):
        pool.parse(b"", source="fail")
    assert "a mistake in a reader" in caplog.text


def test_a_child_that_was_killed_between_files_costs_no_file(pool: ReaderPool[str]) -> None:
    child = int(pool.parse(b"", source="first").split()[0])
    os.kill(child, signal.SIGKILL)
    assert pool.parse(b"abc", source="second").endswith(" 3")


def test_a_child_sees_no_secrets(pool: ReaderPool[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_ANSWERING__API_KEY", "secret")
    with pytest.raises(UnreadableFile):
        pool.parse(b"", source=f"die {signal.SIGSEGV:d}")
    assert "QA_" not in pool.parse(b"", source="environment")


def test_what_a_child_sends_is_never_called(tmp_path: Path) -> None:
    target = tmp_path / "made by a child"
    with ReaderPool(intrude, QUICK) as pool, pytest.raises(DamagedFile):
        pool.parse(b"", source=str(target))
    assert not target.exists()


def test_results_come_back_as_they_are() -> None:
    with ReaderPool(describe, QUICK) as pool:
        metadata = pool.parse("报告".encode(), source="山东省")
    assert metadata == describe("报告".encode(), source="山东省")
    assert metadata.issued_on == date(2020, 1, 15)


def test_a_function_that_cannot_be_loaded_is_said_at_once() -> None:
    with ReaderPool(vanishing, QUICK) as pool, pytest.raises(RuntimeError, match="does not start"):
        pool.parse(b"", source="a")


def test_threads_share_the_pool() -> None:
    with ReaderPool(obey, SandboxOptions(workers=2)) as pool, ThreadPoolExecutor(8) as threads:
        results = list(threads.map(lambda size: pool.parse(bytes(size), source="a"), range(80)))
    assert [int(result.split()[1]) for result in results] == list(range(80))
    assert 1 <= len({result.split()[0] for result in results}) <= 2


def test_no_child_is_left_when_the_pool_is_closed() -> None:
    with ReaderPool(obey, QUICK) as pool:
        child = int(pool.parse(b"", source="a").split()[0])
    assert not _alive(child)


_PARENT = """
import sys
from qa_service.ingestion.sandbox import ReaderPool, SandboxOptions
from tests.ingestion.sandboxed import obey
pool = ReaderPool(obey, SandboxOptions(workers=1))
print(pool.parse(b"", source="a").split()[0], flush=True)
pool.parse(b"", source=sys.argv[1])
"""


def _parent(deed: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", _PARENT, deed],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        start_new_session=True,
    )


@pytest.mark.parametrize("deed", ["hang", "spin"])
def test_no_child_outlives_a_killed_parent(deed: str) -> None:
    with _parent(deed) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert _alive(child)
        parent.kill()
        parent.wait()
    assert _ends(child)


def test_an_interrupt_in_the_parent_is_silent_in_the_child() -> None:
    with _parent("hang") as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        os.killpg(parent.pid, signal.SIGINT)
        _, errors = parent.communicate(timeout=60)
    assert errors.count("Traceback") == 1
    assert "sandbox_child" not in errors
    assert _ends(child)


def _alive(process_id: int) -> bool:
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    return True


def _ends(process_id: int) -> bool:
    """Whether a process that is none of ours ends; the loop waits for an event, it measures nothing."""
    until = time.monotonic() + 60
    while _alive(process_id) and not _is_zombie(process_id):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def _is_zombie(process_id: int) -> bool:
    """Ended, but not yet taken note of by the process that inherited it."""
    try:
        return ") Z " in Path(f"/proc/{process_id}/stat").read_text()
    except FileNotFoundError:
        return False


@pytest.mark.parametrize("bad", BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_is_refused_by_the_sandbox_and_the_next_is_read(
    reading: ReaderPool[tuple[Block, ...]], bad: BadFile
) -> None:
    with pytest.raises(UnreadableFile) as caught:
        reading.parse(bad.make(), source=bad.source)
    assert type(caught.value) is bad.error
    assert caught.value.detail.items() >= bad.detail.items()
    assert reading.parse("报告".encode(), source="next.txt") == read_file("报告".encode(), source="next.txt")


def test_a_sheet_too_big_for_memory_is_refused_and_the_next_is_read() -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (row, row) for row in range(1, 100_000))
    xml = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        + rows
        + b"</sheetData></worksheet>"
    )
    content = with_part(sheet(("a",)), "xl/worksheets/sheet1.xml", xml)
    small = SandboxOptions(memory_limit_bytes=180 * _MIB, cpu_limit_s=60, workers=1)
    with ReaderPool(read_file, small) as pool:
        with pytest.raises(ReaderLimit) as caught:
            pool.parse(content, source="a.xlsx")
        assert caught.value.detail == {"resource": "memory"}
        assert pool.parse("报告".encode(), source="next.txt")
