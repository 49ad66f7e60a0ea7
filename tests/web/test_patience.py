"""Clients that send slowly, or without end: limits for headers and bodies, none for those who only listen."""

import asyncio
import json
from collections.abc import Awaitable, Callable

import pytest
import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.server import ServerState

from qa_service.web import patience
from qa_service.web.exchange import BodyLimit
from qa_service.web.metrics import Metrics
from qa_service.web.middleware import ExchangeMiddleware
from qa_service.web.patience import HEADERS_LIMIT_BYTES, ImpatientProtocol

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
    limit = BodyLimit(size_bytes=2000, grace_s=1.0, bytes_per_s=20)
    pieces = [(0.0, piece(1000, last=False)), (1.1, piece(1, last=True)), (0.0, {"type": "http.disconnect"})]
    assert asyncio.run(exchanged(pieces, limit))[0]["status"] == 200


def test_a_client_that_has_sent_everything_may_listen_as_long_as_it_likes() -> None:
    limit = BodyLimit(size_bytes=100, grace_s=1.0)
    pieces = [(0.0, piece(1, last=True)), (1.1, {"type": "http.disconnect"})]
    assert asyncio.run(exchanged(pieces, limit))[0]["status"] == 200


async def answer(scope: Scope, receive: Receive, send: Send) -> None:
    await asyncio.sleep(1.1)
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def connected(
    talk: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]], app: ASGIApp = answer
) -> None:
    """Talk to a server whose connections have our protocol."""

    async def serve() -> None:
        config = uvicorn.Config(app, log_config=None, access_log=False)
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
    monkeypatch.setattr(patience, "HEADERS_LIMIT_S", 1.0)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 204")
        writer.write(b"GET / HTTP/1.1\r\n")
        assert await reader.read() == b""

    connected(talk)


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    while (await receive()).get("more_body"):
        pass
    await send({"type": "http.response.start", "status": 204, "headers": []})
    await send({"type": "http.response.body", "body": b""})


CHUNKED = b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n"


@pytest.mark.parametrize(
    ("start", "more"),
    [
        (b"GET / HTTP/1.1\r\nHost: a\r\nX-A: ", b"x"),
        (b"GET / HTTP/1.1\r\nHost: a\r\n", b"X-A: b\r\n"),
        (b"GET /?", b"x"),
    ],
)
def test_headers_without_end_are_refused_with_the_reason(start: bytes, more: bytes) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(start + more * (2 * HEADERS_LIMIT_BYTES // len(more)))
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 431 ")
        assert b"connection: close\r\n" in head
        error = json.loads(await reader.read())["error"]
        assert (error["code"], error["detail"]) == (
            "headers_too_large",
            {"limit_bytes": HEADERS_LIMIT_BYTES},
        )

    connected(talk)


@pytest.mark.parametrize("start", [CHUNKED + b"0\r\nX-A: ", CHUNKED + b"1;"], ids=["trailer", "extension"])
def test_what_stands_around_a_body_has_the_limit_of_headers(start: bytes) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(start + b"x" * (16 * HEADERS_LIMIT_BYTES))
        assert await reader.read() == b""

    connected(talk, echo)


def test_large_headers_within_the_limit_and_any_body_are_taken() -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for _request in range(2):
            large = b"x" * (HEADERS_LIMIT_BYTES - 1000)
            writer.write(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 500000\r\nX-A: " + large)
            writer.write(b"\r\n\r\n" + b"x" * 500_000)
            assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 204")

    connected(talk, echo)
