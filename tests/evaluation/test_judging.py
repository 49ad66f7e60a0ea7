"""Judging replies: the rules by which answers are called right."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qa_service.answering.events import Answer, Citation, Scope, Searched, Status
from qa_service.evaluation.errors import QuestionFileError
from qa_service.evaluation.judging import JudgedQuestion, accepted, judge, normalized, read_questions


def citation(n: int, *, text: str, source: str = "001_a.txt") -> Citation:
    return Citation(
        n=n,
        document_id="d",
        title="t",
        source=source,
        region=None,
        year=None,
        issuer=None,
        document_number=None,
        section=(),
        paragraph=1,
        text=text,
        quote=text,
        start=0,
        end=len(text),
        url="/documents/d",
    )


def reply(
    answer: str,
    *,
    short: str | None = None,
    status: Status = "answered",
    citations: tuple[Citation, ...] = (),
) -> Answer:
    return Answer(
        conversation_id="c",
        message_id="m",
        status=status,
        answer=answer,
        short_answer=short,
        kind="extractive",
        scope=Scope(),
        citations=citations,
        near=(),
        table=None,
        searched=Searched(documents=1, passages=1),
        elapsed_ms=1.0,
    )


NUMBER = JudgedQuestion(
    question_id="1",
    kind="number",
    question="多少件?",
    answers=(("12件",),),
    evidence=("共办理12件",),
    documents=("001_a.txt",),
)


def test_a_right_answer_with_its_evidence_gets_every_mark() -> None:
    verdict = judge(
        NUMBER, reply("办理12件[1]。", short="12件", citations=(citation(1, text="全年共办理12件。"),))
    )
    assert verdict.marks == {"answer": True, "cited": True, "held": True, "short": True}
    assert (verdict.cited, verdict.cited_right) == (1, 1)


def test_a_citation_whose_mark_is_not_in_the_answer_does_not_count() -> None:
    verdict = judge(NUMBER, reply("办理12件[1]。", citations=(citation(2, text="全年共办理12件。"),)))
    assert verdict.marks["cited"] is False


def test_a_citation_of_another_document_is_not_precise() -> None:
    verdict = judge(NUMBER, reply("12件[1]", citations=(citation(1, text="共办理12件", source="002_b.txt"),)))
    assert verdict.marks["cited"] is False
    assert (verdict.cited, verdict.cited_right) == (1, 0)


def test_an_answer_that_says_too_much_is_wrong() -> None:
    assert judge(NUMBER, reply("12件" + "很" * 298)).marks["answer"] is False
    assert judge(NUMBER, reply("12件" + "很" * 297)).marks["answer"] is True


def test_reasons_may_be_longer_and_need_no_short_answer() -> None:
    question = JudgedQuestion(question_id="1", kind="reason", question="?", answers=(("因",),))
    marks = judge(question, reply("因" + "很" * 899)).marks
    assert marks["answer"] is True
    assert "short" not in marks


def test_a_short_answer_may_have_eight_characters_more() -> None:
    assert judge(NUMBER, reply("", short="12件" + "很" * 8)).marks["short"] is True
    assert judge(NUMBER, reply("", short="12件" + "很" * 9)).marks["short"] is False
    assert judge(NUMBER, reply("12件", short=None)).marks["short"] is False


def test_a_question_to_refuse_is_judged_by_its_status_alone() -> None:
    question = JudgedQuestion(question_id="1", kind="refuse", question="?")
    assert judge(question, reply("没有", status="not_found")).marks == {"refused": True}
    assert judge(question, reply("有")).marks == {"refused": False}


def test_a_failed_reply_loses_every_mark() -> None:
    assert set(judge(NUMBER, None).marks.values()) == {False}
    assert judge(JudgedQuestion(question_id="1", kind="refuse", question="?"), None).marks == {
        "refused": False
    }


def test_all_parts_of_an_answer_are_needed_and_one_answer_is_enough() -> None:
    answers = (("甲", "乙"), ("丙",))
    assert accepted(answers, "乙和甲")
    assert accepted(answers, "丙")
    assert not accepted(answers, "甲")


def test_width_spaces_and_emphasis_do_not_count() -> None:
    assert accepted((("１２ 件",),), "**12**\n件")


@given(st.lists(st.text(min_size=1), min_size=1), st.text())
@example(["A", "´"], "")
def test_a_text_that_holds_every_part_is_accepted(parts: list[str], filler: str) -> None:
    # Full stops keep a part's last character and an accent that comes next from becoming one.
    text = f"。{filler}。".join(normalized(part) for part in parts)
    assert accepted((tuple(normalized(part) for part in parts),), text)


def write(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n\n", encoding="utf-8")
    return path


def test_a_question_file_is_read_whole(tmp_path: Path) -> None:
    file = write(
        tmp_path / "q.jsonl",
        {
            "id": "a",
            "kind": "chat",
            "question": "那件数呢?",
            "turns": ["前一问"],
            "answers": ["1", ["2", "3"]],
            "evidence": "证",
            "doc": "x.txt",
        },
        {
            "id": "b",
            "kind": "compare",
            "question": "?",
            "answers": [],
            "evidence": ["一", "二"],
            "docs": ["x", "y"],
        },
    )
    first, second = read_questions(file)
    assert first.turns == ("前一问",)
    assert first.answers == (("1",), ("2", "3"))
    assert (first.evidence, first.documents, first.one_document) == (("证",), ("x.txt",), True)
    assert (second.evidence, second.documents, second.one_document) == (("一", "二"), ("x", "y"), False)


@pytest.mark.parametrize("line", ["{", "[]", '{"kind": "number"}', '{"id": "1", "question": "?"}'])
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text('{"id": "0", "kind": "refuse", "question": "?"}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(QuestionFileError) as caught:
        read_questions(file)
    assert caught.value.detail["line"] == 2
