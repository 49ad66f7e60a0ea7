"""Why something was so, where a report gives the reason in passing."""

from collections.abc import Iterator

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "岚皋县2022年供水工作总结": (
        "岚皋县2022年供水工作总结\n\n一、主要工作\n\n"
        "(一)改造管网。针对城区供水管网老化、漏损率高的问题,引进智能水表1.2万只,改造管网36公里。\n\n"
        "(二)应急处置。7月有一次停水超过24小时,涉及居民4600户。停水主要是因为山洪冲毁取水口,县水务局连夜抢修。\n\n"
        "(三)处理葡萄园落果纠纷。经专家鉴定,落果是气温骤降叠加药剂过浓所致,最终由公司赔付8万元。\n"
    ),
    "平川县2021年法治政府建设情况报告": (
        "平川县2021年法治政府建设情况报告\n\n一、行政应诉\n\n"
        "一审案件52件,败诉6件,败诉率11.5%。出庭应诉率94.1%,没有达到全覆盖的原因是两名负责人在外隔离。\n"
    ),
    "石桥镇2020年工作总结": (
        "石桥镇2020年工作总结\n\n一、执法\n\n因摊贩增多,设置便民摊区5处。全镇未发生行政机关败诉案件,因公开引发的诉讼2件,没有败诉。\n"
    ),
    "青河县2019年法治政府建设情况报告": (
        "青河县2019年法治政府建设情况报告\n\n一、行政应诉\n\n审结一审案件41件,败诉3件。主要原因是送达程序不规范。\n"
    ),
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("reasons")) as opened:
        yield opened


def test_what_something_was_done_against_is_why_it_was_done(service: Service) -> None:
    reply = ask(service, "岚皋县2022年为什么引进智能水表?")
    assert reply.short_answer == "城区供水管网老化、漏损率高"


def test_the_sentence_that_gives_the_reason_answers_why_before_one_that_tells_the_fact(
    service: Service,
) -> None:
    assert ask(service, "岚皋县2022年那次停水是什么原因?").short_answer == "山洪冲毁取水口"


def test_what_something_is_put_down_to_is_its_reason(service: Service) -> None:
    assert "气温骤降" in ask(service, "岚皋县2022年葡萄园落果是什么原因造成的?").answer


def test_no_reason_is_given_of_something_else(service: Service) -> None:
    assert ask(service, "岚皋县2022年公证为什么减少?").status == "not_found"


@pytest.mark.parametrize("question", ["平川县2021年为什么败诉?", "石桥镇2020年为什么败诉?"])
def test_no_reason_is_given_of_what_stands_beside_or_never_was(service: Service, question: str) -> None:
    assert ask(service, question).status == "not_found"


def test_a_reason_may_begin_the_sentence_behind_what_it_is_of(service: Service) -> None:
    reply = ask(service, "青河县2019年为什么败诉?")
    assert reply.status == "answered"
    assert "送达程序不规范" in reply.answer
