"""/v1 with answers under our hand: what is streamed when, what is held back, how a stream fails."""

import asyncio
import json
import threading
from collections.abc import Callable, Generator
from dataclasses import replace
from typing import Any

import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from qa_service.answering.chain import AnswerChain, ChatRequest
from qa_service.answering.events import Answer, AnswerEvent, Citation, Delta, Retrieved
from qa_service.bootstrap import Service
from qa_service.errors import EmptyQuestion, TooBusy
from qa_service.settings import Settings, WebOptions
from qa_service.web import answers
from qa_service.web.app import create_app
from qa_service.web.openai_replies import CORRECTION, StreamedText, places_of
from tests.answers import ANSWER
from tests.web.conftest import EVENTS
from tests.web.test_chat import Exchange

PATH = "/v1/chat/completions"
Script = Callable[[ChatRequest], Generator[AnswerEvent, None, None]]


class ScriptedChain(AnswerChain):
    """Streams what a script yields for a request."""

    def __init__(self, script: Script) -> None:
        self._script = script

    def stream(self, request: ChatRequest) -> Generator[AnswerEvent, None, None]:
        return self._script(request)


def app_with(settings: Settings, service: Service, script: Script, web: WebOptions | None = None) -> FastAPI:
    chosen = settings.model_copy(update={"web": web or WebOptions()})
    return create_app(chosen, replace(service, chain=ScriptedChain(script)))


def body(stream: bool = True) -> dict[str, object]:
    return {"model": "qa-service", "messages": [{"role": "user", "content": "q"}], "stream": stream}


def data_of(text: str) -> list[dict[str, Any]]:
    """The data of each event but the last, which must be [DONE]."""
    lines = [line.removeprefix("data: ") for line in text.splitlines() if line.startswith("data: ")]
    assert lines.pop() == "[DONE]"
    return [json.loads(line) for line in lines]


def texts(chunks: list[dict[str, Any]]) -> list[str]:
    deltas = [choice["delta"] for chunk in chunks for choice in chunk.get("choices", [])]
    return [delta["content"] for delta in deltas if delta.get("content")]


def streamed(settings: Settings, service: Service, *events: AnswerEvent) -> list[dict[str, Any]]:
    def script(_: ChatRequest) -> Generator[AnswerEvent, None, None]:
        yield from events

    with TestClient(app_with(settings, service, script)) as client:
        return data_of(client.post(PATH, json=body()).text)


def citation(n: int, title: str = "报告") -> Citation:
    return Citation(
        n=n,
        document_id="d",
        title=title,
        source="s.txt",
        region=None,
        year=None,
        issuer=None,
        document_number=None,
        section=(),
        paragraph=1,
        text="共3件。",
        quote="3件",
        start=1,
        end=3,
        url="/documents/d?start=1&end=3",
    )


GENERATED = replace(ANSWER, kind="generated", answer="共3件[1]。另有2件[1]。", citations=(citation(1),))


@pytest.mark.parametrize("stream", [True, False])
@pytest.mark.parametrize(
    ("content", "code"), [("", "empty_question"), ([], "empty_question"), ("问" * 5000, "question_too_long")]
)
def test_a_question_that_is_empty_or_too_long_is_refused_as_openai_does(
    settings: Settings, service: Service, stream: bool, content: object, code: str
) -> None:
    asked = {**body(stream), "messages": [{"role": "user", "content": content}]}
    with TestClient(create_app(settings, service)) as client:
        reply = client.post(PATH, json=asked)
    assert reply.status_code == 400
    error = reply.json()["error"]
    assert (error["type"], error["code"]) == ("invalid_request_error", code)


def test_a_preview_that_may_be_taken_back_is_never_given_out(settings: Settings, service: Service) -> None:
    lie = Delta(text="共300件[9]。")
    chunks = streamed(settings, service, Retrieved(citations=()), lie, GENERATED)
    assert texts(chunks) == [GENERATED.answer]


def test_settled_pieces_go_out_as_they_come_and_the_answer_adds_the_rest(
    settings: Settings, service: Service
) -> None:
    first = Delta(text="共3件", settled="共3件[1]。")
    chunks = streamed(settings, service, Delta(text="共"), first, Delta(text="另有5件[1]。"), GENERATED)
    assert texts(chunks) == [first.settled, "另有2件[1]。"]


def test_what_was_given_out_and_does_not_stand_is_corrected(settings: Settings, service: Service) -> None:
    wrong = Delta(text="", settled="共5件[1]。")
    chunks = streamed(settings, service, wrong, GENERATED)
    assert texts(chunks) == [wrong.settled, CORRECTION + GENERATED.answer]
    (annotated,) = [c for c in chunks if "annotations" in (c["choices"] or [{"delta": {}}])[0]["delta"]]
    whole = "".join(texts(chunks))
    for annotation in annotated["choices"][0]["delta"]["annotations"]:
        place = annotation["url_citation"]
        assert whole[place["start_index"] : place["end_index"]] == "[1]"


