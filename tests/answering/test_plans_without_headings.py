"""Reports that turn to the year to come without a heading, and sentences on a matter of their own."""

from collections.abc import Iterator

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORT = (
    "庆元县人民政府关于2022年法治政府建设情况的报告\n\n第一部分 工作开展情况\n"
    "办理法律援助案件412件,其中农民工193件。公证处推出上门公证日,全年上门64次。全县排查矛盾纠纷1930件,"
    "调解成功1904件。收到行政复议申请96件。审结案件中,维持61件,直接纠错率14.3%。\n\n第二部分 工作不足和安排\n"
    "执法力量偏弱,司法所仅有在编人员21名。\n"
    "2023年,将重点抓好以下工作:建成“庆元香菇交易监测平台”,抽检批次不少于320批。公开招录法律专业人员9名,"
    "为山区司法所落实周转房。2022年结转的11件积案全部办结。\n"
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over({"report": REPORT}, tmp_path_factory.mktemp("plans")) as opened:
        yield opened


def test_a_plan_is_told_as_one_though_no_heading_says_so(service: Service) -> None:
    answer = ask(service, "庆元县公开招录法律专业人员多少名?")
    assert answer.short_answer == "9名"
    assert answer.answer.startswith("2023年的计划中,庆元县")


def test_what_is_planned_for_the_next_year_answers_for_that_year(service: Service) -> None:
    assert ask(service, "庆元县2023年公开招录法律专业人员多少名?").short_answer == "9名"
    assert "庆元香菇交易监测平台" in ask(service, "庆元县2023年要建成什么平台?").answer


def test_what_is_planned_for_the_next_year_is_none_of_the_reports(service: Service) -> None:
    assert ask(service, "庆元县2022年公开招录法律专业人员多少名?").status == "not_found"


def test_a_sentence_on_another_matter_does_not_answer_for_the_one_before_it(service: Service) -> None:
    assert ask(service, "庆元县2022年办理了多少件公证?").status == "not_found"
    assert ask(service, "庆元县2022年公证处上门多少次?").short_answer == "64次"
    assert ask(service, "庆元县2022年排查矛盾纠纷多少件?").short_answer == "1930件"


def test_a_sentence_that_says_what_is_asked_goes_on_with_the_matter_before_it(service: Service) -> None:
    assert ask(service, "庆元县2022年行政复议直接纠错率是多少?").short_answer == "14.3%"


IN_THE_COMING_YEAR = (
    "现将庆元县2022年法治政府建设情况报告如下。\n\n一、抓执法\n全县持证执法人员417人。\n\n二、抓服务\n"
    "设立法律服务点26个。\n\n三、〇\n"
    "新的一年,我们将着重做好以下工作:第一,在黄田、竹口两个镇设立公共法律服务流动站,配备服务车2辆;"
    "第二,鼓励执法人员参加法律职业资格考试,通过者给予一次性奖励3000元。\n"
)


@pytest.fixture(scope="module")
def coming(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over({"report": IN_THE_COMING_YEAR}, tmp_path_factory.mktemp("coming")) as opened:
        yield opened


def test_the_coming_year_is_the_one_behind_the_reports(coming: Service) -> None:
    answer = ask(coming, "庆元县2023年要在哪几个镇设公共法律服务流动站?")
    assert answer.short_answer == "黄田、竹口"
    assert answer.answer.startswith("2023年的计划中,庆元县")
    assert ask(coming, "庆元县2022年公共法律服务流动站配备服务车几辆?").status == "not_found"


def test_a_reward_that_is_planned_is_no_honour_that_was_won(coming: Service) -> None:
    answer = ask(coming, "庆元县2023年对通过法律职业资格考试的执法人员有什么奖励安排?")
    assert "一次性奖励3000元" in answer.answer
