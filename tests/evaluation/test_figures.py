"""Figures of retrieval and reading, against values worked out by hand, and their laws."""

import json
import lzma
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.answering.reading import Reading
from qa_service.evaluation.errors import QuestionFileError
from qa_service.evaluation.reading import (
    AcceptedAnswer,
    ReadingQuestion,
    evaluate_reading,
    exact_match,
    f1,
    holds_answer,
    read_reading_questions,
)
from qa_service.evaluation.retrieval import (
    DEFAULT_STAGE,
    STAGES,
    Query,
    evaluate_retrieval,
    fill_index,
    found,
    ndcg,
    quantile,
    read_passages,
    read_queries,
    reciprocal_rank,
    score_rankings,
)
from vectorstore.embedders import NgramEmbedder
from vectorstore.index import IndexOptions
from vectorstore.static_embedder import StaticEmbedder

RANKING = ["a", "b", "c", "d"]


def test_a_query_is_answered_by_any_of_its_gold_among_the_first() -> None:
    assert found(RANKING, {"a", "d"}, 1)
    assert found(RANKING, {"d", "x"}, 4)
    assert not found(RANKING, {"d", "x"}, 3)


def test_recall_is_the_share_of_queries_with_a_right_passage_among_the_first() -> None:
    queries = [Query(text="q", gold=frozenset(gold)) for gold in (["a", "x", "y"], ["e"], ["b", "d"])]
    figures = score_rankings([RANKING, RANKING, RANKING], queries)
    assert figures["recall@1"] == pytest.approx(1 / 3)
    assert figures["recall@5"] == pytest.approx(2 / 3)


@given(st.lists(st.floats(0, 1e6), min_size=1), st.floats(0.01, 1))
def test_a_quantile_is_the_least_value_that_covers_its_share(values: list[float], share: float) -> None:
    at = quantile(values, share)
    assert sum(value <= at for value in values) >= share * len(values)
    assert sum(value < at for value in values) < share * len(values)


def test_the_reciprocal_rank_is_that_of_the_first_gold() -> None:
    assert reciprocal_rank(RANKING, {"c", "d"}, 10) == pytest.approx(1 / 3)
    assert reciprocal_rank(RANKING, {"d"}, 3) == 0.0


def test_ndcg_discounts_by_the_logarithm_of_the_rank() -> None:
    wanted = (1 / math.log2(3)) / (1 + 1 / math.log2(3))
    assert ndcg(RANKING, {"b", "x"}, 10) == pytest.approx(wanted)


rankings = st.lists(st.sampled_from("abcdefghijklmnopqrstuvwxyz"), unique=True)
golds = st.frozensets(st.sampled_from("abcdefgh"), min_size=1)


@given(rankings, golds)
def test_every_figure_is_a_share_and_recall_never_falls_with_depth(
    ranking: list[str], gold: frozenset[str]
) -> None:
    figures = score_rankings([ranking], [Query(text="q", gold=gold)])
    assert all(0 <= value <= 1 + 1e-9 for value in figures.values())
    assert figures["recall@1"] <= figures["recall@5"] <= figures["recall@20"]


@given(golds)
def test_a_ranking_that_starts_with_all_the_gold_is_perfect(gold: frozenset[str]) -> None:
    assert ndcg([*sorted(gold), "z"], gold, 10) == pytest.approx(1.0)


def test_files_are_read_plain_and_compressed(tmp_path: Path) -> None:
    passages, queries = tmp_path / "p.jsonl.xz", tmp_path / "q.jsonl"
    passages.write_bytes(lzma.compress('{"id": 7, "text": "甲"}\n'.encode()))
    queries.write_text('{"query": "问", "gold": [7]}\n', encoding="utf-8")
    assert read_passages(passages) == {"7": "甲"}
    assert read_queries(queries) == (Query(text="问", gold=frozenset({"7"})),)


def test_a_file_that_is_no_xz_is_refused_with_a_reason(tmp_path: Path) -> None:
    file = tmp_path / "p.jsonl.xz"
    file.write_bytes(b"not compressed")
    with pytest.raises(QuestionFileError):
        read_passages(file)


