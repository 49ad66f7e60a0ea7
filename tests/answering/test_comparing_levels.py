"""Questions of all places of one level, where the documents are of few such places or none; made up here."""

from collections.abc import Iterator

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over


def _report(place: str, year: int, received: int) -> str:
    return (
        f"{place}人民政府关于{year}年度法治政府建设情况的报告\n\n"
        f"一、主要工作\n(一)化解争议。全年收到行政复议申请{received}件。\n"
    )


REPORTS = {
    f"{place}{year}": _report(place, year, received)
    for place, year, received in (
        ("歙县", 2020, 41),
        ("休宁县", 2020, 67),
        ("黄山市", 2021, 120),
        ("祁门县", 2021, 300),
        ("黟县", 2021, 12),
        ("屯溪区", 2022, 25),
        ("宣城市", 2022, 88),
        ("铜陵市", 2022, 93),
        ("石台县", 2022, 500),
        ("重庆市垫江县", 2020, 74),
    )
} | {
    "青阳县2024": "青阳县人民政府关于2024年度法治政府建设情况的报告\n\n一、存在的不足\n"
    "一是执法队伍人员偏少。二是普法形式单一。\n"
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("levels")) as opened:
        yield opened


def test_places_of_the_asked_level_alone_are_ranked(service: Service) -> None:
    answer = ask(service, "2022年哪个市收到的行政复议申请最多?")
    assert answer.short_answer == "铜陵市(93件)"
    assert "石台县" not in answer.answer
    assert "屯溪区" not in answer.answer


@pytest.mark.parametrize("asked", ["2021年各市收到行政复议申请多少件?", "2021年哪个市收到行政复议申请最多?"])
def test_the_only_place_of_the_level_is_said_to_be_the_only_one(service: Service, asked: str) -> None:
    answer = ask(service, asked)
    assert "是市的只有黄山市" in answer.answer
    assert "祁门县、黟县不是市,未列入" in answer.answer or "黟县、祁门县不是市,未列入" in answer.answer
    assert "120件" in answer.answer
    assert "300件" not in answer.answer
    assert answer.table is not None
    assert [row.cells[0] for row in answer.table.rows] == ["黄山市"]


def test_where_no_place_is_of_the_level_others_are_shown_as_such_and_none_wins(service: Service) -> None:
    answer = ask(service, "2020年哪个市收到行政复议申请最多?")
    assert answer.answer.startswith("库里没有市的2020年文件")
    assert answer.short_answer is None
    assert "较多" not in answer.answer
    assert "最多" not in answer.answer


def test_a_county_is_no_district(service: Service) -> None:
    answer = ask(service, "2022年哪个区收到行政复议申请最多?")
    assert "是区的只有屯溪区" in answer.answer
    assert "500件" not in answer.answer


def test_all_counties_are_asked_as_before(service: Service) -> None:
    answer = ask(service, "2020年各县收到行政复议申请多少件?")
    assert answer.answer.startswith("2020年,由多到少")
    assert answer.table is not None
    assert len(answer.table.rows) == 3


def test_what_each_city_says_is_never_one_countys_words_unsaid(service: Service) -> None:
    answer = ask(service, "2024年各市法治政府建设有哪些不足?")
    assert answer.answer.startswith("库里没有市的2024年文件,只有青阳县的")
    assert "青阳县:" in answer.answer
