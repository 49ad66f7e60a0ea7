"""From what each arm has found to one ranked list. This module does not search."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from vectorstore.features import Candidate
from vectorstore.fusion import convex_combination
from vectorstore.passages import Arm, Hit, IndexedPassage

T = TypeVar("T")

Found = Mapping[Arm, Sequence[tuple[IndexedPassage, float]]]
"""What each arm has found, best first, with the arm's own scores."""


def join(found: Found, weights: Mapping[Arm, float], limit: int) -> list[Hit]:
    """The best ``limit`` of all arms, their scores joined."""
    passages = {p.passage.passage_id: p.passage for ranking in found.values() for p, _ in ranking}
    rankings = {arm: [(p.passage.passage_id, score) for p, score in found[arm]] for arm in found}
    found_by: dict[str, set[Arm]] = {}
    for arm, ranking in rankings.items():
        for passage_id, _ in ranking:
            found_by.setdefault(passage_id, set()).add(arm)
    return [
        Hit(passage=passages[id_], rank=rank, score=score, found_by=frozenset(found_by[id_]))
        for rank, (id_, score) in enumerate(convex_combination(rankings, weights)[:limit], start=1)
    ]


def shortlist(found: Found, weights: Mapping[Arm, float], depths: Mapping[Arm, int], limit: int) -> list[Hit]:
    """The first of each arm down to its depth, best joined score first; at least ``limit`` where so many were
    found."""
    chosen = {p.passage.passage_id for arm, depth in depths.items() for p, _ in found.get(arm, ())[:depth]}
    everything = join(found, weights, sum(map(len, found.values())))
    kept = [hit for hit in everything if hit.passage.passage_id in chosen]
    rest = [hit for hit in everything if hit.passage.passage_id not in chosen]
    kept += rest[: max(0, limit - len(kept))]
    return [replace(hit, rank=rank) for rank, hit in enumerate(kept, start=1)]


def without(found: Found, document_ids: frozenset[str], depth: int) -> Found:
    """The first ``depth`` of each arm that are in none of these documents."""
    return {
        arm: [pair for pair in ranking if pair[0].passage.document_id not in document_ids][:depth]
        for arm, ranking in found.items()
    }


def candidates_of(found: Found, hits: Sequence[Hit]) -> list[Candidate]:
    """What the ranker is to know of ``hits``, in their order."""
    indexed = {p.passage.passage_id: p for ranking in found.values() for p, _ in ranking}
    keyword = {p.passage.passage_id: score for p, score in found.get("keyword", ())}
    return [
        Candidate(
            indexed=indexed[hit.passage.passage_id],
            fused=hit.score,
            keyword=keyword.get(hit.passage.passage_id, 0.0),
        )
        for hit in hits
    ]


def best_first(hits: Sequence[Hit], chances: Sequence[float], told: Sequence[T]) -> list[tuple[Hit, T]]:
    """``hits`` ranked anew by their ``chances``, each with what is ``told`` of it."""
    order = sorted(range(len(hits)), key=lambda i: -chances[i])
    return [
        (replace(hits[i], rank=rank, score=chances[i], chance=chances[i]), told[i])
        for rank, i in enumerate(order, start=1)
    ]
