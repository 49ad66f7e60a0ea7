"""By how much something changed between two years is computed or told, never a level or another change."""

from collections.abc import Iterator

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "定远县2020": """定远县人民政府关于2020年工作情况的报告
2020年,定远县粮食产量26万吨。
""",
    "定远县2023": """定远县人民政府关于2023年工作情况的报告
2023年,定远县粮食产量30万吨,比上年增加1.5万吨。全年植树造林2.1万亩。
""",
    "霍山县2021": """霍山县人民政府关于2021年工作情况的报告
2021年,霍山县办理公证730件,比上年增长7%。
""",
    "霍山县2022": """霍山县人民政府关于2022年工作情况的报告
2022年,霍山县培训网格员410人。全年受理信访件2600件,按期答复率97%,同比提升3个百分点。
""",
    "定远县2024": """定远县人民政府关于2024年工作情况的报告
2024年,定远县新增城镇就业3400人。
""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("changes")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("定远县2023年粮食产量比上年增加多少?", "1.5万吨"),
        ("定远县2023年比2020年粮食产量增加多少?", "增加4万吨"),
    ],
)
def test_the_change_is_that_between_the_years_that_are_asked_about(
    service: Service, asked: str, told: str
) -> None:
    assert told in ask(service, asked).answer


def test_a_level_of_one_year_is_no_change_between_two(service: Service) -> None:
    assert ask(service, "定远县2024年植树造林面积比2023年多多少?").status == "not_found"


@pytest.mark.parametrize(
    ("asked", "before"),
    [
        ("霍山县2022年公证比上一年涨了多少?", ()),
        ("霍山县2022年公证比去年增长了多少?", ()),
        ("增幅呢?", ("霍山县2022年公证多少件?",)),
    ],
)
def test_what_had_grown_the_year_before_is_not_this_years_growth(
    service: Service, asked: str, before: tuple[str, ...]
) -> None:
    assert ask(service, asked, *before).status == "not_found"


def test_a_documents_own_year_may_be_asked_for(service: Service) -> None:
    assert ask(service, "霍山县2021年公证比上一年涨了多少?").short_answer == "7%"


def test_percentage_points_of_a_rate_are_no_growth_of_a_number(service: Service) -> None:
    assert ask(service, "增幅呢?", "霍山县2022年受理信访件多少件?").status == "not_found"
    assert ask(service, "霍山县2022年信访件按期答复率提升了多少?").short_answer == "3个百分点"