def test_a_generated_answer_bears_its_label(settings: Settings, service: Service) -> None:
    (ours,) = [chunk for chunk in streamed(settings, service, GENERATED) if "label" in chunk]
    assert (ours["kind"], ours["label"]) == ("generated", "内容由AI生成,仅供参考,请以原文为准")


@given(st.lists(st.text(max_size=4), max_size=5), st.text(max_size=12))
def test_a_stream_always_ends_with_the_answer(pieces: list[str], answer: str) -> None:
    text = StreamedText()
    sent = "".join(text.settled(piece) for piece in pieces) + text.rest_of(answer)
    assert text.content == sent
    assert sent == answer or sent.endswith(CORRECTION + answer)


@given(st.lists(st.integers(1, 5), unique=True), st.text("[]12345报告。", max_size=30))
def test_every_citation_has_a_place_and_every_place_is_its_mark(numbers: list[int], content: str) -> None:
    places = places_of(content, [citation(n) for n in numbers])
    assert {cited.n for _, _, cited in places} == set(numbers)
    for start, end, cited in places:
        assert content[start:end] in {f"[{cited.n}]", ""}
        assert 0 <= start <= end <= len(content)


def test_each_piece_goes_out_before_the_next_is_there(settings: Settings, service: Service) -> None:
    goes_on = threading.Event()

    def script(_: ChatRequest) -> Generator[AnswerEvent, None, None]:
        yield Delta(text="", settled="共3件[1]。")
        assert goes_on.wait(30)
        yield GENERATED

    async def listen() -> str:
        exchange = Exchange(body(), path=PATH)
        running = asyncio.create_task(
            app_with(settings, service, script)(exchange.scope, exchange.receive, exchange.send)
        )
        while "共3件" not in exchange.text:
            await asyncio.sleep(0.01)
        goes_on.set()
        await running
        return exchange.text

    assert "".join(texts(data_of(asyncio.run(listen())))) == GENERATED.answer


@pytest.mark.parametrize("stream", [True, False])
def test_a_client_that_leaves_ends_the_work(settings: Settings, service: Service, stream: bool) -> None:
    ended = threading.Event()

    def endless(_: ChatRequest) -> Generator[AnswerEvent, None, None]:
        try:
            while True:
                yield EVENTS[0]
                threading.Event().wait(0.01)
        finally:
            ended.set()

    async def leave() -> None:
        exchange = Exchange(body(stream), path=PATH)
        running = asyncio.create_task(
            app_with(settings, service, endless)(exchange.scope, exchange.receive, exchange.send)
        )
        if stream:
            await exchange.first_piece.wait()
        exchange.left.set()
        await running
        assert await asyncio.to_thread(ended.wait, 30)

    asyncio.run(leave())


@pytest.mark.parametrize("stream", [True, False])
def test_a_client_that_leaves_before_anything_is_found_is_not_waited_for(
    settings: Settings, service: Service, stream: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "_FIRST_EVENT_S", 3600.0)
    searches, found = threading.Event(), threading.Event()

    def searching(_: ChatRequest) -> Generator[AnswerEvent, None, None]:
        searches.set()
        found.wait(60)
        yield ANSWER

    async def leave() -> None:
        exchange = Exchange(body(stream), path=PATH)
        running = asyncio.create_task(
            app_with(settings, service, searching)(exchange.scope, exchange.receive, exchange.send)
        )
        assert await asyncio.to_thread(searches.wait, 30)
        exchange.left.set()
        try:
            async with asyncio.timeout(30):
                await running
        finally:
            found.set()

    asyncio.run(leave())


def test_a_stream_that_waits_sends_comments(
    settings: Settings, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "PING_INTERVAL_S", 0.01)
    monkeypatch.setattr(answers, "_FIRST_EVENT_S", 0.01)
    pinged = threading.Event()

    def slow(_: ChatRequest) -> Generator[AnswerEvent, None, None]:
        assert pinged.wait(30)
        yield ANSWER

    async def listen() -> str:
        exchange = Exchange(body(), path=PATH)
        running = asyncio.create_task(
            app_with(settings, service, slow)(exchange.scope, exchange.receive, exchange.send)
        )
        while ": ping" not in exchange.text:
            await asyncio.sleep(0.01)
        pinged.set()
        await running
        return exchange.text

    assert texts(data_of(asyncio.run(listen()))) == [ANSWER.answer]


def test_a_failure_before_the_first_event_has_its_status(settings: Settings, service: Service) -> None:
    def fail(request: ChatRequest) -> Generator[AnswerEvent, None, None]:
        if request.message:
            raise TooBusy(retry_after_s=7)
        yield ANSWER

    with TestClient(app_with(settings, service, fail)) as client:
        reply = client.post(PATH, json=body())
    assert (reply.status_code, reply.headers["retry-after"]) == (429, "7")
    error = reply.json()["error"]
    assert (error["type"], error["code"]) == ("rate_limit_error", "too_busy")


