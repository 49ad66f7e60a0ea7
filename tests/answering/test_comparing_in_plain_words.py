"""Comparisons as people put them: 哪个高一点, 甲多还是乙多, 谁办得多; reports made up here."""

from collections.abc import Iterator

import pytest

from qa_service.answering.events import Answer
from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "东至县": """东至县人民政府关于2022年度法治政府建设情况的报告

一、主要工作
(一)化解争议。全年收到行政复议申请61件,受理54件,审结50件。全县人民调解员963人,全年调解纠纷2110件,成功2080件,成功率98.6%。
(二)法律服务。办理法律援助案件317件,其中农民工讨薪86件,追回452万元。
(三)热线。12345政务服务热线受理来电来信3.41万件,按期办结率98.2%。
(四)行政执法。办理行政处罚案件1630件,罚没款712.4万元。与石台县联合开展秋浦河流域执法检查14次。与祁门县互评案卷36卷,评为优秀的21卷。
""",
    "贵池区": """池州市贵池区人民政府关于2022年度法治政府建设情况的报告

一、主要工作
(一)化解争议。新收行政复议申请90件,受理83件,办结79件。排查化解矛盾纠纷3050件,调解成功2990件,成功率98.0%。
(二)法律服务。为辖区用户8.2万余人提供法律援助咨询。全年受理法律援助402件,结案371件。为321名农民工追回工资618万元。
(三)热线。12345平台受理群众诉求5.26万件,办结率99.3%,满意率91.0%。
(四)行政执法。查办行政处罚案件1911件,罚没金额836.9万元。
""",
    "石台县": """石台县人民政府关于2022年度法治政府建设情况的报告

一、主要工作
(一)化解争议。收到行政复议申请33件,立案29件。组织执法检查22次。
""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("plain")) as opened:
        yield opened


def values(answer: Answer) -> dict[str | None, str | None]:
    assert answer.table is not None
    return {row.cells[0]: row.cells[2] for row in answer.table.rows}


@pytest.mark.parametrize("asked", ["哪个高一点?", "谁高一些呢?", "谁更高点?"])
def test_a_little_higher_is_no_word_of_the_matter(service: Service, asked: str) -> None:
    assert ask(service, f"东至县和贵池区的调解成功率{asked}").short_answer == "东至县(98.6%)"


@pytest.mark.parametrize(
    "asked",
    [
        "行政复议申请东至县多还是贵池区多?",
        "是东至县的行政复议申请多,还是贵池区的多?",
        "贵池区和东至县,哪边的行政复议申请多点?",
    ],
)
def test_more_here_or_there_asks_of_both(service: Service, asked: str) -> None:
    assert ask(service, asked).short_answer == "贵池区(90件)"


def test_who_dealt_with_more_cases_asks_for_no_persons(service: Service) -> None:
    assert values(ask(service, "东至县和贵池区的法律援助案件谁办得多?")) == {
        "东至县": "317件",
        "贵池区": "402件",
    }


@pytest.mark.parametrize("asked", ["12345热线受理的诉求量各是多少?", "12345热线(平台)受理的诉求量对比"])
def test_a_hotline_is_known_by_each_of_its_names(service: Service, asked: str) -> None:
    assert values(ask(service, f"东至县和贵池区{asked}")) == {"东至县": "3.41万件", "贵池区": "5.26万件"}


@pytest.mark.parametrize(
    "asked",
    ["东至县和贵池区各成功调解了多少件纠纷?", "东至县的调解案件和贵池区的调解案件,各成功了多少件?"],
)
def test_what_was_mediated_counts_as_far_as_it_succeeded(service: Service, asked: str) -> None:
    assert values(ask(service, asked)) == {"东至县": "2080件", "贵池区": "2990件"}


@pytest.mark.parametrize(
    "asked", ["东至县和贵池区为农民工追回的欠薪金额对比", "对比东至县和贵池区替(农)民工追回的欠薪金额"]
)
def test_a_bare_verb_goes_on_with_the_clause_before_it(service: Service, asked: str) -> None:
    assert values(ask(service, asked)) == {"东至县": "452万元", "贵池区": "618万元"}


def test_fines_and_seizures_have_two_names(service: Service) -> None:
    assert ask(service, "贵池区的罚没款比东至县多多少?").short_answer == "124.5万元"


def test_only_steps_that_are_written_are_named(service: Service) -> None:
    assert "“”" not in ask(service, "东至县和贵池区的行政处罚案件哪个多?").answer


@pytest.mark.parametrize(
    ("asked", "short"),
    [
        ("东至县和石台县联合开展执法检查多少次?", "14次"),
        ("东至县与祁门县互评的案卷,评为优秀的有多少卷?", "21卷"),
    ],
)
def test_what_two_places_did_together_is_told_by_the_one_that_tells_of_it(
    service: Service, asked: str, short: str
) -> None:
    assert ask(service, asked).short_answer == short


def test_what_was_done_with_another_place_is_not_told(service: Service) -> None:
    assert "14次" not in (ask(service, "东至县和贵池区联合开展执法检查多少次?").short_answer or "")


def test_places_that_are_asked_of_each_are_compared(service: Service) -> None:
    assert ask(service, "东至县和石台县联合执法检查各是多少次?").table is not None
