"""The index is derived: missing, damaged, foreign or behind, it is put right from the library."""

import shutil
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from qa_service.errors import StorageFull
from qa_service.ingestion.indexing import open_index
from qa_service.ingestion.ingest import Ingestor
from qa_service.ingestion.sources import SourceFile
from qa_service.library.library import Library
from tests.ingestion.ingest_standins import (
    Crash,
    LineReader,
    MemoryIndex,
    MemoryIndexes,
    crash_at,
)
from vectorstore.embedders import NgramEmbedder
from vectorstore.errors import IndexDamaged, IndexDiskFull, IndexMismatch
from vectorstore.passages import DocumentFacts, Passage, Vectors


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def indexes() -> MemoryIndexes:
    return MemoryIndexes()


class CountingEmbedder(NgramEmbedder):
    """Counts the passages that it embeds."""

    def __init__(self, *, name: str = "counting") -> None:
        super().__init__(dimensions=8)
        self.name = name
        self.embedded = 0

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded += len(texts)
        return super().embed_passages(texts)


def opened(library: Library, indexes: MemoryIndexes) -> MemoryIndex:
    return open_index(library, open_in=indexes.open_in, create_in=indexes.create_in)


def ingest(library: Library, index: MemoryIndex, *contents: str) -> None:
    files = [SourceFile(source=content, content=content.encode()) for content in contents]
    Ingestor(library, index, LineReader()).ingest(files)


def resume(library: Library, index: MemoryIndex) -> None:
    Ingestor(library, index, LineReader()).resume()


def test_a_sound_index_is_opened_as_it_is(library: Library, indexes: MemoryIndexes) -> None:
    index = opened(library, indexes)
    ingest(library, index, "甲", "乙")
    assert opened(library, indexes) is index


def test_an_index_of_a_lost_library_is_in_nobodys_way(library: Library, indexes: MemoryIndexes) -> None:
    left_over = library.directory / "index" / "000001" / "left over"
    left_over.parent.mkdir(parents=True)
    left_over.touch()
    opened(library, indexes)
    assert not left_over.exists()


def delete_directory(library: Library, indexes: MemoryIndexes) -> None:
    shutil.rmtree(library.directory / "index")


def damage(library: Library, indexes: MemoryIndexes) -> None:
    indexes.open_error = IndexDamaged("cut short")


def mismatch(library: Library, indexes: MemoryIndexes) -> None:
    indexes.open_error = IndexMismatch("another analyzer")


def lose_passages(library: Library, indexes: MemoryIndexes) -> None:
    for index in indexes.by_name.values():
        index.words.popitem()


def hold_strangers(library: Library, indexes: MemoryIndexes) -> None:
    for index in indexes.by_name.values():
        index.words["stranger-1"] = "陌生"


@pytest.mark.parametrize("harm", [delete_directory, damage, mismatch, lose_passages, hold_strangers])
def test_an_index_that_is_not_sound_is_made_anew_without_embedding_again(
    library: Library, indexes: MemoryIndexes, harm: Callable[[Library, MemoryIndexes], None]
) -> None:
    first = opened(library, indexes)
    first.embedder = CountingEmbedder()
    ingest(library, first, "甲\n乙", "丙")
    words, meanings = dict(first.words), dict(first.meanings)
    harm(library, indexes)
    second = opened(library, indexes)
    assert second is not first
    second.embedder = embedder = CountingEmbedder()
    resume(library, second)
    assert second.words == words
    assert {k: v.tolist() for k, v in second.meanings.items()} == {k: v.tolist() for k, v in meanings.items()}
    assert embedder.embedded == 0
    assert [path.name for path in (library.directory / "index").iterdir()] == ["000002"]
    assert opened(library, indexes) is second


