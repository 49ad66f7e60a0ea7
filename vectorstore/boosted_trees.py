"""Scores of a LightGBM model, read from its own text file with numpy alone.

LightGBM and SciPy weigh 150 MB and half a second at start, a few hundred small trees need neither; a test
holds the scores beside LightGBM's. Read are sums of trees with numerical splits and missing values as NaN or
none, which is what LightGBM makes unless asked for more; anything else is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorstore.errors import RerankerUnavailable

_DEFAULT_LEFT = 2
_MISSING = 12
_MISSING_IS_ZERO = 4
_MISSING_IS_NAN = 8
_CATEGORICAL = 1
_ZERO = 1e-35

Rows = NDArray[np.float32]
Integers = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class _Nodes:
    """All nodes of all trees in one row, leaves included: a leaf is its own left and right child.

    ``columns`` are those of ``_twice``: what is missing goes left by the one and right by the other.
    ``children`` has the right child of node ``i`` at ``2 * i`` and its left one behind it.
    """

    roots: Integers
    feature: Integers
    columns: Integers
    threshold: NDArray[np.float64]
    children: Integers
    value: NDArray[np.float64]
    depth: int


class BoostedTrees:
    """A sum of regression trees over named features."""

    def __init__(self, feature_names: tuple[str, ...], nodes: _Nodes) -> None:
        self.feature_names = feature_names
        self._nodes = nodes

    @classmethod
    def read(cls, path: Path) -> "BoostedTrees":
        """The model that ``lightgbm.Booster.save_model`` wrote. Raises RerankerUnavailable."""
        try:
            text, end, _ = path.read_text(encoding="utf-8").partition("end of trees")
            if not end:
                raise ValueError("it is cut short")
            head, *trees = text.split("\n\nTree=")
            names = tuple(_fields(head)["feature_names"].split())
            _require_sum_of_trees(head)
            return cls(names, _joined([_fields(tree) for tree in trees], len(names)))
        except (OSError, ValueError, KeyError, IndexError) as error:
            raise RerankerUnavailable(f"the ranking model {path.name} cannot be read: {error}") from error

    def scores(self, rows: Rows) -> NDArray[np.float64]:
        """One score a row; ``rows`` has shape (n, features)."""
        seen, at = _twice(rows), self._start(rows)
        for _ in range(self._nodes.depth):
            at = self._step(seen, at)
        total: NDArray[np.float64] = self._nodes.value[at].sum(axis=1)
        return total

    def contributions(self, rows: Rows) -> NDArray[np.float64]:
        """What each feature adds to each score, shape (n, features + 1); the last column is the same for all.

        Each split is answerable for how far it moves the mean of what lies below it (Saabas 2014,
        https://blog.datadive.net/interpreting-random-forests/); the sum of a row is its score.
        """
        nodes = self._nodes
        added = np.zeros((len(rows), len(self.feature_names) + 1))
        seen, at = _twice(rows), self._start(rows)
        added[:, -1] = nodes.value[at].sum(axis=1)
        numbers = np.broadcast_to(np.arange(len(rows))[:, None], at.shape)
        for _ in range(nodes.depth):
            below = self._step(seen, at)
            np.add.at(added, (numbers, nodes.feature[at]), nodes.value[below] - nodes.value[at])
            at = below
        return added

    def _start(self, rows: Rows) -> Integers:
        return np.broadcast_to(self._nodes.roots, (len(rows), len(self._nodes.roots)))

    def _step(self, seen: Rows, at: Integers) -> Integers:
        nodes = self._nodes
        first = np.arange(len(seen))[:, None] * seen.shape[1]
        goes_left = seen.take(first + nodes.columns.take(at)) <= nodes.threshold.take(at)
        below: Integers = nodes.children.take(2 * at + goes_left)
        return below


def _twice(rows: Rows) -> Rows:
    """``rows`` with less than anything in the place of NaN, and beside it with more than anything."""
    missing = np.isnan(rows)
    return np.hstack([np.where(missing, np.float32(without), rows) for without in (-np.inf, np.inf)])


def _fields(block: str) -> Mapping[str, str]:
    return dict(line.split("=", 1) for line in block.splitlines() if "=" in line)


def _require_sum_of_trees(head: str) -> None:
    if _fields(head)["num_tree_per_iteration"] != "1" or "average_output" in head.splitlines():
        raise ValueError("its score is no sum of its trees")


def _joined(trees: list[Mapping[str, str]], features: int) -> _Nodes:
    parts = [_nodes_of(tree, features) for tree in trees]
    sizes = [len(part.feature) for part in parts]
    starts = np.cumsum([0, *sizes[:-1]]).astype(np.intp)
    return _Nodes(
        roots=np.concatenate([part.roots + start for part, start in zip(parts, starts, strict=True)]),
        feature=np.concatenate([part.feature for part in parts]),
        columns=np.concatenate([part.columns for part in parts]),
        threshold=np.concatenate([part.threshold for part in parts]),
        children=np.concatenate([part.children + start for part, start in zip(parts, starts, strict=True)]),
        value=np.concatenate([part.value for part in parts]),
        depth=max(part.depth for part in parts),
    )


def _nodes_of(tree: Mapping[str, str], features: int) -> _Nodes:
    """One tree: its splits first, then its leaves; LightGBM writes leaf ``i`` as child ``-i - 1``."""
    leaves = _numbers(tree["leaf_value"])
    inner = len(leaves) - 1
    own = np.arange(inner, inner + len(leaves), dtype=np.intp)

    def of_splits(name: str) -> NDArray[np.float64]:
        values = _numbers(tree.get(name, ""))
        if len(values) != inner:
            raise ValueError(f"{len(values)} of {name} for {inner} splits")
        return values

    def children(side: str) -> Integers:
        child = of_splits(side).astype(np.intp)
        numbers = np.where(child < 0, inner - child - 1, child)
        # LightGBM numbers a split after the one above it, so no way through a tree has an end but a leaf.
        if (numbers <= np.arange(inner)).any() or (numbers >= inner + len(leaves)).any():
            raise ValueError("a child that is none")
        return np.concatenate([numbers, own])

    split = of_splits("split_feature").astype(np.intp)
    if (split < 0).any() or (split >= features).any():
        raise ValueError("a split by no feature")
    kinds = of_splits("decision_type").astype(np.intp)
    missing = kinds & _MISSING
    if (kinds & _CATEGORICAL).any() or (missing == _MISSING_IS_ZERO).any() or tree.get("is_linear") == "1":
        raise ValueError("a tree of another kind")
    thresholds = of_splits("threshold")
    as_nan = missing == _MISSING_IS_NAN
    missing_left = np.where(as_nan, (kinds & _DEFAULT_LEFT) > 0, thresholds >= -_ZERO)
    left, right = children("left_child"), children("right_child")
    columns = split + np.where(missing_left, 0, features)
    of_leaves = np.zeros(len(leaves), dtype=np.intp)
    return _Nodes(
        roots=np.array([0 if inner else own[0]], dtype=np.intp),
        feature=np.concatenate([split, of_leaves]),
        columns=np.concatenate([columns, of_leaves]),
        threshold=np.concatenate([thresholds, np.zeros(len(leaves))]),
        children=np.column_stack([right, left]).ravel(),
        value=np.concatenate([of_splits("internal_value"), leaves]),
        depth=_depth(left, right, inner),
    )


def _depth(left: Integers, right: Integers, inner: int) -> int:
    depth = 0
    level = {0} if inner else set()
    while level:
        depth += 1
        level = {int(child) for node in level for child in (left[node], right[node]) if child < inner}
    return depth


def _numbers(text: str) -> NDArray[np.float64]:
    return np.array([float(word) for word in text.split()])
