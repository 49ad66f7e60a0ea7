"""What happens to an index whose files are missing, cut short, of another version, or not finished."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contracts.passages import TEXTS, entries_of, library
from vectorstore.dense import DenseIndex
from vectorstore.embedders import NgramEmbedder
from vectorstore.errors import IndexDamaged, IndexMismatch
from vectorstore.index import PassageIndex

EMBEDDER = NgramEmbedder(64)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("built") / "index"
    index = PassageIndex.create(directory, EMBEDDER)
    index.add(library(EMBEDDER))
    index.commit()
    index.close()
    return directory


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "copy"))


@pytest.mark.parametrize("later", [False, True])
def test_an_index_opens_with_all_that_was_committed(copy: Path, later: bool) -> None:
    index = PassageIndex.open(copy, EMBEDDER, vectors_later=later)
    assert index.search("法律顾问18名")[0].passage.passage_id == "lake-2"
    index.check()
    assert index.search_arm("dense", "法律顾问18名")[0].passage.passage_id == "lake-2"
    assert index.count() == 9
    index.load_vectors()
    assert index.dense_ready
    index.close()


def test_unreadable_vectors_are_put_in_anew_while_keyword_search_serves(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: DenseIndex, __: int) -> None:
        raise IndexDamaged("the graph is torn")

    monkeypatch.setattr(DenseIndex, "read_graph", fail)
    index = PassageIndex.open(copy, EMBEDDER, vectors_later=True)
    assert index.search("法律顾问18名")[0].passage.passage_id == "lake-2"
    index.load_vectors()
    states = [index.dense_ready]
    missing = index.missing_vectors()
    assert len(missing) == index.count()
    found = index.search("法律顾问", limit=index.count())
    texts = {hit.passage.passage_id: hit.passage.text for hit in found}
    vectors = EMBEDDER.embed_passages([texts.get(passage_id, "其他") for passage_id in missing])
    index.add_vectors(missing, vectors)
    index.commit()
    assert [*states, index.dense_ready] == [False, True]
    assert index.search_arm("dense", "法律顾问18名")
    index.close()


def test_what_was_not_committed_is_gone_and_can_be_added_again(copy: Path) -> None:
    index = PassageIndex.open(copy, EMBEDDER)
    index.add(entries_of("new", ["植树三万株"], EMBEDDER))
    index.close()
    index = PassageIndex.open(copy, EMBEDDER)
    assert all(hit.passage.document_id != "new" for hit in index.search("植树三万株"))
    index.add(entries_of("new", ["植树三万株"], EMBEDDER))
    index.commit()
    assert index.search("植树三万株")[0].passage.passage_id == "new-1"
    index.close()


def test_creating_over_something_is_refused(copy: Path) -> None:
    with pytest.raises(FileExistsError):
        PassageIndex.create(copy, EMBEDDER)


def test_an_absent_or_empty_folder_is_damaged(tmp_path: Path) -> None:
    for directory in (tmp_path / "absent", tmp_path):
        with pytest.raises(IndexDamaged):
            PassageIndex.open(directory, EMBEDDER)


def test_another_embedder_is_a_mismatch(copy: Path) -> None:
    with pytest.raises(IndexMismatch, match="embedder"):
        PassageIndex.open(copy, NgramEmbedder(128))


@pytest.mark.parametrize("key", ["format", "analyzer", "lexicon", "graph_dimensions"])
def test_another_version_is_a_mismatch(copy: Path, key: str) -> None:
    manifest = json.loads((copy / "manifest.json").read_text())
    manifest[key] = "other"
    (copy / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(IndexMismatch, match=key):
        PassageIndex.open(copy, EMBEDDER)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "null", '{"format": 1}', "\ud800"])
def test_an_unreadable_manifest_is_damage(copy: Path, text: str) -> None:
    (copy / "manifest.json").write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(IndexDamaged):
        PassageIndex.open(copy, EMBEDDER)


@pytest.mark.parametrize("folder", ["keyword", "dense"])
def test_a_missing_half_is_damage(copy: Path, folder: str) -> None:
    shutil.rmtree(copy / folder)
    with pytest.raises(IndexDamaged):
        PassageIndex.open(copy, EMBEDDER)


def _spoil(path: Path, how: str) -> None:
    if how == "missing":
        path.unlink()
    elif how == "empty":
        path.write_bytes(b"")
    elif how == "half":
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    else:
        path.write_bytes(os.urandom(path.stat().st_size))


_PROBE = """
import sys
from pathlib import Path
from vectorstore.dense import DenseIndex
from vectorstore.embedders import NgramEmbedder
from vectorstore.errors import IndexDamaged
from vectorstore.index import PassageIndex
for line in sys.stdin.read().splitlines():
    try:
        index = PassageIndex.open(Path(line), NgramEmbedder(64))
        index.check()
        hits = [index.search("法律顾问18名")[0], index.search_arm("dense", "法律顾问18名")[0]]
    except IndexDamaged:
        print("damaged", flush=True)
    else:
        right = {h.passage.passage_id for h in hits} == {"lake-2"} and index.count() == 9
        print("well" if right else "wrong", flush=True)
