"""Whatever an LLM does, the reader gets an answer: a checked one, or the extract with the reason, soon."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest

from qa_service.answering.chain import ChatRequest
from qa_service.answering.events import Delta, Retrieved
from qa_service.answering.generating.chat_model import ChatModel
from qa_service.answering.generating.failures import Failure, LlmFailed
from qa_service.answering.options import AnsweringOptions
from tests.llm.scripted_openai import (
    DONE,
    HEAD,
    Asked,
    Part,
    Step,
    chunk,
    honest,
    said,
    says,
    status,
)
from tests.llm.service import LIMITS, QUESTION, Opened, answer, events

RIGHT = "2021年,安吉县共办理行政复议案件58件[1]。"


def plays(*steps: Step) -> Part:
    return lambda _: iter(steps)


def endless(_: Asked) -> Iterator[Step]:
    yield HEAD
    while True:
        yield chunk("安吉县办理行政复议案件。" * 20)


def empty_for_ever(*first: str) -> Part:
    """Says what comes first, and then goes on saying nothing."""

    def part(_: Asked) -> Iterator[Step]:
        yield HEAD
        for text in first:
            yield chunk(text)
        while True:
            yield chunk("")
            yield 0.1

    return part


FAILURES: dict[str, tuple[Part, Failure]] = {
    "400": (plays(status(400)), Failure.REJECTED),
    "401": (plays(status(401)), Failure.REJECTED),
    "404": (plays(status(404)), Failure.REJECTED),
    "429": (plays(status(429, retry_after="30")), Failure.BUSY),
    "500": (plays(status(500)), Failure.SERVER_ERROR),
    "503": (plays(status(503, retry_after="30")), Failure.SERVER_ERROR),
    "html instead of a stream": (plays(status(200, body="<html>登录</html>")), Failure.BROKEN),
    "nothing at all": (plays(), Failure.UNREACHABLE),
    "never a token": (plays(HEAD, 60.0), Failure.SLOW),
    "never a header": (plays(60.0), Failure.SLOW),
    "silence after a token": (plays(HEAD, chunk("2021年"), 60.0), Failure.SILENT),
    "half a frame": (plays(HEAD, chunk("2021年,"), b'data: {"choices": [{"del'), Failure.BROKEN),
    "cut between frames": (plays(HEAD, chunk(RIGHT)), Failure.BROKEN),
    "bad JSON": (plays(HEAD, chunk("2021年,"), b"data: {bad}\n\n", DONE), Failure.BROKEN),
    "no choices": (plays(HEAD, b'data: {"id": "x"}\n\n', DONE), Failure.BROKEN),
    "an error in the stream": (
        plays(HEAD, chunk("2021年"), b'data: {"error": {"message": "out of memory"}}\n\n', DONE),
        Failure.BROKEN,
    ),
    "only empty tokens": (empty_for_ever(), Failure.SLOW),
    "empty tokens after one": (empty_for_ever("2021年"), Failure.SILENT),
    "endless": (endless, Failure.TOO_LONG),
    "cut at its length": (lambda _: said(RIGHT, finish="length"), Failure.TOO_LONG),
    "filtered": (lambda _: said(RIGHT, finish="content_filter"), Failure.REFUSED),
    "refused": (lambda _: said("抱歉,我无法回答这个问题。"), Failure.REFUSED),
    # LangChain does not hand over the refusal's words; what is left is a text that is empty.
    "refused beside the text": (
        plays(HEAD, chunk(refusal="抱歉"), chunk(finish="stop"), DONE),
        Failure.EMPTY,
    ),
    "empty": (lambda _: said(""), Failure.EMPTY),
    "only blanks": (lambda _: said("  \n \n"), Failure.EMPTY),
    "only thoughts": (lambda _: said("<think>想一想</think>"), Failure.UNSUPPORTED),
    "found nothing": (lambda _: said("资料中没有提到。"), Failure.FOUND_NOTHING),
    "all invented": (lambda _: said("共办理行政复议案件99件[1]。"), Failure.UNSUPPORTED),
}


IMPATIENT: dict[Failure, dict[str, object]] = {
    Failure.SLOW: {"patience_s": 2.0},
    Failure.SILENT: {"limits": replace(LIMITS, silence_s=2.0)},
}
"""Only these failures are told by a limit that has run out."""


@pytest.mark.parametrize("name", FAILURES)
def test_where_the_llm_fails_the_extract_is_given_and_says_why(name: str, opened: Opened) -> None:
    part, failure = FAILURES[name]
    with opened(part, **IMPATIENT.get(failure, {})) as (service, _):
        found = events(service)
    reply = found[-1]
    assert isinstance(found[0], Retrieved)
    assert all(isinstance(event, Delta) for event in found[1:-1])
    assert not isinstance(reply, Retrieved | Delta)
    assert (reply.kind, reply.label, reply.status) == ("extractive", "原文摘录", "answered")
    assert reply.short_answer == "58件"
    assert reply.citations
    assert reply.fallback is not None
    assert reply.fallback.code == failure.value
    assert "原文摘录" in reply.fallback.message
    assert "secret-key" not in repr(reply)


def test_a_limit_that_runs_out_at_the_moment_a_token_comes_holds_all_the_same() -> None:
    """So ``asyncio.wait_for`` of Python 3.11 is: it gives out what comes then, and forgets the cancelling."""

    async def astream(_: object) -> AsyncIterator[SimpleNamespace]:
        forgotten = False
        for text in ("2021年", *[""] * 1000):
            yield SimpleNamespace(text=text, response_metadata={}, additional_kwargs={})
            try:
                await asyncio.sleep(0.01)
            except asyncio.CancelledError:
                if forgotten:
                    raise
                forgotten = True

    limits = replace(LIMITS, silence_s=0.1, whole_s=3.0)
    model = ChatModel(cast(Any, SimpleNamespace(astream=astream)), AnsweringOptions(limits=limits))
    with closing(model), pytest.raises(LlmFailed) as failed:
        list(model.stream([]))
    assert failed.value.failure is Failure.SILENT


def test_a_server_that_is_not_there_costs_none_of_the_limits_of_answering(opened: Opened) -> None:
    with opened(honest) as (service, server):
        server._server.server_close()
        reply = answer(service)
    assert reply.fallback is not None
    assert reply.fallback.code == Failure.UNREACHABLE.value


def test_a_fault_before_the_first_token_is_tried_once_more(opened: Opened) -> None:
    replies = [plays(status(503)), honest]
    with opened(lambda asked: replies.pop(0)(asked)) as (service, server):
        assert answer(service).kind == "generated"
        assert len(server.seen.requests) == 2


@pytest.mark.parametrize("name", ["429", "400", "half a frame", "silence after a token"])
def test_what_trying_again_would_not_help_is_not_tried_again(name: str, opened: Opened) -> None:
    part, failure = FAILURES[name]
    with opened(part, **IMPATIENT.get(failure, {})) as (service, server):
        assert answer(service).fallback is not None
        assert len(server.seen.requests) == 1


def test_an_llm_that_keeps_failing_is_left_alone_for_a_while(opened: Opened) -> None:
    with opened(plays(status(400))) as (service, server):
        codes = [reply.fallback.code for reply in (answer(service) for _ in range(5)) if reply.fallback]
        assert codes == [Failure.REJECTED.value] * 3 + [Failure.PAUSED.value] * 2
        assert len(server.seen.requests) == 3


def test_a_generated_answer_is_labelled_and_names_its_prompt(opened: Opened) -> None:
    with opened(says(RIGHT + "位列全市第一[1]。")) as (service, server):
        reply = answer(service)
    assert reply.answer == RIGHT
    assert (reply.kind, reply.label) == ("generated", "内容由AI生成,仅供参考,请以原文为准")
    assert (reply.dropped, reply.prompt, reply.fallback) == (1, "answer/1", None)
    assert reply.short_answer == "58件"
    (citation,) = reply.citations
    assert citation.text[: len(citation.quote)] == citation.quote
    assert "58件" in citation.quote
    assert server.seen.requests[0].body["stream"] is True


def test_the_llm_sees_nothing_of_another_place_or_year(opened: Opened) -> None:
    with opened(honest) as (service, server):
        answer(service)
        (asked,) = server.seen.requests
    assert "58件" in asked.prompt
    assert "庆元" not in asked.prompt
    assert "77" not in asked.prompt


def test_what_the_documents_do_not_say_the_llm_is_not_asked(opened: Opened) -> None:
    with opened(honest) as (service, server):
        reply = answer(service, "安吉县2021年引进外资企业多少家?")
        assert reply.status == "not_found"
        assert not server.seen.requests


def test_closing_the_generator_ends_the_call(opened: Opened) -> None:
    with opened(plays(HEAD, chunk("2021年,"), 60.0)) as (service, server):
        stream = service.chain.stream(ChatRequest(message=QUESTION))
        while not isinstance(event := next(stream), Delta) or not event.text:
            pass
        stream.close()
        closed = time.monotonic()
        while not server.seen.left_at and time.monotonic() < closed + 30:
            time.sleep(0.01)
        assert server.seen.left_at
