"""Ranking what was found once more, by everything that is known of question and passage.

A LambdaMART model (Burges, From RankNet to LambdaRank to LambdaMART, Microsoft Research MSR-TR-2010-82) over
``FEATURES``, made by ``training.ranker``. It was trained with questions about laws, State Council documents
and encyclopedia paragraphs; other kinds of text it ranks by what these have in common. The chance that a
passage is the right one is a conditional logit over all candidates and none of them (McFadden 1974).
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorstore.boosted_trees import BoostedTrees
from vectorstore.errors import RerankerUnavailable
from vectorstore.features import FEATURES, Candidate, FeatureExtractor
from vectorstore.piece_tokens import PieceTokens
from vectorstore.static_embedder import StaticEmbedder

BUILT_IN = Path(__file__).parent / "models" / "qa-ranker-zh"
TREES = "model.txt"
CALIBRATION = "calibration.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """``scale`` turns scores into logits, ``none`` is the logit of no candidate being right."""

    scale: float
    none: float

    def chances(self, scores: NDArray[np.float64]) -> NDArray[np.float64]:
        """For each candidate of one question the chance that it is the right one; they add up to less than
        1."""
        logits = scores * self.scale
        highest = max(float(logits.max(initial=self.none)), self.none)
        parts = np.exp(logits - highest)
        chances: NDArray[np.float64] = parts / (parts.sum() + np.exp(self.none - highest))
        return chances


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureShare:
    """A feature of a passage: its value, None where it cannot be told, and what it added to the score."""

    name: str
    value: float | None
    contribution: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """``raw_score`` is ``base``, the same for every passage, plus the contributions of all features, those
    that moved it most first; ``chance`` is what all raw scores together make of it."""

    chance: float
    raw_score: float
    base: float
    features: tuple[FeatureShare, ...]


class Reranker:
    """Scores candidates of one question. Thread-safe."""

    def __init__(self, extractor: FeatureExtractor, folder: Path = BUILT_IN) -> None:
        """Raises RerankerUnavailable where the model cannot be read or is for other features."""
        self._extractor = extractor
        self._trees = BoostedTrees.read(folder / TREES)
        self._calibration = _read_calibration(folder / CALIBRATION)
        if self._trees.feature_names != FEATURES:
            raise RerankerUnavailable("the ranking model was made for other features")

    def chances(self, question: str, candidates: Sequence[Candidate]) -> list[float]:
        """For each candidate the chance, 0 to 1, that it answers; all of them add up to less than 1."""
        if not candidates:
            return []
        scores = self._trees.scores(self._extractor.extract(question, candidates))
        return [float(chance) for chance in self._calibration.chances(scores)]

    def explain(self, question: str, candidates: Sequence[Candidate]) -> list[Explanation]:
        """Where each chance comes from."""
        if not candidates:
            return []
        rows = self._extractor.extract(question, candidates)
        contributions = self._trees.contributions(rows)
        chances = self._calibration.chances(contributions.sum(axis=1))
        return [
            _explanation(row, added, float(chance))
            for row, added, chance in zip(rows, contributions, chances, strict=True)
        ]


def piece_tokens_of(embedder: object) -> PieceTokens | None:
    """The tokens that the ranker looks at, which an index has to keep; None for an embedder without any."""
    return PieceTokens(embedder.vocabulary()) if isinstance(embedder, StaticEmbedder) else None


def _explanation(row: NDArray[np.float32], added: NDArray[np.float64], chance: float) -> Explanation:
    shares = [
        FeatureShare(
            name=name, value=None if np.isnan(value) else float(value), contribution=float(contribution)
        )
        for name, value, contribution in zip(FEATURES, row, added[:-1], strict=True)
    ]
    shares.sort(key=lambda share: abs(share.contribution), reverse=True)
    return Explanation(
        chance=chance, raw_score=float(added.sum()), base=float(added[-1]), features=tuple(shares)
    )


def _read_calibration(path: Path) -> Calibration:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        calibration = Calibration(scale=float(told["scale"]), none=float(told["none"]))
        if not (0 < calibration.scale < math.inf and math.isfinite(calibration.none)):
            raise ValueError(calibration)
        return calibration
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RerankerUnavailable(f"the calibration {path.name} cannot be read: {error}") from error
