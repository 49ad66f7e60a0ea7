"""The pairs of passage and sentence in ``gate/``: what is right, and what is subtly wrong."""

from collections.abc import Iterator
from pathlib import Path

from training.gate_data import GatePair as Pair
from training.gate_data import read_gate_pairs

FOLDER = Path(__file__).parent / "gate"

__all__ = ["FOLDER", "Pair", "pairs"]


def pairs(name: str) -> Iterator[Pair]:
    """The pairs of ``gate/NAME.txt``."""
    return read_gate_pairs(FOLDER / f"{name}.txt")
