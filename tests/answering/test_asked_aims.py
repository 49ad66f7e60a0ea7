"""What is aimed at is told from the plan, whatever word the plan has for an aim; what was reached is none."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qa_service.answering.questions.asked_aims import aim_in
from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

_REPORT = """关于怀安县2021年度法治政府建设情况的报告

一、2021年工作开展情况
(一)化解争议。全年收到行政复议申请64件,复议案件调解和解率31.5%,负责人出庭应诉率88.2%。
(二)财政保障。一般公共预算收入增长4.6%,完成年度目标的103%。
二、2022年工作安排
(一)建设复议听证室,力争复议案件调解和解率达到38%以上。
(二)一般公共预算收入增长6%。
(三)对不出庭的单位逐案通报。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over({"a": _REPORT}, tmp_path_factory.mktemp("aims")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "aim"),
    [
        ("怀安县2022年复议案件调解和解率的目标是多少?", "38%以上"),
        ("怀安县2022年的复议调解和解率要做到多少?", "38%以上"),
        ("怀安县2022年一般公共预算收入增长目标是多少?", "6%"),
        ("怀安县2022年复议案件调解和解率的目标定为多少", "38%以上"),
    ],
)
def test_an_aim_is_found_in_the_plan_whatever_it_is_called_there(
    service: Service, question: str, aim: str
) -> None:
    answer = ask(service, question)
    assert answer.short_answer == aim
    assert "计划" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "怀安县2022年负责人出庭应诉率的目标是多少?",
        "怀安县2021年负责人出庭应诉率的目标是多少?",
        "怀安县2021年一般公共预算收入增长目标是多少?",
    ],
)
def test_what_was_reached_is_told_for_no_aim(service: Service, question: str) -> None:
    assert ask(service, question).status == "not_found"


def test_only_the_aim_whose_figure_is_asked_for_says_no_more() -> None:
    assert aim_in("出庭率的目标是多少") is not None
    assert aim_in("目标任务完成率是多少") is None
    assert aim_in("年度目标考核得了多少分") is None


def test_how_a_year_to_come_brings_something_about_is_told_from_its_plan(
    service: Service, tmp_path: Path
) -> None:
    assert "逐案通报" in ask(service, "怀安县2022年怎么解决单位不出庭的问题?").answer
    assert ask(service, "怀安县2022年怎么解决了单位不出庭的问题?").status == "not_found"
    later = _REPORT.replace("2022年", "2023年").replace("2021年", "2022年").replace("逐案通报", "约谈")
    with service_over({"a": _REPORT, "b": later}, tmp_path) as both:
        assert "约谈" not in ask(both, "怀安县2022年怎么解决单位不出庭的问题?").answer
