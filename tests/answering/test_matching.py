from hypothesis import given
from hypothesis import strategies as st

from qa_service.answering.text.matching import Matcher, Term, best_of, weigh


def terms(*words: str) -> Matcher:
    known = {"案件": 60, "调解": 40, "机场": 0}
    return Matcher(weigh(words, synonyms=lambda _: (), frequency=lambda w: known.get(w, 5), passages=300))


def test_a_word_the_library_never_uses_weighs_most() -> None:
    airport, case = terms("机场", "案件").terms
    assert airport.weight > 2 * case.weight
    assert not airport.known


def test_a_synonym_counts_less_than_the_word_and_more_than_nothing() -> None:
    term = Term(text="老百姓", weight=1.0, synonyms=("群众",))
    assert term.value_in("老百姓") > term.value_in("群众") > term.value_in("干部") == 0.0


@given(st.lists(st.sampled_from(["案件", "调解", "机场", "成功率"]), min_size=1, unique=True), st.text())
def test_coverage_is_a_share(words: list[str], text: str) -> None:
    matcher = terms(*words)
    assert 0.0 <= matcher.coverage(matcher.values(text)) <= 1.0
    assert matcher.coverage(matcher.values("".join(words))) > 0.999


def test_the_best_of_several_texts_counts_per_word() -> None:
    assert best_of((1.0, (1.0, 0.0)), (0.5, (1.0, 1.0))) == (1.0, 0.5)


def test_a_short_word_the_library_never_uses_may_abbreviate_what_it_does() -> None:
    unknown, known = Term(text="旧改", weight=1.0, known=False), Term(text="旧改", weight=1.0)
    assert unknown.value_in("老旧小区改造26个") > 0.0
    assert unknown.value_in("老旧车辆报废,道路改造") == 0.0
    assert unknown.value_in("旧城道路改线") == 0.0
    assert known.value_in("老旧小区改造26个") == 0.0
