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
