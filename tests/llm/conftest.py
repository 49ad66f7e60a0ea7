"""A library of made-up reports, and the service over it with the LLM that a test wants."""

from pathlib import Path

import pytest

from tests.llm.service import OTHER, REPORT, Opened, fill, opened_service


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with two reports of different places and years."""
    folder = tmp_path_factory.mktemp("llm")
    files = folder / "files"
    files.mkdir()
    (files / "安吉.txt").write_text(REPORT, encoding="utf-8")
    (files / "庆元.txt").write_text(OTHER, encoding="utf-8")
    fill(folder / "data", files)
    return folder / "data"


@pytest.fixture
def opened(library: Path) -> Opened:
    return lambda part, **more: opened_service(library, part, **more)
