"""POST /api/chat: order of events, one truth in both forms, comments meanwhile, an end with its client."""

import asyncio
import json
import threading
from collections.abc import Generator
from dataclasses import replace

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from starlette.types import Message

from qa_service.answering.events import AnswerEvent
from qa_service.bootstrap import Service
from qa_service.settings import Settings, WebOptions
from qa_service.web import answers
from qa_service.web.app import create_app
from tests.web.conftest import EVENTS, Script, ScriptedDialogue

QUESTION = "安吉县2021年办理行政复议案件多少件?"


def events_of(text: str) -> list[tuple[str, dict[str, object]]]:
    """Name and data of each event; comments are left out."""
    events = []
    for block in text.strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.split("\n") if not line.startswith(":"))
        if fields:
            events.append((fields["event"], json.loads(fields["data"])))
    return events


def test_a_stream_is_retrieved_then_deltas_then_the_answer(client: TestClient, document_id: str) -> None:
    reply = client.post("/api/chat", json={"message": QUESTION})
    assert reply.headers["content-type"].startswith("text/event-stream")
    assert reply.headers["x-accel-buffering"] == "no"
    names = [name for name, _ in events_of(reply.text)]
    assert names == ["retrieved", *["delta"] * (len(names) - 2), "answer"]
    answer = events_of(reply.text)[-1][1]
    assert answer["status"] == "answered"
    assert (
        "".join(str(data["text"]) for name, data in events_of(reply.text) if name == "delta")
        == answer["answer"]
    )


def test_both_forms_give_the_same_answer_with_its_exact_quote(client: TestClient, document_id: str) -> None:
    streamed = events_of(client.post("/api/chat", json={"message": QUESTION}).text)[-1][1]
    whole = client.post("/api/chat", json={"message": QUESTION, "stream": False}).json()
    different = {"conversation_id", "message_id", "elapsed_ms"}
    assert {k: v for k, v in whole.items() if k not in different} == {
        k: v for k, v in streamed.items() if k not in different
    }
    assert whole["short_answer"] == "58件"
    citation = whole["citations"][0]
    assert citation["document_id"] == document_id
    assert citation["url"] == f"/documents/{document_id}?start={citation['start']}&end={citation['end']}"
    paragraphs = client.get(f"/api/documents/{document_id}").json()["paragraphs"]
    cited = next(each for each in paragraphs if each["paragraph"] == citation["paragraph"])
    offset = citation["start"] - cited["start"]
    assert cited["text"][offset : offset + len(citation["quote"])] == citation["quote"]


def test_replies_hold_real_chinese_characters(client: TestClient, document_id: str) -> None:
    for stream in (True, False):
        text = client.post("/api/chat", json={"message": QUESTION, "stream": stream}).text
        assert "安吉县" in text
        assert "\\u" not in text


def test_filters_narrow_and_an_empty_result_never_widens(client: TestClient, document_id: str) -> None:
    def status(**filters: object) -> object:
        body = {"message": "办理行政复议案件多少件?", "stream": False, "filters": filters}
        return client.post("/api/chat", json=body).json()["status"]

    assert status(document_ids=[document_id]) == "answered"
    assert status(document_ids=["0000000000000000"]) == "not_found"
    assert status(year=[1999]) == "not_found"
    assert status(region=None, year=None) == "answered"


def app_with(settings: Settings, service: Service, script: Script, web: WebOptions | None = None) -> FastAPI:
    chosen = settings.model_copy(update={"web": web or WebOptions()})
    return create_app(chosen, replace(service, dialogue=ScriptedDialogue(script)))


class Exchange:
    """One request to an application, driven by hand: what it sent, and a client that leaves when told."""

    def __init__(self, body: dict[str, object], *, path: str = "/api/chat") -> None:
        self.sent: list[Message] = []
        self.left = asyncio.Event()
        self.first_piece = asyncio.Event()
        self._body: list[Message] = [
            {"type": "http.request", "body": json.dumps(body).encode(), "more_body": False}
        ]
        self.scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": "POST",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "headers": [(b"content-type", b"application/json")],
            "state": {},
        }

    async def receive(self) -> Message:
        if self._body:
            return self._body.pop()
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        self.sent.append(message)
        if message.get("body"):
            self.first_piece.set()

    @property
    def text(self) -> str:
        return b"".join(message.get("body", b"") for message in self.sent).decode()


