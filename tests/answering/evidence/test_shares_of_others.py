"""A share is told of whom the question names: asked in reports made up here."""

from pathlib import Path

import pytest

from tests.answering.made_reports import ask, service_over

TITLE = "霞浦县2022年法治政府建设年度报告\n\n一、主要情况\n"


@pytest.mark.parametrize(
    ("text", "asked", "share"),
    [
        ("受理复议案件72件,其中行政征收类41件。行政执法人员占全部人员的46%。", "行政征收类占多少?", "46%"),
        ("水利支出7亿元,农业支出占61%。", "水利支出占多少?", "61%"),
    ],
)
def test_the_share_of_another_is_not_told(tmp_path: Path, text: str, asked: str, share: str) -> None:
    with service_over({"霞浦县": TITLE + text}, tmp_path) as service:
        assert share not in (ask(service, asked).short_answer or "")


@pytest.mark.parametrize(
    ("text", "asked", "share"),
    [
        ("水利支出7亿元,农业支出占61%。", "农业支出占多少?", "61%"),
        ("办理法律援助案件210件,其中残疾人案件占12%。", "残疾人的案子占多少?", "12%"),
        ("来电群众对热线受理服务的满意率达87.4%。", "打热线的群众觉得满意的占多少?", "87.4%"),
        ("聘请女性调解员81名,占调解员总数的27%。", "女性调解员占多少?", "27%"),
    ],
)
def test_the_share_of_whom_is_asked_about_is_told(tmp_path: Path, text: str, asked: str, share: str) -> None:
    with service_over({"霞浦县": TITLE + text}, tmp_path) as service:
        assert ask(service, asked).short_answer == share
