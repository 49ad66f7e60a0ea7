"""Joining what the arms have found, and ranking it anew."""

from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from tests.contracts.passages import passages_of
from vectorstore.codes import Scored
from vectorstore.passages import Arm, Hit, IndexedPassage
from vectorstore.ranked import Found, best_first, candidates_of, hits_of, join, shortlist, without

NAMES = "abcdef"
PASSAGES = {
    key: IndexedPassage(passage=passages_of(name, [name])[0], title=name, authority=None, tokens=b"")
    for key, name in enumerate(NAMES)
}
WEIGHTS: Mapping[Arm, float] = {"keyword": 1.0, "dense": 0.4}

ranking = st.lists(
    st.tuples(st.sampled_from(range(len(NAMES))), st.floats(0.01, 9)), unique_by=lambda pair: pair[0]
).map(lambda pairs: sorted(pairs, key=lambda pair: -pair[1]))


def found(keyword: Sequence[Scored], dense: Sequence[Scored] = ()) -> Found:
    return {"keyword": keyword, "dense": dense}


def joined_hits(found: Found) -> list[Hit]:
    return hits_of(join(found, WEIGHTS), PASSAGES, found)


def names(hits: Sequence[Hit]) -> list[str]:
    return [hit.passage.document_id for hit in hits]


@given(ranking, ranking)
def test_a_joined_list_holds_the_best_of_what_was_found_once(
    keyword: list[Scored], dense: list[Scored]
) -> None:
    ranked = join(found(keyword, dense), WEIGHTS)
    keys = [key for key, _ in ranked]
    assert len(set(keys)) == len(keys)
    assert set(keys) == {key for key, _ in [*keyword, *dense]}
    scores = [score for _, score in ranked]
    assert scores == sorted(scores, reverse=True)


@given(ranking, ranking)
def test_a_hit_tells_its_rank_and_which_arms_found_it(keyword: list[Scored], dense: list[Scored]) -> None:
    both = found(keyword, dense)
    ranked = join(both, WEIGHTS)
    hits = joined_hits(both)
    assert [hit.passage for hit in hits] == [PASSAGES[key].passage for key, _ in ranked]
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert [hit.score for hit in hits] == [score for _, score in ranked]
    for (key, _), hit in zip(ranked, hits, strict=True):
        assert hit.found_by == {arm for arm, pairs in both.items() if key in dict(pairs)}


@given(ranking, ranking, st.integers(0, 4), st.integers(0, 4), st.integers(0, 8))
def test_a_shortlist_holds_the_first_of_each_arm_and_fills_up_to_the_limit(
    keyword: list[Scored], dense: list[Scored], first: int, second: int, limit: int
) -> None:
    listed = shortlist(found(keyword, dense), WEIGHTS, {"keyword": first, "dense": second}, limit)
    keys = [key for key, _ in listed]
    union = {key for key, _ in [*keyword, *dense]}
    chosen = {key for key, _ in [*keyword[:first], *dense[:second]]}
    assert set(keys[: len(chosen)]) == chosen
    assert len(set(keys)) == len(keys) == max(len(chosen), min(limit, len(union)))
    joined = dict(join(found(keyword, dense), WEIGHTS))
    assert all(joined[key] == score for key, score in listed)
    for part in (listed[: len(chosen)], listed[len(chosen) :]):
        scores = [score for _, score in part]
        assert scores == sorted(scores, reverse=True)


@given(ranking, st.sets(st.sampled_from(range(len(NAMES)))), st.integers(0, 8))
def test_what_is_left_out_is_in_no_arm_and_the_rest_keeps_its_order(
    keyword: list[Scored], left_out: set[int], depth: int
) -> None:
    kept = without(found(keyword), left_out, depth)["keyword"]
    assert kept == [pair for pair in keyword if pair[0] not in left_out][:depth]


@given(ranking, ranking)
def test_candidates_stand_beside_their_hits_with_the_keyword_score(
    keyword: list[Scored], dense: list[Scored]
) -> None:
    both = found(keyword, dense)
    ranked = join(both, WEIGHTS)
    candidates = candidates_of(ranked, PASSAGES, both)
    assert [c.indexed.passage for c in candidates] == [hit.passage for hit in joined_hits(both)]
    assert [c.fused for c in candidates] == [score for _, score in ranked]
    assert [c.keyword for c in candidates] == [dict(keyword).get(key, 0.0) for key, _ in ranked]


def test_without_the_keyword_arm_candidates_have_no_keyword_score() -> None:
    only: Found = {"dense": [(0, 0.5)]}
    assert [c.keyword for c in candidates_of(join(only, WEIGHTS), PASSAGES, only)] == [0.0]


@given(ranking, st.data())
def test_what_is_ranked_anew_is_a_permutation_with_the_new_scores(
    keyword: list[Scored], data: st.DataObject
) -> None:
    hits = joined_hits(found(keyword))
    scores = data.draw(st.lists(st.sampled_from([0.1, 0.2, 0.3]), min_size=len(hits), max_size=len(hits)))
    told = names(hits)
    ranked = best_first(hits, scores, told)
    assert sorted(hit.passage.document_id for hit, _ in ranked) == sorted(told)
    assert [hit.rank for hit, _ in ranked] == list(range(1, len(hits) + 1))
    assert [hit.score for hit, _ in ranked] == sorted(scores, reverse=True)
    assert all(hit.passage.document_id == name for hit, name in ranked)
    assert all(hit.score == scores[told.index(name)] for hit, name in ranked)


def test_equal_scores_keep_the_order() -> None:
    hits = joined_hits(found([(2, 3.0), (0, 2.0), (1, 1.0)]))
    assert names(hits) == ["c", "a", "b"]
    ranked = best_first(hits, [0.5, 0.5, 0.5], hits)
    assert names([hit for hit, _ in ranked]) == ["c", "a", "b"]


def test_what_two_arms_found_comes_before_what_one_found_a_little_better() -> None:
    assert names(joined_hits(found([(0, 4.0), (1, 1.0)], [(2, 0.9), (1, 0.8)]))) == ["a", "b", "c"]
