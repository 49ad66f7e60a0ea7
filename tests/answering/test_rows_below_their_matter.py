"""A row of a table that says only a step is of the matter that a row above it, or the line before, says."""

from collections.abc import Iterator

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "元江县": """元江县人民政府关于2022年度法治政府建设情况的报告

一、化解争议
有关数据见下表。
项目	单位	2021年	2022年
新收行政复议申请	件	71	84
受理	件	66	80
不予受理	件	5	4
审结	件	60	77
其中:维持	件	41	52
公证办理	件	210	233
行政应诉案件	件	38	31
其中:败诉	件	6	3
负责人出庭应诉率	%	96.1	97.2

二、存在的不足
执法力量薄弱。
""",
    "南涧县": """南涧县人民政府关于2023年度法治政府建设情况的报告

一、主要工作
行政复议情况如下:
年份	收到申请	受理	不予受理	审结
2022年	35	31	4	30
2023年	48	45	3	43

二、存在的不足
执法力量薄弱。
""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("rows")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("asked", "short"),
    [
        ("元江县2022年行政复议案件审结多少件?", "77件"),
        ("元江县2021年不予受理的行政复议申请有几件?", "5件"),
        ("元江县2022年受理行政复议申请多少件?", "80件"),
        ("元江县2022年审结的行政复议案件中维持的有多少件?", "52件"),
    ],
)
def test_a_row_that_says_only_a_step_is_of_the_matter_of_the_row_above(
    service: Service, asked: str, short: str
) -> None:
    assert ask(service, asked).short_answer == short


@pytest.mark.parametrize(
    "asked",
    ["元江县2022年行政复议败诉多少件?", "元江县2022年行政应诉案件审结多少件?", "元江县2022年公证受理多少件?"],
)
def test_a_row_below_another_matter_is_not_of_the_asked_one(service: Service, asked: str) -> None:
    assert ask(service, asked).status == "not_found"


@pytest.mark.parametrize("asked", ["元江县2022年行政诉讼败诉多少件?", "元江县2022年行政机关败诉几件?"])
def test_a_matter_is_known_by_its_other_name(service: Service, asked: str) -> None:
    assert ask(service, asked).short_answer == "3件"


def test_whoever_asks_names_the_organ_that_the_row_leaves_out(service: Service) -> None:
    first = "元江县2022年行政机关负责人出庭应诉率是多少?"

    assert ask(service, first).short_answer == "97.2%"
    assert ask(service, "2021年呢?", first).short_answer == "96.1%"


@pytest.mark.parametrize(
    ("asked", "figure"),
    [
        ("南涧县2023年受理行政复议申请多少件?", "45"),
        ("南涧县2023年不予受理的行政复议申请有几件?", "3"),
        ("南涧县2023年行政复议案件审结了多少件?", "43"),
    ],
)
def test_the_line_before_a_table_says_what_its_columns_are_about(
    service: Service, asked: str, figure: str
) -> None:
    assert (ask(service, asked).short_answer or "").rstrip("件") == figure
