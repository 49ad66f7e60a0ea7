"""The gate's trees: what they learn from, and what they may not learn."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.answering.gate.signs import EITHER, FOR_IT, SIGNS
from qa_service.answering.gate.weighing import BUILT_IN, TREES, load_weighing
from training.gate_data import ELSEWHERE, GatePair, elsewhere, read_gate_pairs

PAIRS = Path(__file__).parents[2] / "training" / "gate_pairs"


@pytest.fixture(scope="module")
def pairs() -> list[GatePair]:
    return [pair for file in sorted(PAIRS.glob("*.txt")) for pair in read_gate_pairs(file)]


def test_every_passage_has_right_and_wrong_sentences(pairs: list[GatePair]) -> None:
    right = {pair.group for pair in pairs if not pair.wrong}
    assert len(right) >= 170
    assert right == {pair.group for pair in pairs if pair.wrong}


def test_a_sentence_beside_another_passage_is_wrong_and_in_the_part_of_its_own(pairs: list[GatePair]) -> None:
    some = pairs[:60]
    own = {pair.sentence: pair.group for pair in some}
    for pair in elsewhere(some, np.random.default_rng(1)):
        assert pair.wrong == ELSEWHERE
        assert pair.group == own[pair.sentence]
        assert pair.source.passage.text != pair.group


@given(
    st.lists(st.floats(0, 1, width=32), min_size=len(SIGNS), max_size=len(SIGNS)),
    st.sampled_from([number for number, sign in enumerate(SIGNS) if sign not in EITHER]),
    st.floats(0, 4, width=32),
)
def test_a_sign_only_ever_speaks_for_a_sentence_or_only_against_it(
    values: list[float], number: int, more: float
) -> None:
    before = np.array([values], dtype=np.float32)
    after = before.copy()
    after[0, number] += np.float32(more)
    scores = load_weighing().trees.scores(np.concatenate([before, after]))
    gain = scores[1] - scores[0]
    assert gain >= -1e-9 if SIGNS[number] in FOR_IT else gain <= 1e-9


def test_the_trees_score_as_lightgbm_does() -> None:
    lightgbm = pytest.importorskip("lightgbm")
    rows = np.random.default_rng(1).random((200, len(SIGNS))).astype(np.float32)
    theirs = lightgbm.Booster(model_file=str(BUILT_IN / TREES)).predict(rows, raw_score=True)
    assert np.allclose(load_weighing().trees.scores(rows), theirs)
