"""A full disk is no damage: what is there goes on serving, and takes more once there is room."""

import errno
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest

from vectorstore.analyzer import Analyzer
from vectorstore.dense import DenseIndex
from vectorstore.embedders import NgramEmbedder
from vectorstore.errors import IndexDamaged, IndexDiskFull, failure_of
from vectorstore.index import PassageIndex
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


class FullCollection:
    """Chroma's collection, which finds no room for a write, and after one may wait for ever."""

    def upsert(self, **_: object) -> NoReturn:
        raise RuntimeError("error returned from database: (code: 13) database or disk is full")

    def query(self, **_: object) -> NoReturn:
        raise AssertionError("nobody may use it any more")


@pytest.fixture
def index(tmp_path: Path) -> Iterator[PassageIndex]:
    """One passage with its vector, and one that is in by its words alone."""
    index = PassageIndex.create(tmp_path / "index", NgramEmbedder(dimensions=16))
    texts = ("植树九万株", "办案二十件")
    index.add_keywords(
        (
            Passage(
                passage_id=f"d-{n}",
                document_id="d",
                paragraph=n,
                section=(),
                text=text,
                start=0,
                end=len(text),
            ),
            DocumentFacts(title="报告"),
        )
        for n, text in enumerate(texts, start=1)
    )
    index.add_vectors(["d-1"], index.embedder.embed_passages(texts[:1]))
    index.commit()
    yield index
    index.close()


def meet_a_full_disk(index: PassageIndex, dense: DenseIndex) -> None:
    """Try to add the vector that is missing."""
    dense._collection = FullCollection()  # type: ignore[assignment]
    with pytest.raises(IndexDiskFull):
        index.add_vectors(["d-2"], index.embedder.embed_passages(["办案二十件"]))
    with pytest.raises(IndexDiskFull):
        dense.search(np.ones(16, dtype=np.float32), limit=1)


def test_vectors_that_met_a_full_disk_are_taken_once_there_is_room_without_a_restart(
    index: PassageIndex,
) -> None:
    dense = index._dense.get()
    meet_a_full_disk(index, dense)
    assert [hit.passage.text for hit in index.search("办案", limit=1)] == ["办案二十件"]
    index.add_vectors(["d-2"], index.embedder.embed_passages(["办案二十件"]))
    index.commit()
    assert index._dense.get() is not dense
    assert index.dense_ready
    assert {hit.passage.text for hit in index.search_arm("dense", "办案植树")} == {"植树九万株", "办案二十件"}
    index.check()


def test_vectors_that_a_full_disk_has_spoilt_are_missing_and_no_others_are_kept_out(
    index: PassageIndex, tmp_path: Path
) -> None:
    meet_a_full_disk(index, index._dense.get())
    shutil.rmtree(tmp_path / "index" / "dense")
    index.load_vectors()
    assert set(index.missing_vectors()) == {"d-1", "d-2"}
    index.add_vectors(["d-1", "d-2"], index.embedder.embed_passages(["植树九万株", "办案二十件"]))
    index.commit()
    assert index.dense_ready


def test_an_index_that_could_not_be_opened_on_a_full_disk_opens_once_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chromadb.api.rust import RustBindingsAPI

    def full(_: RustBindingsAPI) -> None:
        raise RuntimeError("error returned from database: (code: 13) database or disk is full")

    vectors = np.eye(2, dtype=np.float32)
    dense = DenseIndex.create(tmp_path / "dense")
    dense.put(["a", "b"], vectors)
    dense.close()
    with monkeypatch.context() as patched:
        patched.setattr(RustBindingsAPI, "start", full)
        with pytest.raises(IndexDiskFull):
            DenseIndex.open(tmp_path / "dense")
    dense = DenseIndex.open(tmp_path / "dense")
    assert len(dense.search(vectors[0], limit=2)) == 2
    dense.close()
