"""What holds for every exchange: ids, limits of bodies, headers, figures, a page without third parties."""

import asyncio
import json
import re
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from starlette.types import Message

from qa_service.bootstrap import Service
from qa_service.settings import Settings, WebOptions
from qa_service.web.app import MAX_JSON_BYTES, create_app

PAGES = ["/", "/documents/0123456789abcdef?start=1&end=2", "/static/index.html"]


def test_every_reply_bears_an_id_and_takes_that_of_the_client(client: TestClient) -> None:
    assert re.fullmatch("[0-9a-f]{32}", client.get("/healthz").headers["x-request-id"])
    assert client.get("/healthz", headers={"X-Request-ID": "proxy-7"}).headers["x-request-id"] == "proxy-7"


@pytest.mark.parametrize("hostile", ["a b", "x" * 65, "<script>", ""])
def test_an_id_that_could_do_harm_is_replaced(client: TestClient, hostile: str) -> None:
    assert client.get("/healthz", headers={"X-Request-ID": hostile}).headers["x-request-id"] != hostile


@pytest.mark.parametrize("path", PAGES)
def test_the_page_is_served_and_may_load_nothing_from_others(client: TestClient, path: str) -> None:
    reply = client.get(path)
    assert reply.status_code == 200
    assert reply.headers["content-type"].startswith("text/html")
    assert reply.headers["cache-control"] == "no-cache"
    policy = reply.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy
    assert "unsafe" not in policy


def test_static_files_are_revalidated_and_not_sent_twice(client: TestClient) -> None:
    first = client.get("/static/index.html")
    again = client.get("/static/index.html", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path", ["/", "/documents/0123456789abcdef", "/healthz", "/readyz", "/static/index.html"]
)
def test_probes_may_ask_for_headers_alone(client: TestClient, path: str) -> None:
    reply = client.head(path)
    assert (reply.status_code, reply.content) == (200, b"")


def test_metrics_count_routes_and_never_name_paths_or_questions(client: TestClient) -> None:
    client.get("/api/conversations/some-secret-id")
    client.get("/secret-address")
    client.get("/static/index.html")
    client.post("/api/chat", json={"message": "秘密的问题?", "stream": False})
    text = client.get("/metrics").text
    assert (
        'qa_http_requests_total{method="GET",route="/api/conversations/{conversation_id}",status="404"} 1.0'
        in text
    )
    assert 'route="(none)",status="404"} 1.0' in text
    assert 'qa_answers_total{kind="extractive",status="not_found"} 1.0' in text
    assert "qa_documents 0.0" in text
    assert "secret" not in text
    assert "秘密" not in text


@pytest.mark.parametrize("path", ["/a%0A2026-01-01 ERROR forged", "/a%0D%1B[2Jb", "/a%E2%80%A8b"])
def test_a_path_writes_no_line_of_its_own_into_the_log(
    client: TestClient, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    with caplog.at_level("INFO", logger="qa_service"):
        client.get(path)
    (line,) = [record.getMessage() for record in caplog.records if record.name.endswith("middleware")]
    assert line.startswith("GET /a%")
    assert line.isprintable()


def test_two_applications_count_apart(settings: Settings, service: Service) -> None:
    with TestClient(create_app(settings, service)) as one, TestClient(create_app(settings, service)) as other:
        one.get("/healthz")
        assert 'route="/healthz"' in one.get("/metrics").text
        assert 'route="/healthz"' not in other.get("/metrics").text


def limited(settings: Settings, service: Service, max_upload_bytes: int) -> FastAPI:
    web = WebOptions(max_upload_bytes=max_upload_bytes)
    return create_app(settings.model_copy(update={"web": web}), service)


def test_a_json_body_over_the_limit_is_413(client: TestClient) -> None:
    reply = client.post("/api/chat", json={"message": "a" * (MAX_JSON_BYTES + 1)})
    assert (reply.status_code, reply.json()["error"]["code"]) == (413, "body_too_large")
    assert reply.json()["error"]["detail"] == {"limit_bytes": MAX_JSON_BYTES}


def test_an_upload_over_the_limit_is_413(settings: Settings, service: Service) -> None:
    with TestClient(limited(settings, service, 1000)) as client:
        reply = client.post("/api/documents", files=[("files", ("a.txt", b"x" * 1000))])
        assert (reply.status_code, reply.json()["error"]["code"]) == (413, "body_too_large")
        assert reply.headers["connection"] == "close"
        assert client.get("/api/documents").json()["total"] == 0


class Body:
    """A request body that comes in pieces, and how many of them were taken."""

    def __init__(self, pieces: int, piece: bytes, headers: list[tuple[bytes, bytes]]) -> None:
        self.left = pieces
        self.taken_before_reply = 0
        self.sent: list[Message] = []
        self._piece = piece
        self.scope: dict[str, Any] = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": "POST",
            "path": "/api/documents",
            "raw_path": b"/api/documents",
            "query_string": b"",
            "headers": [(b"content-type", b"multipart/form-data; boundary=b"), *headers],
        }

    async def receive(self) -> Message:
        if not self.sent:
            self.taken_before_reply += 1
        if self.left == 0:
            return {"type": "http.disconnect"}
        self.left -= 1
        return {"type": "http.request", "body": self._piece, "more_body": self.left > 0}

    async def send(self, message: Message) -> None:
        self.sent.append(message)


