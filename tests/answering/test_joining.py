"""The answers to two questions of one message, as one answer."""

from dataclasses import replace

from qa_service.answering.joining import joined
from tests.answers import ANSWER


def test_a_sentence_that_answers_both_questions_is_said_once() -> None:
    both = "全年审结109件,综合纠错率为76.15%。"
    first = replace(ANSWER, answer=both, short_answer="76.15%")
    second = replace(ANSWER, answer=both + "全年办结建议57件。", short_answer="109件")
    for parts in ([("甲", first), ("乙", second)], [("甲", second), ("乙", first)]):
        assert joined(parts).answer == second.answer
    assert joined([("甲", first), ("乙", second)]).short_answer == "76.15%;109件"


def test_different_answers_follow_one_another() -> None:
    first, second = replace(ANSWER, answer="甲有3件。"), replace(ANSWER, answer="乙有5件。")
    assert joined([("甲", first), ("乙", second)]).answer == "甲有3件。\n\n乙有5件。"


def test_where_no_part_is_answered_there_is_no_short_answer() -> None:
    silent = replace(ANSWER, status="not_found", answer="没有找到。", short_answer=None, citations=())
    assert joined([("甲", silent), ("乙", silent)]).short_answer is None