def test_a_failure_in_the_middle_is_an_event_that_the_sdk_raises(
    settings: Settings, service: Service
) -> None:
    def fail(_: ChatRequest) -> Generator[AnswerEvent, None, None]:
        yield EVENTS[0]
        raise EmptyQuestion

    with TestClient(app_with(settings, service, fail)) as client:
        chunks = data_of(client.post(PATH, json=body()).text)
    assert chunks[-1]["error"]["code"] == "empty_question"


def test_an_unexpected_failure_gives_no_trace_away(
    settings: Settings, service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: ChatRequest) -> Generator[AnswerEvent, None, None]:
        yield EVENTS[0]
        raise RuntimeError("/secret/path")

    with TestClient(app_with(settings, service, fail)) as client:
        text = client.post(PATH, json=body()).text
    assert data_of(text)[-1]["error"]["code"] == "internal_error"
    assert "secret" not in text
    assert "/secret/path" in caplog.text


def test_the_messages_of_the_user_are_the_conversation(settings: Settings, service: Service) -> None:
    asked: list[ChatRequest] = []

    def script(request: ChatRequest) -> Generator[AnswerEvent, None, None]:
        asked.append(request)
        yield ANSWER

    roles = ("system", "user", "assistant", "user", "tool", "developer", "user", "assistant")
    messages = [{"role": role, "content": f"{role} {place}"} for place, role in enumerate(roles)]
    messages[3]["content"] = [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]  # type: ignore[assignment]
    with TestClient(app_with(settings, service, script)) as client:
        client.post(PATH, json={"messages": messages})
    (request,) = asked
    assert (request.history, request.message) == (("user 1", "a\nb"), "user 6")
    assert request.said == ""


def test_what_was_answered_last_is_known(settings: Settings, service: Service) -> None:
    asked: list[ChatRequest] = []

    def script(request: ChatRequest) -> Generator[AnswerEvent, None, None]:
        asked.append(request)
        yield ANSWER

    said = [("user", "一"), ("assistant", "甲"), ("user", "二"), ("assistant", "乙"), ("user", "三")]
    messages = [{"role": role, "content": content} for role, content in said]
    with TestClient(app_with(settings, service, script)) as client:
        client.post(PATH, json={"messages": messages})
    assert asked[0].said == "乙"


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/v1/nothing", 404, "route_not_found"),
        ("GET", PATH, 405, "method_not_allowed"),
        ("POST", PATH, 400, "invalid_request"),
        ("GET", "/v1/models/nothing", 404, "model_not_found"),
    ],
)
def test_every_failure_under_v1_has_openais_shape(
    client: TestClient, method: str, path: str, status: int, code: str
) -> None:
    reply = client.request(method, path)
    error = reply.json()["error"]
    assert (reply.status_code, error["code"]) == (status, code)
    assert error.keys() == {"message", "type", "param", "code", "request_id"}
    assert error["request_id"] == reply.headers["x-request-id"]


def test_no_header_of_a_client_changes_where_links_lead(settings: Settings, service: Service) -> None:
    def script(_: ChatRequest) -> Generator[AnswerEvent, None, None]:
        yield GENERATED

    def link(base_url: str, **headers: str) -> str:
        with TestClient(app_with(settings, service, script), base_url=base_url) as client:
            message = client.post(PATH, json=body(stream=False), headers=headers).json()["choices"][0][
                "message"
            ]
        url: str = message["annotations"][0]["url_citation"]["url"]
        return url

    assert link("http://127.0.0.1:8000") == "http://127.0.0.1:8000/documents/d?start=1&end=3"
    forged = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"}
    assert link("http://127.0.0.1:8000", **forged).startswith("http://127.0.0.1:8000/")


@pytest.mark.parametrize(
    ("path", "number"), [("/v1/models", None), (PATH, None), ("/retrieval", 1001), ("/mcp", None)]
)
def test_with_an_api_key_set_these_need_it_too(
    settings: Settings, service: Service, path: str, number: int | None
) -> None:
    keyed = settings.model_copy(update={"web": WebOptions(api_key="k")})
    with TestClient(create_app(keyed, service)) as client:
        method = "GET" if path == "/v1/models" else "POST"
        missing = client.request(method, path)
        wrong = client.request(method, path, headers={"Authorization": "Bearer wrong"})
        right = client.request(method, path, headers={"Authorization": "Bearer k"})
    if number is None:
        assert (missing.status_code, wrong.status_code) == (401, 401)
        assert missing.json()["error"]["code"] == "unauthorized"
    else:
        assert (missing.status_code, missing.json()["error_code"]) == (403, number)
        assert (wrong.status_code, wrong.json()["error_code"]) == (403, number + 1)
    assert right.status_code not in {401, 403}


def test_an_answer_of_a_table_alone_still_has_its_references() -> None:
    answer: Answer = replace(ANSWER, answer="见表。", citations=(citation(1), citation(2)))
    assert [(start, end) for start, end, _ in places_of(answer.answer, answer.citations)] == [(3, 3), (3, 3)]
