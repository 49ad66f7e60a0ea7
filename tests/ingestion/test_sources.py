"""Files on a disk: which are taken, and by what names."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from qa_service.ingestion.sources import source_files

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="its file names are bytes")


def sources(folder: Path) -> list[str]:
    return [file.source for file in source_files([folder])]


def create(folder: Path, *names: bytes) -> None:
    for name in names:
        with open(os.path.join(os.fsencode(folder), name), "wb") as file:
            file.write(name)


@LINUX
def test_names_in_gb18030_are_read_and_do_not_replace_one_another(tmp_path: Path) -> None:
    create(tmp_path, "报告.txt".encode("gb18030"), "报表.txt".encode("gb18030"))
    assert sorted(sources(tmp_path)) == ["报告.txt", "报表.txt"]


@LINUX
def test_names_in_no_encoding_stay_different(tmp_path: Path) -> None:
    create(tmp_path, b"\xff\xff.txt", b"\xff\xfe.txt")
    found = sources(tmp_path)
    assert len(set(found)) == 2
    assert [name.encode() for name in found]


@LINUX
def test_a_name_cannot_break_the_line_that_shows_it(tmp_path: Path) -> None:
    create(tmp_path, b"a\nb\t\x1b[31m.txt")
    assert sources(tmp_path) == ["a%0Ab%09%1B[31m.txt"]
    (named,) = source_files([tmp_path / "a\nb\t\x1b[31m.txt"])
    assert named.source == "a%0Ab%09%1B[31m.txt"
    assert named.incoming(limit_bytes=100).content == b"a\nb\t\x1b[31m.txt"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
@pytest.mark.timeout(20)
def test_a_pipe_in_a_folder_is_no_file_and_holds_nothing_up(tmp_path: Path) -> None:
    (tmp_path / "一.txt").write_text("甲")
    os.mkfifo(tmp_path / "管道.txt")
    read = [(file.source, file.incoming(limit_bytes=100).content) for file in source_files([tmp_path])]
    assert read == [("一.txt", "甲".encode())]


def test_a_broken_link_is_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "断.txt").symlink_to("nowhere")
    (broken,) = source_files([tmp_path])
    with pytest.raises(OSError, match="No such file"):
        broken.incoming(limit_bytes=100)


def test_a_folder_that_cannot_be_looked_through_is_told_and_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("内部", "公开"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "文.txt").write_text("甲")
    scandir = os.scandir

    def guarded(path: str) -> Iterator[os.DirEntry[str]]:
        if os.fspath(path).endswith("内部"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    taken, closed = source_files([tmp_path])
    assert (taken.source, closed.source) == ("公开/文.txt", "内部")
    with pytest.raises(OSError):
        closed.incoming(limit_bytes=1_000_000)
