"""The lengths of the vectors of texts: those that were never worked out, and those that are kept."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.vector_lengths import VectorLengths

VECTORS = np.random.default_rng(1).normal(size=(5, 8)).astype(np.float32)
WEIGHTS = np.array([0.5, 1.0, 2.0, 0.1, 3.0], dtype=np.float32)
_TEXTS = st.lists(st.lists(st.integers(1, 5), min_size=1, max_size=6), max_size=5)


@given(st.lists(_TEXTS, max_size=4), st.sampled_from([1, 3, 100]))
def test_a_length_is_that_of_the_sum_of_the_weighed_vectors_however_many_are_kept(
    rounds: list[list[list[int]]], most: int
) -> None:
    lengths = VectorLengths(most=most)
    for texts in rounds:
        tokens = [np.array(text, dtype=np.uint16) for text in texts]
        counts = np.array([[text.count(n) for n in range(1, 6)] for text in texts], dtype=np.float32)
        counts = counts.reshape(len(texts), 5)
        sums = (counts * WEIGHTS) @ VECTORS
        found = lengths.of(tokens, counts, WEIGHTS, VECTORS)
        assert found == pytest.approx(np.linalg.norm(sums, axis=1), rel=1e-4)
        assert np.array_equal(found, lengths.of(tokens, counts, WEIGHTS, VECTORS))


def test_a_length_is_worked_out_once() -> None:
    lengths = VectorLengths(most=10)
    text, counts = np.array([1, 2], dtype=np.uint16), np.array([[1, 1, 0, 0, 0]], dtype=np.float32)
    first = lengths.of([text], counts, WEIGHTS, VECTORS)
    assert np.array_equal(lengths.of([text], counts * 0, WEIGHTS, VECTORS), first)
