"""A talk over reports: what a follow-up and the second question of a message mean, and what answers them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "audit": """云岭县审计局2021年工作总结

2021年，云岭县审计局完成投资审计43个，核减造价517万元。

一、存在问题

一是审计力量不足，投资审计人员仅有6人。二是整改跟踪不够及时。

云岭县审计局
2022年1月6日
""",
    "civil": """云岭县民政局2021年工作总结

2021年，云岭县民政局发放低保金826万元。

一、存在问题

一是养老机构护理人员短缺。二是公益性公墓管护经费没有着落。

云岭县民政局
2022年1月9日
""",
    "report": """云岭县人民政府关于2022年度法治政府建设情况的报告

2022年，云岭县扎实推进法治政府建设，现将有关情况报告如下。

一、主要工作

（一）化解矛盾纠纷。全年受理法律援助案件417件，为困难群众挽回经济损失638万元。人民调解组织共有152个。

（二）规范行政执法。完成审计项目26个，审计查出违规金额1.35亿元，移送案件线索9件。

（三）优化营商环境。一般公共预算支出31.6亿元，参加养老保险18.2万人。帮助企业追回货款2740万元。办理农民工讨薪案件83件，追回欠薪271万元。调解成功率98.2%。

（四）改善居住条件。新建公租房1310套，较上年增长6.5%；发放住房补贴945户，同比下降3.4%。

（五）加强组织领导。本方案由县司法局负责解释，2022年3月1日起施行，因人手不足由其兼办。
""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder: Path = tmp_path_factory.mktemp("reports")
    with service_over(REPORTS, folder) as opened:
        yield opened


@pytest.mark.parametrize(
    ("before", "message", "short"),
    [
        ("云岭县挽回经济损失多少万元?", "那受理法律援助案件呢?", "417件"),
        ("云岭县审计查出违规金额多少亿元?", "那移送案件线索呢?", "9件"),
        ("云岭县参加养老保险多少万人?", "那一般公共预算支出呢?", "31.6亿元"),
        ("云岭县完成审计项目多少个?", "它的帮助企业追回货款呢?", "2740万元"),
    ],
)
def test_what_is_asked_of_next_is_told_in_its_own_measure(
    service: Service, before: str, message: str, short: str
) -> None:
    assert ask(service, message, before).short_answer == short


@pytest.mark.parametrize(
    "message", ["比上一年涨了多少?", "同比呢?", "增幅是多少?", "涨了百分之几?", "比去年多了多少?"]
)
def test_by_how_much_it_grew_is_asked_of_what_was_told_before(service: Service, message: str) -> None:
    assert ask(service, message, "云岭县2022年新建公租房多少套?").short_answer == "6.5%"


def test_of_what_grew_by_nothing_that_is_told_no_other_growth_is_told(service: Service) -> None:
    answer = ask(service, "比上一年涨了多少?", "云岭县2022年受理法律援助案件多少件?")
    assert "%" not in (answer.short_answer or "")


@pytest.mark.parametrize("message", ["谁负责?", "为什么?"])
def test_what_is_said_of_another_matter_is_no_answer_to_who_and_why(service: Service, message: str) -> None:
    answer = ask(service, message, "云岭县参加养老保险多少万人?")
    assert not answer.short_answer
    assert "司法局" not in answer.answer


@pytest.mark.parametrize(
    ("history", "message", "said", "unsaid"),
    [
        (("云岭县审计局2021年完成投资审计多少个?",), "存在哪些问题?", "审计力量不足", "护理人员"),
        (("云岭县民政局2021年发放低保金多少万元?",), "还存在什么不足?", "护理人员短缺", "审计力量"),
        (("云岭县审计局2021年存在哪些问题?",), "那民政局呢?", "护理人员短缺", "审计力量"),
    ],
)
def test_an_organ_stays_asked_about_until_another_is_named(
    service: Service, history: tuple[str, ...], message: str, said: str, unsaid: str
) -> None:
    answer = ask(service, message, *history).answer
    assert said in answer
    assert unsaid not in answer


def test_of_an_organ_without_a_document_nothing_is_told(service: Service) -> None:
    answer = ask(service, "那水利局呢?", "云岭县审计局2021年存在哪些问题?")
    assert answer.status == "not_found"


@pytest.mark.parametrize(
    ("message", "short"),
    [
        ("云岭县2022年农民工讨薪案件是多少?", "83件"),
        ("云岭县2022年参加养老保险和全年受理法律援助案件各是多少?", "18.2万人;417件"),
        ("云岭县2022年为困难群众挽回经济损失、办理农民工讨薪案件分别是多少?", "638万元;83件"),
    ],
)
def test_each_thing_that_is_asked_for_at_once_is_told_with_its_own_figure(
    service: Service, message: str, short: str
) -> None:
    assert ask(service, message).short_answer == short


@pytest.mark.parametrize("figure", ["98.2%", "79.6%"])
def test_whether_a_rate_is_so_is_told_by_the_rate(service: Service, figure: str) -> None:
    """True or not, the figure of the document is shown."""
    assert "98.2%" in (ask(service, f"云岭县2022年调解成功率是不是{figure}?").short_answer or "")


def test_a_signature_is_no_answer_to_whether_something_was_done(tmp_path: Path) -> None:
    with service_over({"audit": REPORTS["audit"]}, tmp_path) as alone:
        assert ask(alone, "云岭县审计局2021年受理举报有没有超过30件?").status == "not_found"
