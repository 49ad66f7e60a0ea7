"""The region of a document, for places of the whole country: titles with and without the places above."""

from collections.abc import Callable

import pytest

from qa_service.gazetteer import Level, Place
from qa_service.gazetteer.data import read_data
from qa_service.ingestion.parsing import parse_document

DIVISIONS = tuple(
    place
    for place in read_data().places
    if not place.former and place.code is not None and place.level is not Level.ZONE
)
# Every eleventh, and all whose names need evidence: words of the language, short stems, namesakes.
NAMES = [place.name for place in DIVISIONS]
PLACES = tuple(
    place
    for at, place in enumerate(DIVISIONS)
    if (at % 11 == 0 or (at % 3 == 0 and (not place.readable or NAMES.count(place.name) > 1)))
    and place.name[-1] in "省市县区州盟旗"
    and len(place.name) > 2
)


def unit(place: Place) -> str:
    return "区" if place.name.endswith("地区") else place.name[-1]


def body(place: Place) -> str:
    own = unit(place)
    above = f"在{place.path[-2]}委、{place.path[-2]}政府的领导下，" if len(place.path) > 1 else ""
    return (
        f"{above}我{own}扎实开展各项工作。\n一、主要做法\n全{own}办结各类事项三百余件，{place.name}各部门协同推进，"
        f"群众反映良好。\n二、存在问题\n我{own}工作离群众期盼还有差距。\n三、下一步打算\n我{own}将继续努力。\n"
    )


def inside(place: Place) -> str:
    """Names of the places directly below, once each."""
    names = [other.name for other in DIVISIONS if other.path[:-1] == place.path]
    return "".join(f"{name}建成示范点三个，经验在全{unit(place)}推广。\n" for name in names)


def region_of(text: str) -> tuple[str, ...]:
    document, _ = parse_document(text.encode(), source="a.txt")
    return document.metadata.region_path


TITLED: dict[str, Callable[[Place], str]] = {
    "with all above": lambda place: f"{''.join(place.path)}2021年法治政府建设年度报告\n",
    "alone": lambda place: f"{place.name}人民政府关于2022年度法治政府建设情况的报告\n",
    "an organ": lambda place: f"{place.name}卫生健康局关于印发2021年工作要点的通知\n",
    "after a year": lambda place: f"2023年{place.name}国民经济和社会发展统计公报\n",
    "after 关于": lambda place: f"关于{place.name}2022年预算执行情况和2023年预算草案的报告\n",
    "untitled": lambda place: "2021年法治政府建设工作报告\n",
}


@pytest.mark.parametrize("shape", TITLED)
def test_the_region_is_found_with_its_path(shape: str) -> None:
    wrong = [place.path for place in PLACES if region_of(TITLED[shape](place) + body(place)) != place.path]
    assert len(wrong) <= 0.005 * len(PLACES), wrong[:20]


def test_a_citys_report_without_a_title_is_the_citys_though_it_names_each_county() -> None:
    cities = [place for place in DIVISIONS if place.level is Level.PREFECTURE][::4]
    wrong = [
        city.path
        for city in cities
        if region_of("2021年法治政府建设工作报告\n" + body(city) + inside(city)) != city.path
    ]
    assert len(wrong) <= 0.02 * len(cities), wrong


def test_a_rivals_city_named_in_passing_does_not_win() -> None:
    rivals = [place for place in DIVISIONS if NAMES.count(place.name) > 1 and len(place.path) > 2]
    for place in rivals:
        other = next(p for p in DIVISIONS if p.name == place.name and p.path != place.path)
        text = f"{place.name}司法局2021年法治政府建设工作报告\n{body(place)}干部赴{other.path[-2]}考察学习。"
        assert region_of(text) == place.path


def test_a_report_that_names_its_place_in_its_first_words_alone_is_of_that_place() -> None:
    def opened(place: Place) -> str:
        own = unit(place)
        return (
            f"2023年，{place.name}坚持依法行政，全{own}各项工作有序推进。现将工作情况公布如下。\n"
            f"一、主要做法\n全{own}办结各类事项三百余件。\n二、存在问题\n离群众期盼还有差距。\n"
            "三、下一步打算\n将继续努力。\n"
        )

    wrong = [place.path for place in PLACES if region_of(opened(place))[-1:] != place.path[-1:]]
    assert len(wrong) <= 0.005 * len(PLACES), wrong[:20]


def test_the_first_words_do_not_make_a_citys_report_a_districts() -> None:
    text = (
        "2023年，新城区建设提速，全市各项工作有序推进。现将工作情况报告如下。\n一、主要做法\n"
        "全市办结各类事项三百余件，西安市各部门协同推进。\n二、存在问题\n我市工作有差距。\n三、下一步打算\n"
        "西安市将继续努力。\n"
    )
    assert region_of(text) == ("陕西省", "西安市")


@pytest.mark.parametrize(
    ("opening", "path"),
    [
        ("青浦区学习考察组来访交流。", ()),
        ("今年以来，青浦区人民政府工作队来我区帮扶。", ()),
        ("青浦区坚持依法行政。", ("上海市", "青浦区")),
    ],
)
def test_a_place_from_which_somebody_comes_is_not_what_a_report_is_of(
    opening: str, path: tuple[str, ...]
) -> None:
    text = (
        f"2023年工作情况报告\n\n{opening}现将工作情况报告如下。\n一、主要做法\n全区办结各类事项三百余件。\n"
        "二、下一步打算\n将继续努力。\n"
    )
    assert region_of(text) == path
