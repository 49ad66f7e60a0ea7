"""Which batch comes when. A batch is of one kind, so that its wrong passages are like its right ones."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack

from training.contrastive import Batch, LossOptions, Matrix, RowwiseAdam, loss_and_gradient
from training.rows import Pair
from training.vocabulary import Vocabulary

_WARM_UP_STEPS = 100
_LEAST_RATE = 0.05


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
class NearMisses:
    """Hard negatives, as rows of ``pool``, the bags of all passages.

    ``right``, shape (pairs,), is each pair's own passage, ``wrong``, shape (pairs, n), are those that keyword
    search takes for right.
    """

    pool: csr_matrix
    right: NDArray[np.int64]
    wrong: NDArray[np.int64]

    def draw(self, pairs: NDArray[np.int64], each: int, generator: np.random.Generator) -> NDArray[np.int64]:
        """Distinct rows of the pool, up to ``each`` for each of ``pairs``."""
        columns = generator.integers(self.wrong.shape[1], size=(len(pairs), each))
        return np.unique(np.take_along_axis(self.wrong[pairs], columns, axis=1))


class KindOfPairs:
    """The pairs of one kind as bags; equal texts have equal ids, so that a repeat is never a wrong answer.

    ``near``, where set, are passages that look right and are wrong.
    """

    def __init__(self, pairs: Sequence[Pair], vocabulary: Vocabulary) -> None:
        self.queries = vocabulary.bags([pair.query for pair in pairs])
        self.passages = vocabulary.bags([pair.passage for pair in pairs])
        self.query_ids = _equality_ids([pair.query for pair in pairs])
        self.passage_ids = _equality_ids([pair.passage for pair in pairs])
        self.near: NearMisses | None = None

    def __len__(self) -> int:
        return len(self.query_ids)

    def batch(
        self, chosen: NDArray[np.int64], generator: np.random.Generator, options: TrainingOptions
    ) -> Batch:
        queries, passages = self.queries[chosen], self.passages[chosen]
        same_query = np.equal.outer(self.query_ids[chosen], self.query_ids[chosen])
        same_passage = np.equal.outer(self.passage_ids[chosen], self.passage_ids[chosen])
        hidden = same_query | same_passage
        np.fill_diagonal(hidden, False)
        if self.near is not None and options.near_misses:
            extra = self.near.draw(chosen, options.near_misses, generator)
            passages = vstack([passages, self.near.pool[extra]], format="csr")
            hidden = np.hstack([hidden, np.equal.outer(self.near.right[chosen], extra)])
        return Batch(
            queries=_dropped(queries, options.dropout, generator),
            passages=_dropped(passages, options.dropout, generator),
            hidden=hidden,
        )


def start_rows(frequencies: NDArray[np.float64], dimensions: int, options: TrainingOptions) -> Matrix:
    """Random directions, shape (parts, dimensions), the shorter the more frequent the part.

    The weight is that of Arora, Liang and Ma 2017, https://openreview.net/forum?id=SyK00v5xx.
    """
    generator = np.random.default_rng(options.seed)
    rows = generator.normal(size=(len(frequencies), dimensions)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    rows *= (options.rare / (options.rare + frequencies))[:, None].astype(np.float32)
    return rows


def part_frequencies(kinds: Iterable[KindOfPairs]) -> NDArray[np.float64]:
    """The share of each part among all, shape (parts,)."""
    bags = [bag for kind in kinds for bag in (kind.queries, kind.passages)]
    counts = sum(np.asarray(bag.sum(axis=0), dtype=np.float64).ravel() for bag in bags)
    return np.asarray(counts / np.sum(counts))


def _equality_ids(texts: Sequence[str]) -> NDArray[np.int64]:
    ids: dict[str, int] = {}
    return np.array([ids.setdefault(text, len(ids)) for text in texts])


def _dropped(bags: csr_matrix, share: float, generator: np.random.Generator) -> csr_matrix:
    kept = bags.copy()
    kept.data = kept.data * (generator.random(len(kept.data)) >= share)
    return kept


def train(
    kinds: Mapping[str, KindOfPairs],
    rows: Matrix,
    options: TrainingOptions,
    on_step: Callable[[int, float], None],
) -> None:
    """Train ``rows`` in place; the same arguments give the same rows. ``on_step`` is told step and loss."""
    generator = np.random.default_rng(options.seed)
    names = sorted(kinds)
    chances = np.array([len(kinds[n]) ** options.size_power * options.weights.get(n, 1.0) for n in names])
    chances /= chances.sum()
    adam = RowwiseAdam(rows)
    for step in range(options.steps):
        kind = kinds[names[generator.choice(len(names), p=chances)]]
        chosen = generator.choice(len(kind), min(options.batch_size, len(kind)), replace=False)
        parts, batch = kind.batch(chosen, generator, options).of_few_parts()
        loss, gradient = loss_and_gradient(rows[parts], batch, options.loss)
        adam.step(rows, parts, gradient, options.rate * _rate_share(step, options.steps))
        on_step(step, loss)


def _rate_share(step: int, steps: int) -> float:
    warm = min(1.0, (step + 1) / _WARM_UP_STEPS)
    left = (steps - step) / (steps / 2)
    return warm * max(_LEAST_RATE, min(1.0, left))
