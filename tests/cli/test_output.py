"""What is printed and written, whatever the locale, the disk and the names."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from qa_service.cli.output import CannotWrite, print_rows, write_file
from tests.cli.conftest import Run


@pytest.mark.parametrize("encoding", ["ascii", "gbk"])
def test_what_goes_to_a_program_is_utf_8_whatever_the_locale(tmp_path: Path, encoding: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from qa_service.cli import main; main()", "documents", "list"],
        env={**os.environ, "PYTHONIOENCODING": encoding, "QA_DATA_DIR": str(tmp_path / "data")},
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout.decode()) == (0, "id\t地区\t年度\t段落\t标题\t来源\n")


def test_a_row_is_a_line_whatever_its_cells_hold(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows(("甲", "乙"), [("一\n二\r\n三", "四\t五")])
    assert capsys.readouterr().out == "甲\t乙\n一 二 三\t四 五\n"


def test_a_file_that_cannot_be_written_is_said_without_a_trace(
    run: Run, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CannotWrite):
        write_file(tmp_path, b"")
    run("ingest", str(report))

    def full(path: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_bytes", full)
    done = run("ask", "安吉县2021年办理行政复议案件多少件?", "--export", "答复.md")
    assert (done.code, done.out) == (1, "")
    assert "cannot_write" in done.err
    assert "答复.md" in done.err
    assert "Traceback" not in done.err
