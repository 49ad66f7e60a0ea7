"""The ranker over its features, with a toy model, and that the shipped one can be read."""

import json
import math
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vectorstore.test_features import ANALYZER, MODEL, QUESTION, TEXTS, TOKENS, candidate
from tests.vectorstore.toy_ranker import TELLING, toy_ranker, write_trees
from vectorstore.errors import RerankerUnavailable
from vectorstore.features import FEATURES, FeatureExtractor
from vectorstore.interaction import InteractionModel
from vectorstore.reranker import BUILT_IN, CALIBRATION, TREES, Calibration, Reranker

EXTRACTOR = FeatureExtractor(
    ANALYZER, MODEL, TOKENS, frequency=lambda _: 1, count=lambda: 100, interaction=InteractionModel(BUILT_IN)
)


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return toy_ranker(tmp_path_factory.mktemp("toy"))


@pytest.fixture
def folder(toy: Path, tmp_path: Path) -> Path:
    """A copy that may be spoilt."""
    for name in (TREES, CALIBRATION):
        (tmp_path / name).write_bytes((toy / name).read_bytes())
    return tmp_path


@pytest.fixture(scope="module", params=["toy", "shipped"])
def reranker(request: pytest.FixtureRequest, toy: Path) -> Reranker:
    return Reranker(EXTRACTOR, toy if request.param == "toy" else BUILT_IN)


def test_what_answers_has_the_best_chance(reranker: Reranker) -> None:
    candidates = [candidate(text) for text in (TEXTS[2], TEXTS[1], TEXTS[0], TEXTS[3])]
    chances = reranker.chances(QUESTION, candidates)
    assert chances.index(max(chances)) == 2


def test_chances_of_one_question_are_shares_of_less_than_one(reranker: Reranker) -> None:
    for question in (QUESTION, "", "😀"):
        chances = reranker.chances(question, [candidate(text) for text in TEXTS])
        assert len(chances) == len(TEXTS)
        assert all(0 < chance < 1 for chance in chances)
        assert sum(chances) < 1


def test_nothing_has_no_chances(reranker: Reranker) -> None:
    assert reranker.chances(QUESTION, []) == []
    assert reranker.explain(QUESTION, []) == []


def test_an_explanation_adds_up_to_the_chance_that_is_given(reranker: Reranker) -> None:
    candidates = [candidate(text, title="劳动法", authority=n) for n, text in enumerate(TEXTS)]
    told = reranker.explain(QUESTION, candidates)
    assert [t.chance for t in told] == pytest.approx(reranker.chances(QUESTION, candidates), abs=1e-9)
    for explanation in told:
        parts = [share.contribution for share in explanation.features]
        assert explanation.base + sum(parts) == pytest.approx(explanation.raw_score, abs=1e-9)
        assert {share.name for share in explanation.features} == set(FEATURES)
        assert [abs(part) for part in parts] == sorted(map(abs, parts), reverse=True)
    assert len({explanation.base for explanation in told}) == 1


def test_an_explanation_shows_the_values_and_none_where_there_is_none(reranker: Reranker) -> None:
    candidates = [candidate(TEXTS[0], authority=3), candidate("☃")]
    rows = EXTRACTOR.extract(QUESTION, candidates)
    for explanation, row in zip(reranker.explain(QUESTION, candidates), rows, strict=True):
        shown = {share.name: share.value for share in explanation.features}
        for name, value in zip(FEATURES, row.tolist(), strict=True):
            assert shown[name] == (None if math.isnan(value) else value)


def test_only_features_that_the_model_goes_by_move_a_score(toy: Path) -> None:
    (told,) = Reranker(EXTRACTOR, toy).explain(QUESTION, [candidate(TEXTS[0])])
    assert {share.name for share in told.features[: len(TELLING)]} == set(TELLING)


def test_several_threads_get_the_same_chances(reranker: Reranker) -> None:
    candidates = [candidate(text) for text in TEXTS]
    wanted, found = reranker.chances(QUESTION, candidates), []
    threads = [
        threading.Thread(target=lambda: found.append(reranker.chances(QUESTION, candidates)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [wanted] * 4


@pytest.mark.parametrize("name", [TREES, CALIBRATION])
@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe", b"[]", b"null", b"{", b'{"scale": 1}'])
def test_a_damaged_model_is_unavailable(folder: Path, name: str, content: bytes | None) -> None:
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(content)
    with pytest.raises(RerankerUnavailable, match=name.replace(".", r"\.")):
        Reranker(EXTRACTOR, folder)


@pytest.mark.parametrize(
    "told",
    [
        {"scale": "x", "none": 0},
        {"scale": None, "none": 0},
        {"scale": math.nan, "none": 0},
        {"scale": -1, "none": 0},
        {"scale": 1, "none": math.inf},
    ],
)
def test_a_calibration_of_no_sense_is_unavailable(folder: Path, told: dict[str, float]) -> None:
    (folder / CALIBRATION).write_text(json.dumps(told))
    with pytest.raises(RerankerUnavailable):
        Reranker(EXTRACTOR, folder)


@pytest.mark.parametrize("names", [FEATURES[1:], (*FEATURES[1:], FEATURES[0]), (*FEATURES, "more")])
def test_a_model_for_other_features_is_unavailable(folder: Path, names: tuple[str, ...]) -> None:
    write_trees(folder, names, TELLING)
    with pytest.raises(RerankerUnavailable, match="other features"):
        Reranker(EXTRACTOR, folder)


scores = st.lists(st.floats(-1e6, 1e6), max_size=8).map(np.array)
calibrations = st.builds(Calibration, scale=st.floats(0.01, 100), none=st.floats(-50, 50))


@given(scores, calibrations)
def test_chances_are_shares_and_in_the_order_of_the_scores(
    given_scores: np.ndarray[tuple[int], np.dtype[np.float64]], calibration: Calibration
) -> None:
    chances = calibration.chances(given_scores.astype(np.float64))
    assert ((chances >= 0) & (chances <= 1)).all()
    assert chances.sum() <= 1 + 1e-9
    assert (np.diff(chances[np.argsort(given_scores)]) >= 0).all()


def test_a_better_rival_takes_from_a_chance() -> None:
    calibration = Calibration(scale=1.0, none=0.0)
    alone, beside = (calibration.chances(np.array(s))[0] for s in ([1.0], [1.0, 2.0]))
    assert alone == pytest.approx(math.e / (1 + math.e))
    assert beside == pytest.approx(math.e / (1 + math.e + math.e**2))
