"""Follow-ups that leave their subject out: what was told right before says what they are about."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qa_service.answering.questions.suits import as_in_court
from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "one": """嘉善县2022年法治政府建设工作报告

一、2022年工作情况

（一）加强公共法律服务。办理公证2846件（其中国内经济类731件、国内民事类1988件、涉外127件），办理法律援助案件936件，同比增长11.7%，其中刑事案件402件、民事案件529件、行政案件5件，挽回经济损失1283万元。解答法律咨询1.6万人次。

（二）规范行政执法。组织412人参加全省行政执法资格考试，367人通过，通过率89.1%。抽查执法案卷240卷，评出优秀案卷36卷、不合格案卷8卷。

（三）办好复议案件。收到行政复议申请214件，受理187件，审结171件，其中维持96件、撤销14件。以县政府为被告的一审行政诉讼案件63件，审结58件，胜诉51件，败诉7件。

（四）化解矛盾纠纷。排查矛盾纠纷5316件，调解成功5227件，涉及群众1.1万人次。

嘉善县人民政府
2023年1月20日
""",
    "other": """平阴县2021年法治政府建设工作报告

一、2021年工作情况

（一）化解矛盾纠纷。排查矛盾纠纷3175起，接访群众642批次。解答法律咨询857件。

（二）规范行政执法。组织388人参加全省行政执法资格考试，341人通过。

平阴县人民政府
2022年1月18日
""",
}
GIVEN_AID = "嘉善县2022年办理法律援助案件多少件?"
NOTARISED = "嘉善县2022年办理公证多少件?"
EXAMINED = "嘉善县2022年参加执法资格考试的有多少人?"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder: Path = tmp_path_factory.mktemp("reports")
    with service_over(REPORTS, folder) as opened:
        yield opened


@pytest.mark.parametrize(
    ("history", "message", "short"),
    [
        ((GIVEN_AID,), "民事的有多少?", "529件"),
        ((NOTARISED,), "民事的有多少?", "1988件"),
        ((GIVEN_AID,), "其中民事的占多少件?", "529件"),
        ((GIVEN_AID, "民事的有多少?"), "那刑事的呢?", "402件"),
        (("嘉善县2022年收到行政复议申请多少件?",), "那撤销的呢?", "14件"),
        ((NOTARISED,), "其中经济类的有多少?", "731件"),
    ],
)
def test_a_part_is_told_of_what_was_told_before(
    service: Service, history: tuple[str, ...], message: str, short: str
) -> None:
    assert ask(service, message, *history).short_answer == short


@pytest.mark.parametrize(
    ("message", "short"), [("那输掉的有几件?", "7件"), ("输了几件?", "7件"), ("打赢了多少?", "51件")]
)
def test_who_lost_and_won_is_told_of_suits(service: Service, message: str, short: str) -> None:
    assert ask(service, message, "嘉善县2022年一审行政诉讼案件有多少件?").short_answer == short


@pytest.mark.parametrize(
    ("message", "meant"),
    [
        ("官司打赢几场?", "官司胜诉几场?"),
        ("县水务局输了几件?", "县水务局败诉几件?"),
        ("知识竞赛打赢几场?", "知识竞赛打赢几场?"),
        ("县足球队赢了多少?", "县足球队赢了多少?"),
    ],
)
def test_who_won_something_else_won_no_suit(message: str, meant: str) -> None:
    assert as_in_court(["行政应诉案件多少件?", message])[-1] == meant


@pytest.mark.parametrize("message", ["刑事的有多少?", "行政的呢?"])
def test_a_part_of_another_matter_in_the_same_sentence_is_none_of_what_was_told(
    service: Service, message: str
) -> None:
    assert ask(service, message, NOTARISED).status == "not_found"


@pytest.mark.parametrize("message", ["有多少人通过?", "通过了多少人?", "通过的呢?"])
def test_those_who_passed_are_told_apart_from_those_who_came(service: Service, message: str) -> None:
    assert ask(service, message, EXAMINED).short_answer == "367人"


def test_those_who_passed_elsewhere_are_no_others_who_came(service: Service) -> None:
    answer = ask(service, "平阴县2021年通过了多少人?", EXAMINED)
    assert answer.short_answer in (None, "341人")


def test_those_who_did_not_pass_are_not_those_who_did(service: Service) -> None:
    assert ask(service, "没通过的有多少人?", EXAMINED).short_answer != "367人"


def test_another_place_may_count_in_another_measure_word(service: Service) -> None:
    answer = ask(service, "平阴县呢?", "嘉善县2022年解答法律咨询多少人次?")
    assert answer.short_answer == "857件"
