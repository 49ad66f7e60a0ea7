"""Clients that send slowly: a limit for headers, one for bodies, none for those who only listen."""

import asyncio
import json
from collections.abc import Awaitable, Callable

import pytest
import uvicorn
from starlette.types import Message, Receive, Scope, Send
from uvicorn.server import ServerState

from qa_service.web import patience
from qa_service.web.exchange import BodyLimit
from qa_service.web.metrics import Metrics
from qa_service.web.middleware import ExchangeMiddleware
from qa_service.web.patience import ImpatientProtocol

FOREVER = 30.0


async def reads_and_listens(scope: Scope, receive: Receive, send: Send) -> None:
    """Reads the body to its end, waits for the end of the connection, replies."""
    while (await receive()).get("more_body"):
        pass
    await receive()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def exchanged(pieces: list[tuple[float, Message]], limit: BodyLimit) -> list[Message]:
    """What is sent in reply to messages that come after so many seconds each."""
    sent: list[Message] = []

    async def receive() -> Message:
        after_s, message = pieces.pop(0)
        await asyncio.sleep(after_s)
        return message

    async def send(message: Message) -> None:
        sent.append(message)

    app = ExchangeMiddleware(reads_and_listens, metrics=Metrics(), body_limit=lambda scope: limit)
    scope = {"type": "http", "method": "POST", "path": "/", "headers": []}
    async with asyncio.timeout(FOREVER / 2):
        await app(scope, receive, send)
    return sent


def piece(size: int, *, last: bool) -> Message:
    return {"type": "http.request", "body": b"x" * size, "more_body": not last}


def test_a_body_that_does_not_come_is_given_up_with_408() -> None:
    limit = BodyLimit(size_bytes=100, grace_s=0.05)
    sent = asyncio.run(exchanged([(0, piece(1, last=False)), (FOREVER, piece(1, last=True))], limit))
    assert sent[0]["status"] == 408
    assert (b"connection", b"close") in sent[0]["headers"]
    error = json.loads(b"".join(message.get("body", b"") for message in sent))
    assert error["error"]["code"] == "request_too_slow"


def test_a_large_upload_that_keeps_coming_has_its_time() -> None:
    limit = BodyLimit(size_bytes=2000, grace_s=0.05, bytes_per_s=100)
    pieces = [(0.0, piece(1000, last=False)), (0.1, piece(1, last=True)), (0.0, {"type": "http.disconnect"})]
    assert asyncio.run(exchanged(pieces, limit))[0]["status"] == 200


def test_a_client_that_has_sent_everything_may_listen_as_long_as_it_likes() -> None:
    limit = BodyLimit(size_bytes=100, grace_s=0.05)
    pieces = [(0.0, piece(1, last=True)), (0.1, {"type": "http.disconnect"})]
    assert asyncio.run(exchanged(pieces, limit))[0]["status"] == 200


async def answer(scope: Scope, receive: Receive, send: Send) -> None:
    await asyncio.sleep(0.1)
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def connected(talk: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]) -> None:
    """Talk to a server whose connections have our protocol."""

    async def serve() -> None:
        config = uvicorn.Config(answer, log_config=None, access_log=False)
        config.load()
        state = ServerState()
        server = await asyncio.get_running_loop().create_server(
            lambda: ImpatientProtocol(config=config, server_state=state, app_state={}), "127.0.0.1", 0
        )
        host, port = server.sockets[0].getsockname()
        reader, writer = await asyncio.open_connection(host, port)
        async with asyncio.timeout(FOREVER / 2):
            await talk(reader, writer)
        writer.close()
        server.close()

    asyncio.run(serve())


@pytest.mark.parametrize("start", [b"", b"GET / HTT", b"GET / HTTP/1.1\r\nHost: a\r\n"])
def test_headers_that_do_not_come_end_the_connection(monkeypatch: pytest.MonkeyPatch, start: bytes) -> None:
    monkeypatch.setattr(patience, "HEADERS_LIMIT_S", 0.05)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        assert await reader.read() == b""

    connected(talk)


def test_a_reply_may_take_longer_than_headers_and_the_next_request_has_its_own_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(patience, "HEADERS_LIMIT_S", 0.05)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 204")
        writer.write(b"GET / HTTP/1.1\r\n")
        assert await reader.read() == b""

    connected(talk)
