"""What the weights of sufficiency are learned from, and what they learn."""

from pathlib import Path

import numpy as np
import pytest

from qa_service.answering.evidence.sufficiency import WEIGHTS, load_weights
from qa_service.bootstrap import open_service
from qa_service.evaluation.judging import REFUSE, JudgedQuestion
from qa_service.ingestion.sources import source_files
from qa_service.settings import load_settings
from training.sufficiency import SIGNS, AskedSet, fit, judged, outcome, write
from training.sufficiency_data import Round, Row, read_asked, rows_of

ASKED = Path(__file__).parents[2] / "training" / "asked_documents"
ANSWERED = JudgedQuestion(question_id="1", kind="number", question="多少?", answers=(("3件",),))
UNANSWERED = JudgedQuestion(question_id="2", kind=REFUSE, question="多少?")


def row(asked: int, place: int, *, sign: float, answers: bool) -> Row:
    return Row(asked=asked, place=place, signs=np.full(len(SIGNS), sign), answers=answers)


def test_every_set_has_its_documents_and_questions_with_evidence_or_without_answer() -> None:
    sets = sorted(path for path in ASKED.iterdir() if path.is_dir())
    assert len(sets) >= 8
    for one in sets:
        assert any((one / "documents").iterdir())
        questions = read_asked(one / "questions.jsonl")
        assert any(question.kind != REFUSE for question in questions)
        assert any(question.kind == REFUSE for question in questions)


def test_a_sign_of_right_rows_makes_sure_and_one_of_wrong_rows_does_not() -> None:
    rounds = [Round(asked=ANSWERED, withheld=False) for _ in range(40)]
    rows = [row(n, 0, sign=1.0 if n % 2 else -1.0, answers=bool(n % 2)) for n in range(40)]
    fitted = fit([AskedSet(name="一", rounds=rounds, rows=rows)])
    assert fitted.confidence(rows[1]) > 0.9
    assert fitted.confidence(rows[0]) < 0.1


def test_what_is_said_is_the_first_candidate_that_is_sure_enough() -> None:
    rounds = [
        Round(asked=ANSWERED, withheld=False),
        Round(asked=ANSWERED, withheld=True),
        Round(asked=UNANSWERED, withheld=False),
    ]
    rows = [
        row(0, 1, sign=0.0, answers=False),
        row(0, 0, sign=0.0, answers=True),
        row(1, 0, sign=0.0, answers=False),
        row(2, 0, sign=0.0, answers=False),
    ]
    one = AskedSet(name="一", rounds=rounds, rows=rows)
    sure = outcome([one], [[0.9, 0.6, 0.7, 0.2]], 0.5)
    assert (sure.right, sure.wrong, sure.withheld, sure.unanswered) == (1.0, 0.0, 1.0, 0.0)
    surer = outcome([one], [[0.9, 0.6, 0.7, 0.2]], 0.8)
    assert (surer.right, surer.wrong, surer.withheld) == (0.0, 1.0, 0.0)


def test_a_set_is_judged_by_what_the_others_teach() -> None:
    rounds = [Round(asked=ANSWERED, withheld=False) for _ in range(20)]
    rows = [row(n, 0, sign=1.0 if n % 2 else -1.0, answers=bool(n % 2)) for n in range(20)]
    turned = [row(n, 0, sign=-r.signs[0], answers=r.answers) for n, r in enumerate(rows)]
    one = AskedSet(name="一", rounds=rounds, rows=rows)
    other = AskedSet(name="二", rounds=rounds, rows=turned)
    ((first, second, *_), _) = judged([one, other])
    assert first > second


def test_a_withheld_answer_is_nowhere_among_the_rows(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "报告.txt").write_text(
        "青禾县2022年法治政府建设报告\n\n一、行政复议\n2022年收到行政复议申请43件，受理39件。\n\n二、普法\n举办讲座12场。\n",
        encoding="utf-8",
    )
    asked = JudgedQuestion(
        question_id="1",
        kind="number",
        question="2022年收到行政复议申请多少件?",
        answers=(("43件",),),
        documents=("报告",),
    )
    with open_service(load_settings(data_dir=tmp_path / "data")) as service:
        service.ingestor.ingest(source_files([tmp_path / "documents"]))
        rounds, rows = rows_of(service, [asked], withhold=True)
    assert [one.withheld for one in rounds] == [False, True]
    assert any(one.answers for one in rows if one.asked == 0)
    assert not any(one.answers for one in rows if one.asked == 1)


def test_what_is_written_is_read_with_every_sign(tmp_path: Path) -> None:
    fitted = fit(
        [
            AskedSet(
                name="一",
                rounds=[Round(asked=ANSWERED, withheld=False)],
                rows=[row(0, 0, sign=1.0, answers=True), row(0, 1, sign=0.0, answers=False)],
            )
        ]
    )
    write(fitted, tmp_path / "weights.json")
    read = load_weights(tmp_path / "weights.json")
    assert np.concatenate((read.of_own, read.of_likeness)) == pytest.approx(fitted.weights, abs=1e-3)


def test_the_weights_that_ship_let_the_ranker_s_chance_speak_for_an_answer() -> None:
    assert load_weights(WEIGHTS).of_own[SIGNS.index("chance")] > 0
