"""The data files: complete, consistent, and names that come back to their places."""

import pytest

from qa_service.gazetteer import Gazetteer, Level
from qa_service.gazetteer.data import read_data

PLACES = read_data().places


def test_every_province_and_the_counties_of_china_are_there() -> None:
    current = [place for place in PLACES if not place.former]
    assert sum(place.level is Level.PROVINCE and place.code is not None for place in current) == 34
    assert 330 <= sum(place.level is Level.PREFECTURE for place in current) <= 340
    assert 2840 <= sum(place.level is Level.COUNTY for place in current) <= 2900


def test_all_nineteen_state_level_new_areas_have_a_path() -> None:
    gazetteer = Gazetteer.load()
    names = (
        "浦东 滨海 两江 舟山群岛 兰州 南沙 西咸 贵安 西海岸 金普 天府 湘江 江北 福州 滇中 "
        "哈尔滨 长春 赣江 雄安"
    )
    for name in names.split():
        assert any(len(place.path) > 1 for place in gazetteer.named(name + "新区")), name


def test_paths_are_unique_and_end_with_the_places_name() -> None:
    assert len({place.path for place in PLACES}) == len(PLACES)
    assert all(place.path[-1] == place.name for place in PLACES)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("广西壮族自治区", "广西"),
        ("黔东南苗族侗族自治州", "黔东南"),
        ("玉屏侗族自治县", "玉屏"),
        ("管城回族区", "管城"),
        ("神农架林区", "神农架"),
        ("呼伦贝尔市", "呼伦贝尔"),
        ("沛县", "沛县"),
        ("新林区", "新林区"),
        ("内蒙古自治区", "内蒙古"),
    ],
)
def test_short_names_are_those_that_people_use(name: str, short: str) -> None:
    assert read_data().short_names.short(name) == short


def test_a_path_is_written_in_full_short_and_with_its_parents() -> None:
    names = Gazetteer.load().names_of(("山东省", "淄博市", "沂源县"))
    assert {"沂源县", "沂源", "淄博市沂源县", "山东沂源", "山东省淄博市沂源县"} <= set(names)
    assert names[0] == "山东省淄博市沂源县"


def test_former_divisions_stay_known() -> None:
    place = Gazetteer.load().place_at(("重庆市", "渝北区"))
    assert place is not None
    assert place.former
