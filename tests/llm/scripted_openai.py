"""An OpenAI-compatible server of our own that plays a part: the honest one, the liar, the slow one.

Real HTTP over a socket, one thread a connection, no framework, so that it can break the protocol wherever a
part wants to.
A part is a function from the request to an iterator of bytes to write and seconds to wait.
"""

import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Step = bytes | float
"""Bytes to write, or seconds to wait."""

_SOURCE = re.compile(r'<资料 编号="(\d+)" 标记="(\w+)">\n(.*?)\n(.*?)\n</资料 标记="\2">', re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the client sent; ``sources`` are the texts of the evidence in order."""

    body: dict[str, object]
    prompt: str
    headers: dict[str, str]

    @property
    def sources(self) -> list[str]:
        return [match[4] for match in _SOURCE.finditer(self.prompt)]

    @property
    def question(self) -> str:
        return self.prompt.rpartition("问题:")[2].strip()


Part = Callable[[Asked], Iterator[Step]]


@dataclass
class Seen:
    """What the server noticed."""

    requests: list[Asked] = field(default_factory=list)
    sent_at: list[float] = field(default_factory=list)
    """When the first piece of text of each stream was written, by ``time.monotonic``."""
    left_at: list[float] = field(default_factory=list)
    """When a client was found gone in the middle of a stream."""


class ScriptedServer:
    """Plays ``part`` to every request; ``with ScriptedServer(part) as server`` serves at ``server.url``."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.seen = Seen()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                body = json.loads(self.rfile.read(length))
                prompt = "\n".join(str(m["content"]) for m in body["messages"] if m["role"] == "user")
                asked = Asked(body=body, prompt=prompt, headers=dict(self.headers))
                outer.seen.requests.append(asked)
                self.close_connection = True
                outer._play(asked, self.connection)

            def log_message(self, *_: object) -> None:
                """Quiet."""

        class Server(ThreadingHTTPServer):
            request_queue_size = 256
            daemon_threads = True

        self._server = Server(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> "ScriptedServer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _play(self, asked: Asked, connection: socket.socket) -> None:
        told = False
        try:
            for step in self.part(asked):
                if isinstance(step, bytes):
                    if not told and b'"content": "' in step and b'"content": ""' not in step:
                        self.seen.sent_at.append(time.monotonic())
                        told = True
                    connection.sendall(step)
                else:
                    self._wait(connection, step)
        except OSError:
            self.seen.left_at.append(time.monotonic())

    @staticmethod
    def _wait(connection: socket.socket, seconds: float) -> None:
        """Wait, and notice a client that goes away. Raises: OSError."""
        connection.settimeout(seconds)
        try:
            if connection.recv(1) == b"":
                raise ConnectionResetError
        except TimeoutError:
            pass
        finally:
            connection.settimeout(None)


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
DONE = b"data: [DONE]\n\n"


def status(code: int, *, body: str = '{"error": {"message": "no"}}', retry_after: str = "") -> bytes:
    """A reply with an error status."""
    after = f"Retry-After: {retry_after}\r\n" if retry_after else ""
    return (
        f"HTTP/1.1 {code} X\r\nContent-Type: application/json\r\n{after}"
        f"Content-Length: {len(body.encode())}\r\nConnection: close\r\n\r\n{body}"
    ).encode()


def chunk(text: str | None = None, *, finish: str | None = None, refusal: str | None = None) -> bytes:
    """One frame of a stream."""
    delta: dict[str, object] = {} if text is None else {"content": text}
    if refusal is not None:
        delta["refusal"] = refusal
    data = {
        "id": "c",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "scripted",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }
    return f"data: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


def said(text: str, *, size: int = 5, pause_s: float = 0.0, finish: str = "stop") -> Iterator[Step]:
    """A whole stream of ``text`` in pieces."""
    yield HEAD
    for start in range(0, len(text), size):
        yield chunk(text[start : start + size])
        if pause_s:
            yield pause_s
    yield chunk(finish=finish)
    yield DONE


def says(text: str, **how: float) -> Part:
    """The part of one who says ``text`` whatever is asked."""
    return lambda _: said(text, **how)  # type: ignore[arg-type]


def honest(asked: Asked) -> Iterator[Step]:
    """The part of one who copies the first sentence of the first two sources and marks it."""
    sentences = [re.split(r"(?<=[。;；])", source)[0] for source in asked.sources[:2]]
    marked = [f"{text.rstrip('。;；')}[{n}]。" for n, text in enumerate(sentences, 1)]
    return said("".join(marked))
