"""A city's figure counts its counties already: no sum and no mean takes them twice."""

from collections.abc import Iterator

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over


def report(place: str, cases: int) -> str:
    return f"{place}2023年法治政府建设报告\n一、化解争议\n2023年，{place}受理行政复议申请{cases}件。\n"


REPORTS = {
    f"{place}2023年法治政府建设报告": report(place, cases)
    for place, cases in (("信阳市", 612), ("新县", 41), ("商城县", 55))
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("within")) as opened:
        yield opened


def test_a_sum_leaves_out_the_place_that_holds_the_others(service: Service) -> None:
    answer = ask(service, "2023年各地受理行政复议申请合计多少件?")
    assert answer.short_answer == "96件"
    assert "信阳市的数已含其所辖地区,未计入" in answer.answer


def test_a_place_and_one_within_it_are_not_added_up(service: Service) -> None:
    answer = ask(service, "2023年信阳市和新县受理行政复议申请合计多少件?").answer
    assert "653" not in answer
    assert "未作合计" in answer


def test_places_beside_one_another_are_added_up(service: Service) -> None:
    assert ask(service, "2023年新县和商城县受理行政复议申请合计多少件?").short_answer == "96件"
