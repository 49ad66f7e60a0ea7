"""Figures of what is asked for, not of its neighbour: staff, a degree, what was lost, what was mediated."""

from collections.abc import Iterator

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "东阿县2022年法治政府建设情况报告": """东阿县2022年法治政府建设情况报告
一、化解矛盾
全县建立人民调解委员会318个、调解员1476人。
二、队伍建设
全年引进博士4人,本科生27人。
三、打击犯罪
公安机关破获电信网络诈骗案件62起,挽回群众损失845万元。
""",
    "顾官屯镇2022年法治政府建设情况报告": """顾官屯镇2022年法治政府建设情况报告
一、化解矛盾
全镇排查矛盾纠纷187件,调处179件。
""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("neighbours")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("东阿县有多少个人民调解员?", "1476人"),
        ("东阿县有多少个调解员?", "1476人"),
        ("东阿县有多少个人民调解委员会?", "318个"),
    ],
)
def test_staff_is_counted_in_persons_whatever_stands_before_it(
    service: Service, question: str, answer: str
) -> None:
    assert ask(service, question).short_answer == answer


@pytest.mark.parametrize("question", ["东阿县被骗了多少钱?", "东阿县2022年群众损失多少钱?"])
def test_what_was_recovered_is_not_what_was_lost(service: Service, question: str) -> None:
    assert ask(service, question).status == "not_found"


def test_what_was_recovered_is_told_where_that_is_asked(service: Service) -> None:
    assert ask(service, "东阿县挽回损失多少万元?").short_answer == "845万元"


@pytest.mark.parametrize(
    "question",
    ["东阿县引进硕士多少个?", "顾官屯镇2022年调解矛盾纠纷多少件?", "顾官屯镇2022年化解矛盾纠纷多少件?"],
)
def test_the_other_degree_and_what_was_only_screened_are_not_given(service: Service, question: str) -> None:
    assert ask(service, question).short_answer is None


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("东阿县引进博士多少个?", "4人"),
        ("顾官屯镇2022年调处矛盾纠纷多少件?", "179件"),
        ("顾官屯镇2022年排查矛盾纠纷多少件?", "187件"),
    ],
)
def test_what_is_asked_by_its_own_name_is_given(service: Service, question: str, answer: str) -> None:
    assert ask(service, question).short_answer == answer