"""


@pytest.mark.parametrize("how", ["missing", "empty", "half", "noise"])
def test_a_spoilt_file_is_damage_or_does_no_harm(copy: Path, how: str) -> None:
    """Each file in turn, in a process of its own, so that a stop of the process is seen too."""
    files = [p.relative_to(copy) for p in sorted(copy.rglob("*")) if p.is_file() and p.suffix != ".lock"]
    spoilt = [copy.parent / f"spoilt{number}" for number in range(len(files))]
    for directory, file in zip(spoilt, files, strict=True):
        shutil.copytree(copy, directory)
        _spoil(directory / file, how)
    run = subprocess.run(
        [sys.executable, "-c", _PROBE],
        input="\n".join(map(str, spoilt)),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=100,
    )
    outcomes = dict(zip(map(str, files), run.stdout.split(), strict=True))
    assert outcomes["manifest.json"] == "damaged"
    assert outcomes["keyword/meta.json"] == "damaged"
    assert outcomes["dense/chroma.sqlite3"] == "damaged"
    assert set(outcomes.values()) <= {"damaged", "well"}, outcomes


@pytest.mark.parametrize("suffix", [".idx", ".pos", ".term", ".store", ".fast", ".fieldnorm"])
def test_a_missing_file_of_the_keyword_index_shows_on_opening(copy: Path, suffix: str) -> None:
    for path in (copy / "keyword").glob(f"*{suffix}"):
        path.unlink()
    with pytest.raises(IndexDamaged):
        PassageIndex.open(copy, EMBEDDER)


def test_vectors_that_outlived_a_crash_are_never_found(copy: Path) -> None:
    index = PassageIndex.open(copy, EMBEDDER)
    index.add_vectors(["ghost-1"], EMBEDDER.embed_passages(["法律顾问18名"]))
    index.commit()
    assert all(hit.passage.document_id != "ghost" for hit in index.search_arm("dense", "法律顾问18名"))
    index.close()


def test_a_vector_index_that_fails_leaves_keyword_search_serving(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = PassageIndex.open(copy, EMBEDDER)

    def fail(*_: object, **__: object) -> None:
        raise IndexDamaged("broken")

    for way in ("search", "block"):
        monkeypatch.setattr(index._dense.get(), way, fail)
    assert index.search("法律顾问18名")[0].passage.passage_id == "lake-2"
    assert not index.dense_ready
    with pytest.raises(IndexDamaged):
        index.check()
    index.close()


def test_an_index_is_found_again_in_the_place_of_a_damaged_one(copy: Path, tmp_path: Path) -> None:
    (copy / "manifest.json").unlink()
    with pytest.raises(IndexDamaged):
        PassageIndex.open(copy, EMBEDDER)
    shutil.rmtree(copy)
    index = PassageIndex.create(copy, EMBEDDER)
    index.add(entries_of("lake", TEXTS["lake"], EMBEDDER))
    index.commit()
    assert index.search("法律顾问")[0].passage.document_id == "lake"
    index.close()
