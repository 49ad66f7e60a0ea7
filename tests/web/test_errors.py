"""Failures: a status for each, one shape, two languages, no trace, nothing of what was sent."""

from collections.abc import Generator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from qa_service.answering.events import AnswerEvent
from qa_service.bootstrap import Service
from qa_service.errors import EmptyQuestion, QAError, TooBusy
from qa_service.evaluation.errors import QuestionFileError
from qa_service.settings import Settings, UnknownSetting, WebOptions
from qa_service.web.app import create_app
from qa_service.web.errors import STATUS, Unauthorized, reasons_of, status_of
from qa_service.web.languages import preferred_language
from tests.web.conftest import EVENTS, ScriptedDialogue


def subclasses(error_class: type[QAError]) -> list[type[QAError]]:
    return [error_class, *(each for child in error_class.__subclasses__() for each in subclasses(child))]


@pytest.mark.parametrize("error_class", subclasses(QAError)[1:])
def test_every_error_has_a_status_of_its_own_or_of_its_family(error_class: type[QAError]) -> None:
    assert any(base in STATUS for base in error_class.__mro__)
    assert 400 <= status_of(error_class) <= 599


def test_errors_of_every_room_are_looked_at() -> None:
    assert {QuestionFileError, UnknownSetting, Unauthorized} <= set(subclasses(QAError))


def test_codes_are_unique() -> None:
    named = [each for each in subclasses(QAError) if "code" in vars(each)]
    assert len({each.code for each in named}) == len(named)


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/nothing", 404, "route_not_found"),
        ("GET", "/static/nothing.js", 404, "route_not_found"),
        ("GET", "/static/../app.py", 404, "route_not_found"),
        ("PUT", "/api/chat", 405, "method_not_allowed"),
        ("GET", "/api/documents/0123456789abcdef", 404, "document_not_found"),
        ("GET", "/api/documents/x%00y", 404, "document_not_found"),
        ("GET", "/api/documents/0123456789abcdef/original", 404, "document_not_found"),
        ("DELETE", "/api/documents/0123456789abcdef", 404, "document_not_found"),
        ("GET", "/api/jobs/nothing", 404, "job_not_found"),
        ("GET", "/api/jobs/nothing/events", 404, "job_not_found"),
        ("GET", f"/api/documents/{'x' * 1000}", 404, "document_not_found"),
        ("GET", f"/api/jobs/{'x' * 1000}", 404, "job_not_found"),
        ("GET", f"/api/conversations/{'x' * 1000}", 404, "conversation_not_found"),
        ("GET", f"/api/exports/messages/{'x' * 1000}", 404, "message_not_found"),
        ("GET", "/api/conversations/nothing", 404, "conversation_not_found"),
        ("DELETE", "/api/conversations/nothing", 404, "conversation_not_found"),
        ("GET", "/api/documents?limit=0", 422, "invalid_request"),
        ("GET", "/api/documents?year=x", 422, "invalid_request"),
        ("GET", "/api/documents?cursor=x", 422, "invalid_request"),
        ("POST", "/api/documents", 422, "invalid_request"),
    ],
)
def test_failures_have_one_shape(client: TestClient, method: str, path: str, status: int, code: str) -> None:
    reply = client.request(method, path)
    error = reply.json()["error"]
    assert (reply.status_code, error["code"]) == (status, code)
    assert set(error) == {"code", "message", "detail", "request_id"}
    assert error["request_id"] == reply.headers["x-request-id"]


@pytest.mark.parametrize(
    ("path", "methods"),
    [
        ("/api/chat", "POST"),
        ("/api/documents", "GET, POST"),
        ("/api/conversations/a/b", "DELETE, GET, PATCH"),
        ("/healthz", "GET, HEAD"),
        ("/static/index.html", "GET, HEAD"),
    ],
)
def test_a_wrong_method_is_told_all_the_right_ones(client: TestClient, path: str, methods: str) -> None:
    reply = client.put(path)
    assert (reply.status_code, reply.headers["allow"]) == (405, methods)


@pytest.mark.parametrize("path", ["/api/documents/", "/api/chat/", "/healthz/", "/static"])
def test_no_redirect_repeats_the_name_that_a_request_gave(client: TestClient, path: str) -> None:
    reply = client.get(path, headers={"Host": "evil"}, follow_redirects=False)
    assert (reply.status_code, "location" in reply.headers) == (404, False)
    assert "error" in reply.json()


