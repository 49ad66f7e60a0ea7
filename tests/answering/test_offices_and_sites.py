"""Who holds an office beside another one, where a thing was moved to, last year by its name and number, and
what a heading tells that the title of the document says the rest of."""

from collections.abc import Iterator

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "通城县2023年工作总结": """通城县2023年工作总结
一、组织领导
成立由县长任组长的油茶产业领导小组，办公室设在县林业局，办公室主任由县林业局局长王志刚兼任。
二、公共服务
投入310万元改造县图书馆，新址位于隽水大道与民主路交叉口，10月开馆。
收到行政复议申请73件。
""",
    "崇阳县2024年公开招聘教师公告": """崇阳县2024年公开招聘教师公告
一、报名
（一）报名时间
4月8日至12日。
二、考试
（一）笔试
笔试满分100分。
（二）总成绩
总成绩=笔试成绩×40%+面试成绩×60%。
""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("offices")) as opened:
        yield opened


@pytest.mark.parametrize("asked", ["是谁", "是哪位"])
def test_who_holds_an_office_beside_another_one_is_named(service: Service, asked: str) -> None:
    assert ask(service, f"通城县油茶产业领导小组办公室主任{asked}?").short_answer == "王志刚"


def test_where_a_thing_was_moved_to_is_said(service: Service) -> None:
    assert ask(service, "通城县图书馆搬到哪里了?").short_answer == "隽水大道与民主路交叉口"


def test_last_year_with_its_number_is_that_year(service: Service) -> None:
    assert ask(service, "通城县去年(2023年)收到几件行政复议申请?").short_answer == "73件"


def test_what_the_title_says_need_not_stand_in_the_heading(service: Service) -> None:
    answer = ask(service, "崇阳县招聘教师的总成绩是怎么算的?").answer
    assert "笔试成绩×40%" in answer
    assert "报名" not in answer
