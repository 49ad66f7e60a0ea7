"""A document that is asked for by the end of its title is told, and no other of like words."""

from collections.abc import Iterator

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "岚皋县2023年政府工作报告": (
        "岚皋县2023年政府工作报告\n\n一、2022年工作回顾\n\n(一)经济稳步增长。生产总值增长5.6%。\n\n"
        "(二)民生持续改善。新建学校3所。\n\n二、2023年工作安排\n\n(一)抓项目。实施重点项目86个。\n"
    ),
    "岚皋县2023年法治政府建设情况报告": (
        "岚皋县2023年法治政府建设情况报告\n\n一、主要工作\n\n(一)依法决策。审查文件36件。\n\n"
        "(二)规范执法。评查案卷213卷。\n\n二、存在问题\n\n执法力量不足。\n"
    ),
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("titled")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("岚皋县政府工作报告讲了什么?", "岚皋县2023年政府工作报告"),
        ("归纳一下政府工作报告的主要内容", "岚皋县2023年政府工作报告"),
        ("岚皋县法治政府建设情况报告讲了什么?", "岚皋县2023年法治政府建设情况报告"),
    ],
)
def test_the_document_of_that_title_alone_is_told(service: Service, question: str, title: str) -> None:
    assert {citation.title for citation in ask(service, question).citations} == {title}


def test_no_other_report_is_told_for_the_governments_work_report(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    only = {name: text for name, text in REPORTS.items() if "法治" in name}
    with service_over(only, tmp_path_factory.mktemp("other")) as opened:
        assert ask(opened, "岚皋县政府工作报告讲了什么?").status == "not_found"
