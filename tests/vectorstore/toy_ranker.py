"""Small ranking models, made in a moment: what LightGBM writes, for the tests of what reads it."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("lightgbm", reason="the slim set-up has no lightgbm")

import lightgbm

from vectorstore.features import FEATURES
from vectorstore.reranker import CALIBRATION, TREES

TELLING = ("token_coverage", "pair_coverage", "soft_coverage")
"""Features that the toy model goes by: the more, the better."""


def toy_ranker(folder: Path) -> Path:
    """A model that likes passages with the question's words in them, in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    write_trees(folder, FEATURES, TELLING)
    (folder / CALIBRATION).write_text(json.dumps({"scale": 2.0, "none": 0.5}), encoding="utf-8")
    return folder


def write_trees(folder: Path, names: Sequence[str], telling: Sequence[str]) -> None:
    """Trees over features with these names; the score rises with those that are ``telling``."""
    draw = np.random.default_rng(1)
    rows = draw.uniform(0, 1, (2000, len(names)))
    liked = rows[:, [names.index(name) for name in telling]].sum(axis=1)
    rows[draw.uniform(size=rows.shape) < 0.1] = np.nan
    settings = {"objective": "regression", "num_leaves": 15, "verbosity": -1, "num_threads": 1}
    told = lightgbm.Dataset(rows, liked, feature_name=list(names))
    lightgbm.train(settings, told, 60).save_model(folder / TREES)