def test_every_stage_finds_a_passage_by_its_own_words(tmp_path: Path) -> None:
    texts = {"1": "全年新建公园十二座。", "2": "行政复议申请二十件。", "3": "开展普法宣传活动三百场。"}
    queries = [Query(text="行政复议申请多少件", gold=frozenset({"2"}))]
    index = fill_index(tmp_path / "index", texts, NgramEmbedder(), IndexOptions())
    seen: list[int] = []
    stages = evaluate_retrieval(index, queries, on_progress=seen.append)
    index.close()
    assert tuple(stages) == STAGES
    assert {figures["recall@1"] for figures in stages.values()} == {1.0}
    assert all(0 < figures["p50_ms"] <= figures["p95_ms"] for figures in stages.values())
    assert seen == list(range(1, len(STAGES) + 1))


def test_only_the_stage_of_that_name_is_reranked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ranker that puts the worst first shows in its own stage alone."""
    texts = {"1": "全年新建公园十二座。", "2": "行政复议申请二十件。", "3": "行政复议工作会议三次。"}
    queries = [Query(text="行政复议申请多少件", gold=frozenset({"2"}))]
    index = fill_index(tmp_path / "index", texts, StaticEmbedder(), IndexOptions())
    assert index._reranker is not None
    monkeypatch.setattr(index._reranker, "chances", lambda _, found: [n / 9 for n in range(len(found))])
    stages = evaluate_retrieval(index, queries)
    index.close()
    assert {name: figures["recall@1"] for name, figures in stages.items()} == {
        "keyword": 1.0,
        "dense": 1.0,
        "fused": 1.0,
        "reranked": 0.0,
    }
    assert DEFAULT_STAGE == "reranked"


@pytest.mark.parametrize(
    ("given_text", "wanted", "expected"),
    [
        ("107件", "107件", 1.0),
        ("共107件", "107件", 0.8),
        ("", "107件", 0.0),
        ("深圳", "广州", 0.0),
        ("Hello World 公司", "hello world", 2 / 3),
    ],
)
def test_f1_goes_by_the_longest_common_run(given_text: str, wanted: str, expected: float) -> None:
    assert f1(given_text, wanted) == pytest.approx(expected)


def test_punctuation_and_case_do_not_count() -> None:
    assert exact_match("“A股”。", "a股")
    assert not exact_match("", "a")


@given(st.text(), st.text())
def test_f1_is_symmetric_and_a_share(first: str, second: str) -> None:
    assert f1(first, second) == pytest.approx(f1(second, first))
    assert 0 <= f1(first, second) <= 1


def test_reading_counts_sentences_and_short_answers() -> None:
    questions = [
        ReadingQuestion(context="甲。乙。", question="?", answers=(AcceptedAnswer(text="乙"),)),
        ReadingQuestion(
            context="丙。",
            question="?",
            answers=(AcceptedAnswer(text="丁"), AcceptedAnswer(text="丙", start=0)),
        ),
    ]
    figures = evaluate_reading(
        lambda context, question: Reading(
            sentences=tuple((at, at + 2) for at in range(0, len(context), 2)), short_answer=context[0]
        ),
        questions,
    )
    assert figures["sentence@1"] == 0.5
    assert figures["sentence@3"] == 1.0
    assert figures["exact_match"] == 0.5
    assert figures["f1"] == 0.5


def test_a_right_word_in_the_wrong_sentence_does_not_count() -> None:
    question = ReadingQuestion(
        context="三人。共三人。", question="?", answers=(AcceptedAnswer(text="三人", start=4),)
    )
    assert not holds_answer([(0, 3)], question)
    assert holds_answer([(3, 7)], question)


def test_answers_are_texts_or_texts_with_their_place(tmp_path: Path) -> None:
    file = tmp_path / "r.jsonl"
    row = {"context": "甲乙", "question": "q", "answers": ["甲", {"text": "乙", "start": 1}]}
    file.write_text(json.dumps(row), encoding="utf-8")
    assert read_reading_questions(file)[0].answers == (
        AcceptedAnswer(text="甲"),
        AcceptedAnswer(text="乙", start=1),
    )


def test_a_reading_question_without_answers_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "r.jsonl"
    file.write_text('{"context": "c", "question": "q", "answers": []}', encoding="utf-8")
    with pytest.raises(QuestionFileError):
        read_reading_questions(file)
