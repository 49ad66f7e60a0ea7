"""Questions for several measures of the same places: each is asked of all, and one table holds all."""

from collections.abc import Iterator

import pytest

from qa_service.answering.questions.measures import measures_apart
from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "光山县": """光山县2022年国民经济和社会发展统计公报

全县居民人均可支配收入25310元。城镇居民人均可支配收入34960元,农村居民人均可支配收入18620元。
年末常住人口59.8万人。
""",
    "新县": """新县2022年国民经济和社会发展统计公报

城镇居民人均可支配收入36120元,增长4.2%;农村居民人均可支配收入19870元,增长7.5%。
年末常住人口27.5万人。
""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("measures")) as opened:
        yield opened


def test_two_measures_of_two_places_stand_in_one_table_each_row_with_its_source(service: Service) -> None:
    answer = ask(service, "光山县和新县2022年的城镇居民收入和农村居民收入分别是多少?")
    assert answer.table is not None
    assert answer.table.columns[-1] == "指标"
    assert [(row.cells[0], row.cells[2], row.cells[-1]) for row in answer.table.rows] == [
        ("光山县", "34960元", "城镇居民收入"),
        ("新县", "36120元", "城镇居民收入"),
        ("光山县", "18620元", "农村居民收入"),
        ("新县", "19870元", "农村居民收入"),
    ]
    quotes = {citation.n: citation.quote for citation in answer.citations}
    for row in answer.table.rows:
        assert row.n is not None
        assert (row.cells[2] or "") in quotes[row.n]
    assert answer.table.chart is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "甲县和乙县的受理数和办结数分别是多少",
            ["甲县和乙县的受理数分别是多少", "甲县和乙县的办结数分别是多少"],
        ),
        ("甲县和乙县粮食面积和产量各是多少", ["甲县和乙县粮食面积各是多少", "甲县和乙县粮食产量各是多少"]),
        (
            "粮食面积和产量,甲县和乙县分别是多少",
            ["甲县和乙县的粮食面积分别是多少", "甲县和乙县的粮食产量分别是多少"],
        ),
        (
            "甲县和乙县受理和办结的案件各有多少件",
            ["甲县和乙县受理的案件各有多少件", "甲县和乙县办结的案件各有多少件"],
        ),
        ("甲县和乙县的调解成功率分别是多少", []),
        ("甲县和乙县机关和单位的人数是多少", []),
        ("甲县和乙县分别收到多少申请", []),
    ],
)
def test_a_measure_that_names_no_matter_is_of_that_of_the_first(text: str, parts: list[str]) -> None:
    places = [(at, at + 2) for name in ("甲县", "乙县") for at in [text.find(name)]]
    assert measures_apart(text, places, ()) == parts
