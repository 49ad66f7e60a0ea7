"""From what each arm has found to one ranked list. This module does not search, nor read what is found.

A passage is its key here (``passage_key``) until it is worth reading.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

from vectorstore.codes import Scored
from vectorstore.features import Candidate
from vectorstore.fusion import convex_combination
from vectorstore.passages import Arm, Hit, IndexedPassage

T = TypeVar("T")

Found = Mapping[Arm, Sequence[Scored]]
"""What each arm has found, best first, with the arm's own scores."""


def join(found: Found, weights: Mapping[Arm, float]) -> list[Scored]:
    """Everything that was found once, best joined score first."""
    return convex_combination(found, weights)


def shortlist(
    found: Found, weights: Mapping[Arm, float], depths: Mapping[Arm, int], limit: int
) -> list[Scored]:
    """The first of each arm down to its depth, best joined score first; at least ``limit`` where so many were
    found."""
    chosen = {key for arm, depth in depths.items() for key, _ in found.get(arm, ())[:depth]}
    everything = join(found, weights)
    kept = [pair for pair in everything if pair[0] in chosen]
    missing = max(0, limit - len(kept))
    return kept + [pair for pair in everything if pair[0] not in chosen][:missing] if missing else kept


def without(found: Found, keys: Collection[int], depth: int) -> Found:
    """The first ``depth`` of each arm that are none of ``keys``."""
    return {arm: [pair for pair in ranking if pair[0] not in keys][:depth] for arm, ranking in found.items()}


def hits_of(ranked: Sequence[Scored], passages: Mapping[int, IndexedPassage], found: Found) -> list[Hit]:
    """``ranked`` as hits, in this order, without those that are no passages any more."""
    by_arm = {arm: {key for key, _ in ranking} for arm, ranking in found.items()}
    return [
        Hit(
            passage=passages[key].passage,
            rank=rank,
            score=score,
            found_by=frozenset(arm for arm, keys in by_arm.items() if key in keys),
        )
        for rank, (key, score) in enumerate((pair for pair in ranked if pair[0] in passages), start=1)
    ]


def candidates_of(
    ranked: Sequence[Scored], passages: Mapping[int, IndexedPassage], found: Found
) -> list[Candidate]:
    """What the ranker is to know of the hits that ``hits_of`` makes, in their order."""
    keyword = dict(found.get("keyword", ()))
    return [
        Candidate(indexed=passages[key], fused=score, keyword=keyword.get(key, 0.0))
        for key, score in ranked
        if key in passages
    ]


def best_first(hits: Sequence[Hit], chances: Sequence[float], told: Sequence[T]) -> list[tuple[Hit, T]]:
    """``hits`` ranked anew by their ``chances``, each with what is ``told`` of it."""
    order = sorted(range(len(hits)), key=lambda i: -chances[i])
    return [
        (_ranked(hits[i], rank=rank, chance=chances[i]), told[i]) for rank, i in enumerate(order, start=1)
    ]


def _ranked(hit: Hit, *, rank: int, chance: float) -> Hit:
    return Hit(passage=hit.passage, rank=rank, score=chance, found_by=hit.found_by, chance=chance)