@pytest.mark.parametrize("value", ["true", "false"])
def test_a_truth_value_is_no_number(client: TestClient, value: str) -> None:
    headers = {"Content-Type": "application/json"}
    year = f'{{"message": "q", "stream": false, "filters": {{"year": [{value}]}}}}'
    limit = f'{{"query": "q", "limit": {value}}}'
    for path, body in (("/api/chat", year), ("/api/search", limit)):
        reply = client.post(path, content=body, headers=headers)
        assert reply.status_code == 422
        assert "要写整数" in reply.json()["error"]["message"]


@pytest.mark.parametrize(
    ("accepted", "message"),
    [
        ("", "没有这个任务。"),
        ("fr", "没有这个任务。"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "没有这个任务。"),
        ("en", "There is no such job."),
        ("en-GB,en;q=0.9,zh;q=0.5", "There is no such job."),
        ("en;q=0, zh;q=0", "没有这个任务。"),
        ("en;q=high", "没有这个任务。"),
    ],
)
def test_errors_speak_the_language_that_is_asked_for(client: TestClient, accepted: str, message: str) -> None:
    reply = client.get("/api/jobs/nothing", headers={"Accept-Language": accepted})
    assert reply.json()["error"]["message"] == message


@given(st.binary())
def test_no_accept_language_header_is_fatal(header: bytes) -> None:
    scope = {"type": "http", "headers": [(b"accept-language", header)]}
    assert preferred_language(scope) in {"zh", "en"}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"{", 422),
        (b'{"message": "\xff"}', 400),
        (b"[]", 422),
        (b"null", 422),
        (b"[" * 100_000, 400),
        (b'{"message": 1' + b"0" * 5000 + b"}", 400),
        (b'{"message": null}', 422),
        (b'{"message": "q", "filters": {"year": ["x"]}}', 422),
        (b'{"message": "q", "filters": {"years": [2019]}}', 422),
        (b'{"message": "q", "conversation_id": ""}', 422),
        (b'{"message": ""}', 422),
        (b'{"message": "  \\n"}', 422),
        (b'{"message": "\\u3000?!\\u3002"}', 422),
        (b'{"message": "\\ud800"}', 422),
    ],
)
def test_bad_json_is_refused_and_leaves_nothing_behind(client: TestClient, body: bytes, status: int) -> None:
    before = client.get("/api/conversations").json()
    reply = client.post("/api/chat", content=body, headers={"Content-Type": "application/json"})
    assert reply.status_code == status, reply.text
    assert reply.json()["error"]["code"] in {"invalid_request", "empty_question"}
    assert client.get("/api/conversations").json() == before


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("zh", "conversation_id: 最多 128 个字"), ("en", "conversation_id: String should have at most 128")],
)
def test_the_length_of_a_text_is_told_in_characters(client: TestClient, language: str, sentence: str) -> None:
    body = {"message": "q", "conversation_id": "x" * 129}
    reply = client.post("/api/chat", json=body, headers={"Accept-Language": language})
    assert sentence in reply.json()["error"]["message"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_class_of_python_is_named_in_an_error(client: TestClient, language: str) -> None:
    field = {"files": (None, "text instead of a file")}
    reply = client.post("/api/documents", files=field, headers={"Accept-Language": language})
    assert reply.status_code == 422
    assert "class" not in reply.text
    assert "Value error" not in reply.text


def test_what_was_sent_is_never_repeated_in_an_error(client: TestClient) -> None:
    reply = client.post("/api/chat", json={"message": "q", "filters": {"year": ["my secret"]}})
    assert "secret" not in reply.text


@pytest.mark.parametrize("stream", [True, False])
def test_a_question_that_is_too_long_is_422_and_not_413(client: TestClient, stream: bool) -> None:
    reply = client.post("/api/chat", json={"message": "长" * 100_000, "stream": stream})
    assert (reply.status_code, reply.json()["error"]["code"]) == (422, "question_too_long")


def test_a_lone_surrogate_in_a_question_is_left_out(client: TestClient) -> None:
    body = b'{"message": "\\ud83d\\u95ee\\u9898?", "stream": false}'
    reply = client.post("/api/chat", content=body, headers={"Content-Type": "application/json"})
    assert reply.status_code == 200, reply.text
    conversation = reply.json()["conversation_id"]
    kept = client.get(f"/api/conversations/{conversation}").json()
    assert kept["messages"][0]["question"] == "问题?"


@pytest.mark.parametrize("stream", [True, False])
def test_an_unexpected_error_gives_no_trace_away(
    settings: Settings, service: Service, stream: bool, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(message: str) -> Generator[AnswerEvent, None, None]:
        if message:
            raise RuntimeError("/secret/path")
        yield from EVENTS

    broken = replace(service, dialogue=ScriptedDialogue(fail))
    with TestClient(create_app(settings, broken), raise_server_exceptions=False) as client:
        reply = client.post("/api/chat", json={"message": "q", "stream": stream})
    assert reply.status_code == 500
    assert reply.json()["error"]["code"] == "internal_error"
    assert "secret" not in reply.text + str(reply.headers)
    assert reply.headers["x-request-id"] == reply.json()["error"]["request_id"]
    assert "/secret/path" in caplog.text


def test_an_error_before_the_first_event_of_a_stream_has_its_status(
    settings: Settings, service: Service
) -> None:
    def fail(message: str) -> Generator[AnswerEvent, None, None]:
        if message:
            raise TooBusy(retry_after_s=7)
        yield from EVENTS

    with TestClient(create_app(settings, replace(service, dialogue=ScriptedDialogue(fail)))) as client:
        reply = client.post("/api/chat", json={"message": "q"})
    assert (reply.status_code, reply.headers["retry-after"]) == (429, "7")


def test_an_error_after_the_first_event_is_the_last_event(settings: Settings, service: Service) -> None:
    def fail(message: str) -> Generator[AnswerEvent, None, None]:
        yield EVENTS[0]
        raise EmptyQuestion

    with TestClient(create_app(settings, replace(service, dialogue=ScriptedDialogue(fail)))) as client:
        reply = client.post("/api/chat", json={"message": "q"})
    assert reply.status_code == 200
    last = reply.text.strip().split("\n\n")[-1]
    assert last.startswith("event: error\n")
    assert '"code":"empty_question"' in last


def with_key(settings: Settings) -> Settings:
    return settings.model_copy(update={"web": WebOptions(api_key="钥匙-key")})


@pytest.mark.parametrize(
    "path", ["/api/documents", "/api/conversations", "/metrics", "/api/openapi.json", "/v1/models"]
)
def test_with_an_api_key_set_a_request_needs_it(settings: Settings, service: Service, path: str) -> None:
    with TestClient(create_app(with_key(settings), service)) as client:
        refused = client.get(path)
        assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
        assert refused.json()["error"]["code"] == "unauthorized"
        assert client.get(path, headers={"Authorization": "Bearer wrong"}).status_code == 401
        assert client.get(path, headers=[(b"Authorization", "Bearer 钥匙-key".encode())]).status_code == 200


def test_all_but_the_page_and_health_need_the_key(settings: Settings, service: Service) -> None:
    app = create_app(with_key(settings), service)
    with TestClient(app) as client:
        open_to_all = {
            f"{method} {path}"
            for path, methods in app.openapi()["paths"].items()
            for method in methods
            if client.request(method, path.replace("{", "").replace("}", "")).status_code not in {401, 403}
        }
    assert open_to_all == {"get /healthz", "get /readyz"}


@pytest.mark.parametrize("path", ["/", "/healthz", "/readyz", "/static/index.html"])
def test_health_and_the_page_need_no_key(settings: Settings, service: Service, path: str) -> None:
    with TestClient(create_app(with_key(settings), service)) as client:
        assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (("body", "query"), "query: 要写文字"),
        (("query", "limit"), "limit: 要写文字"),
        (("body",), "要写文字"),
        (("query",), "query: 要写文字"),
        (("body", "content", "function-before[storable(), str]"), "content: 要写文字"),
    ],
)
def test_a_reason_names_the_field_as_the_client_does(place: tuple[str, ...], said: str) -> None:
    assert reasons_of([{"type": "string_type", "loc": place, "msg": ""}], "zh") == [said]
