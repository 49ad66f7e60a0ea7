"""Whole documents of many kinds, read from bytes to passages, against outlines that a person has checked."""

import json
from pathlib import Path

import pytest

from tests.ingestion.golden import documents, expectation, outline


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_a_document_of_this_kind_is_understood_as_a_person_did(path: Path) -> None:
    expected = json.loads(expectation(path).read_text(encoding="utf-8"))
    assert outline(path) == expected
