"""Two years' figures in one sentence, and short sentences that announce what the others are on."""

from collections.abc import Iterator

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORT = (
    "祁门县人民政府关于2023年法治政府建设情况的报告\n\n一、主要做法\n"
    "农资执法从严。抽检农药样品620批次,移送公安机关涉嫌犯罪线索17条,刑事立案6起。\n"
    "一审败诉率7.2%,比2022年的10.4%有所下降。办理审批事项1.9万件,比2022年增加3100件。\n"
    "开展涉企检查2740次,比2022年的3960次减少1220次。\n"
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over({"report": REPORT}, tmp_path_factory.mktemp("years")) as opened:
        yield opened


def test_each_year_gets_its_own_figure_of_a_sentence(service: Service) -> None:
    assert ask(service, "祁门县2022年的一审败诉率是多少?").short_answer == "10.4%"
    assert ask(service, "祁门县2023年的一审败诉率是多少?").short_answer == "7.2%"


def test_an_increase_over_a_year_is_no_figure_of_it(service: Service) -> None:
    assert ask(service, "祁门县2023年办理审批事项多少件?").short_answer == "1.9万件"


def test_the_change_behind_the_figure_of_the_year_before_is_what_changed(service: Service) -> None:
    assert ask(service, "祁门县2023年涉企检查减少了多少次?").short_answer == "1220次"
    assert ask(service, "祁门县2023年开展涉企检查多少次?").short_answer == "2740次"


def test_what_a_short_opening_sentence_announces_is_what_the_others_are_on(service: Service) -> None:
    assert ask(service, "祁门县移送公安的农资犯罪线索有多少条?").short_answer == "17条"
