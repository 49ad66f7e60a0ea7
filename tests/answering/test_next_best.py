"""Where the likeliest figure stands beside what is asked, one of its passage that says more answers."""

from pathlib import Path

from tests.answering.made_reports import ask, service_over

_REPORT = """关于商河县2022年度法治政府建设情况的报告

一、主要做法和成效
(一)行政应诉。全年以县政府为被告的一审行政诉讼案件58件,同比下降12.1%;审结51件,败诉9件,败诉率17.6%。
(二)行政复议。全年收到行政复议申请104件,受理96件。
"""


def test_the_next_figure_of_the_passage_answers_where_the_first_does_not(tmp_path: Path) -> None:
    with service_over({"a": _REPORT}, tmp_path) as service:
        told = ask(service, "商河县以县政府为被告的一审行政诉讼案件中败诉多少件?")
    assert told.short_answer == "9件"


def test_a_figure_that_says_no_more_of_the_question_stays_untold(tmp_path: Path) -> None:
    with service_over({"a": _REPORT}, tmp_path) as service:
        told = ask(service, "商河县以县政府为被告的一审行政诉讼案件中撤销多少件?")
    assert told.status == "not_found"
