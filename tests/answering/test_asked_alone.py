"""Sides of a comparison that are silent until they are asked alone; reports made up here."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qa_service.answering.comparing.apart import asked_apart
from qa_service.answering.events import Answer
from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "天长市": """天长市人民政府关于2021年度法治政府建设情况的报告

一、主要工作
(一)优化服务。全市保留的政务服务事项620项,行政许可事项174项,其他事项446项。
(二)化解纠纷。全市86个调解组织排查纠纷2300次,调解1950件,成功1893件,协议金额3100万元。
(三)普法宣传。成立由25名律师组成的普法讲师团,开展“法治进企业”等活动87场,受众1.2万人次。
(四)公共法律服务。法律援助机构受理案件415件。公证处办证2210件。新开通远程公证,办理96件。
(五)队伍建设。全市共有公职律师31人。收到意见90条,办理政协提案44件,受理投诉举报230件。
(六)减证便民。梳理证明事项530项,保留290项并向社会公布清单。
""",
    "来安县": """来安县人民政府关于2021年度法治政府建设情况的报告

一、主要工作
(一)优化服务。将全县19个部门的203项行政许可事项统一划转至县行政审批局。
(二)化解纠纷。全年成功调解纠纷2764件。
(三)普法宣传。全年举办法治宣传活动112场。
(四)公共法律服务。办理法律援助案件388件。
(五)队伍建设。全县共有律师58人。收到行政复议申请16件,行政处罚案件同比增长5%,办结640件。
(六)减证便民。“一次办好”事项417项。
""",
    "全椒县": """全椒县民政局2021年度工作总结

一、社会事务
全年办理结婚登记1840对,补领婚姻登记证95件。
""",
    "定远县": """定远县民政局2021年度工作总结

一、社会事务
全年办理婚姻登记2900件,其中结婚登记1720件、离婚登记1180件。
""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("alone")) as opened:
        yield opened


def values(answer: Answer) -> dict[str | None, str | None]:
    """The figure of each side."""
    assert answer.table is not None
    return {row.cells[0]: row.cells[2] for row in answer.table.rows}


def test_sides_with_matters_of_their_own_are_asked_each_for_its_own(service: Service) -> None:
    asked = "天长市保留的行政许可事项和来安县划转至县行政审批局的行政许可事项各有多少项?"
    assert values(ask(service, asked)) == {"天长市": "174项", "来安县": "203项"}


@pytest.mark.parametrize(
    ("asked", "first", "second"),
    [
        ("天长市和来安县2021年调解成功的纠纷各有多少件?", "1893件", "2764件"),
        ("天长市和来安县的法治宣传活动,哪家场次多?各举办了多少场?", "87场", "112场"),
    ],
)
def test_a_side_that_says_it_in_words_of_its_own_speaks(
    service: Service, asked: str, first: str, second: str
) -> None:
    answer = ask(service, asked)
    assert values(answer) == {"天长市": first, "来安县": second}
    for figure in (first, second):
        assert any(figure in citation.quote for citation in answer.citations)


def test_the_city_before_a_district_is_of_its_name(service: Service) -> None:
    given = values(ask(service, "天长市和滁州市来安县的法治宣传活动各举办了多少场?"))
    assert given == {"天长市": "87场", "来安县": "112场"}


def test_a_difference_is_computed_with_what_a_side_said_when_asked_alone(service: Service) -> None:
    answer = ask(service, "天长市和来安县调解成功的纠纷相差多少件?")
    assert answer.short_answer == "871件"
    assert "由系统计算" in answer.answer


def test_what_a_side_counts_of_a_kind_stays_what_it_counts(service: Service) -> None:
    answer = ask(service, "天长市和来安县的律师各有多少人?")
    assert values(answer) == {"天长市": None, "来安县": "58人"}
    assert "31人" in answer.answer
    assert "统计的内容不同" in answer.answer


