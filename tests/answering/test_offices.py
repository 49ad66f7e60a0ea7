"""An office is that of its organ: who heads another one is not named for it."""

from collections.abc import Iterator

import pytest

from qa_service.answering.short_answers.offices import is_of_another_organ
from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "报告": """青神县2022年法治政府建设情况报告

一、优化服务
县行政审批局局长沈如兰牵头推行帮办代办，组建帮办队伍7支。
二、加强普法
县司法局组织普法讲座36场，县卫生健康委员会主任陈立群出席启动仪式。
""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("offices")) as opened:
        yield opened


def test_who_heads_another_organ_is_not_named(service: Service) -> None:
    assert ask(service, "青神县司法局局长是谁?").status == "not_found"
    assert ask(service, "青神县行政审批局局长是谁?").short_answer == "沈如兰"


@pytest.mark.parametrize(
    ("question", "before", "another"),
    [
        ("司法局局长是谁", "区行政审批局局长", True),
        ("司法局局长是谁", "县司法局党组书记、局长", False),
        ("卫健委主任是谁", "县卫生健康委员会主任", False),
        ("局长是谁", "县司法局局长", False),
        ("司法局局长是谁", "会议由", False),
    ],
)
def test_an_organ_is_told_by_the_words_before_its_kind(question: str, before: str, another: bool) -> None:
    assert is_of_another_organ(question, before) == another
