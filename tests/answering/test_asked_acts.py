"""The act that a question names, and the organ whose report it is."""

from collections.abc import Iterator

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "岚皋县城市管理执法局2022年行政执法统计年报": (
        "岚皋县城市管理执法局2022年行政执法统计年报\n\n一、执法情况\n\n"
        "(一)行政许可。全年收到行政许可申请912件,受理905件,准予许可874件,不予许可31件。从类别看:户外广告设置许可407件,"
        "城市建筑垃圾处置核准286件,临时占道审批181件。\n\n"
        "(二)保障。安排城市管理执法局信息化建设资金86万元,全县信息化建设资金430万元。\n\n"
        "岚皋县城市管理执法局\n2023年1月12日\n"
    )
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("acts")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("岚皋县2022年准予行政许可多少件?", "874件"),
        ("岚皋县2022年不予行政许可多少件?", "31件"),
        ("岚皋县2022年收到行政许可申请多少件?", "912件"),
    ],
)
def test_an_act_is_found_where_its_object_is_named_in_short(
    service: Service, question: str, short: str
) -> None:
    assert ask(service, question).short_answer == short


def test_the_name_of_the_one_organ_that_wrote_weighs_for_no_sentence(service: Service) -> None:
    assert ask(service, "岚皋县城市管理执法局2022年准予行政许可多少件?").short_answer == "874件"


def test_a_figure_that_is_said_of_the_organ_is_its_own(service: Service) -> None:
    assert ask(service, "岚皋县2022年城市管理执法局信息化建设资金多少?").short_answer == "86万元"
