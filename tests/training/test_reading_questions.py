from pathlib import Path

import pytest

from training.reading_questions import question_about, read_reading_questions, with_paragraphs
from training.rows import Pair, digest

QUESTIONS = Path(__file__).parents[2] / "training" / "reading_questions"
PARAGRAPH = "青禾县2019年新收申请12件,办结12件;白石县2020年新收申请15件。"


def test_no_question_holds_its_paragraph_and_each_is_told_once() -> None:
    questions = read_reading_questions(QUESTIONS)
    assert len(questions) > 2000
    assert len({(q.passage_sha256, q.query) for q in questions}) == len(questions)
    assert all(len(q.passage_sha256) == 16 and 0 <= q.start < q.end for q in questions)


def test_all_questions_of_a_paragraph_are_on_one_side() -> None:
    sides: dict[str, set[bool]] = {}
    for question in read_reading_questions(QUESTIONS):
        sides.setdefault(question.passage_sha256, set()).add(question.held_out)
    assert all(len(held_out) == 1 for held_out in sides.values())


def test_of_two_places_the_one_among_the_words_of_the_question_is_meant() -> None:
    question = question_about(PARAGRAPH, "青禾县办结了多少件?", "12件")
    assert PARAGRAPH[: question.start].endswith("办结")
    with pytest.raises(ValueError, match="13件"):
        question_about(PARAGRAPH, "办结多少件?", "13件")


def test_questions_find_their_paragraphs_in_pairs_and_in_documents(tmp_path: Path) -> None:
    (tmp_path / "案例").mkdir()
    (tmp_path / "案例" / "某案.md").write_text(
        f"# 某案\n\n 法院认为,应当返还15元。\n{PARAGRAPH}\n", encoding="utf-8"
    )
    of_case = question_about("法院认为,应当返还15元。", "应当返还多少元?", "15元", document="案例/某案")
    of_pair = question_about(PARAGRAPH, "白石县新收多少件?", "15件")
    found = with_paragraphs([of_case, of_pair], [Pair(kind="policy", query="", passage=PARAGRAPH)], tmp_path)
    assert [text[q.start : q.end] for q, text in found] == ["15元", "15件"]
    assert found[1][0].passage_sha256 == digest(PARAGRAPH)
    with pytest.raises(LookupError):
        with_paragraphs([of_pair], [], tmp_path)
