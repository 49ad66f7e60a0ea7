"""nginx with our configuration: events pass at once, uploads pass, the service learns who asked."""

import http.client
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from tests.deploy.conftest import StartNginx, free_port, wait_for_port

pytestmark = pytest.mark.timeout(180)


STREAMS = ("/api/chat", "/v1/chat/completions", "/mcp")


class Upstream(BaseHTTPRequestHandler):
    """Sends one event and the next only when the test has seen the first; echoes headers; counts bodies."""

    protocol_version = "HTTP/1.1"
    first_event_was_seen = threading.Event()
    client_has_gone = threading.Event()

    def do_POST(self) -> None:
        size = int(self.headers["Content-Length"])
        body = self.rfile.read(size)
        if self.path in STREAMS:
            self._stream()
        else:
            self._reply({"bytes": len(body)})

    def do_GET(self) -> None:
        if self.path == "/api/jobs/1/events":
            self._stream()
        elif self.path == "/api/jobs/endless/events":
            self._stream_until_the_client_goes()
        else:
            self._reply(dict(self.headers))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- named so by the base
        pass

    def _start_stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def _chunk(self, text: str) -> None:
        self.wfile.write(f"{len(text):x}\r\n{text}\r\n".encode())
        self.wfile.flush()

    def _stream(self) -> None:
        self._start_stream()
        self._chunk("event: retrieved\n\n")
        if self.first_event_was_seen.wait(timeout=60):
            self._chunk("event: answer\n\n")
        self.wfile.write(b"0\r\n\r\n")

    def _stream_until_the_client_goes(self) -> None:
        self._start_stream()
        self._chunk(": here\n\n")
        self.connection.settimeout(60)
        if self.connection.recv(1) == b"":
            self.client_has_gone.set()
        self.close_connection = True

    def _reply(self, value: object) -> None:
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def proxied(start_nginx: StartNginx) -> Iterator[int]:
    Upstream.first_event_was_seen.clear()
    Upstream.client_has_gone.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Upstream)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield start_nginx(server.server_port)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.parametrize(
    ("method", "path"), [*(("POST", path) for path in STREAMS), ("GET", "/api/jobs/1/events")]
)
def test_an_event_passes_before_the_next_one_is_made(proxied: int, method: str, path: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", proxied, timeout=60)
    body = b'{"message": "?"}' if method == "POST" else None
    connection.request(method, path, body=body, headers={"Accept-Encoding": "gzip"})
    reply = connection.getresponse()
    assert reply.readline() == b"event: retrieved\n"
    Upstream.first_event_was_seen.set()
    assert b"event: answer" in reply.read()
    connection.close()


def test_a_client_that_goes_away_ends_the_stream_behind_the_proxy(proxied: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", proxied, timeout=60)
    connection.request("GET", "/api/jobs/endless/events")
    reply = connection.getresponse()
    assert reply.readline() == b": here\n"
    reply.close()
    connection.close()
    assert Upstream.client_has_gone.wait(timeout=60)


def test_a_file_far_over_the_proxy_s_own_default_passes(proxied: int) -> None:
    size = 30 * 1024 * 1024
    reply = httpx.post(f"http://127.0.0.1:{proxied}/api/documents", content=bytes(size), timeout=60)
    assert reply.json() == {"bytes": size}


def test_the_service_learns_the_client_s_address_host_and_scheme(proxied: int) -> None:
    reply = httpx.get(f"http://127.0.0.1:{proxied}/api/documents", headers={"Host": "gov.example"})
    headers = {name.lower(): value for name, value in reply.json().items()}
    assert headers["host"] == "gov.example"
    assert headers["x-forwarded-for"] == "127.0.0.1"
    assert headers["x-forwarded-proto"] == "http"


@pytest.fixture
def served(tmp_path: Path, start_nginx: StartNginx) -> Iterator[str]:
    """The real service with one document, behind nginx."""
    source = tmp_path / "青禾县人民政府2021年工作报告.md"
    source.write_text(
        "# 青禾县人民政府2021年工作报告\n\n## 一、民生保障\n\n全年新建农村公路86公里,受益群众3.2万人。\n",
        encoding="utf-8",
    )
    data, port = tmp_path / "data", free_port()
    program = [sys.executable, "-c", "from qa_service.cli import main; main()", "--data-dir", str(data)]
    subprocess.run([*program, "ingest", str(source)], check=True, capture_output=True, timeout=100)
    process = subprocess.Popen(
        [*program, "serve", "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for_port(port, process)
        yield f"http://127.0.0.1:{start_nginx(port)}"
    finally:
        process.terminate()
        process.wait(timeout=60)


def test_the_real_service_streams_an_answer_through_the_proxy(served: str) -> None:
    question = {"message": "青禾县2021年受益群众多少人?"}
    with httpx.stream("POST", f"{served}/api/chat", json=question, timeout=60) as reply:
        assert reply.status_code == 200
        assert reply.headers["content-type"].startswith("text/event-stream")
        lines = list(reply.iter_lines())
    names = [line.removeprefix("event:").strip() for line in lines if line.startswith("event:")]
    assert names[0] == "retrieved"
    assert names[-1] == "answer"
    answer = json.loads([line for line in lines if line.startswith("data:")][-1].removeprefix("data:"))
    assert answer["status"] == "answered"
    assert "3.2万人" in answer["answer"]
    asked = {"messages": [{"role": "user", "content": question["message"]}]}
    message = httpx.post(f"{served}/v1/chat/completions", json=asked, timeout=60).json()["choices"][0][
        "message"
    ]
    link = message["annotations"][0]["url_citation"]["url"]
    assert link.startswith(f"{served}/documents/"), "by the name and port that the client knows"
    assert httpx.get(link).headers["content-type"].startswith("text/html")
    assert httpx.get(served).headers["content-type"].startswith("text/html")
    assert httpx.get(f"{served}/readyz").status_code == 200
    assert httpx.get(served, headers={"Host": "gov.example"}).status_code == 200
