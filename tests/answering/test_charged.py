"""Who sees to a task and by when is told from the note behind it, and from no other task's."""

from collections.abc import Iterator

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "怀远县农村供水提升实施方案": """怀远县农村供水提升实施方案
一、主要目标
到2026年底自来水普及率达到97%。
二、重点任务
（一）新建水厂。新建规模化水厂2座，铺设主管网40公里。牵头单位：县水利局；配合单位：县财政局、县自然资源局；完成时限：2025年11月底。
（二）改造老旧管网。改造管网180公里。
责任单位：县城建投公司
（三）加强水质检测。每月检测一次水质。（县疾控中心牵头，各乡镇人民政府配合）
三、组织保障
成立领导小组，县长任组长。
""",
    "怀远县2025年重点任务分工": """怀远县教育体育局2025年重点任务分工
1.新建公办幼儿园3所；责任科室：学前教育科；完成时限：2025年8月底
2.配备专职保安员；责任科室：安全管理科；完成时限：2025年3月底
""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("charged")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("怀远县新建水厂由谁牵头?", "县水利局"),
        ("怀远县新建水厂由哪些单位配合?", "县财政局、县自然资源局"),
        ("怀远县新建水厂的完成时限是什么时候?", "2025年11月底"),
        ("怀远县改造老旧管网的责任单位是谁?", "县城建投公司"),
        ("改造老旧管网由谁负责?", "县城建投公司"),
        ("怀远县加强水质检测由哪个单位牵头?", "县疾控中心"),
    ],
)
def test_the_note_behind_a_task_is_told(service: Service, question: str, told: str) -> None:
    assert ask(service, question).short_answer == told


def test_the_task_is_named_before_its_note(service: Service) -> None:
    assert "新建水厂:牵头单位：县水利局" in ask(service, "怀远县新建水厂由谁牵头?").answer


def test_each_task_is_told_with_its_own(service: Service) -> None:
    answer = ask(service, "怀远县农村供水提升每一项任务的责任单位是谁?").answer
    for part in ("新建水厂:牵头单位：县水利局", "改造老旧管网:责任单位：县城建投公司", "县疾控中心牵头"):
        assert part in answer


def test_each_line_of_a_table_is_a_task_of_its_own(service: Service) -> None:
    assert ask(service, "怀远县新建公办幼儿园由哪个科室负责?").short_answer == "学前教育科"
    assert ask(service, "怀远县配备专职保安员的完成时限是什么时候?").short_answer == "2025年3月底"


def test_no_organ_is_told_for_a_person(service: Service) -> None:
    answer = ask(service, "怀远县新建水厂的牵头领导是谁?")
    assert answer.short_answer != "县水利局"
