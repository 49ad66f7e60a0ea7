"""What says the asked thing outright goes before what only holds something of its kind; made-up documents."""

from collections.abc import Iterator
from datetime import date

import pytest

from qa_service.answering.questions.asked_years import years_in
from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "招聘": """凤山县2025年事业单位公开招聘工作人员公告

一、考试
(一)笔试。笔试成绩于2025年5月28日在县政府网站公布，考生对成绩有异议的，可在5月29日至5月30日申请查分。笔试时间为2025年5月17日9:00至11:30。
(二)面试。按招聘人数1:2的比例确定面试人选，面试成绩占总成绩的50%。面试时间为2025年6月10日，地点在凤山县第一中学。
""",
    "办法": """天峨县民宿管理暂行办法

第二条　本办法所称民宿，是指利用自有住宅为旅游者提供住宿的小型接待场所。
第三条　本办法适用于本县行政区域内经营用客房不超过14间的民宿。
""",
    "决算": """东兰县文化馆2023年度部门决算公开说明

一、支出情况
基本支出中，人员经费565.65万元，包括基本工资、津贴补贴、绩效工资等。
二、名词解释
(一)项目支出：指在基本支出之外为完成特定的行政任务所发生的支出。
(二)三公经费：指用财政拨款安排的因公出国（境）费和公务接待费。
""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("outright")) as opened:
        yield opened


def test_the_day_of_the_thing_itself_goes_before_another_day_beside_it(service: Service) -> None:
    assert "5月17日" in (ask(service, "凤山县2025年事业单位招聘笔试是哪天?").short_answer or "")


def test_where_is_answered_by_the_sentence_that_names_the_place(service: Service) -> None:
    assert "凤山县第一中学" in ask(service, "凤山县事业单位招聘的面试在哪里进行?").answer


def test_a_limit_is_no_number_of_what_there_is(service: Service) -> None:
    assert ask(service, "天峨县现在一共有多少家民宿?").status == "not_found"


def test_a_term_is_explained_by_its_own_entry(service: Service) -> None:
    assert "在基本支出之外" in ask(service, "东兰县决算说明里“项目支出”是什么意思?").answer


@pytest.mark.parametrize(
    ("asked", "years"),
    [("能不能直接批2000元以下的救助", ()), ("2021收到多少件", (2021,)), ("2020年多少人", (2020,))],
)
def test_a_sum_is_no_year(asked: str, years: tuple[int, ...]) -> None:
    assert tuple(year for year, _, _ in years_in(asked, date(2024, 6, 1))) == years
