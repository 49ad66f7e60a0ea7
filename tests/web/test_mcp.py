"""/mcp with answers under our hand: when its server is made, how it fails, what ends with its client."""

import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import Generator

import pytest
from starlette.testclient import TestClient

from qa_service.answering.chain import ChatRequest
from qa_service.answering.events import AnswerEvent
from qa_service.bootstrap import Service
from qa_service.settings import Settings
from qa_service.web.errors import NotReady
from qa_service.web.mcp_endpoint import McpEndpoint
from qa_service.web.mcp_tools import LibraryTools
from qa_service.web.metrics import Metrics
from qa_service.web.work import WorkPool
from tests.answers import ANSWER
from tests.web.conftest import EVENTS
from tests.web.test_chat import Exchange
from tests.web.test_openai import app_with

META = "io.modelcontextprotocol/"
PROTOCOLS = ("2025-06-18", "2026-07-28")


def call(protocol: str) -> tuple[dict[str, object], dict[str, str]]:
    """Body and headers of a call of ``ask``, as a client of that version of the protocol sends them."""
    params: dict[str, object] = {"name": "ask", "arguments": {"question": "q"}}
    headers = {
        "Accept": "application/json, text/event-stream",
        "Content-Type": "application/json",
        "MCP-Protocol-Version": protocol,
    }
    if protocol >= "2026":
        params["_meta"] = {
            META + "protocolVersion": protocol,
            META + "clientInfo": {"name": "test", "version": "1"},
            META + "clientCapabilities": {},
        }
        headers |= {"Mcp-Method": "tools/call", "Mcp-Name": "ask"}
    return {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}, headers


def test_a_service_starts_without_the_protocols_library() -> None:
    program = (
        "import sys, qa_service.web.server; sys.exit('mcp' in sys.modules or 'mcp_types' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], timeout=60).returncode == 0


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_an_unexpected_failure_gives_no_trace_away(
    settings: Settings, service: Service, caplog: pytest.LogCaptureFixture, protocol: str
) -> None:
    def fail(request: ChatRequest) -> Generator[AnswerEvent, None, None]:
        if request.message:
            raise RuntimeError("/secret/path")
        yield ANSWER

    message, headers = call(protocol)
    with TestClient(app_with(settings, service, fail)) as client:
        reply = client.post("/mcp", json=message, headers=headers)
    assert reply.status_code == 200
    assert "internal_error" in reply.text
    assert '"isError":true' in reply.text
    assert "secret" not in reply.text
    assert "/secret/path" in caplog.text


def test_clients_that_come_at_once_share_one_server(settings: Settings, service: Service) -> None:
    def script(_: ChatRequest) -> Generator[AnswerEvent, None, None]:
        yield ANSWER

    message, headers = call(PROTOCOLS[-1])
    replies: list[int] = []
    with TestClient(app_with(settings, service, script)) as client:

        def ask() -> None:
            replies.append(client.post("/mcp", json=message, headers=headers).status_code)

        askers = [threading.Thread(target=ask) for _ in range(8)]
        for asker in askers:
            asker.start()
        for asker in askers:
            asker.join()
        assert 'qa_answers_total{kind="extractive",status="answered"} 8.0' in client.get("/metrics").text
    assert replies == [200] * 8


def test_a_start_that_fails_is_tried_again_by_the_next_client(
    settings: Settings, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    def script(_: ChatRequest) -> Generator[AnswerEvent, None, None]:
        yield ANSWER

    made, make = [], McpEndpoint._make

    def fails_once(endpoint: McpEndpoint) -> object:
        made.append(endpoint)
        if len(made) == 1:
            raise OSError("no more threads")
        return make(endpoint)

    monkeypatch.setattr(McpEndpoint, "_make", fails_once)
    message, headers = call(PROTOCOLS[-1])
    with TestClient(app_with(settings, service, script), raise_server_exceptions=False) as client:
        statuses = [client.post("/mcp", json=message, headers=headers).status_code for _ in range(3)]
    assert statuses == [500, 200, 200]
    assert len(made) == 2


@pytest.mark.parametrize("steps", [0, 1, 5])
def test_a_start_that_is_cancelled_leaves_nobody_waiting(
    settings: Settings, service: Service, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    cancelled, make = threading.Event(), McpEndpoint._make

    def make_once_cancelled(endpoint: McpEndpoint) -> object:
        assert cancelled.wait(30)
        return make(endpoint)

    async def start() -> None:
        metrics = Metrics()
        pool = WorkPool(workers=1, queue=1, metrics=metrics)
        endpoint = McpEndpoint(LibraryTools(service=service, pool=pool, metrics=metrics, settings=settings))
        asking = asyncio.create_task(endpoint._manager())
        while endpoint._running is None:
            await asyncio.sleep(0)
        for _ in range(steps):
            await asyncio.sleep(0)
        endpoint._running.cancel()
        cancelled.set()
        with pytest.raises(NotReady):
            await asyncio.wait_for(asking, 30)
        assert await asyncio.wait_for(endpoint._manager(), 30) is not None
        await endpoint.close()
        with pytest.raises(NotReady):
            await endpoint._manager()
        pool.close()

    monkeypatch.setattr(McpEndpoint, "_make", make_once_cancelled)
    asyncio.run(start())


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_client_that_leaves_ends_the_work(settings: Settings, service: Service, protocol: str) -> None:
    started, ended = threading.Event(), threading.Event()

    def endless(_: ChatRequest) -> Generator[AnswerEvent, None, None]:
        started.set()
        try:
            while True:
                yield EVENTS[0]
                threading.Event().wait(0.01)
        finally:
            ended.set()

    async def leave() -> None:
        message, headers = call(protocol)
        exchange = Exchange(message, path="/mcp")
        exchange.scope["headers"] = [(k.lower().encode(), v.encode()) for k, v in headers.items()]
        app = app_with(settings, service, endless)
        async with app.router.lifespan_context(app):
            running = asyncio.create_task(app(exchange.scope, exchange.receive, exchange.send))
            assert await asyncio.to_thread(started.wait, 30)
            exchange.left.set()
            await running
            assert await asyncio.to_thread(ended.wait, 30)

    asyncio.run(leave())


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_what_is_no_message_of_the_protocol_is_refused(
    settings: Settings, service: Service, protocol: str
) -> None:
    def script(_: ChatRequest) -> Generator[AnswerEvent, None, None]:
        yield ANSWER

    _, headers = call(protocol)
    with TestClient(app_with(settings, service, script)) as client:
        for content in (b"", b"{", b"[]", b'{"jsonrpc": "2.0"}', b"[" * 100_000, b"\xff"):
            reply = client.post("/mcp", content=content, headers=headers)
            assert reply.status_code in {202, 400}, content[:20]
            assert not reply.content or "error" in json.loads(reply.content)
        whole = client.post("/mcp", content=b" " * (3 * 1024 * 1024), headers=headers)
        assert (whole.status_code, whole.json()["error"]["code"]) == (413, "body_too_large")
