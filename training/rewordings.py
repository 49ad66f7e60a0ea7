"""What each rewording of a passage is worth to a sentence, from pairs that are right or wrong.

A logistic regression over the names of the edits: the log-odds that one alone speaks for a sentence.
Sentences beside passages that they were not written for tell nothing of how a passage is put.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from qa_service.answering.gate.weighing import worth_of
from training.gate_data import ELSEWHERE, Weighed

_LEAST_OFTEN = 4
"""A rewording that was met less often is worth nothing."""
_SHRINKAGE = 30.0
_STEPS = 40
_PARTS = 4

Floats = NDArray[np.float64]


def fit_worth(rows: Sequence[Weighed]) -> dict[str, float]:
    """By its name, how much each rewording speaks for a sentence; below 0 it speaks against it."""
    told = [row for row in rows if row.pair.wrong != ELSEWHERE]
    counts = Counter(name for row in told for name in row.rewordings)
    names = sorted(name for name, count in counts.items() if count >= _LEAST_OFTEN)
    if not names:
        return {}
    made = _matrix(told, {name: at for at, name in enumerate(names)})
    right = np.array([not row.pair.wrong for row in told], dtype=np.float64)
    weight = np.array([row.pair.weight for row in told])

    def loss(values: Floats) -> tuple[float, Floats]:
        score = made @ values[:-1] + values[-1]
        off = weight * (1 / (1 + np.exp(-score)) - right)
        cost = float((weight * (np.logaddexp(0, score) - right * score)).sum())
        cost += _SHRINKAGE / 2 * float((values[:-1] ** 2).sum())
        return cost, np.append(made.T @ off + _SHRINKAGE * values[:-1], off.sum())

    start = np.zeros(len(names) + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}).x
    return dict(zip(names, map(float, found[:-1]), strict=True))


def worth_across(rows: Sequence[Weighed]) -> Floats:
    """Shape (len(rows),): what the rewordings of each are worth by the pairs of other writers."""
    found = np.zeros(len(rows))
    for part in range(_PARTS):
        worth = fit_worth([row for row in rows if row.hand_of(_PARTS) != part])
        for at, row in enumerate(rows):
            if row.hand_of(_PARTS) == part:
                found[at] = worth_of(row.rewordings, worth)
    return found


def _matrix(rows: Sequence[Weighed], places: Mapping[str, int]) -> csr_matrix:
    """Shape (len(rows), len(places)), 1 where a row has the rewording."""
    pairs = [(at, places[name]) for at, row in enumerate(rows) for name in row.rewordings if name in places]
    ones = np.ones(len(pairs))
    where = tuple(np.array(pairs, dtype=np.intp).reshape(-1, 2).T)
    return csr_matrix((ones, where), shape=(len(rows), len(places)))
