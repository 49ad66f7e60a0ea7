"""Which batch comes when. A batch is of one kind, so that its wrong passages are like its right ones."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from training.contrastive import Batch, LossOptions, Matrix, RowwiseAdam, loss_and_gradient

_WARM_UP_STEPS = 100
_LEAST_RATE = 0.05

TextRows = NDArray[np.int64]
"""Rows of one matrix of bags, a row for each distinct text; equal texts are equal numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingOptions:
    """The recipe.

    A kind is drawn with probability ~ weight · size^``size_power``. ``dropout`` is the share of a text's
    parts left out at a step, ``near_misses`` how many hard negatives a query brings where there are any.
    ``rare`` is the a of the start, random unit vector · a / (a + p), p being a part's share of all. The rate
    rises for 100 steps and falls linearly over the second half.
    """

    loss: LossOptions = field(default_factory=LossOptions)
    steps: int = 800
    batch_size: int = 1024
    rate: float = 2e-3
    dropout: float = 0.1
    size_power: float = 0.6
    weights: Mapping[str, float] = field(default_factory=dict)
    rare: float = 3e-3
    near_misses: int = 1
    seed: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class KindOfPairs:
    """The pairs of one kind: rows of queries and of their passages, shape (pairs,).

    ``near_misses``, shape (pairs, n), are rows of passages that look right and are wrong.
    """

    queries: TextRows
    passages: TextRows
    near_misses: TextRows | None = None

    def __len__(self) -> int:
        return len(self.queries)

    def batch(
        self, bags: csr_matrix, chosen: TextRows, generator: np.random.Generator, options: TrainingOptions
    ) -> Batch:
        """The pairs ``chosen``; a repeat of a query or passage is hidden, so that it is never a wrong one."""
        queries, passages = self.queries[chosen], self.passages[chosen]
        columns = passages
        if self.near_misses is not None and options.near_misses:
            drawn = generator.integers(self.near_misses.shape[1], size=(len(chosen), options.near_misses))
            wrong = np.unique(np.take_along_axis(self.near_misses[chosen], drawn, axis=1))
            columns = np.concatenate([passages, wrong])
        hidden = np.equal.outer(passages, columns)
        hidden[:, : len(chosen)] |= np.equal.outer(queries, queries)
        np.fill_diagonal(hidden, False)
        return Batch(
            queries=_dropped(bags[queries], options.dropout, generator),
            passages=_dropped(bags[columns], options.dropout, generator),
            hidden=hidden,
        )


def start_rows(bags: csr_matrix, dimensions: int, options: TrainingOptions) -> Matrix:
    """Random directions, shape (parts, dimensions), the shorter the more frequent the part in ``bags``.

    The weight is that of Arora, Liang and Ma 2017, https://openreview.net/forum?id=SyK00v5xx.
    """
    counts = np.asarray(bags.sum(axis=0), dtype=np.float64).ravel()
    share = counts / counts.sum()
    generator = np.random.default_rng(options.seed)
    rows = generator.normal(size=(len(share), dimensions)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    rows *= (options.rare / (options.rare + share))[:, None].astype(np.float32)
    return rows


def train(
    kinds: Mapping[str, KindOfPairs],
    bags: csr_matrix,
    rows: Matrix,
    options: TrainingOptions,
    on_step: Callable[[int, float], None],
) -> None:
    """Train ``rows`` in place; the same arguments give the same rows. ``on_step`` is told step and loss."""
    generator = np.random.default_rng(options.seed)
    names = sorted(kinds)
    chances = _chances([len(kinds[name]) for name in names], names, options)
    adam = RowwiseAdam(rows)
    for step in range(options.steps):
        kind = kinds[names[generator.choice(len(names), p=chances)]]
        chosen = generator.choice(len(kind), min(options.batch_size, len(kind)), replace=False)
        parts, batch = kind.batch(bags, chosen, generator, options).of_few_parts()
        loss, gradient = loss_and_gradient(rows[parts], batch, options.loss)
        adam.step(rows, parts, gradient, options.rate * _rate_share(step, options.steps))
        on_step(step, loss)


def _chances(sizes: Sequence[int], names: Sequence[str], options: TrainingOptions) -> NDArray[np.float64]:
    weights = np.array([options.weights.get(name, 1.0) for name in names])
    chances = weights * np.array(sizes, dtype=np.float64) ** options.size_power
    return np.asarray(chances / chances.sum())


def _dropped(bags: csr_matrix, share: float, generator: np.random.Generator) -> csr_matrix:
    bags.data = bags.data * (generator.random(len(bags.data)) >= share)
    return bags


def _rate_share(step: int, steps: int) -> float:
    warm = min(1.0, (step + 1) / _WARM_UP_STEPS)
    left = (steps - step) / (steps / 2)
    return warm * max(_LEAST_RATE, min(1.0, left))
