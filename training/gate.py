"""python -m training.gate: from pairs of passage and sentence to the trees that the gate weighs with, in one
command.

Pairs are parted by a digest of their passage. The curve (of the wrong so many out, of the right so many kept)
is of sentences that the trees had not seen; ``LEAST`` in ``qa_service/answering/gate/weighing.py`` is read
from it. Files named ``--unseen`` are measured once, with the trees that ship.
"""

import argparse
import logging
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import lightgbm
import numpy as np
from numpy.typing import NDArray

from qa_service.answering.gate.signs import EITHER, FOR_IT, SIGNS
from qa_service.answering.gate.support import Judge
from qa_service.answering.gate.weighing import LEAST, TREES
from qa_service.gazetteer import Gazetteer, RegionMention, regions_in_question
from training.gate_data import ELSEWHERE, Weighed, elsewhere, read_gate_pairs, weighed
from vectorstore.analyzer import Analyzer

_log = logging.getLogger("training")

_FOLDS = 5
_ROUNDS = 400
_SETTINGS = {
    "objective": "binary",
    "learning_rate": 0.08,
    "num_leaves": 6,
    "max_depth": 4,
    "min_data_in_leaf": 20,
    "lambda_l2": 5.0,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbosity": -1,
    "monotone_constraints_method": "advanced",
    "monotone_constraints": [0 if sign in EITHER else 1 if sign in FOR_IT else -1 for sign in SIGNS],
}
_WEIGHT_CLOSE = 3.0
"""An LLM told to keep to its sources mostly keeps to their words."""
_OUT = (0.98, 0.95, 0.9, 0.87, 0.85, 0.83, 0.8, 0.75, 0.7)
_KEPT = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
_TAKEN_OUT = -np.inf

Scores = NDArray[np.float64]


def read_arguments(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training.gate", description=__doc__)
    parser.add_argument("--pairs", type=Path, nargs="+", required=True, help="files or folders with pairs")
    parser.add_argument("--close", type=Path, nargs="*", default=[], help="such that keep close to the words")
    parser.add_argument("--unseen", type=Path, nargs="*", default=[], help="files that are only measured")
    parser.add_argument("--out", type=Path, required=True, help="folder for the trees")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> None:
    given = read_arguments(arguments)
    logging.basicConfig(level=logging.INFO, format="%(relativeCreated)8d ms  %(message)s")
    judge = make_judge()
    pairs = [pair for file in files_of(given.pairs) for pair in read_gate_pairs(file)]
    pairs += [pair for file in files_of(given.close) for pair in read_gate_pairs(file, _WEIGHT_CLOSE)]
    pairs += elsewhere(pairs, np.random.default_rng(1))
    rows = list(weighed(pairs, judge))
    _log.info("%d sentences, %d of them elsewhere", len(rows), sum(_is_elsewhere(row) for row in rows))
    scores = across_folds(rows)
    for name, weight in (("held out by passage", 1.0), ("held out by passage, close", _WEIGHT_CLOSE)):
        own = [at for at, row in enumerate(rows) if row.pair.weight == weight]
        if own:
            report(name, [rows[at] for at in own], scores[own])
    trees = fit(rows)
    given.out.mkdir(parents=True, exist_ok=True)
    trees.save_model(given.out / TREES)
    for file in given.unseen:
        only = list(weighed(read_gate_pairs(file), judge))
        report(f"unseen, {file.stem}", only, scores_of(trees, only))


def files_of(paths: Sequence[Path]) -> list[Path]:
    """The files themselves, and those of the folders."""
    return [file for path in paths for file in (sorted(path.glob("*.txt")) if path.is_dir() else [path])]


def make_judge() -> Judge:
    """A judge with the words and places of the service."""
    analyzer, gazetteer = Analyzer(), Gazetteer.load()

    @cache
    def segment(text: str) -> Sequence[str]:
        return [word.text for word in analyzer.words(text)]

    def find_regions(text: str) -> Sequence[RegionMention]:
        return regions_in_question(text, set(), gazetteer)

    return Judge(segment=segment, find_regions=find_regions, tag=analyzer.tagged)


def fit(rows: Sequence[Weighed]) -> lightgbm.Booster:
    """Trees that score what no certain check takes out; above 0 a sentence is more likely right."""
    told = [(row, row.signs) for row in rows if row.signs is not None]
    data = lightgbm.Dataset(
        np.stack([signs for _, signs in told]),
        np.array([not row.pair.wrong for row, _ in told], dtype=np.int32),
        weight=np.array([row.pair.weight for row, _ in told]),
        feature_name=list(SIGNS),
    )
    return lightgbm.train(_SETTINGS, data, _ROUNDS)


def scores_of(trees: lightgbm.Booster, rows: Sequence[Weighed]) -> Scores:
    """Shape (len(rows),); minus infinity for what a certain check takes out."""
    scores = np.full(len(rows), _TAKEN_OUT)
    seen = [(at, row.signs) for at, row in enumerate(rows) if row.signs is not None]
    if seen:
        scores[[at for at, _ in seen]] = trees.predict(np.stack([signs for _, signs in seen]), raw_score=True)
    return scores


def across_folds(rows: Sequence[Weighed]) -> Scores:
    """What trees say of each sentence that have seen none of its passage."""
    scores = np.full(len(rows), _TAKEN_OUT)
    for part in range(_FOLDS):
        trees = fit([row for row in rows if row.fold_of(_FOLDS) != part])
        own = [at for at, row in enumerate(rows) if row.fold_of(_FOLDS) == part]
        scores[own] = scores_of(trees, [rows[at] for at in own])
    return scores


def report(name: str, rows: Sequence[Weighed], scores: Scores) -> None:
    """The curve, what holds at ``LEAST``, by rules alone, and what is kept of each kind of wrong sentence."""
    right = np.array([not row.pair.wrong for row in rows])
    strange = np.array([_is_elsewhere(row) for row in rows])
    wrong = ~right & ~strange
    rules = np.array([row.rules_hold for row in rows])
    kept = scores >= LEAST
    _log.info("%s: %d right, %d wrong", name, right.sum(), wrong.sum())
    _log.info("  rules alone: right kept %.3f, wrong out %.3f", rules[right].mean(), 1 - rules[wrong].mean())
    _log.info("  at %.2f: right kept %.3f, wrong out %.3f", LEAST, kept[right].mean(), 1 - kept[wrong].mean())
    if strange.any():
        _log.info("  elsewhere out %.4f, by rules %.4f", 1 - kept[strange].mean(), 1 - rules[strange].mean())
    for share in _OUT:
        least = float(np.quantile(scores[wrong], share, method="higher"))
        _log.info(
            "  wrong out %.2f: right kept %.3f (from %.2f)", share, (scores[right] > least).mean(), least
        )
    for share in _KEPT:
        least = float(np.quantile(scores[right], 1 - share, method="lower"))
        _log.info(
            "  right kept %.2f: wrong out %.3f (from %.2f)", share, (scores[wrong] < least).mean(), least
        )
    kinds = Counter(row.pair.wrong for row, is_wrong in zip(rows, wrong, strict=True) if is_wrong)
    left = Counter(row.pair.wrong for row, is_kept in zip(rows, kept & wrong, strict=True) if is_kept)
    _log.info("  kept of each kind: %s", ", ".join(f"{k} {left[k]}/{n}" for k, n in kinds.most_common(20)))


def _is_elsewhere(row: Weighed) -> bool:
    return row.pair.wrong == ELSEWHERE


if __name__ == "__main__":
    main()
