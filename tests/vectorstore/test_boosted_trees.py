"""Our reading of LightGBM's file beside LightGBM itself."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("lightgbm", reason="the slim set-up has no lightgbm")

import lightgbm
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from vectorstore.boosted_trees import BoostedTrees
from vectorstore.errors import RerankerUnavailable

NAMES = ("one", "two", "three", "four", "five")
ROWS = 600


def some_rows(*, missing: float) -> NDArray[np.float32]:
    draw = np.random.default_rng(7)
    rows = draw.normal(size=(ROWS, len(NAMES))).astype(np.float32)
    rows[:, 3] = np.round(rows[:, 3])
    rows[draw.uniform(size=rows.shape) < missing] = np.nan
    return rows


def trained(*, missing: float, rounds: int = 20, **more: object) -> lightgbm.Booster:
    rows = some_rows(missing=missing)
    wanted = np.nan_to_num(rows[:, 0] * rows[:, 1] + np.sin(3 * rows[:, 2])) + 2 * (rows[:, 3] == 0)
    parameters = {"objective": "regression", "verbosity": -1, "num_threads": 1, "seed": 3, **more}
    told = lightgbm.Dataset(rows, wanted, feature_name=list(NAMES))
    return lightgbm.train(parameters, told, rounds)


KINDS: Mapping[str, Callable[[], lightgbm.Booster]] = {
    "a few leaves": partial(trained, missing=0.2, num_leaves=4),
    "many leaves": partial(trained, missing=0.2, num_leaves=63, min_data_in_leaf=2),
    "stumps": partial(trained, missing=0.2, num_leaves=2),
    "nothing missing": partial(trained, missing=0.0, num_leaves=15),
    "missing values not looked at": partial(trained, missing=0.2, num_leaves=15, use_missing=False),
    "single leaves": partial(trained, missing=0.2, rounds=3, min_data_in_leaf=ROWS),
}


@pytest.fixture(scope="module", params=KINDS)
def model(request: pytest.FixtureRequest) -> lightgbm.Booster:
    return KINDS[request.param]()


@pytest.fixture(scope="module")
def trees(model: lightgbm.Booster, tmp_path_factory: pytest.TempPathFactory) -> BoostedTrees:
    return BoostedTrees.read(written(model, tmp_path_factory.mktemp("trees")))


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return written(trained(missing=0.2, num_leaves=4), tmp_path)


def written(model: lightgbm.Booster, folder: Path) -> Path:
    model.save_model(folder / "model.txt")
    return folder / "model.txt"


def predicted(model: lightgbm.Booster, rows: NDArray[np.float32]) -> NDArray[np.float64]:
    return np.asarray(model.predict(rows, raw_score=True, num_threads=1))


def test_a_model_of_single_leaves_has_no_split(tmp_path: Path) -> None:
    model = trained(missing=0.2, rounds=3, min_data_in_leaf=ROWS)
    assert {tree["num_leaves"] for tree in model.dump_model()["tree_info"]} == {1}


figures = st.floats(width=32, allow_infinity=True) | st.sampled_from([0.0, -0.0, 1e-36, -1e-36, float("nan")])


@settings(max_examples=60)
@given(rows=arrays(np.float32, st.tuples(st.integers(1, 6), st.just(len(NAMES))), elements=figures))
def test_scores_are_those_of_lightgbm(
    model: lightgbm.Booster, trees: BoostedTrees, rows: NDArray[np.float32]
) -> None:
    assert trees.scores(rows) == pytest.approx(predicted(model, rows), abs=1e-9)


@pytest.mark.parametrize("missing", [0.0, 0.3, 1.0])
def test_scores_of_many_rows_are_those_of_lightgbm(
    model: lightgbm.Booster, trees: BoostedTrees, missing: float
) -> None:
    rows = some_rows(missing=missing)
    assert trees.feature_names == NAMES
    assert trees.scores(rows) == pytest.approx(predicted(model, rows), abs=1e-9)


def test_contributions_add_up_to_the_score(trees: BoostedTrees) -> None:
    rows = some_rows(missing=0.3)
    added = trees.contributions(rows)
    assert added.shape == (ROWS, len(NAMES) + 1)
    assert added.sum(axis=1) == pytest.approx(trees.scores(rows), abs=1e-9)
    assert np.ptp(added[:, -1]) == pytest.approx(0.0, abs=1e-12)


def test_a_feature_that_no_tree_looks_at_adds_nothing(tmp_path: Path) -> None:
    rows = some_rows(missing=0.0)
    told = lightgbm.Dataset(rows, rows[:, 1].copy(), feature_name=list(NAMES))
    parameters = {"objective": "regression", "verbosity": -1, "num_threads": 1, "min_gain_to_split": 1.0}
    added = BoostedTrees.read(written(lightgbm.train(parameters, told, 5), tmp_path)).contributions(rows)
    assert added[:, 1].any()
    assert not added[:, [0, 2, 3, 4]].any()


def test_no_rows_have_no_scores(trees: BoostedTrees) -> None:
    nothing = np.zeros((0, len(NAMES)), dtype=np.float32)
    assert trees.scores(nothing).shape == (0,)
    assert trees.contributions(nothing).shape == (0, len(NAMES) + 1)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9])
def test_a_file_that_is_cut_short_is_refused(sound: Path, share: float) -> None:
    whole, _, _ = sound.read_text().partition("end of trees")
    sound.write_text(whole[: int(len(whole) * share)])
    with pytest.raises(RerankerUnavailable):
        BoostedTrees.read(sound)


def test_a_file_without_its_last_trees_is_refused(sound: Path) -> None:
    text = sound.read_text()
    sound.write_text(text[: text.index("\n\nTree=10")])
    with pytest.raises(RerankerUnavailable):
        BoostedTrees.read(sound)


@pytest.mark.parametrize(
    ("line", "spoilt"),
    [
        ("left_child=", "left_child=900 "),
        ("left_child=", "left_child=-900 "),
        ("left_child=", "left_child=0 "),
        ("split_feature=", "split_feature=77 "),
        ("split_feature=", "split_feature=-1 "),
        ("leaf_value=", "leaf_value=1 "),
        ("threshold=", "threshold=1 1 1 1 1 1 1 "),
        ("threshold=", "threshold=x "),
        ("feature_names=", "names="),
    ],
)
def test_numbers_that_no_tree_can_have_are_refused(sound: Path, line: str, spoilt: str) -> None:
    before, _, after = sound.read_text().partition(line)
    first_is_replaced = line.endswith("child=") or line == "split_feature="
    sound.write_text(before + spoilt + (after.split(" ", 1)[1] if first_is_replaced else after))
    with pytest.raises(RerankerUnavailable):
        BoostedTrees.read(sound)


@pytest.mark.parametrize("content", [b"", b"\x00\xff", b"{}", "文件".encode(), b"tree\nend of trees"])
def test_a_foreign_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model.txt"
    path.write_bytes(content)
    with pytest.raises(RerankerUnavailable):
        BoostedTrees.read(path)
    with pytest.raises(RerankerUnavailable):
        BoostedTrees.read(tmp_path / "none.txt")


def categorical() -> lightgbm.Booster:
    rows = np.random.default_rng(1).integers(0, 9, (ROWS, len(NAMES)))
    told = lightgbm.Dataset(
        rows, (rows[:, 0] % 3 == 1) * 1.0, feature_name=list(NAMES), categorical_feature=[0]
    )
    return lightgbm.train({"objective": "regression", "verbosity": -1, "num_threads": 1}, told, 5)


def several_classes() -> lightgbm.Booster:
    rows = some_rows(missing=0.0)
    told = lightgbm.Dataset(rows, np.arange(ROWS) % 3, feature_name=list(NAMES))
    return lightgbm.train(
        {"objective": "multiclass", "num_class": 3, "verbosity": -1, "num_threads": 1}, told, 5
    )


@pytest.mark.parametrize(
    "make",
    [
        categorical,
        several_classes,
        partial(trained, missing=0.2, zero_as_missing=True),
        partial(trained, missing=0.0, linear_tree=True),
        partial(trained, missing=0.0, boosting="rf", bagging_freq=1, bagging_fraction=0.5),
    ],
    ids=["categorical splits", "several classes", "zero as missing", "linear leaves", "a forest's mean"],
)
def test_a_model_of_a_kind_that_is_not_read_is_refused(
    make: Callable[[], lightgbm.Booster], tmp_path: Path
) -> None:
    with pytest.raises(RerankerUnavailable):
        BoostedTrees.read(written(make(), tmp_path))
