"""Codes against the vectors that they stand for, and what a crash or a removal leaves of their file."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.codes import CodeFile, Keys, highest, passage_key, passage_keys
from vectorstore.dense import DenseIndex
from vectorstore.errors import IndexDamaged
from vectorstore.passages import Vectors

DIMENSIONS = 32


def vectors(count: int, *, seed: int = 0) -> Vectors:
    rows = np.random.default_rng(seed).standard_normal((count, DIMENSIONS)).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def keys_of(*names: str) -> Keys:
    return np.sort(passage_keys(names))


def score(file: CodeFile, name: str, vector: Vectors) -> float:
    (found,) = file.block(keys_of(name)).scores(vector[0])
    return float(found)


def test_a_score_is_the_cosine_but_for_a_thousandth(tmp_path: Path) -> None:
    names, rows = [f"p{n}" for n in range(3000)], vectors(3000)
    file = CodeFile(tmp_path)
    file.append(passage_keys(names), rows)
    block = file.block(keys_of(*names))
    cosine = {passage_key(name): float(row @ rows[7]) for name, row in zip(names, rows, strict=True)}
    assert sorted(block.keys.tolist()) == sorted(cosine)
    for key, found in zip(block.keys.tolist(), block.scores(rows[7] * 3).tolist(), strict=True):
        assert found == pytest.approx(cosine[key], abs=5e-3)


def test_keys_without_a_row_are_left_out(tmp_path: Path) -> None:
    file = CodeFile(tmp_path)
    assert len(file.block(keys_of("a")).scores(vectors(1)[0])) == 0
    file.append(passage_keys(["a"]), vectors(1))
    assert file.block(keys_of("a", "b")).keys.tolist() == [passage_key("a")]


def test_the_last_row_of_a_key_counts(tmp_path: Path) -> None:
    first, second = vectors(1), vectors(1, seed=1)
    file = CodeFile(tmp_path)
    file.append(passage_keys(["a"]), first)
    file.append(passage_keys(["a"]), second)
    assert score(file, "a", second) == pytest.approx(1.0, abs=1e-2)
    assert len(file.keys()) == 1


def test_a_row_that_was_cut_short_shifts_no_other(tmp_path: Path) -> None:
    first, second = vectors(1), vectors(1, seed=1)
    CodeFile(tmp_path).append(passage_keys(["a"]), first)
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes() + b"half a row")
    file = CodeFile(tmp_path)
    assert file.keys().tolist() == [passage_key("a")]
    file.append(passage_keys(["b"]), second)
    assert score(file, "a", first) == pytest.approx(1.0, abs=1e-2)
    assert score(file, "b", second) == pytest.approx(1.0, abs=1e-2)


def test_what_is_not_kept_is_gone_and_what_was_read_before_stays(tmp_path: Path) -> None:
    rows = vectors(3)
    file = CodeFile(tmp_path)
    file.append(passage_keys(["a", "b", "a"]), rows)
    before = file.block(keys_of("a", "b"))
    file.keep_only(keys_of("a"))
    assert file.length == 1
    assert file.keys().tolist() == [passage_key("a")]
    assert score(file, "a", rows[2:]) == pytest.approx(1.0, abs=1e-2)
    assert len(before.scores(rows[0])) == 2


def test_a_vector_of_zeros_is_like_nothing(tmp_path: Path) -> None:
    file = CodeFile(tmp_path)
    file.append(passage_keys(["a"]), np.zeros((1, DIMENSIONS), dtype=np.float32))
    assert score(file, "a", vectors(1)) == 0.0


def test_vectors_that_lost_their_codes_are_missing(tmp_path: Path) -> None:
    dense = DenseIndex.create(tmp_path / "dense")
    dense.put(["a", "b"], vectors(2))
    dense.close()
    (path,) = (tmp_path / "dense").glob("codes-*.bin")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    dense = DenseIndex.open(tmp_path / "dense")
    assert dense.ids() == {"a"}
    assert dense.count() == 1
    dense.put(["b"], vectors(1))
    assert dense.count() == 2
    dense.close()


def test_what_a_graph_of_leading_components_finds_is_scored_by_whole_vectors(tmp_path: Path) -> None:
    first = np.array([[0.6, 0.8, 0.0, 0.0], [0.6, 0.0, 0.8, 0.0], [0.0, 0.6, 0.0, 0.8]], dtype=np.float32)
    for leading in (None, 2):
        dense = DenseIndex.create(tmp_path / str(leading), leading)
        dense.put(["a", "b", "c"], first)
        dense.close()
        dense = DenseIndex.open(tmp_path / str(leading), leading)
        found = dense.search(first[1], limit=2)
        assert [key for key, _ in found] == [passage_key("b"), passage_key("a")]
        assert [score for _, score in found] == pytest.approx([1.0, 0.36], abs=0.01)
        dense.check()
        dense.close()


def test_a_vector_without_its_code_is_not_found_by_leading_components(tmp_path: Path) -> None:
    dense = DenseIndex.create(tmp_path / "dense", 2)
    dense.put(["a", "b"], vectors(2))
    dense.close()
    (path,) = (tmp_path / "dense").glob("codes-*.bin")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    dense = DenseIndex.open(tmp_path / "dense", 2)
    assert [key for key, _ in dense.search(vectors(2)[1], limit=5)] == [passage_key("a")]
    dense.close()


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_a_changed_byte_is_seen(tmp_path_factory: pytest.TempPathFactory, place: int, change: int) -> None:
    file = CodeFile(tmp_path_factory.mktemp("codes"))
    file.append(passage_keys(["a", "b"]), vectors(2))
    assert file.is_sound()
    (path,) = file.directory.iterdir()
    content = bytearray(path.read_bytes())
    content[place % len(content)] ^= change
    path.write_bytes(content)
    assert not CodeFile(file.directory).is_sound()


def test_vectors_without_any_codes_are_damaged(tmp_path: Path) -> None:
    dense = DenseIndex.create(tmp_path / "dense")
    dense.put(["a"], vectors(1))
    dense.close()
    (path,) = (tmp_path / "dense").glob("codes-*.bin")
    path.unlink()
    with pytest.raises(IndexDamaged):
        DenseIndex.require_files(tmp_path / "dense")


@given(st.lists(st.floats(-1, 1, width=32)), st.integers(0, 20))
def test_the_best_come_first_and_of_equals_the_earlier(scores: list[float], limit: int) -> None:
    wanted = sorted(range(len(scores)), key=lambda place: (-scores[place], place))[:limit]
    assert highest(scores, limit).tolist() == wanted