def test_a_figure_behind_one_of_another_matter_is_not_of_the_first(service: Service) -> None:
    given = values(ask(service, "天长市和来安县各办理了多少法律援助案件?"))
    assert given == {"天长市": "415件", "来安县": "388件"}


def test_a_bare_step_behind_the_figure_of_another_matter_speaks_for_no_side(service: Service) -> None:
    answer = ask(service, "天长市和来安县的行政复议各办结多少件?")
    assert "640件" not in answer.answer


def test_what_tells_of_little_of_the_matter_speaks_for_no_side(service: Service) -> None:
    asked = "天长市公布的“一窗通办”事项和来安县的“一次办好”事项各有多少项?"
    assert values(ask(service, asked)) == {"天长市": None, "来安县": "417项"}


def test_matters_of_their_own_are_set_against_each_other_only_for_who_asks_for_that(
    service: Service,
) -> None:
    matters = "天长市的政协提案和来安县的法律援助案件"
    answer = ask(service, f"{matters}各办理了多少件?")
    assert values(answer) == {"天长市": "44件", "来安县": "388件"}
    assert "较多" not in answer.answer
    assert "较多" in ask(service, f"{matters},哪个多?").answer


def test_how_many_of_what_is_on_a_list_asks_for_no_list(service: Service) -> None:
    asked = "天长市和来安县纳入清单的投诉举报各有多少件?"
    answer = ask(service, asked)
    assert all("清单之外" not in citation.quote for citation in answer.citations)
    assert answer.table is None or answer.table.columns[2] == "数值"


def test_couples_and_registrations_of_marriage_are_counted_alike(service: Service) -> None:
    assert ask(service, "全椒县和定远县2021年结婚登记相差多少?").short_answer == "120对"


@pytest.mark.parametrize(
    ("text", "sides", "asked"),
    [
        ("甲县和乙县的收案数各是多少", ("甲县", "乙县"), ("甲县收案数是多少", "乙县收案数是多少")),
        ("比一比甲县和乙县的复议申请量", ("甲县", "乙县"), ("甲县复议申请量是多少", "乙县复议申请量是多少")),
        ("甲县的复议申请比乙县多多少件", ("甲县", "乙县"), ("甲县复议申请有多少件", "乙县复议申请有多少件")),
        ("在甲县、乙县和丙县中,哪个县的律师更多", ("甲县", "乙县", "丙县"), ("甲县律师有多少人",)),
        (
            "甲县的信访件和乙县教育局的投诉,各受理了多少件",
            ("甲县", "乙县教育局"),
            ("甲县信访件受理了多少件", "乙县教育局投诉受理了多少件"),
        ),
        ("满意率,甲县跟乙县差多远", ("甲县", "乙县"), ("甲县满意率是多少", "乙县满意率是多少")),
    ],
)
def test_a_question_is_asked_of_each_side_without_what_it_says_of_all(
    text: str, sides: tuple[str, ...], asked: tuple[str, ...]
) -> None:
    spans = [(text.index(side), text.index(side) + len(side)) for side in sides]
    found = asked_apart(text, spans, [None] * len(spans), "件")
    assert len(found) == len(sides)
    assert tuple(each.text for each in found)[: len(asked)] == asked


def test_no_side_is_asked_where_nothing_is_compared_of_them() -> None:
    assert asked_apart("甲县和乙县各有多少", [(0, 2), (3, 5)], [None, None], None) == []


def test_people_are_compared_neither_by_money_nor_by_some_of_them(tmp_path: Path) -> None:
    reports = {
        "a": "关于安丘市2022年法治政府建设情况的报告\n\n一、主要工作\n投入318万元购置执法人员记录仪430台。"
        "综合行政执法大队核定编制180名,实有执法人员156人。\n",
        "b": "关于昌乐县2022年法治政府建设情况的报告\n\n一、主要工作\n全县行政执法人员1187名。\n",
    }
    with service_over(reports, tmp_path) as service:
        answer = ask(service, "安丘市和昌乐县谁的执法人员多?")
        assert "318万元" not in answer.answer
        assert "较多,比" not in answer.answer
