"""Whether what speaks for a sentence outweighs what speaks against it: trees over its signs.

Made by ``training.gate``; the card beside the trees says from what. This module does not know what a sign is.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from qa_service.answering.gate.signs import SIGNS, Floats
from vectorstore.boosted_trees import BoostedTrees
from vectorstore.errors import RerankerUnavailable

BUILT_IN = Path(__file__).parent / "qa-gate-zh"
TREES = "trees.txt"
LEAST = 0.15
"""A sentence that weighs less is taken out. Of pairs close to the words whose passages the trees had not seen
(2,520 right, 2,832 wrong) it keeps 90.4 % of the right and takes out 90.5 % of the wrong; of freely put ones
(784 right, 1,137 wrong) 50.3 % and 85.2 %, single checks alone 37.1 % and 84.3 %. Of such as no check was
mended with the card tells: fewer."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """Thread-safe."""

    trees: BoostedTrees

    def holds(self, signs: Floats) -> bool:
        """Whether a sentence with ``signs``, shape (len(SIGNS),), is borne out."""
        return float(self.trees.scores(signs[None, :])[0]) >= LEAST


@lru_cache(maxsize=1)
def load_weighing(folder: Path = BUILT_IN) -> Weighing:
    """The trees in ``folder``. Raises RerankerUnavailable where they cannot be read or have other signs."""
    trees = BoostedTrees.read(folder / TREES)
    if trees.feature_names != SIGNS:
        raise RerankerUnavailable("the gate's trees were made for other signs")
    return Weighing(trees)
