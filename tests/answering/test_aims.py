"""Aims are told from under their own heading or from the sentence that names them, and no other plans;
a plan for a year is told from the report before it and from the programme of that year."""

from collections.abc import Iterator

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "无为市第十四个五年规划纲要": """无为市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要
第一章 总体要求
第一节 发展目标
到2025年，全市地区生产总值达到760亿元。
森林覆盖率稳定在21%。
第二节 远景目标
到2035年，基本实现现代化。
第二章 主要任务
第一节 做强电缆产业
建设电缆研究院2家。
""",
    "无为市2023年政府工作报告": """无为市2023年政府工作报告
一、2023年工作回顾
全年改造老旧小区14个。
二、2024年工作安排
2024年主要预期目标是：地区生产总值增长7%，进出口总额增长9%。
（一）做强产业。引进项目40个。
（二）改善民生。新建学校2所。
""",
    "无为市水务局2024年工作要点": """无为市水务局2024年工作要点
一、防汛减灾
加固堤防31公里。
二、农村供水
改造管网66公里。
""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("aims")) as opened:
        yield opened


@pytest.mark.parametrize(
    "question",
    ["无为市十四五主要目标是什么?", "无为市十四五的发展目标有哪些", "无为市规划纲要的发展目标是什么"],
)
def test_the_aims_of_a_programme_are_those_under_their_heading(service: Service, question: str) -> None:
    answer = ask(service, question).answer
    assert answer.startswith("计划中")
    assert "760亿元" in answer
    assert "21%" in answer
    assert "2035" not in answer
    assert "研究院" not in answer


def test_far_aims_are_told_where_they_are_asked_for(service: Service) -> None:
    answer = ask(service, "无为市的远景目标是什么?").answer
    assert "基本实现现代化" in answer
    assert "760亿元" not in answer


def test_the_aims_in_a_report_are_the_sentence_that_names_them(service: Service) -> None:
    answer = ask(service, "无为市2024年主要预期目标是什么?").answer
    assert "进出口总额增长9%" in answer
    assert "学校" not in answer


def test_a_programme_of_the_year_is_told_beside_the_report_that_planned_it(service: Service) -> None:
    answer = ask(service, "无为市2024年有什么打算?").answer
    assert "引进项目40个" in answer
    assert "《无为市水务局2024年工作要点》2024年的计划中:一、防汛减灾:加固堤防31公里" in answer
    assert "老旧小区" not in answer


def test_the_plan_in_a_report_is_not_told_from_a_programme_of_its_year(service: Service) -> None:
    answer = ask(service, "无为市2023年报告里下一步有什么打算?").answer
    assert "新建学校2所" in answer
    assert "堤防" not in answer
