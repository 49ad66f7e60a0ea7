"""Pages of other sites can neither change the library nor read it."""

from collections.abc import Mapping

import pytest
from starlette.testclient import TestClient

from qa_service.bootstrap import Service
from qa_service.settings import Settings, WebOptions
from qa_service.web.app import create_app
from tests.web.conftest import REPORT

FOREIGN: tuple[dict[str, str], ...] = (
    {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
    {"Sec-Fetch-Site": "same-site", "Origin": "http://127.0.0.1:9999", "Host": "127.0.0.1:8000"},
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://[evil"},
)
OWN: tuple[dict[str, str], ...] = (
    {},
    {"Sec-Fetch-Site": "same-origin", "Origin": "https://qa.example"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "http://192.0.2.7:8080", "Host": "192.0.2.7"},
    {"Origin": "http://qa.example", "X-Forwarded-Host": "qa.example"},
)


def code_of(client: TestClient, method: str, path: str, headers: Mapping[str, str]) -> str:
    files = [("files", ("foreign.txt", REPORT.encode()))] if method == "POST" else None
    reply = client.request(method, path, headers=headers, files=files)
    if reply.status_code != 403:
        return ""
    code: str = reply.json()["error"]["code"]
    return code


@pytest.mark.parametrize("headers", FOREIGN)
def test_a_foreign_page_changes_nothing(
    client: TestClient, document_id: str, headers: dict[str, str]
) -> None:
    before = client.get("/api/documents").json()
    assert code_of(client, "POST", "/api/documents", headers) == "foreign_origin"
    assert code_of(client, "DELETE", f"/api/documents/{document_id}", headers) == "foreign_origin"
    assert client.get("/api/documents").json() == before


@pytest.mark.parametrize("headers", OWN)
def test_our_own_page_and_programs_are_let_in(client: TestClient, headers: dict[str, str]) -> None:
    assert code_of(client, "DELETE", "/api/documents/nope", headers) == ""


def test_a_link_on_a_foreign_page_may_lead_here(client: TestClient) -> None:
    assert code_of(client, "GET", "/", FOREIGN[0]) == ""


@pytest.mark.parametrize(
    ("options", "host", "code"),
    [
        (WebOptions(), "rebound.example", "unknown_host"),
        (WebOptions(), "rebound.example:8000", "unknown_host"),
        (WebOptions(), "127.0.0.1.evil.example", "unknown_host"),
        (WebOptions(host="::1"), "rebound.example", "unknown_host"),
        (WebOptions(), "127.0.0.1:8000", ""),
        (WebOptions(), "[::1]:8000", ""),
        (WebOptions(), "localhost.", ""),
        (WebOptions(), "qa-service:8000", ""),
        (WebOptions(host="0.0.0.0"), "any.example", ""),
        (WebOptions(api_key="k"), "any.example", ""),
    ],
)
def test_a_local_service_has_a_public_name_only_behind_a_proxy(
    settings: Settings, service: Service, options: WebOptions, host: str, code: str
) -> None:
    app = create_app(settings.model_copy(update={"web": options}), service)
    with TestClient(app) as client:
        assert code_of(client, "GET", "/api/documents", {"Host": host}) == code
        assert code_of(client, "GET", "/", {"Host": host}) == code
        assert code_of(client, "GET", "/", {"Host": host, "Via": "1.1 nginx"}) == ""
