"""The gradient in closed form against differences, and what learning must reach."""

import numpy as np
import pytest
from numpy.typing import NDArray

sparse = pytest.importorskip("scipy.sparse", reason="the slim set-up has no scipy")

from training.contrastive import Batch, LossOptions, RowwiseAdam, loss_and_gradient, unit_rows  # noqa: E402

OPTIONS = LossOptions(scale=5.0, sizes=(6, 3))


def batch_of(
    generator: np.random.Generator, queries: int, passages: int, parts: int, absent: tuple[int, ...] = ()
) -> Batch:
    def bags(count: int) -> object:
        counts = generator.integers(0, 3, size=(count, parts)).astype(np.float32)
        counts[:, absent] = 0
        return sparse.csr_matrix(counts)

    hidden = generator.random((queries, passages)) < 0.2
    np.fill_diagonal(hidden, False)
    return Batch(queries=bags(queries), passages=bags(passages), hidden=hidden)


def both_ways(rows: NDArray[np.floating], batch: Batch) -> float:
    """The loss that the gradient is of, written out: queries choose passages and passages choose queries."""
    total = 0.0
    count = batch.queries.shape[0]
    for size in OPTIONS.sizes:
        q, p = (unit_rows((bags @ rows)[:, :size])[0] for bags in (batch.queries, batch.passages))
        logits = np.where(batch.hidden, -1e9, OPTIONS.scale * (q @ p.T))
        for scores in (logits, logits[:, :count].T):
            chances = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
            total -= float(np.log(np.diagonal(chances)).mean())
    return total


@pytest.mark.parametrize("passages", [4, 7])
def test_the_gradient_is_the_slope_of_the_loss(passages: int) -> None:
    generator = np.random.default_rng(3)
    batch = batch_of(generator, 4, passages, 9)
    rows = generator.normal(size=(9, 6)).astype(np.float32)
    _, gradient = loss_and_gradient(rows, batch, OPTIONS)
    for index in np.ndindex(rows.shape):
        step = np.zeros(rows.shape)
        step[index] = 1e-5
        slope = (both_ways(rows + step, batch) - both_ways(rows - step, batch)) / 2e-5
        assert gradient[index] == pytest.approx(slope, abs=1e-3)


def test_a_text_without_parts_has_no_gradient_and_no_nan() -> None:
    empty = sparse.csr_matrix((2, 3), dtype=np.float32)
    batch = Batch(queries=empty, passages=empty, hidden=np.zeros((2, 2), dtype=bool))
    loss, gradient = loss_and_gradient(np.ones((3, 6), dtype=np.float32), batch, OPTIONS)
    assert np.isfinite(loss)
    assert not gradient.any()


def test_a_batch_of_few_parts_has_the_same_gradient_there_and_none_elsewhere() -> None:
    generator = np.random.default_rng(5)
    batch = batch_of(generator, 3, 4, 9, absent=(2, 7))
    rows = generator.normal(size=(9, 6)).astype(np.float32)
    parts, narrow = batch.of_few_parts()
    assert set(parts.tolist()).isdisjoint({2, 7})
    loss, gradient = loss_and_gradient(rows, batch, OPTIONS)
    narrow_loss, narrow_gradient = loss_and_gradient(rows[parts], narrow, OPTIONS)
    assert narrow_loss == pytest.approx(loss)
    assert np.allclose(narrow_gradient, gradient[parts])


def test_a_step_leaves_rows_alone_that_it_does_not_touch() -> None:
    rows = np.ones((3, 2), dtype=np.float32)
    RowwiseAdam(rows).step(rows, np.array([1]), np.ones((1, 2), dtype=np.float32), 0.1)
    assert rows[[0, 2]].tolist() == [[1, 1], [1, 1]]
    assert np.allclose(rows[1], 0.9)
