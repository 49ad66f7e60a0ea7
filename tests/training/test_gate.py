"""The gate's trees: what they learn from, and what they may not learn."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.answering.gate.signs import EITHER, FOR_IT
from qa_service.answering.gate.weighing import BUILT_IN, REWORDED, TREES, WEIGHED, load_weighing
from training.gate_data import ELSEWHERE, GatePair, Weighed, elsewhere, read_gate_pairs
from training.rewordings import fit_worth, worth_across

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
    st.lists(st.floats(0, 1, width=32), min_size=len(WEIGHED), max_size=len(WEIGHED)),
    st.sampled_from([number for number, sign in enumerate(WEIGHED) if sign not in EITHER]),
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
    assert gain >= -1e-9 if WEIGHED[number] in {*FOR_IT, REWORDED} else gain <= 1e-9


def test_the_trees_score_as_lightgbm_does() -> None:
    lightgbm = pytest.importorskip("lightgbm")
    rows = np.random.default_rng(1).random((200, len(WEIGHED))).astype(np.float32)
    theirs = lightgbm.Booster(model_file=str(BUILT_IN / TREES)).predict(rows, raw_score=True)
    assert np.allclose(load_weighing().trees.scores(rows), theirs)


def _row(pair: GatePair, hand: str, wrong: str, *rewordings: str) -> Weighed:
    one = replace(pair, hand=hand, wrong=wrong)
    return Weighed(pair=one, signs=None, rewordings=frozenset(rewordings), rules_hold=True)


def test_what_a_rewording_is_worth_is_learnt_from_the_pairs_of_other_writers(pairs: list[GatePair]) -> None:
    rows = [_row(pairs[0], f"{at}", "", "至>到") for at in range(12)]
    rows += [_row(pairs[0], f"{at}", "year", "日>年") for at in range(12)]
    worth = fit_worth(rows)
    assert worth["至>到"] > 0 > worth["日>年"]
    assert all(found > 0 for found in worth_across(rows)[:12])
    alone = [_row(pairs[0], "one", "year", "日>年") for _ in range(12)]
    assert not worth_across([*rows[:12], *alone])[12:].any()


def test_a_sentence_beside_another_passage_teaches_no_rewording(pairs: list[GatePair]) -> None:
    rows = [_row(pairs[0], "one", ELSEWHERE, "日>年") for _ in range(12)]
    assert fit_worth(rows) == {}
