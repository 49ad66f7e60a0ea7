"""Whether what speaks for a sentence outweighs what speaks against it: trees over its signs and over what its
rewordings are worth.

Made by ``training.gate``; the card beside the trees says from what. This module does not know what a sign is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from qa_service.answering.gate.signs import SIGNS, Floats
from vectorstore.boosted_trees import BoostedTrees
from vectorstore.errors import RerankerUnavailable

BUILT_IN = Path(__file__).parent / "qa-gate-zh"
TREES = "trees.txt"
REWORDINGS = "rewordings.tsv"
REWORDED = "reworded"
"""What all rewordings of a sentence are worth together: the last of the figures that the trees weigh."""
WEIGHED = (*SIGNS, REWORDED)
_NOTHING = 0.001
LEAST = 0.2
"""A sentence that weighs less is taken out. Of pairs close to the words whose passages the trees had not seen
(2,200 right, 2,512 wrong) it keeps 92.4 % of the right and takes out 92.0 % of the wrong; of freely put ones
(784 right, 1,137 wrong) 55.2 % and 88.3 %, single checks alone 37.1 % and 84.3 %. Of such as no check was
mended with the card tells: fewer."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """``worth`` has, by the name of a rewording, how much it speaks for a sentence. Thread-safe."""

    trees: BoostedTrees
    worth: Mapping[str, float]

    def holds(self, signs: Floats, rewordings: Iterable[str]) -> bool:
        """Whether a sentence with ``signs``, shape (len(SIGNS),), and these ``rewordings`` is borne out."""
        row = np.append(signs, np.float32(worth_of(rewordings, self.worth)))
        return float(self.trees.scores(row[None, :])[0]) >= LEAST


def worth_of(rewordings: Iterable[str], worth: Mapping[str, float]) -> float:
    """The sum; nothing for what has never been met."""
    return sum(worth.get(name, 0.0) for name in sorted(rewordings))


@lru_cache(maxsize=1)
def load_weighing(folder: Path = BUILT_IN) -> Weighing:
    """The trees in ``folder``. Raises RerankerUnavailable where they cannot be read or have other signs."""
    trees = BoostedTrees.read(folder / TREES)
    if trees.feature_names != WEIGHED:
        raise RerankerUnavailable("the gate's trees were made for other signs")
    try:
        return Weighing(trees, read_worth(folder / REWORDINGS))
    except (OSError, ValueError) as error:
        raise RerankerUnavailable(f"the worth of the gate's rewordings cannot be read: {error}") from error


def read_worth(path: Path) -> dict[str, float]:
    """By name, what ``write_worth`` wrote. Raises OSError, and ValueError for a line that is none."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {name: float(value) for name, value in (line.split("\t") for line in lines)}


def write_worth(path: Path, worth: Mapping[str, float]) -> None:
    """A line for each rewording: its name, a tab, three decimals; what is worth nothing is left out."""
    lines = [f"{name}\t{value:.3f}" for name, value in sorted(worth.items()) if abs(value) >= _NOTHING]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
