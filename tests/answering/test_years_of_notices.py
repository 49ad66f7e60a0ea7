"""Which year a sentence is of where its document reports on none, or tells of the year before."""

from collections.abc import Iterator

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "岚皋县提案答复": (
        "岚皋县城市管理局关于县政协第十届二次会议第036号提案的答复\n\n岚城管函〔2022〕41号\n\n张明等委员:\n\n"
        "一、基本情况\n\n2020年,全县查处违法停车3156起。\n\n开展专项行动,今年1至4月,查处违停974起,拖移僵尸车46辆。\n\n"
        "二、下一步打算\n\n到2025年,新增停车泊位1200个。\n\n岚皋县城市管理局\n2022年5月28日\n"
    ),
    "紫阳县2021年法治政府建设情况报告": (
        "紫阳县2021年法治政府建设情况报告\n\n一、主要工作\n\n全县一审应诉案件126件,负责人出庭率由上年的71.4%提高到93.7%。收到信息公开申请96件,结转上年1件。\n"
    ),
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("notices")) as opened:
        yield opened


def test_a_letter_answers_for_the_year_that_it_was_written_in(service: Service) -> None:
    assert ask(service, "岚皋县2022年1至4月查处违停多少起?").short_answer == "974起"


def test_what_a_letter_says_of_another_year_is_of_that_year(service: Service) -> None:
    assert ask(service, "岚皋县2022年新增停车泊位多少个?").status == "not_found"
    assert ask(service, "岚皋县2020年查处违法停车多少起?").short_answer == "3156起"


def test_a_report_tells_of_the_year_before_where_it_says_so(service: Service) -> None:
    assert ask(service, "紫阳县2020年负责人出庭率是多少?").short_answer == "71.4%"
    assert ask(service, "紫阳县2021年负责人出庭率是多少?").short_answer == "93.7%"
    assert ask(service, "紫阳县2020年一审应诉案件多少件?").status == "not_found"
    assert ask(service, "紫阳县2020年收到信息公开申请多少件?").status == "not_found"
