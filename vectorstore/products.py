"""Products of matrices that stay in the thread that asks for them.

OpenBLAS shares a product of more than 262,144 multiplications out among threads. For the small ones of a
question these wait for one another longer than they work: a search with both cores busy took six times as
long, and where nothing else ran twice the processor's time. The limit is a whole process's matter; a program
that uses this package may want its threads.
"""

import numpy as np
from numpy.typing import NDArray

_MOST_AT_ONCE = 65_536 * 4
"""``SMP_THRESHOLD_MIN * GEMM_MULTITHREAD_THRESHOLD`` in OpenBLAS's ``interface/gemm.c``."""

Floats = NDArray[np.float32]


def product(left: Floats, right: Floats) -> Floats:
    """``left @ right`` of shapes (n, k) and (k, m), some rows of ``left`` at a time."""
    rows = max(1, _MOST_AT_ONCE // max(1, right.size))
    if rows >= len(left):
        return np.asarray(left @ right, dtype=np.float32)
    parts = len(left) // rows
    whole = parts * rows
    result = np.empty((len(left), right.shape[1]), dtype=np.float32)
    np.matmul(left[:whole].reshape(parts, rows, -1), right, out=result[:whole].reshape(parts, rows, -1))
    np.matmul(left[whole:], right, out=result[whole:])
    return result


def lengths_of_sums(weights: Floats, vectors: Floats) -> Floats:
    """The length of each row of ``weights @ vectors``, shapes (n, k) and (k, d), for weights most of which
    are 0: these are left out."""
    sums = np.zeros((len(weights), vectors.shape[1]), dtype=np.float32)
    for row, total in zip(weights, sums, strict=True):
        held = np.flatnonzero(row)
        np.dot(row.take(held), vectors.take(held, axis=0), out=total)
    return np.asarray(np.sqrt(np.einsum("nd,nd->n", sums, sums)), dtype=np.float32)
