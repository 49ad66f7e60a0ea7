"""Commands run in this process, in a folder of their own, with what they print and their exit status."""

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from qa_service.cli import main

REPORT = (
    "安吉县人民政府关于2021年度法治政府建设情况的报告\n\n"
    "一、主要工作\n\n2021年,安吉县共办理行政复议案件58件,其中维持40件。\n"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)
    # A command sets up logging for its process, which here is that of all tests.
    monkeypatch.setattr(logging.getLogger(), "handlers", list(logging.getLogger().handlers))
    for name in ("", "qa_service", "vectorstore"):
        monkeypatch.setattr(logging.getLogger(name), "level", logging.getLogger(name).level)

    def run_command(*arguments: str) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["qa-service", *arguments])
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
        printed = capsys.readouterr()
        return Outcome(code=code, out=printed.out, err=printed.err)

    return run_command


@pytest.fixture
def report(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "安吉.txt").write_text(REPORT, encoding="utf-8")
    return folder
