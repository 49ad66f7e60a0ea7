"""A figure of another kind than is asked for answers nothing."""

from collections.abc import Iterator

import pytest

from qa_service.answering.evidence.asked_kinds import is_of_another_kind
from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.questions.question import Expects, Question
from qa_service.answering.text.sentences import sentences
from qa_service.bootstrap import Service
from qa_service.quantities import find_quantities
from tests.answering.conftest import passage
from tests.answering.made_reports import ask, service_over

_TEXT = """石泉坪县人民政府关于2021年度法治政府建设情况的报告

一、化解矛盾纠纷

县人民政府全年受理行政复议案件46件,法定期限内审结率100%。

县12345热线受理群众诉求15.2万件,按期办结率98.7%。

二、优化营商环境

律师服务团为茶叶加工、竹木制造企业开展“法治体检”,避免损失约1900万元。

市场监管部门全年检查茶叶企业862家次,立案31件。

司法局为74家茶叶企业审查出口合同。

组织辖区22家律师事务所开展年度考核。

持续规范执法,力争行政案件败诉比例降至9%以下。

全县减免茶叶企业税款430万元。

政府信箱收到网民建议260条,答复251条。

巡查发现河道垃圾点位93处,清理88处。

办理电话求助75件、来访45批次180人次。

茶园景区获得提升改造补助资金615万元。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over({"石泉坪县2021年法治政府建设报告": _TEXT}, tmp_path_factory.mktemp("kinds")) as opened:
        yield opened


@pytest.mark.parametrize(
    "question",
    [
        "石泉坪县2021年行政诉讼案件的败诉率是多少?",
        "石泉坪县现在一共有多少家茶叶企业?",
        "石泉坪县2021年行政案件败诉比例最后降到了多少?",
        "石泉坪县2021年竹木制造企业缴了多少税?",
        "石泉坪县12345热线2021年涉及供暖的诉求有多少件?",
        "石泉坪县2021年没答复的网民建议多少条?",
        "石泉坪县2021年还有多少处河道垃圾点位没清理?",
        "石泉坪县2021年茶园景区门票收入是多少?",
    ],
)
def test_what_is_of_another_kind_is_no_answer(service: Service, question: str) -> None:
    assert ask(service, question).status == "not_found"


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("石泉坪县辖区一共有多少家律师事务所?", "22家"),
        ("石泉坪县2021年检查茶叶企业多少家次?", "862家次"),
        ("石泉坪县2021年给茶叶企业减免了多少税?", "430万元"),
        ("石泉坪县12345热线2021年受理的群众诉求有多少件?", "15.2万件"),
        ("石泉坪县2021年答复网民建议多少条?", "251条"),
        ("石泉坪县2021年清理了多少处河道垃圾点位?", "88处"),
        ("石泉坪县2021年茶园景区补助资金是多少?", "615万元"),
    ],
)
def test_what_is_of_the_asked_kind_is(service: Service, question: str, figure: str) -> None:
    assert ask(service, question).short_answer == figure


@pytest.mark.parametrize("end", ["", "?"])
def test_how_often_people_came_tells_how_many_came(service: Service, end: str) -> None:
    assert ask(service, f"石泉坪县2021年来访的有多少人{end}").short_answer == "180人次"


@pytest.mark.parametrize(
    ("rate", "said", "is_another"),
    [
        ("结案率", "诉求办结率98%", False),
        ("满意率", "群众好评率98%", False),
        ("败诉率", "案件审结率98%", True),
        ("败诉率", "败诉案件占比98%", False),
    ],
)
def test_a_rate_answers_for_one_that_is_said_alike(rate: str, said: str, is_another: bool) -> None:
    sentence = sentences(passage(f"全年受理46件,{said}。"))[0]
    figure = next(each for each in find_quantities(sentence.text) if each.unit == "%")
    candidate = Candidate(
        sentence=sentence,
        start=figure.start,
        end=figure.end,
        score=1.0,
        coverage=1.0,
        direct=1.0,
        quantity=figure,
    )
    text = f"全年{rate}是多少"
    question = Question(asked=text, text=text, expects=Expects.RATE, focus=(rate,))
    assert is_of_another_kind(candidate, question) is is_another
