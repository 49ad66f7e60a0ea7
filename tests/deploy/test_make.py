"""What `make serve` runs, with stand-ins for what the set-up installs."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

MAKEFILE = Path(__file__).parent.parent.parent / "Makefile"
PREREQUISITES = ("requirements.lock", "requirements-slim.lock", "pyproject.toml", "deploy/setup.sh")

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="there is no make")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A checkout whose environment is set up; its qa-service tells how it was called."""
    programs = tmp_path / ".venv" / "bin"
    programs.mkdir(parents=True)
    (tmp_path / "deploy").mkdir()
    for name in (*PREREQUISITES, ".venv/.installed-full"):
        (tmp_path / name).touch()
    for name, line in (("qa-service", 'echo "qa-service $*"'), ("python", f'exec "{sys.executable}" "$@"')):
        (programs / name).write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        (programs / name).chmod(0o755)
    return tmp_path


def served(folder: Path, **settings: str) -> list[str]:
    """What `make serve` calls."""
    environment = {**os.environ, **settings, "PYTHONPATH": str(MAKEFILE.parent)}
    done = subprocess.run(
        ["make", "--silent", "--file", str(MAKEFILE), "serve"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return [line for line in done.stdout.splitlines() if line.startswith("qa-service")]


def test_it_serves_as_the_settings_say_and_adds_nothing_of_its_own(folder: Path) -> None:
    assert served(folder, QA_WEB__PORT="9000") == ["qa-service ingest seeds/documents", "qa-service serve"]


@pytest.mark.parametrize("where", ["environment", ".env"])
def test_samples_are_put_into_no_data_directory_that_holds_anything(folder: Path, where: str) -> None:
    (folder / "my data").mkdir()
    (folder / "my data" / "library.sqlite").touch()
    if where == ".env":
        (folder / ".env").write_text('QA_DATA_DIR="my data"\n', encoding="utf-8")
        assert served(folder) == ["qa-service serve"]
    else:
        assert served(folder, QA_DATA_DIR="my data") == ["qa-service serve"]


def test_wrong_settings_are_left_for_the_service_to_say(folder: Path) -> None:
    assert served(folder, QA_NO_SUCH_SETTING="1") == ["qa-service serve"]
