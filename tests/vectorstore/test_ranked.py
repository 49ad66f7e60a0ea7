"""Joining what the arms have found, and ranking it anew."""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.contracts.passages import passages_of
from vectorstore.passages import Arm, IndexedPassage
from vectorstore.ranked import Found, best_first, candidates_of, join, shortlist

PASSAGES = {
    name: IndexedPassage(passage=passages_of(name, [name])[0], title=name, authority=None, tokens=b"")
    for name in "abcdef"
}
WEIGHTS: Mapping[Arm, float] = {"keyword": 1.0, "dense": 0.4}

ranking = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.floats(0.01, 9)), unique_by=lambda pair: pair[0]
).map(lambda pairs: sorted(pairs, key=lambda pair: -pair[1]))


def found(keyword: Sequence[tuple[str, float]], dense: Sequence[tuple[str, float]] = ()) -> Found:
    return {
        "keyword": [(PASSAGES[name], score) for name, score in keyword],
        "dense": [(PASSAGES[name], score) for name, score in dense],
    }


@given(ranking, ranking, st.integers(1, 8))
def test_a_joined_list_holds_the_best_of_what_was_found_once(
    keyword: list[tuple[str, float]], dense: list[tuple[str, float]], limit: int
) -> None:
    hits = join(found(keyword, dense), WEIGHTS, limit)
    names = [hit.passage.document_id for hit in hits]
    union = {name for name, _ in [*keyword, *dense]}
    assert len(set(names)) == len(names) == min(limit, len(union))
    assert set(names) <= union
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    for hit in hits:
        by = {"keyword": dict(keyword), "dense": dict(dense)}
        assert hit.found_by == {arm for arm, held in by.items() if hit.passage.document_id in held}


@given(ranking, ranking, st.integers(0, 4), st.integers(0, 4), st.integers(0, 8))
def test_a_shortlist_holds_the_first_of_each_arm_and_fills_up_to_the_limit(
    keyword: list[tuple[str, float]], dense: list[tuple[str, float]], first: int, second: int, limit: int
) -> None:
    hits = shortlist(found(keyword, dense), WEIGHTS, {"keyword": first, "dense": second}, limit)
    names = [hit.passage.document_id for hit in hits]
    union = {name for name, _ in [*keyword, *dense]}
    chosen = {name for name, _ in [*keyword[:first], *dense[:second]]}
    assert set(names[: len(chosen)]) == chosen
    assert len(set(names)) == len(names) == max(len(chosen), min(limit, len(union)))
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    joined = {h.passage.document_id: h for h in join(found(keyword, dense), WEIGHTS, 10)}
    assert all(joined[name].score == hit.score for name, hit in zip(names, hits, strict=True))
    for part in (hits[: len(chosen)], hits[len(chosen) :]):
        assert [hit.score for hit in part] == sorted((hit.score for hit in part), reverse=True)


@given(ranking, ranking)
def test_candidates_stand_beside_their_hits_with_the_keyword_score(
    keyword: list[tuple[str, float]], dense: list[tuple[str, float]]
) -> None:
    hits = join(found(keyword, dense), WEIGHTS, 10)
    candidates = candidates_of(found(keyword, dense), hits)
    assert [c.indexed.passage for c in candidates] == [hit.passage for hit in hits]
    assert [c.fused for c in candidates] == [hit.score for hit in hits]
    assert [c.keyword for c in candidates] == [dict(keyword).get(h.passage.document_id, 0.0) for h in hits]


def test_without_the_keyword_arm_candidates_have_no_keyword_score() -> None:
    only: Found = {"dense": [(PASSAGES["a"], 0.5)]}
    assert [c.keyword for c in candidates_of(only, join(only, WEIGHTS, 5))] == [0.0]


@given(ranking, st.data())
def test_what_is_ranked_anew_is_a_permutation_with_the_new_scores(
    keyword: list[tuple[str, float]], data: st.DataObject
) -> None:
    hits = join(found(keyword), WEIGHTS, 10)
    scores = data.draw(st.lists(st.sampled_from([0.1, 0.2, 0.3]), min_size=len(hits), max_size=len(hits)))
    told = [hit.passage.document_id for hit in hits]
    ranked = best_first(hits, scores, told)
    assert sorted(hit.passage.document_id for hit, _ in ranked) == sorted(told)
    assert [hit.rank for hit, _ in ranked] == list(range(1, len(hits) + 1))
    assert [hit.score for hit, _ in ranked] == sorted(scores, reverse=True)
    assert all(hit.passage.document_id == name for hit, name in ranked)
    assert all(hit.score == scores[told.index(name)] for hit, name in ranked)


def test_equal_scores_keep_the_order() -> None:
    hits = join(found([("c", 3.0), ("a", 2.0), ("b", 1.0)]), WEIGHTS, 10)
    ranked = best_first(hits, [0.5, 0.5, 0.5], hits)
    assert [hit.passage.document_id for hit, _ in ranked] == ["c", "a", "b"]


@pytest.mark.parametrize("limit", [1, 2])
def test_a_limit_keeps_the_best(limit: int) -> None:
    hits = join(found([("a", 4.0), ("b", 1.0)], [("c", 0.9), ("b", 0.8)]), WEIGHTS, limit)
    assert [hit.passage.document_id for hit in hits] == ["a", "b"][:limit]
