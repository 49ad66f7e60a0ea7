"""Why something was so, where a report gives the reason in passing."""

from collections.abc import Iterator

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "岚皋县2022年供水工作总结": (
        "岚皋县2022年供水工作总结\n\n一、主要工作\n\n"
        "(一)改造管网。针对城区供水管网老化、漏损率高的问题,引进智能水表1.2万只,改造管网36公里。\n\n"
        "(二)应急处置。7月有一次停水超过24小时,涉及居民4600户。停水主要是因为山洪冲毁取水口,县水务局连夜抢修。\n"
    )
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


def test_no_reason_is_given_of_something_else(service: Service) -> None:
    assert ask(service, "岚皋县2022年公证为什么减少?").status == "not_found"
