"""Which of those told in an order is asked for: nobody but whom the order tells."""

from collections.abc import Iterator

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "东阿县2022年法治政府建设情况报告": """东阿县2022年法治政府建设情况报告
一、加强考核
对10个乡镇开展法治考评,顾官屯乡得分最高,为97.4分,姚寨乡得分最低,为80.1分。
东阿县司法局牵头指导法治示范创建。
""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("order")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("东阿县哪个乡得分最高?", "顾官屯乡"),
        ("东阿县考评得分最高的是哪个乡镇?", "顾官屯乡"),
        ("东阿县哪个乡得分最低?", "姚寨乡"),
        ("东阿县得分最低的乡是哪个?", "姚寨乡"),
    ],
)
def test_who_is_first_or_last_is_told_by_the_order(service: Service, question: str, answer: str) -> None:
    assert ask(service, question).short_answer == answer


@pytest.mark.parametrize(
    "question",
    ["东阿县得分最高的镇是哪个?", "东阿县哪个村得分最高?", "东阿县指导示范创建的是哪个村?"],
)
def test_none_of_another_kind_or_place_in_the_order_is_named(service: Service, question: str) -> None:
    assert ask(service, question).short_answer is None
