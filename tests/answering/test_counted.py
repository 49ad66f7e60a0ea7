"""What a number counts is told one by one, exactly as many as it says, of the year that is asked about."""

from collections.abc import Iterator

import pytest

from qa_service.answering.text.enumerations import items_before, items_behind
from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "庐江县2022年法治政府建设情况报告": """庐江县2022年法治政府建设情况报告
一、主要做法
（一）健全机制。建立日巡查、周会商、月通报和年度考评四项机制，下设综合协调、宣传发动、督查考核3个工作组。
（二）规范司法所。打造有场所，有人员，有经费“三有”司法所7个。推行“四办”服务，即马上办、网上办、就近办、一次办，群众满意率达到98%。
（三）开展执法检查。对食品、药品等5个领域开展检查，落实7项措施。
二、2023年工作打算
完善联席会议、信息共享、案件移送三项制度。
""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("counted")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("庐江县2022年建立了哪四项机制?", "日巡查、周会商、月通报和年度考评"),
        ("庐江县四项机制分别是什么?", "日巡查、周会商、月通报和年度考评"),
        ("什么是四项机制?", "日巡查、周会商、月通报和年度考评"),
        ("庐江县下设哪3个工作组?", "综合协调、宣传发动、督查考核"),
        ("什么是“三有”司法所?", "有场所,有人员,有经费"),
        ("“四办”服务是指什么?", "马上办、网上办、就近办、一次办"),
        ("庐江县2023年要完善哪三项制度?", "联席会议、信息共享、案件移送"),
    ],
)
def test_a_counted_list_is_told_whole(service: Service, question: str, told: str) -> None:
    short = ask(service, question).short_answer
    assert short is not None
    assert short.replace("，", ",") == told


def test_no_list_is_read_that_has_fewer_items_than_its_number() -> None:
    text = "对食品、药品等5个领域开展检查"
    assert items_before(text, 0, text.index("5"), 5) is None


def test_no_list_is_told_of_another_year(service: Service) -> None:
    answer = ask(service, "庐江县2022年完善了哪三项制度?")
    assert "联席会议" not in (answer.short_answer or "")


@pytest.mark.parametrize(
    ("text", "counted", "items"),
    [
        ("成立综合、宣传、督导3个小组", 3, ("综合", "宣传", "督导")),
        ("内设办公室、人事科2个科室", 2, ("办公室", "人事科")),
        ("实行建立台账、落实责任、定期检查三项措施", 3, ("实行建立台账", "落实责任", "定期检查")),
        ("推广“甲、乙联动”、分片包干两种做法", 2, ("“甲、乙联动”", "分片包干")),
        ("包括水、电、气和暖4个行业", 4, ("水", "电", "气", "暖")),
    ],
)
def test_items_are_read_up_to_their_number(text: str, counted: int, items: tuple[str, ...]) -> None:
    end = next(at for at, character in enumerate(text) if character in "234两三")
    found = items_before(text, 0, end, counted)
    assert found is not None
    assert found.items == items


def test_items_behind_a_name_end_with_their_clause() -> None:
    text = "即有人管、有钱办、有章循,实现全覆盖"
    found = items_behind(text, 1, len(text), 3)
    assert found is not None
    assert found.items == ("有人管", "有钱办", "有章循")
    assert items_behind(text, 1, len(text), 5) is None
