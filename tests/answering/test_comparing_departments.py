"""Departments of one county side by side, who is silent on a matter, plans and half years; made up here."""

from collections.abc import Iterator

import pytest

from qa_service.answering.events import Answer
from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "天台县教育局": "天台县教育局2021年工作总结\n\n一、主要工作\n承办人大代表建议16件、政协提案11件。"
    "受理群众来信来访120件。完成投资1.1亿元。\n",
    "天台县水利局": "天台县水利局2021年工作总结\n\n一、主要工作\n承办人大代表建议25件、政协委员提案8件。"
    "完成水利投资4.2亿元。\n",
    "天台县民政局": "天台县民政局2021年工作总结\n\n一、主要工作\n承办人大代表建议7件、政协提案14件。"
    "接待群众来信来访66件。完成投资3000万元。\n",
    "天台县人民政府": "天台县人民政府关于2021年度法治政府建设情况的报告\n\n一、主要工作\n"
    "举办普法讲座52场。办理法律援助案件310件。\n",
    "仙居县人民政府": "仙居县人民政府关于2021年度法治政府建设情况的报告\n\n一、主要工作\n"
    "举办普法讲座40场。\n二、下一步打算\n计划办理法律援助案件400件。\n",
    "三门县方案": "三门县2021年普法工作方案\n\n一、目标任务\n举办普法讲座200场。\n",
    "临海市人民政府": "临海市人民政府关于2021年度法治政府建设情况的报告\n\n一、主要工作\n"
    "旅游收入80.5亿元。\n",
    "温岭市半年": "温岭市2021年上半年经济运行情况\n\n上半年，全市生产总值600.2亿元。旅游收入95.3亿元。\n",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("departments")) as opened:
        yield opened


def sides(answer: Answer) -> list[str | None]:
    assert answer.table is not None
    return [row.cells[0] for row in answer.table.rows]


def test_each_department_of_the_county_is_a_side_and_its_government_is_none(service: Service) -> None:
    answer = ask(service, "天台县各部门2021年承办人大代表建议分别是多少件?")
    assert sides(answer) == ["天台县水利局", "天台县教育局", "天台县民政局"]


@pytest.mark.parametrize(
    ("asked", "short"),
    [
        ("天台县哪个部门承办的政协提案最多?", "天台县民政局(14件)"),
        ("天台县各部门承办的人大代表建议合计多少件?", "48件"),
        ("天台县各部门完成投资最多的是哪个部门?", "天台县水利局(4.2亿元)"),
        ("教育局和水利局谁承办的人大代表建议多?", "天台县水利局(25件)"),
    ],
)
def test_departments_are_ranked_and_summed(service: Service, asked: str, short: str) -> None:
    assert ask(service, asked).short_answer == short


def test_a_department_that_counts_otherwise_is_left_out(service: Service) -> None:
    answer = ask(service, "天台县各部门受理群众来信来访分别是多少件?")
    assert "天台县民政局:未提及,原文写的是“接待群众来信来访66件”" in answer.answer


@pytest.mark.parametrize("asked", ["最少的是哪个?", "哪个少?"])
def test_departments_stay_the_sides_of_a_follow_up(service: Service, asked: str) -> None:
    assert ask(service, asked, "天台县各部门承办人大代表建议多少件?").short_answer == "天台县民政局(7件)"


@pytest.mark.parametrize(
    ("asked", "short"),
    [("哪个多?", "天台县(52场)"), ("差多少?", "12场"), ("第二多的是哪个?", "仙居县(40场)")],
)
def test_a_follow_up_relates_the_figures_asked_for_before(service: Service, asked: str, short: str) -> None:
    assert ask(service, asked, "天台县和仙居县2021年举办普法讲座各多少场?").short_answer == short


def test_who_only_plans_it_is_told_apart_from_who_is_silent(service: Service) -> None:
    answer = ask(service, "天台县、仙居县和临海市谁没有提到法律援助案件?")
    assert answer.short_answer == "临海市、仙居县(只在计划里提到)"
    assert "没有提到的有1个:临海市;只在计划里提到的有:仙居县" in answer.answer


def test_what_a_programme_sets_is_no_result_beside_results(service: Service) -> None:
    answer = ask(service, "各县2021年举办普法讲座多少场?")
    assert "200场" not in answer.answer
    assert "天台县较多,比仙居县多12场" in answer.answer


def test_a_figure_of_a_report_on_half_a_year_is_none_of_the_year(service: Service) -> None:
    answer = ask(service, "临海市和温岭市2021年旅游收入哪个高?")
    assert answer.short_answer is None
    assert "温岭市:未提及" in answer.answer
