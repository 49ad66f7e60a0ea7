from hypothesis import given
from hypothesis import strategies as st

from vectorstore.fusion import convex_combination
from vectorstore.passages import Arm

rankings = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=1), st.floats(0.01, 100), max_size=8).map(
    lambda scores: sorted(scores.items(), key=lambda pair: -pair[1])
)
WEIGHTS: dict[Arm, float] = {"keyword": 1.0, "dense": 0.1}


@given(rankings, rankings)
def test_every_id_comes_once_and_scores_fall(
    keyword: list[tuple[str, float]], dense: list[tuple[str, float]]
) -> None:
    fused = convex_combination({"keyword": keyword, "dense": dense}, WEIGHTS)
    assert {id_ for id_, _ in fused} == {id_ for id_, _ in [*keyword, *dense]}
    assert len({id_ for id_, _ in fused}) == len(fused)
    assert [score for _, score in fused] == sorted((score for _, score in fused), reverse=True)


@given(rankings)
def test_one_list_alone_keeps_its_order(keyword: list[tuple[str, float]]) -> None:
    fused = convex_combination({"keyword": keyword, "dense": []}, WEIGHTS)
    assert [id_ for id_, _ in fused] == [id_ for id_, _ in keyword]


@given(rankings, st.floats(0.001, 1000))
def test_the_scale_of_a_list_does_not_matter(keyword: list[tuple[str, float]], scale: float) -> None:
    scaled = [(id_, score * scale) for id_, score in keyword]
    plain = convex_combination({"keyword": keyword}, WEIGHTS)
    assert all(
        abs(a - b) < 1e-9
        for (_, a), (_, b) in zip(plain, convex_combination({"keyword": scaled}, WEIGHTS), strict=True)
    )


def test_a_weak_list_cannot_overturn_a_clear_winner() -> None:
    fused = convex_combination(
        {"keyword": [("a", 20.0), ("b", 10.0)], "dense": [("b", 0.9), ("c", 0.8)]}, WEIGHTS
    )
    assert [id_ for id_, _ in fused] == ["a", "b", "c"]


def test_a_list_of_zeros_adds_nothing() -> None:
    assert convex_combination({"keyword": [("a", 0.0)]}, WEIGHTS) == []
