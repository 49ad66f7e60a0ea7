"""What is aimed at in a year stands in the report on the year before, also beside other documents of it;
this year and last are the latest that is held."""

from collections.abc import Iterator

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "太和县政府工作报告(2024)": """太和县政府工作报告
——2024年1月15日在太和县第十八届人民代表大会第三次会议上
一、2023年工作回顾
全年地区生产总值213.6亿元，增长6.1%。新建口袋公园7处。全县公立幼儿园达到35所。
二、2024年工作安排
主要预期目标是：地区生产总值增长6.5%左右，一般公共预算收入增长6%。新建口袋公园9处，改造供水管网12公里。
""",
    "太和县2024年农村公路养护实施方案": """太和县2024年农村公路养护实施方案
为做好农村公路养护，制定本方案。
一、养护里程
农村公路养护里程312公里，安排养护资金860万元。
""",
    "凤台县2022年工作总结": """凤台县2022年工作总结
一、2022年工作
新建口袋公园3处。
二、2023年工作打算
新建口袋公园8处。
""",
    "凤台县2023年工作总结": """凤台县2023年工作总结
一、2023年工作
全年植树4.2万株。
二、2024年工作打算
植树5万株。
""",
    "颍上县2023年工作总结": """颍上县2023年工作总结
一、主要工作
全年新建体育公园2处。
2024年计划新建口袋公园11处，新建体育公园4处。
二、下一步工作安排
改造供热管网30公里。
""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("data")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("asked", "fact"),
    [
        ("太和县2024年一般公共预算收入增长目标是多少?", "6%"),
        ("太和县2024年计划新建口袋公园多少处?", "9处"),
        ("太和县2024年改造供水管网多少公里?", "12公里"),
        ("太和县2024年农村公路养护资金多少?", "860万元"),
        ("太和县2023年新建口袋公园多少处?", "7处"),
    ],
)
def test_a_year_is_answered_by_its_documents_or_by_what_was_planned_for_it(
    service: Service, asked: str, fact: str
) -> None:
    answer = ask(service, asked)
    assert answer.short_answer == fact


@pytest.mark.parametrize(
    ("messages", "fact", "said"),
    [
        (("太和县今年农村公路养护资金多少?",), "860万元", "按库里最近的2024年回答"),
        (("凤台县去年植树多少?",), "4.2万株", "按库里最近的2023年回答"),
        (("太和县2023年GDP增长多少?", "今年的目标是多少?"), "6.5%左右", "按库里最近的2024年回答"),
        (("太和县2023年GDP增长多少?", "那2024年的目标呢?"), "6.5%左右", "计划"),
        (("太和县今年农村公路养护资金多少?", "养护里程呢?"), "312公里", "按库里最近的2024年回答"),
    ],
)
def test_this_year_and_last_are_the_latest_that_is_held_and_the_answer_says_so(
    service: Service, messages: tuple[str, ...], fact: str, said: str
) -> None:
    answer = ask(service, messages[-1], *messages[:-1])
    assert answer.short_answer == fact
    assert said in answer.answer


def test_a_year_that_is_named_is_never_exchanged(service: Service) -> None:
    assert ask(service, "凤台县2025年植树多少?").status == "not_found"


def test_what_was_planned_is_said_to_be_a_plan(service: Service) -> None:
    assert "计划" in ask(service, "太和县2024年改造供水管网多少公里?").answer


def test_a_plan_never_answers_for_a_year_whose_own_report_is_held(service: Service) -> None:
    assert ask(service, "凤台县2023年新建口袋公园多少处?").status == "not_found"


@pytest.mark.parametrize(
    ("asked", "fact"),
    [
        ("颍上县2023年新建口袋公园多少处?", None),
        ("颍上县2023年新建体育公园多少处?", "2处"),
        ("颍上县2024年计划新建口袋公园多少处?", "11处"),
        ("颍上县2023年改造供热管网多少公里?", None),
        ("颍上县2023年下一步改造供热管网多少公里?", "30公里"),
        ("颍上县2024年改造供热管网多少公里?", "30公里"),
    ],
)
def test_a_sentence_on_what_the_year_after_is_to_bring_answers_for_that_year_alone(
    service: Service, asked: str, fact: str | None
) -> None:
    assert ask(service, asked).short_answer == fact


def test_what_a_report_says_of_the_year_after_is_told_where_that_is_asked(service: Service) -> None:
    assert "11处" in ask(service, "颍上县2023年总结说,明年计划新建口袋公园多少处?").answer


def test_a_figure_of_the_year_before_is_none_of_the_year_asked_for(service: Service) -> None:
    assert ask(service, "太和县2024年公立幼儿园达到多少所?").status == "not_found"


def test_what_the_documents_call_otherwise_is_found_by_its_usual_name(service: Service) -> None:
    assert ask(service, "太和县2023年GDP是多少?").short_answer == "213.6亿元"


def test_the_year_to_come_is_the_one_behind_the_latest_report_of_the_place(service: Service) -> None:
    for asked in ("凤台县下一年打算植树多少株?", "凤台县明年准备植树多少株?"):
        answer = ask(service, asked)
        assert (answer.short_answer, answer.scope.year) == ("5万株", (2024,))
    assert ask(service, "凤台县2022年打算明年新建口袋公园多少处?").scope.year == (2022,)
