"""A city's bureau for markets, whose name begins as the city's ends: 瑞安市场监管局, 瑞安市监局."""

from collections.abc import Iterator

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORT = (
    "瑞安市市场监督管理局2021年法治政府建设工作总结\n\n一、队伍\n"
    "全系统在编人员318人,其中持有行政执法证的284人。\n\n二、审核\n法规科审核案件1930件,退回补充调查61件。\n"
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over({"bureau": REPORT}, tmp_path_factory.mktemp("bureau")) as opened:
        yield opened


@pytest.mark.parametrize("bureau", ["瑞安市市场监管局", "瑞安市场监管局", "瑞安市监局", "瑞安市场监督管理局"])
def test_the_bureau_answers_by_each_of_its_names(service: Service, bureau: str) -> None:
    assert ask(service, f"{bureau}持有行政执法证的有多少人?").short_answer == "284人"
    assert ask(service, f"{bureau}法规科审核了多少件案件?").short_answer == "1930件"


def test_another_bureau_is_not_answered_by_it(service: Service) -> None:
    assert ask(service, "瑞安市公安局持有行政执法证的有多少人?").status == "not_found"