def test_a_body_announced_too_large_is_refused_before_any_of_it_is_read(
    settings: Settings, service: Service
) -> None:
    body = Body(10, b"x" * 1000, [(b"content-length", b"10000")])
    asyncio.run(limited(settings, service, 2500)(body.scope, body.receive, body.send))
    assert body.sent[0]["status"] == 413
    assert body.taken_before_reply == 0
    assert body.left == 0, "what comes after is thrown away, so that the client can read the reply"


def test_a_body_of_unknown_length_is_refused_as_soon_as_it_is_too_large(
    settings: Settings, service: Service
) -> None:
    start = b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
    body = Body(1000, start + b"x" * 1000, [])
    asyncio.run(limited(settings, service, 2500)(body.scope, body.receive, body.send))
    assert body.sent[0]["status"] == 413
    assert body.taken_before_reply == 3
    error = json.loads(b"".join(message.get("body", b"") for message in body.sent))
    assert error["error"]["code"] == "body_too_large"


def test_health_is_told_even_when_the_index_lags_and_readiness_is_not(
    settings: Settings, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(service), "can_answer", lambda self: False)
    with TestClient(create_app(settings, service)) as client:
        assert client.get("/healthz").status_code == 200
        for reply in (client.get("/readyz"), client.post("/api/chat", json={"message": "q"})):
            assert (reply.status_code, reply.json()["error"]["code"]) == (503, "not_ready")


def test_the_openapi_document_tells_every_route_and_every_failure(client: TestClient) -> None:
    document = client.get("/api/openapi.json").json()
    routes = {(method.upper(), path) for path, methods in document["paths"].items() for method in methods}
    assert routes == {
        ("POST", "/api/chat"),
        ("POST", "/api/documents"),
        ("GET", "/api/documents"),
        ("GET", "/api/documents/{document_id}"),
        ("DELETE", "/api/documents/{document_id}"),
        ("GET", "/api/documents/{document_id}/original"),
        ("GET", "/api/jobs/{job_id}"),
        ("GET", "/api/jobs/{job_id}/events"),
        ("POST", "/api/search"),
        ("GET", "/api/conversations"),
        ("GET", "/api/conversations/{conversation_id}"),
        ("PATCH", "/api/conversations/{conversation_id}"),
        ("DELETE", "/api/conversations/{conversation_id}"),
        ("POST", "/api/messages/{message_id}/feedback"),
        ("GET", "/api/exports/messages/{message_id}"),
        ("GET", "/api/exports/conversations/{conversation_id}"),
        ("POST", "/v1/chat/completions"),
        ("GET", "/v1/models"),
        ("GET", "/v1/models/{model_id}"),
        ("POST", "/retrieval"),
        ("GET", "/healthz"),
        ("GET", "/readyz"),
        ("GET", "/metrics"),
    }
    for path, methods in document["paths"].items():
        foreign = {"/v1": "OpenAIErrorReply", "/retrieval": "DifyErrorReply"}
        shape = next((name for start, name in foreign.items() if path.startswith(start)), "ErrorReply")
        for operation in methods.values():
            for status, answer in operation["responses"].items():
                if int(status) >= 400:
                    schema = answer["content"]["application/json"]["schema"]
                    assert schema == {"$ref": f"#/components/schemas/{shape}"}, (path, status)


def test_the_openapi_document_describes_the_events_of_streams(client: TestClient) -> None:
    document = client.get("/api/openapi.json").json()
    content = document["paths"]["/api/chat"]["post"]["responses"]["200"]["content"]
    assert content["application/json"]["schema"] == {"$ref": "#/components/schemas/ChatReply"}
    events = content["text/event-stream"]["itemSchema"]["oneOf"]
    assert [event["properties"]["event"]["const"] for event in events] == [
        "retrieved",
        "delta",
        "answer",
        "error",
    ]
    references = set(re.findall(r"#/components/schemas/(\w+)", json.dumps(document)))
    assert references <= set(document["components"]["schemas"])
    assert "HTTPValidationError" not in references
