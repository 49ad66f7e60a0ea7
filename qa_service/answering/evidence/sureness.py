"""How sure it is that a candidate answers, as far as that is known: between two bounds that come together.

This module does not know what is sure enough.
"""

import math
from collections.abc import Callable, Sequence

from qa_service.answering.evidence.likeness_signs import LikenessSigns

_ROUNDING = 1e-6
"""So much a bound of logits may be wrong by, for cosines are reckoned with seven digits."""


class Sureness:
    """A confidence, 0–1, that lies between ``least`` and ``most``; where these are one it is known."""

    def __init__(self, least: float, most: float) -> None:
        self.least = least
        self.most = most

    @property
    def next_texts(self) -> tuple[str, ...]:
        """What ``look_closer`` is going to compare with the question."""
        return ()

    def look_closer(self) -> None:
        """Bring the bounds nearer to one another, which are apart."""

    def value(self) -> float:
        """What it is in the end."""
        while self.least < self.most:
            self.look_closer()
        return self.least


class LearnedSureness(Sureness):
    """One that signs of likeness decide on.

    ``own`` is the logit without them, ``weights`` are theirs, and ``weighed``, which never falls, makes a
    confidence of the chance that all signs together give.
    """

    def __init__(
        self, own: float, weights: Sequence[float], signs: LikenessSigns, weighed: Callable[[float], float]
    ) -> None:
        super().__init__(0.0, 1.0)
        self._own = own
        self._weights = weights
        self._signs = signs
        self._weighed = weighed
        self._draw_bounds()

    @property
    def next_texts(self) -> tuple[str, ...]:
        return self._signs.next_texts

    def look_closer(self) -> None:
        self._signs.look_closer()
        self._draw_bounds()

    def _draw_bounds(self) -> None:
        ends = [
            (weight * least, weight * most) if weight >= 0 else (weight * most, weight * least)
            for weight, least, most in zip(self._weights, self._signs.least, self._signs.most, strict=True)
        ]
        rounding = 0.0 if self._signs.known else _ROUNDING
        self.least = self._weighed(sigmoid(self._own + sum(low for low, _ in ends) - rounding))
        self.most = self._weighed(sigmoid(self._own + sum(high for _, high in ends) + rounding))


def sigmoid(logit: float) -> float:
    """The chance of which ``logit`` is the logarithm of the odds."""
    return 1 / (1 + math.exp(-logit))
