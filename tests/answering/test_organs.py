from dataclasses import replace

import pytest

from qa_service.answering.questions.organs import abbreviates, in_full, own_name, places_of, short_names_in
from qa_service.library.records import DocumentSummary
from tests.answering.conftest import document


def issued_by(organ: str) -> DocumentSummary:
    held = document("沂源县", 2022)
    return replace(held, metadata=replace(held.metadata, issuer=organ))


@pytest.mark.parametrize(
    ("short", "organ"),
    [
        ("市监局", "市场监督管理局"),
        ("卫健委", "卫生健康委员会"),
        ("人社局", "人力资源和社会保障局"),
        ("发改委", "发展和改革委员会"),
        ("政府办", "政府办公室"),
    ],
)
def test_a_usual_short_name_is_read_as_the_organ(short: str, organ: str) -> None:
    assert abbreviates(short, organ)


@pytest.mark.parametrize(
    ("short", "organ"),
    [
        ("公安局", "市场监督管理局"),
        ("监督局", "市场监督管理局"),
        ("市监委", "市场监督管理局"),
        ("市局", "市场监督管理局"),
        ("卫健局", "卫生健康委员会"),
    ],
)
def test_another_organ_is_not_taken_for_a_short_name(short: str, organ: str) -> None:
    assert not abbreviates(short, organ)


def test_the_whole_name_is_found_before_a_part_of_it() -> None:
    text = "某县市场监督管理局和某县市监局"
    assert [text[start:end] for start, end in places_of(text, "市场监督管理局")] == [
        "市场监督管理局",
        "市监局",
    ]


def test_a_government_bears_only_its_regions_name() -> None:
    assert own_name(issued_by("沂源县人民政府")) == ""
    assert own_name(issued_by("沂源县市场监督管理局")) == "市场监督管理局"


def test_short_names_are_written_in_full_and_full_names_left_alone() -> None:
    bureau = issued_by("沂源县市场监督管理局")
    text = "沂源县市监局与市场监督管理局"
    assert in_full(text, short_names_in(text, [bureau])) == "沂源县市场监督管理局与市场监督管理局"
