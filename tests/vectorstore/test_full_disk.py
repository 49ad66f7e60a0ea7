"""A full disk is no damage: what is there goes on serving, and takes more once there is room."""

import errno
from pathlib import Path
from typing import NoReturn

import pytest

from vectorstore.analyzer import Analyzer
from vectorstore.errors import IndexDamaged, IndexDiskFull, failure_of
from vectorstore.lexical import FieldWeights, LexicalIndex
from vectorstore.passages import DocumentFacts, Passage


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        ValueError("An IO error occurred: 'Os { code: 28, message: \"No space left on device\" }'"),
        RuntimeError("error returned from database: (code: 13) database or disk is full"),
    ],
)
def test_a_full_disk_is_known_by_its_words(error: Exception) -> None:
    assert isinstance(failure_of("the index", error), IndexDiskFull)


def test_any_other_failure_is_damage() -> None:
    assert isinstance(failure_of("the index", ValueError("bad magic number")), IndexDamaged)


class FullWriter:
    """A writer that finds no room, and is then good for nothing, as tantivy's."""

    def commit(self) -> NoReturn:
        raise ValueError("No space left on device")


def test_the_keyword_index_serves_on_a_full_disk_and_takes_more_afterwards(tmp_path: Path) -> None:
    index = LexicalIndex.create(tmp_path / "keyword", Analyzer(), FieldWeights())
    facts = DocumentFacts(title="报告")
    first, second = (
        Passage(
            passage_id=f"d-{n}", document_id="d", paragraph=n, section=(), text=text, start=0, end=len(text)
        )
        for n, text in enumerate(("植树九万株", "办案二十件"), start=1)
    )
    index.add([(first, facts)])
    index.commit()
    index._writer = FullWriter()  # type: ignore[assignment]
    with pytest.raises(IndexDiskFull):
        index.commit()
    assert index.count() == 1
    index.add([(second, facts)])
    index.commit()
    assert index.count() == 2
    index.close()
