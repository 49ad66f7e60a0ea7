"""Products in parts are the products that they are parts of."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.products import lengths_of_sums, product

sizes = st.tuples(st.integers(0, 400), st.integers(1, 60), st.integers(1, 40), st.integers(0, 2**31))


@given(sizes)
def test_a_product_in_parts_is_the_product(size: tuple[int, int, int, int]) -> None:
    rows, inner, columns, seed = size
    random = np.random.default_rng(seed)
    left = random.standard_normal((rows, inner)).astype(np.float32)
    right = random.standard_normal((inner, columns)).astype(np.float32)
    assert np.allclose(product(left, right), left @ right, atol=1e-3)


def test_rows_beyond_the_last_whole_part_are_multiplied_too() -> None:
    left, right = np.ones((401, 384), dtype=np.float32), np.ones((384, 12), dtype=np.float32)
    assert (product(left, right) == 384).all()


def test_the_length_of_a_sum_is_that_of_all_its_weighed_vectors() -> None:
    random = np.random.default_rng(1)
    weights = random.standard_normal((6, 50)).astype(np.float32) * (random.random((6, 50)) < 0.3)
    weights[2] = 0
    vectors = random.standard_normal((50, 16)).astype(np.float32)
    found = lengths_of_sums(weights.astype(np.float32), vectors)
    assert np.allclose(found, np.linalg.norm(weights @ vectors, axis=1), atol=1e-4)
    assert found[2] == 0
