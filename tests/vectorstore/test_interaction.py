"""The interaction model: words of a question met one by one, the same whatever else is ranked beside."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import save_file

from vectorstore.errors import RerankerUnavailable
from vectorstore.interaction import KERNEL_CENTRES, MODEL, InteractionModel
from vectorstore.piece_tokens import CLAUSE_END, TokenIds
from vectorstore.reranker import BUILT_IN
from vectorstore.static_embedder import StaticEmbedder

TOKENS = 40
NONE = np.zeros(0, dtype=np.uint16)


def tensors() -> dict[str, np.ndarray[tuple[int, ...], np.dtype[np.generic]]]:
    """Random vectors, but token 2 means nearly what token 1 does."""
    draw = np.random.default_rng(1)
    vectors = draw.integers(-127, 128, (TOKENS, 16)).astype(np.int8)
    vectors[2] = vectors[1]
    vectors[2, 0] //= 2
    return {
        "vectors": vectors,
        "importance": np.zeros(TOKENS, dtype=np.float16),
        "best": np.array([6, 3, 3], dtype=np.float32),
        "kernels": np.full(len(KERNEL_CENTRES), 0.2, dtype=np.float32),
        "length": np.array([-0.1], dtype=np.float32),
    }


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> InteractionModel:
    folder = tmp_path_factory.mktemp("interaction")
    save_file(tensors(), folder / MODEL)
    return InteractionModel(folder)


def ids(*numbers: int) -> TokenIds:
    return np.array(numbers, dtype=np.uint16)


def scores(
    model: InteractionModel, asked: TokenIds, *texts: TokenIds, heading: TokenIds = NONE
) -> list[float]:
    idf = np.ones(len(asked), dtype=np.float32)
    return [float(score) for score in model.scores(asked, idf, texts, [heading] * len(texts))]


def test_a_word_that_stands_there_counts_most_and_its_synonym_more_than_another(
    model: InteractionModel,
) -> None:
    same, alike, other = scores(model, ids(1), ids(1, 9), ids(2, 9), ids(8, 9))
    assert same > alike > other


def test_a_heading_may_meet_a_word_that_the_text_does_not(model: InteractionModel) -> None:
    (without,) = scores(model, ids(1), ids(8, 9))
    (headed,) = scores(model, ids(1), ids(8, 9), heading=ids(1))
    assert headed > without


@given(st.lists(st.lists(st.integers(0, TOKENS - 1), max_size=12), min_size=1, max_size=6))
def test_what_stands_beside_a_passage_changes_nothing_of_its_score(
    model: InteractionModel, texts: list[list[int]]
) -> None:
    asked = ids(1, 5, 7)
    together = scores(model, asked, *(ids(*text) for text in texts))
    alone = [scores(model, asked, ids(*text))[0] for text in texts]
    assert together == pytest.approx(alone, abs=1e-4)


def test_ends_of_clauses_are_no_words(model: InteractionModel) -> None:
    plain, marked = scores(model, ids(1, 5), ids(1, 9), ids(1, CLAUSE_END, 9))
    assert plain == pytest.approx(marked, abs=1e-6)


def test_without_words_there_is_nothing_to_tell(model: InteractionModel) -> None:
    assert scores(model, NONE, ids(1), ids(2)) == [0.0, 0.0]
    assert scores(model, ids(1)) == []
    assert np.isfinite(scores(model, ids(1), NONE, ids(1))).all()


def test_the_shipped_model_knows_the_tokens_of_the_shipped_embedder() -> None:
    assert InteractionModel(BUILT_IN).tokens == len(StaticEmbedder().token_weights)


@pytest.mark.parametrize("missing", ["vectors", "importance", "best", "kernels", "length"])
def test_a_model_without_all_its_parts_is_refused(tmp_path: Path, missing: str) -> None:
    save_file({name: part for name, part in tensors().items() if name != missing}, tmp_path / MODEL)
    with pytest.raises(RerankerUnavailable):
        InteractionModel(tmp_path)


def test_a_model_that_does_not_fit_together_is_refused(tmp_path: Path) -> None:
    parts = tensors()
    save_file({**parts, "importance": parts["importance"][:-1]}, tmp_path / MODEL)
    with pytest.raises(RerankerUnavailable):
        InteractionModel(tmp_path)


def test_a_missing_or_broken_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RerankerUnavailable):
        InteractionModel(tmp_path)
    (tmp_path / MODEL).write_bytes(b"\x00" * 20)
    with pytest.raises(RerankerUnavailable):
        InteractionModel(tmp_path)
