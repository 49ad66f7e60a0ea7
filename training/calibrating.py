"""From ranking scores to chances: two numbers, chosen by likelihood on questions that taught the ranker
nothing.

A question whose right passage is not among its candidates counts for "none of them".
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from vectorstore.reranker import Calibration

_SMALLEST_CHANCE = 1e-9


def calibrate(questions: Sequence[tuple[NDArray[np.float64], NDArray[np.bool_]]]) -> Calibration:
    """The calibration under which what was right is likeliest; each question is its scores and what is
    right."""

    def loss(parameters: NDArray[np.float64]) -> float:
        calibration = Calibration(scale=float(np.exp(parameters[0])), none=float(parameters[1]))
        return float(np.mean([_surprise(calibration, scores, right) for scores, right in questions]))

    found = minimize(loss, np.zeros(2), method="Nelder-Mead")
    return Calibration(scale=round(float(np.exp(found.x[0])), 4), none=round(float(found.x[1]), 4))


def _surprise(calibration: Calibration, scores: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    chances = calibration.chances(scores)
    chance = float(chances[right].sum()) if right.any() else 1.0 - float(chances.sum())
    return -float(np.log(max(chance, _SMALLEST_CHANCE)))