@pytest.mark.parametrize("stream", [True, False])
def test_a_client_that_leaves_ends_the_work(settings: Settings, service: Service, stream: bool) -> None:
    ended = threading.Event()

    def endless(message: str) -> Generator[AnswerEvent, None, None]:
        try:
            yield EVENTS[0]
            while True:
                yield EVENTS[1]
                threading.Event().wait(0.01)
        finally:
            ended.set()

    async def leave() -> None:
        exchange = Exchange({"message": "q", "stream": stream})
        running = asyncio.create_task(
            app_with(settings, service, endless)(exchange.scope, exchange.receive, exchange.send)
        )
        if stream:
            await exchange.first_piece.wait()
        exchange.left.set()
        await running
        assert await asyncio.to_thread(ended.wait, 30)

    asyncio.run(leave())


def test_a_stream_that_waits_sends_comments(
    settings: Settings, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert answers.PING_INTERVAL_S <= 10
    monkeypatch.setattr(answers, "PING_INTERVAL_S", 0.01)
    monkeypatch.setattr(answers, "_FIRST_EVENT_S", 0.01)
    pinged = threading.Event()

    def slow(message: str) -> Generator[AnswerEvent, None, None]:
        assert pinged.wait(30)
        yield from EVENTS

    async def listen() -> str:
        exchange = Exchange({"message": "q"})
        running = asyncio.create_task(
            app_with(settings, service, slow)(exchange.scope, exchange.receive, exchange.send)
        )
        await exchange.first_piece.wait()
        pinged.set()
        await running
        return exchange.text

    text = asyncio.run(listen())
    assert text.startswith(": ping\n\n")
    assert [name for name, _ in events_of(text)] == ["retrieved", "delta", "answer"]


def test_too_much_at_once_is_refused_with_a_time_to_come_back(settings: Settings, service: Service) -> None:
    started, goes_on = threading.Event(), threading.Event()

    def blocked(message: str) -> Generator[AnswerEvent, None, None]:
        started.set()
        assert goes_on.wait(30)
        yield from EVENTS

    with TestClient(app_with(settings, service, blocked, WebOptions(workers=1, queue=0))) as client:
        first = threading.Thread(target=client.post, args=("/api/chat",), kwargs={"json": {"message": "q"}})
        first.start()
        assert started.wait(30)
        for path, body in (("/api/chat", {"message": "q"}), ("/api/search", {"query": "q"})):
            refused = client.post(path, json=body)
            assert (refused.status_code, refused.headers["retry-after"]) == (429, "1")
            assert refused.json()["error"]["code"] == "too_busy"
        assert "qa_busy_total 2.0" in client.get("/metrics").text
        goes_on.set()
        first.join()
        # Its worker may come free a moment after its answer.
        tries = (client.post("/api/chat", json={"message": "q", "stream": False}) for _ in range(1000))
        assert any(reply.status_code == 200 for reply in tries)


def test_a_question_waits_in_the_queue_for_its_turn(settings: Settings, service: Service) -> None:
    goes_on = threading.Event()
    replies: list[int] = []

    def blocked(message: str) -> Generator[AnswerEvent, None, None]:
        assert goes_on.wait(30)
        yield from EVENTS

    with TestClient(app_with(settings, service, blocked, WebOptions(workers=1, queue=2))) as client:

        def ask() -> None:
            replies.append(client.post("/api/chat", json={"message": "q", "stream": False}).status_code)

        askers = [threading.Thread(target=ask) for _ in range(3)]
        for asker in askers:
            asker.start()
        goes_on.set()
        for asker in askers:
            asker.join()
    assert replies == [200, 200, 200]
