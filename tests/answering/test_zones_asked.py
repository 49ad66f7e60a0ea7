"""A city's development zones, asked about without a name of their own."""

from collections.abc import Iterator

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

CITY = (
    "芜湖市人民政府关于2022年经济运行情况的报告\n\n一、开发区\n"
    "2022年,全市开发区企业412家,完成生产总值618亿元。\n\n二、其他\n"
    "全市收到行政复议申请301件,开发公益性岗位3000个。\n"
)
ZONE = (
    "宣城经济技术开发区管委会2022年法治政府建设工作总结\n\n一、主要做法\n"
    "2022年,全区收到行政复议申请41件,行政诉讼败诉率为13.5%。\n"
)
NAMED_SHORT = (
    "铜陵开发区管委会2022年法治政府建设工作总结\n\n一、主要做法\n2022年,全区收到行政复议申请27件。\n"
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    reports = {"city": CITY, "zone": ZONE, "short": NAMED_SHORT}
    with service_over(reports, tmp_path_factory.mktemp("zones")) as opened:
        yield opened


@pytest.mark.parametrize(
    "asked", ["芜湖市开发区企业多少家?", "芜湖开发区有企业多少家?", "芜湖全市开发区企业多少家?"]
)
def test_a_city_tells_of_its_zones(service: Service, asked: str) -> None:
    assert ask(service, asked).short_answer == "412家"


def test_a_citys_figure_is_none_of_its_zone(service: Service) -> None:
    answer = ask(service, "芜湖开发区收到行政复议申请多少件?")
    assert answer.status == "not_found"
    assert "芜湖市的文件里也没有写到芜湖市开发区" in answer.answer


@pytest.mark.parametrize("zone", ["宣城开发区", "宣城经开区", "宣城市经开区", "宣城经济技术开发区"])
def test_a_zone_answers_by_whatever_it_is_called(service: Service, zone: str) -> None:
    assert ask(service, f"{zone}收到行政复议申请多少件?").short_answer == "41件"


def test_a_zone_that_its_own_office_calls_so_is_not_its_city(service: Service) -> None:
    assert ask(service, "铜陵开发区收到行政复议申请多少件?").short_answer == "27件"
    assert ask(service, "铜陵市收到行政复议申请多少件?").status == "not_found"
