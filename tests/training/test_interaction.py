"""Learning interaction: which formal word meets which everyday one, and the same score where it is used."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="the slim set-up has no torch")

from training.interaction import CandidateList, ListOptions, learn_interaction, save_interaction
from vectorstore.interaction import InteractionModel
from vectorstore.piece_tokens import TokenIds

TOKENS = 60
EVERYDAY, FORMAL, FILLERS = np.arange(1, 11), np.arange(21, 31), np.arange(41, 60)
NONE = np.zeros(0, dtype=np.uint16)
OPTIONS = ListOptions(dimensions=16, epochs=16, batch=8, candidates=6, rate=2e-2)
START = np.random.default_rng(1).normal(size=(TOKENS, 24)).astype(np.float32)


def lists(seed: int, count: int = 600) -> list[CandidateList]:
    """Questions in everyday words; right is the candidate with the formal word of the same place."""
    draw = np.random.default_rng(seed)
    return [one(draw) for _ in range(count)]


def one(draw: np.random.Generator) -> CandidateList:
    chosen = draw.permutation(len(EVERYDAY))[:8]
    texts = [text(np.append(draw.choice(FILLERS, draw.integers(1, 9)), FORMAL[n])) for n in chosen]
    return CandidateList(
        asked=text([EVERYDAY[chosen[0]], draw.choice(FILLERS)]),
        idf=np.ones(2, dtype=np.float32),
        headings=[NONE if draw.random() < 0.5 else text([FILLERS[0]]) for _ in texts],
        texts=texts,
        keyword=draw.uniform(size=len(texts)).astype(np.float32),
        right=np.arange(len(texts)) == 0,
    )


def text(tokens: Sequence[int] | np.ndarray[tuple[int], np.dtype[np.int64]]) -> TokenIds:
    return np.array(tokens, dtype=np.uint16)


def first_is_right(model: InteractionModel, asked: Sequence[CandidateList]) -> float:
    found = [model.scores(o.asked, o.idf, o.texts, o.headings).argmax() == 0 for o in asked]
    return float(np.mean(found))


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> InteractionModel:
    folder = tmp_path_factory.mktemp("interaction")
    save_interaction(learn_interaction(lists(1), START, OPTIONS), folder)
    return InteractionModel(folder)


def test_the_formal_words_of_everyday_ones_are_learned(model: InteractionModel, tmp_path: Path) -> None:
    save_interaction(learn_interaction(lists(1), START, replace(OPTIONS, epochs=0)), tmp_path)
    assert first_is_right(InteractionModel(tmp_path), lists(2, 100)) < 0.4
    assert first_is_right(model, lists(2, 100)) > 0.8


def test_the_score_that_is_learned_is_the_score_that_is_used(model: InteractionModel, tmp_path: Path) -> None:
    """One list, a step without a rate: the loss follows from what the saved model says, and BM25."""
    losses: list[float] = []
    still = replace(
        OPTIONS, epochs=1, batch=1, candidates=8, rate=0, weight_rate=0, dropout=0, without_heading=0
    )
    asked = lists(3, 20)
    learned = learn_interaction(asked, START, still, lambda _, loss: losses.append(loss))
    save_interaction(learned, tmp_path)
    saved = InteractionModel(tmp_path)
    expected = []
    for o in asked:
        logits = saved.scores(o.asked, o.idf, o.texts, o.headings) + o.keyword / o.keyword.max()
        expected.append(float(np.log(np.exp(logits).sum()) - logits[0]))
    assert sorted(losses) == pytest.approx(sorted(expected), abs=0.05)


def test_the_same_lists_give_the_same_model(tmp_path: Path) -> None:
    few = replace(OPTIONS, epochs=1)
    for name in ("one", "other"):
        save_interaction(learn_interaction(lists(1), START, few), tmp_path / name)
    one, other = (next((tmp_path / name).iterdir()).read_bytes() for name in ("one", "other"))
    assert one == other


def test_lists_that_tell_nothing_are_left_out() -> None:
    steps: list[int] = []
    nothing = [replace(o, right=np.zeros(len(o.texts), dtype=bool)) for o in lists(4, 40)]
    learned = learn_interaction(nothing, START, OPTIONS, lambda step, _: steps.append(step))
    assert not steps
    assert np.isfinite(learned.vectors).all()
