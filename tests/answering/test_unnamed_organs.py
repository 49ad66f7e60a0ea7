"""What is told of another organ, or of all, is no answer for the organ that is asked about."""

from collections.abc import Iterator

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "定远县2023年法治政府建设报告": """定远县2023年法治政府建设报告
一、化解争议
全县行政应诉案件64件，出庭应诉率97%。行政复议案件涉及公安领域21件。
市场监督管理局办理投诉举报1860件。
二、会议议定事项
会议同意：任命郑启明为县民政局副局长。免去何立新的县水利局局长职务。
三、普法
开展普法讲座86场。
四、公用事业
居民用水价格为每立方米2.35元，非居民用水价格为每立方米3.60元。
""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("organs")) as opened:
        yield opened


def test_the_number_of_a_whole_county_is_not_that_of_one_organ(service: Service) -> None:
    assert ask(service, "定远县2023年行政应诉案件中公安局当被告的有几件?").status == "not_found"
    assert ask(service, "定远县2023年行政应诉案件有几件?").short_answer == "64件"


def test_an_organ_may_be_named_shortly(service: Service) -> None:
    assert ask(service, "定远县市监局2023年办理投诉举报多少件?").short_answer == "1860件"


def test_who_was_dismissed_was_not_appointed(service: Service) -> None:
    assert ask(service, "定远县谁被任命为县水利局局长?").status == "not_found"
    assert "任命郑启明为县民政局副局长" in ask(service, "定远县谁被任命为县民政局副局长?").answer


@pytest.mark.parametrize(("asked", "price"), [("居民", "2.35元"), ("非居民", "3.60元")])
def test_who_does_not_live_there_pays_another_price(service: Service, asked: str, price: str) -> None:
    assert price in (ask(service, f"定远县{asked}用水价格每立方米多少钱?").short_answer or "")


def test_what_an_office_says_of_itself_needs_no_name(service: Service) -> None:
    with_office = "定远县司法局2023年开展普法讲座多少场?"
    assert ask(service, with_office).short_answer == "86场"
