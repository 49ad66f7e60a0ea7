"""The curve of right answers against refusals, counted by hand."""

from dataclasses import replace

from qa_service.answering.events import Answer
from qa_service.answering.evidence.sufficiency import LEAST_CONFIDENCE
from qa_service.evaluation.curve import Point, curve
from qa_service.evaluation.curve_drawing import draw
from qa_service.evaluation.judging import JudgedQuestion
from qa_service.evaluation.questions import evaluate_questions
from qa_service.evaluation.report import render_report
from tests.evaluation.test_judging import NUMBER, citation, reply
from tests.evaluation.test_report import ScriptedAnswerer


def _asked(number: int, *, kind: str = "number") -> JudgedQuestion:
    return replace(NUMBER, question_id=str(number), question=f"问{number}", kind=kind)


def _sure(answer: Answer, confidence: float) -> Answer:
    return replace(answer, confidence=confidence)


RIGHT = reply("办理12件[1]。", short="12件", citations=(citation(1, text="全年共办理12件。"),))
WRONG = reply("办理7件[1]。", short="7件", citations=(citation(1, text="全年共办理7件。"),))
SILENT = reply("没有", status="not_found")
NEAR = replace(SILENT, near=(citation(1, text="全年共办理12件。"),))


def _points(*asked: tuple[JudgedQuestion, Answer]) -> dict[float, Point]:
    answerer = ScriptedAnswerer({question.question: answer for question, answer in asked})
    judged = evaluate_questions(answerer, [question for question, _ in asked]).judged
    return {point.threshold: point for point in curve(judged, (0.0, 0.5, 1.0))}


def test_each_threshold_tells_what_is_answered_right_and_wrong_and_what_is_refused() -> None:
    points = _points(
        (_asked(1), _sure(RIGHT, 0.9)),
        (_asked(2), _sure(WRONG, 0.6)),
        (_asked(3), _sure(RIGHT, 0.3)),
        (_asked(4), _sure(SILENT, 0.0)),
        (_asked(5, kind="refuse"), _sure(RIGHT, 0.7)),
        (_asked(6, kind="refuse"), _sure(SILENT, 0.1)),
    )
    assert points[0.5] == Point(threshold=0.5, right=0.25, wrong=0.25, refused=0.5)
    assert points[LEAST_CONFIDENCE] == Point(threshold=LEAST_CONFIDENCE, right=0.5, wrong=0.25, refused=0.5)
    assert points[1.0] == Point(threshold=1.0, right=0.0, wrong=0.0, refused=1.0)


def test_below_the_threshold_in_use_a_reply_counts_by_what_it_showed_as_near() -> None:
    points = _points((_asked(1), _sure(NEAR, 0.1)))
    assert points[0.0].right == 1.0
    assert points[LEAST_CONFIDENCE].right == 0.0


def test_without_unanswerable_questions_no_refusals_are_told() -> None:
    assert _points((_asked(1), _sure(RIGHT, 0.9)))[0.5].refused is None


def test_the_curve_is_drawn_in_the_report_and_marks_the_threshold_in_use() -> None:
    question = _asked(1)
    report = evaluate_questions(ScriptedAnswerer({question.question: _sure(RIGHT, 0.9)}), [question])
    page = render_report(report, title="评测")
    assert "<polyline" in page
    assert f"in use {LEAST_CONFIDENCE}" in page
    assert "refused</text>" not in page
    assert draw(()) == ""
