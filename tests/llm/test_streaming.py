"""A generated answer over HTTP: the events in their order, the label, a client that leaves."""

import asyncio
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from qa_service.answering.chain import ChatRequest
from qa_service.answering.events import Delta
from qa_service.answering.options import Limits
from qa_service.settings import Settings
from qa_service.web.app import create_app
from tests.llm.scripted_openai import HEAD, Asked, Step, chunk, says
from tests.llm.service import QUESTION, Opened, opened_service
from tests.web.test_chat import Exchange

RIGHT = "2021年,安吉县共办理行政复议案件58件[1]。"


def stream_of(text: str) -> list[tuple[str, dict[str, object]]]:
    """Events of a reply with their data, comments left out."""
    blocks = [block.splitlines() for block in text.split("\n\n") if block and not block.startswith(":")]
    return [(lines[0][7:], json.loads(lines[1][6:])) for lines in blocks]


def test_the_answer_event_is_the_truth_and_history_keeps_it(library: Path) -> None:
    with opened_service(library, says(RIGHT + "位列全市第一[1]。")) as (service, _):
        client = TestClient(create_app(Settings(data_dir=library), service))
        found = stream_of(client.post("/api/chat", json={"message": QUESTION, "conversation_id": "c9"}).text)
        kept = client.get("/api/conversations/c9").json()["messages"][-1]["reply"]
    names = [name for name, _ in found]
    assert names[0] == "retrieved"
    assert names[-1] == "answer"
    assert set(names[1:-1]) == {"delta"}
    assert all(data["text"] for name, data in found if name == "delta")
    assert "位列全市第一" in "".join(str(data["text"]) for name, data in found if name == "delta")
    reply = found[-1][1]
    assert (reply["answer"], reply["dropped"], reply["prompt"]) == (RIGHT, 1, "answer/1")
    assert (reply["kind"], reply["label"]) == ("generated", "内容由AI生成,仅供参考,请以原文为准")
    assert kept == reply


def test_an_extract_is_never_labelled_as_written_by_ai(opened: Opened, library: Path) -> None:
    with opened(says("共99件[1]。")) as (service, _):
        client = TestClient(create_app(Settings(data_dir=library), service))
        reply = client.post("/api/chat", json={"message": QUESTION, "stream": False}).json()
    assert (reply["kind"], reply["label"]) == ("extractive", "原文摘录")
    assert reply["fallback"]["code"] == "llm_unsupported"
    assert (reply["dropped"], reply["prompt"]) == (0, None)


def silent(_: Asked) -> Iterator[Step]:
    yield HEAD
    yield chunk("2021年,")
    yield 60.0


@pytest.mark.parametrize("stream", [True, False])
def test_a_client_that_leaves_ends_the_call_of_the_llm(stream: bool, library: Path) -> None:
    # Nothing but the leaving can end the call in time.
    patient = {"patience_s": 100.0, "limits": Limits(connect_s=100, silence_s=100, whole_s=200)}

    async def leave() -> bool:
        with opened_service(library, silent, **patient) as (service, server):
            app = create_app(Settings(data_dir=library), service)
            exchange = Exchange({"message": QUESTION, "stream": stream})
            running = asyncio.create_task(app(exchange.scope, exchange.receive, exchange.send))
            while not server.seen.sent_at:
                await asyncio.sleep(0.01)
            left = time.monotonic()
            exchange.left.set()
            while not server.seen.left_at and time.monotonic() < left + 30:
                await asyncio.sleep(0.01)
            await running
            return bool(server.seen.left_at)

    assert asyncio.run(leave())


def test_a_question_that_waits_for_its_turn_can_be_left(opened: Opened) -> None:
    with opened(says(RIGHT)) as (service, _):
        before = service.chain._line.join()
        waiting = service.chain.stream(ChatRequest(message=QUESTION))
        assert next(waiting) == Delta(text="")
        waiting.close()
        before.leave()
        assert service.chain.answer(ChatRequest(message=QUESTION)).kind == "generated"
