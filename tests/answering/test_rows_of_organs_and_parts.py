"""Rows of a table that are told by organs under 单位, and by parts of the year."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qa_service.answering.evidence.parts_of_years import lacks_part_of_year, parts_named
from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORT = """隆安县2022年法治政府建设工作报告

一、规范执法
全年立案查处水事违法案件51件,较上年减少4件。各部门执法情况见下表。

单位 | 行政检查（次） | 行政处罚（件） | 不予处罚（件）
县水利局 | 2214 | 733 | 21
县林业局 | 1675 | 402 | 18
县交通运输局 | 908 | 786 | 34
合计 | 4797 | 1921 | 73

二、水事案件分季度情况

季度 | 立案数（件） | 罚款额（万元）
第一季度 | 9 | 31.4
第二季度 | 17 | 52.8
第三季度 | 11 | 40.6
第四季度 | 14 | 47.2
合计 | 51 | 172
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder: Path = tmp_path_factory.mktemp("rows")
    with service_over({"隆安": REPORT}, folder) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("隆安县水利局行政检查多少次?", "2214次"),
        ("隆安县林业局2022年作出行政处罚多少件?", "402件"),
        ("隆安县交通运输局不予处罚几件", "34件"),
    ],
)
def test_the_row_of_the_asked_organ_answers(service: Service, question: str, fact: str) -> None:
    assert ask(service, question).short_answer == fact


@pytest.mark.parametrize("question", ["隆安县行政处罚案件一共多少件?", "隆安县行政处罚案件多少件"])
def test_of_no_organ_the_total_answers_though_its_figure_might_be_a_year(
    service: Service, question: str
) -> None:
    assert ask(service, question).short_answer == "1921件"


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("隆安县第三季度水事案件罚款多少万元?", "40.6万元"),
        ("隆安县二季度水事案件立案多少件?", "17件"),
        ("隆安县2022年水事案件罚款多少万元?", "172万元"),
    ],
)
def test_the_row_of_the_asked_part_of_the_year_answers(service: Service, question: str, fact: str) -> None:
    assert ask(service, question).short_answer == fact


@pytest.mark.parametrize("question", ["隆安县上半年水事案件罚款多少万元?", "隆安县5月水事案件罚款多少?"])
def test_the_whole_years_figure_is_that_of_no_part(service: Service, question: str) -> None:
    assert ask(service, question).status == "not_found"


def test_the_first_quarter_is_not_the_first_of_all(service: Service) -> None:
    assert ask(service, "隆安县哪个季度水事案件罚款最多?").short_answer != "第一季度"


def test_parts_of_a_year_are_known_in_every_writing() -> None:
    assert parts_named("第三季度") == parts_named("3季度") == {"第3季度"}
    assert parts_named("上半年") == {"上半年"}
    assert parts_named("11月份") == {"11月"}
    assert not parts_named("2022年全年")


def test_a_span_is_none_of_its_months_or_quarters() -> None:
    assert parts_named("1-6月") == parts_named("1至6月") == {"1-6月"}
    assert parts_named("前三季度") == {"前3季度"}


def test_a_bare_month_is_asked_of_no_year() -> None:
    assert lacks_part_of_year("甲县5月罚款多少", "全年罚款3万元", None)
    assert not lacks_part_of_year("甲县5月罚款多少", "5月罚款3万元", None)
    assert not lacks_part_of_year("甲县1-5月罚款多少", "全年罚款3万元", None)
