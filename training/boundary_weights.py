"""The weights of ``answering.reader.boundaries``: a softmax over the runs of a question's sentences.

Adagrad (Duchi et al. 2011) over batches of questions; the target is the answer, with a little for runs that
hold most of it. The sentences' scores are added as they are, so that only form is learned.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa_service.answering.reader.boundaries import BITS, Signs, paired, question_keys
from qa_service.answering.reader.reader import Chosen
from qa_service.answering.reader.texts import Floats
from training.reading_data import Example

_EPOCHS = 2
_RATE = 0.1
_BATCH = 8
_START = 10.0
_DECAY = 1e-2
_NEARLY = 0.55


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The runs to choose from; ``f1`` is how right each run is, ``standing``
    how its sentence stands, ``first_holds`` whether the first sentence holds an answer."""

    example: Example
    chosen: Chosen
    signs: Signs
    f1: Floats
    standing: tuple[Floats, Floats, Floats]
    first_holds: bool


def learn_boundaries(choices: Sequence[Choice], seed: int = 0) -> Floats:
    """Weights of shape (2 ** BITS,)."""
    weights = np.zeros(1 << BITS, dtype=np.float32)
    squares = np.full(1 << BITS, _START, dtype=np.float32)
    telling = [choice for choice in choices if choice.f1.max(initial=0.0) > _NEARLY]
    shuffle = np.random.default_rng(seed)
    for _ in range(_EPOCHS):
        order = shuffle.permutation(len(telling))
        for start in range(0, len(order), _BATCH):
            gradient = np.zeros(1 << BITS, dtype=np.float32)
            for number in order[start : start + _BATCH]:
                _add_gradient(gradient, weights, telling[number])
            touched = np.flatnonzero(gradient)
            step = gradient[touched] + _DECAY * weights[touched]
            squares[touched] += step * step
            weights[touched] -= _RATE * step / np.sqrt(squares[touched])
    return weights


def _add_gradient(gradient: Floats, weights: Floats, choice: Choice) -> None:
    signs, keys = choice.signs, question_keys(choice.example.asked)
    begin, end, form = (paired(hashes, keys) for hashes in (signs.beginning, signs.end, signs.form))
    score = (
        weights[begin].sum(axis=1)[signs.begins]
        + weights[end].sum(axis=1)[signs.ends]
        + weights[form].sum(axis=1)
        + choice.standing[0]
    )
    surplus = _softmax(score) - _target(choice.f1)
    _spread(gradient, begin, np.bincount(signs.begins, surplus, len(begin)).astype(np.float64))
    _spread(gradient, end, np.bincount(signs.ends, surplus, len(end)).astype(np.float64))
    _spread(gradient, form, surplus)


def _softmax(score: Floats) -> NDArray[np.float64]:
    parts = np.exp(score.astype(np.float64) - score.max())
    chances: NDArray[np.float64] = parts / parts.sum()
    return chances


def _target(f1: Floats) -> NDArray[np.float64]:
    wanted = np.where(f1 >= 0.999, 1.0, 0.3 * np.maximum(0.0, f1 - 0.5) ** 2)
    target: NDArray[np.float64] = wanted / wanted.sum()
    return target


def _spread(gradient: Floats, address: NDArray[np.int64], values: NDArray[np.float64]) -> None:
    repeated = np.repeat(values.astype(np.float32), address.shape[1])
    np.add.at(gradient, address.ravel(), repeated)
