"""The report of a question file: figures, and a page that stands alone."""

import re
from collections.abc import Mapping

from qa_service.answering.chain import ChatRequest
from qa_service.answering.events import Answer
from qa_service.errors import EmptyQuestion
from qa_service.evaluation.judging import JudgedQuestion
from qa_service.evaluation.questions import evaluate_questions
from qa_service.evaluation.report import render_report
from tests.evaluation.test_judging import NUMBER, citation, reply

HOSTILE = '<script src="https://example.org/x.js">alert(1)</script>'


class ScriptedAnswerer:
    """Gives the prepared answer of each message and remembers what was asked."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self.answers = answers
        self.asked: list[ChatRequest] = []

    def answer(self, request: ChatRequest) -> Answer:
        self.asked.append(request)
        if request.message not in self.answers:
            raise EmptyQuestion
        return self.answers[request.message]


RIGHT = reply("办理12件[1]。", short="12件", citations=(citation(1, text="全年共办理12件。"),))
REFUSE = JudgedQuestion(question_id="2", kind="refuse", question=HOSTILE)
FOLLOW_UP = JudgedQuestion(
    question_id="3",
    kind="chat",
    question="那上年呢?",
    turns=("前一问",),
    answers=(("9件",),),
    evidence=("9件",),
)


def test_figures_are_shares_of_the_questions_they_apply_to() -> None:
    answerer = ScriptedAnswerer({NUMBER.question: RIGHT, HOSTILE: reply("没有", status="not_found")})
    report = evaluate_questions(answerer, [NUMBER, REFUSE, FOLLOW_UP])
    shares = {name: (share.held, share.applied) for name, share in report.shares().items()}
    assert shares == {"answer": (1, 2), "short": (1, 2), "cited": (1, 2), "held": (1, 2), "refused": (1, 1)}
    precision = report.precision()
    assert precision is not None
    assert (precision.held, precision.applied) == (1, 1)
    assert {kind: share.value for kind, share in report.by_kind().items()} == {
        "number": 1,
        "refuse": 1,
        "chat": 0,
    }


def test_earlier_turns_are_the_history_of_the_question() -> None:
    answerer = ScriptedAnswerer({})
    evaluate_questions(answerer, [FOLLOW_UP])
    assert answerer.asked[0].history == ("前一问",)


def test_progress_is_told_after_every_question() -> None:
    seen: list[int] = []
    evaluate_questions(ScriptedAnswerer({}), [NUMBER, REFUSE], on_progress=seen.append)
    assert seen == [1, 2]


def test_the_page_shows_everything_and_refers_to_nothing_outside() -> None:
    answerer = ScriptedAnswerer(
        {NUMBER.question: RIGHT, HOSTILE: reply(HOSTILE, citations=(citation(1, text=HOSTILE),))}
    )
    page = render_report(evaluate_questions(answerer, [NUMBER, REFUSE, FOLLOW_UP]), title=HOSTILE)
    assert "<mark>全年共办理12件。</mark>" in page
    assert "那上年呢?" in page
    assert "<script" not in page
    assert not re.search(r"<[^>]*(?:src|href)=", page)


def test_no_questions_give_a_report_without_figures() -> None:
    report = evaluate_questions(ScriptedAnswerer({}), [])
    assert (dict(report.shares()), report.precision(), report.seconds_at(0.95)) == ({}, None, 0.0)
    assert "<html" in render_report(report, title="空")
