"""A library in an empty data directory."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qa_service.library.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "data") as opened:
        yield opened