@pytest.mark.parametrize(
    ("error", "has_room"), [(IndexDiskFull("full"), True), (IndexDamaged("a writer was killed"), False)]
)
def test_an_index_that_a_full_disk_keeps_from_opening_is_not_thrown_away(
    library: Library,
    indexes: MemoryIndexes,
    monkeypatch: pytest.MonkeyPatch,
    error: IndexDiskFull | IndexDamaged,
    has_room: bool,
) -> None:
    index = opened(library, indexes)
    ingest(library, index, "甲")
    with monkeypatch.context() as patched:
        patched.setattr(Library, "has_room", lambda self: has_room)
        indexes.open_error = error
        with pytest.raises(StorageFull):
            opened(library, indexes)
    indexes.open_error = None
    assert opened(library, indexes) is index


def test_vectors_never_meet_a_full_disk(
    library: Library, indexes: MemoryIndexes, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = opened(library, indexes)
    ingestor = Ingestor(library, index, LineReader())
    with monkeypatch.context() as patched:
        patched.setattr(Library, "has_room_for", lambda self, size_bytes: size_bytes == 0)
        with pytest.raises(StorageFull):
            ingest(library, index, "甲")
    assert (index.texts(), index.meanings) == (["甲"], {})
    ingestor.resume()
    assert len(index.meanings) == 1
    with monkeypatch.context() as patched:
        patched.setattr(Library, "has_room_for", lambda self, size_bytes: False)
        ingestor.remove(library.summaries()[0].document_id)
    assert (library.summaries(), len(index.meanings)) == ((), 1)
    ingestor.resume()
    assert index.meanings == {}


def test_vectors_that_a_failure_has_lost_are_put_in_again_by_the_running_service(
    library: Library, indexes: MemoryIndexes, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = opened(library, indexes)
    ingestor = Ingestor(library, index, LineReader(), storage_pause_s=0.0)
    ingestor.ingest([SourceFile(source="a", content="甲".encode())])
    add, filled = index.add_vectors, threading.Event()

    def lose(passage_ids: Sequence[str], vectors: Vectors) -> None:
        index.meanings.clear()
        monkeypatch.setattr(index, "add_vectors", add_again)
        raise IndexDiskFull

    def add_again(passage_ids: Sequence[str], vectors: Vectors) -> None:
        add(passage_ids, vectors)
        if index.dense_ready:
            filled.set()

    monkeypatch.setattr(index, "add_vectors", lose)
    ingestor.start()
    ingestor.submit("b", "乙".encode())
    assert filled.wait(30)
    ingestor.close()
    assert len(index.meanings) == 2


def test_documents_that_do_not_fit_do_not_keep_others_out_of_a_new_index(
    library: Library, indexes: MemoryIndexes, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(library, opened(library, indexes), "大", "小", "中")
    damage(library, indexes)
    fresh = opened(library, indexes)
    add = fresh.add_keywords

    def refuse(passages: Iterable[tuple[Passage, DocumentFacts]]) -> None:
        entries = list(passages)
        if any(passage.text == "大" for passage, _facts in entries):
            raise IndexDiskFull
        add(entries)

    with monkeypatch.context() as patched:
        patched.setattr(fresh, "add_keywords", refuse)
        resume(library, fresh)
    assert fresh.texts() == ["中", "小"]
    resume(library, fresh)
    assert fresh.texts() == ["中", "大", "小"]


def test_documents_stay_visible_while_the_index_is_made_anew(
    library: Library, indexes: MemoryIndexes
) -> None:
    ingest(library, opened(library, indexes), "甲")
    damage(library, indexes)
    opened(library, indexes)
    assert len(library.summaries()) == 1


def test_another_embedder_embeds_again(library: Library, indexes: MemoryIndexes) -> None:
    first = opened(library, indexes)
    first.embedder = CountingEmbedder(name="old")
    ingest(library, first, "甲", "乙")
    mismatch(library, indexes)
    second = opened(library, indexes)
    second.embedder = embedder = CountingEmbedder(name="new")
    resume(library, second)
    assert embedder.embedded == 2
    document_id = library.summaries()[0].document_id
    assert library.index_records.vectors([document_id], embedder="old") == {}
    assert document_id in library.index_records.vectors([document_id], embedder="new")


def test_a_rebuild_that_is_killed_goes_on_where_it_was(library: Library, indexes: MemoryIndexes) -> None:
    ingest(library, opened(library, indexes), "甲", "乙")
    damage(library, indexes)
    half = opened(library, indexes)
    with pytest.raises(Crash):
        Ingestor(library, half, LineReader(), checkpoint=crash_at("activated")).resume()
    again = opened(library, indexes)
    assert again is half
    resume(library, again)
    assert again.texts() == ["乙", "甲"]
    assert again.dense_ready


def test_vectors_that_the_index_lost_are_put_back(library: Library, indexes: MemoryIndexes) -> None:
    index = opened(library, indexes)
    ingest(library, index, "甲", "乙\n丙")
    index.meanings.popitem()
    resume(library, opened(library, indexes))
    assert index.dense_ready


CHECKPOINTS = (
    "acknowledged",
    "stored",
    "indexed",
    "index_committed",
    "activated",
    "index_dropped",
    "purged",
    "vectors_stored",
    "vectors_indexed",
)


@pytest.mark.parametrize("name", CHECKPOINTS)
def test_an_ingest_that_dies_anywhere_is_finished_by_the_next(
    library: Library, indexes: MemoryIndexes, name: str
) -> None:
    index = opened(library, indexes)
    ingest(library, index, "旧")
    with pytest.raises(Crash):
        Ingestor(library, index, LineReader(), checkpoint=crash_at(name)).ingest(
            [
                SourceFile(source="旧", content="新\n文".encode()),
                SourceFile(source="甲", content="甲".encode()),
            ]
        )
    again = opened(library, indexes)
    assert again is index
    resume(library, again)
    assert again.texts() == ["文", "新", "甲"]
    assert again.dense_ready
    assert sorted(s.metadata.title for s in library.summaries()) == ["新", "甲"]
    assert library.intake.retired() == ()


@pytest.mark.parametrize("name", ["retired", "index_dropped", "purged"])
def test_a_removal_that_dies_anywhere_is_finished_by_the_next_start(
    library: Library, indexes: MemoryIndexes, name: str
) -> None:
    index = opened(library, indexes)
    ingest(library, index, "甲", "乙")
    gone = next(s.document_id for s in library.summaries() if s.source == "甲")
    with pytest.raises(Crash):
        Ingestor(library, index, LineReader(), checkpoint=crash_at(name)).remove(gone)
    assert [s.source for s in library.summaries()] == ["乙"]
    again = opened(library, indexes)
    assert again is index
    resume(library, again)
    assert again.texts() == ["乙"]
    assert len(list((library.directory / "originals").iterdir())) == 1


def test_a_source_half_way_to_another_document_is_settled_at_the_next_start(
    library: Library, indexes: MemoryIndexes
) -> None:
    index = opened(library, indexes)
    ingest(library, index, "甲", "乙")
    with pytest.raises(Crash):
        Ingestor(library, index, LineReader(), checkpoint=crash_at("acknowledged")).ingest(
            [SourceFile(source="乙", content="甲".encode())]
        )
    resume(library, index)
    assert [s.metadata.title for s in library.summaries()] == ["甲"]


def test_the_worker_puts_an_index_right_that_it_finds_behind(
    library: Library, indexes: MemoryIndexes
) -> None:
    ingest(library, opened(library, indexes), "甲", "乙")
    damage(library, indexes)
    fresh = opened(library, indexes)
    ingestor = Ingestor(library, fresh, LineReader())
    ingestor.start()
    pause = threading.Event()
    while not (fresh.count() == 2 and fresh.dense_ready):
        pause.wait(0.01)
    ingestor.close()
    assert fresh.texts() == ["乙", "甲"]


def test_the_worker_reads_the_vectors_of_an_index_that_left_them_for_later(
    library: Library, indexes: MemoryIndexes
) -> None:
    ingest(library, opened(library, indexes), "甲")
    index = opened(library, indexes)
    index.loaded.clear()
    ingestor = Ingestor(library, index, LineReader())
    ingestor.start()
    assert index.loaded.wait(30)
    ingestor.close()
