"""A thing is found by its noun where the document counts it by another measure word than the question."""

from pathlib import Path

import pytest

from tests.answering.made_reports import ask, service_over

_REPORT = """临朐县2021年度法治政府建设情况的报告
一、主要工作
(一)规范行政执法。换发行政执法证件812个,刻制行政执法专用章36枚,购置执法记录仪120台。
(二)基层建设。新增业务用房6间,配备电子显示屏8块,调解桌椅15套,帮扶困难家庭27户64人。
"""


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("临朐县2021年刻了几个行政执法专用章?", "36枚"),
        ("临朐县2021年购置了几部执法记录仪?", "120台"),
        ("临朐县2021年执法记录仪有多少个?", "120台"),
        ("临朐县2021年配备了几个电子显示屏?", "8块"),
        ("临朐县2021年配备了几张调解桌椅?", "15套"),
        ("临朐县2021年换发了几个行政执法证件?", "812个"),
    ],
)
def test_the_noun_tells_the_figure_and_the_document_its_measure_word(
    question: str, figure: str, tmp_path: Path
) -> None:
    with service_over({"report": _REPORT}, tmp_path) as service:
        assert ask(service, question).short_answer == figure


def test_persons_are_never_given_for_households(tmp_path: Path) -> None:
    with service_over({"report": _REPORT}, tmp_path) as service:
        assert ask(service, "临朐县2021年帮扶困难家庭多少户?").short_answer == "27户"
        assert ask(service, "临朐县2021年帮扶困难家庭多少人?").short_answer in ("64人", None)
