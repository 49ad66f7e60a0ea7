"""The mcp SDK's client against the library, over streamable HTTP and over standard input and output."""

import signal
import subprocess
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from anyio.from_thread import start_blocking_portal
from mcp import Client, MCPError, StdioServerParameters, stdio_client
from mcp_types import CallToolResult, TextContent

from tests.browser.running import COMMAND
from tests.clients.conftest import QUESTIONS, REPORTS

T = TypeVar("T")
QUESTION, *_ = QUESTIONS
DOCUMENTS = "qa-service://documents/"
# Over HTTP the SDK's client speaks the protocol of 2026, and when told to that with a handshake, as older
# clients do.
WAYS = ("http", "http-handshake", "stdio")

With = Callable[[Callable[[Client], Awaitable[T]]], T]


@pytest.fixture(scope="module")
def stdio_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory of its own: one process owns one."""
    folder = tmp_path_factory.mktemp("stdio")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    arguments = ["--data-dir", str(folder / "data"), "ingest", *(str(folder / name) for name in REPORTS)]
    subprocess.run([COMMAND, *arguments], check=True, capture_output=True, timeout=100)
    return folder / "data"


@pytest.fixture(scope="module", params=WAYS)
def with_client(request: pytest.FixtureRequest) -> Iterator[With[Any]]:
    """Runs what is to be done with a connected client."""
    if request.param == "stdio":
        arguments = ["--data-dir", str(request.getfixturevalue("stdio_directory")), "mcp"]
        parameters = StdioServerParameters(command=str(COMMAND), args=arguments)
        client = Client(stdio_client(parameters))
    else:
        address = f"{request.getfixturevalue('url')}/mcp"
        client = Client(address, mode="legacy" if request.param == "http-handshake" else "auto")
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(client) as connected:
        yield lambda work: portal.call(work, connected)


def text_of(result: CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


def call(with_client: With[Any], tool: str, **arguments: object) -> CallToolResult:
    result = with_client(lambda client: client.call_tool(tool, arguments))
    assert isinstance(result, CallToolResult)
    return result


def test_every_tool_says_what_it_takes_and_gives(with_client: With[Any]) -> None:
    tools = with_client(lambda client: client.list_tools()).tools
    assert [tool.name for tool in tools] == ["ask", "search_documents", "read_document", "list_documents"]
    for tool in tools:
        assert tool.title
        assert tool.description
        assert tool.input_schema["type"] == "object"
        assert tool.output_schema["properties"]
        assert tool.annotations.read_only_hint


def test_an_answer_is_structured_and_readable(with_client: With[Any]) -> None:
    result = call(with_client, "ask", question=QUESTION)
    answer = result.structured_content
    assert (answer["status"], answer["label"], answer["short_answer"]) == ("answered", "原文摘录", "58件")
    text = text_of(result)
    assert text.startswith("(原文摘录)")
    assert answer["answer"] in text
    assert answer["citations"]
    for citation in answer["citations"]:
        assert citation["quote"] in citation["text"]
        assert citation["quote"] in text
        assert citation["title"] in text
        if answer["base_url"]:
            assert answer["base_url"] + citation["url"] in text


def test_a_follow_up_is_understood_by_the_questions_before_it(with_client: With[Any]) -> None:
    result = call(with_client, "ask", question="那2022年呢?", history=[QUESTION])
    assert "73件" in text_of(result)


def test_a_scope_narrows_also_where_one_value_stands_for_a_list(with_client: With[Any]) -> None:
    result = call(with_client, "ask", question="办理行政复议案件多少件?", region="德清县", year=None)
    assert "64件" in text_of(result)
    nothing = call(with_client, "ask", question="办理行政复议案件多少件?", year=[1999])
    assert nothing.structured_content["status"] == "not_found"
    assert text_of(nothing).startswith(nothing.structured_content["answer"])


def test_what_is_found_can_be_read_on(with_client: With[Any]) -> None:
    found = call(with_client, "search_documents", query="普法讲座", region=["安吉县"], limit=5)
    hit = found.structured_content["hits"][0]
    assert hit["document_id"] in text_of(found)
    read = call(with_client, "read_document", document_id=hit["document_id"], limit=2)
    assert [each["paragraph"] for each in read.structured_content["paragraphs"]] == [1, 2]
    assert read.structured_content["next_paragraph"] == 3
    rest = call(with_client, "read_document", document_id=hit["document_id"], from_paragraph=3, limit=500)
    assert rest.structured_content["next_paragraph"] is None
    assert hit["text"] in [each["text"] for each in rest.structured_content["paragraphs"]]


def test_documents_are_listed_page_by_page(with_client: With[Any]) -> None:
    titles: list[str] = []
    cursor = None
    while True:
        page = call(with_client, "list_documents", limit=2, cursor=cursor).structured_content
        titles += [item["title"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert len(titles) == len(set(titles)) == page["total"] == len(REPORTS)
    of_county = call(with_client, "list_documents", region="德清县").structured_content
    assert [item["year"] for item in of_county["items"]] == [2021]


def test_documents_are_resources(with_client: With[Any]) -> None:
    async def read(client: Client) -> tuple[list[str], str, str]:
        resources = (await client.list_resources()).resources
        (template,) = (await client.list_resource_templates()).resource_templates
        contents = (await client.read_resource(resources[0].uri)).contents[0]
        return [resource.name for resource in resources], template.uri_template, contents.text  # type: ignore[union-attr]

    names, template, text = with_client(read)
    assert set(names) == REPORTS.keys()
    assert template == DOCUMENTS + "{document_id}"
    assert "行政复议案件" in text


@pytest.mark.parametrize("uri", [DOCUMENTS + "nothing", "file:///etc/passwd", "qa-service://other"])
def test_there_are_no_other_resources(with_client: With[Any], uri: str) -> None:
    with pytest.raises(MCPError, match="没有这份文件"):
        with_client(lambda client: client.read_resource(uri))


@pytest.mark.parametrize(
    ("tool", "arguments", "code"),
    [
        ("ask", {"question": " "}, "empty_question"),
        ("ask", {"question": "长" * 5000}, "question_too_long"),
        ("ask", {"message": "q"}, "invalid_request"),
        ("search_documents", {"query": "q", "limit": 0}, "invalid_request"),
        ("read_document", {"document_id": "nothing"}, "document_not_found"),
        ("list_documents", {"cursor": "x"}, "invalid_request"),
    ],
)
def test_a_tool_that_fails_says_why_in_both_languages(
    with_client: With[Any], tool: str, arguments: dict[str, object], code: str
) -> None:
    result = call(with_client, tool, **arguments)
    assert result.is_error
    assert text_of(result).endswith(f"({code})")
    assert any("一" <= character <= "鿿" for character in text_of(result))


def test_a_tool_that_does_not_exist_is_an_error_of_the_protocol(with_client: With[Any]) -> None:
    with pytest.raises(MCPError, match="no such tool"):
        with_client(lambda client: client.call_tool("nothing", {}))


def test_an_interrupt_ends_a_server_that_waits_for_its_client(tmp_path: Path) -> None:
    hello = (
        '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",'
        '"capabilities":{},"clientInfo":{"name":"test","version":"1"}}}\n'
    )
    with subprocess.Popen(
        [COMMAND, "--data-dir", tmp_path / "data", "mcp"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(hello)
        process.stdin.flush()
        assert '"serverInfo"' in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130


def test_a_data_directory_that_a_service_holds_is_refused(url: str, data_directory: Path) -> None:
    arguments = [str(COMMAND), "--data-dir", str(data_directory), "mcp"]
    done = subprocess.run(arguments, input="", capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (1, "")
    assert "data_directory_in_use" in done.stderr


HEADERS = {"Accept": "application/json, text/event-stream", "Content-Type": "application/json"}


def post(url: str, *, protocol: str = "2025-06-18", **headers: str) -> httpx.Response:
    message = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "tools/call",
        "params": {"name": "ask", "arguments": {"question": QUESTION}},
    }
    version = {"MCP-Protocol-Version": protocol}
    if protocol >= "2026":
        meta = "io.modelcontextprotocol/"
        message["params"]["_meta"] = {  # type: ignore[index]
            f"{meta}protocolVersion": protocol,
            f"{meta}clientInfo": {"name": "test", "version": "1"},
            f"{meta}clientCapabilities": {},
        }
        version |= {"Mcp-Method": "tools/call", "Mcp-Name": "ask"}
    return httpx.post(f"{url}/mcp", json=message, headers={**HEADERS, **version, **headers}, timeout=30)


@pytest.mark.parametrize("protocol", ["2025-06-18", "2026-07-28"])
def test_replies_hold_real_chinese_characters(url: str, protocol: str) -> None:
    reply = post(url, protocol=protocol)
    assert reply.status_code == 200
    assert "安吉县" in reply.text
    assert "\\u" not in reply.text


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Host": "rebound.example"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_pages_of_other_sites_are_refused(url: str, headers: dict[str, str]) -> None:
    assert post(url, **headers).status_code == 403
    assert post(url, Origin=url).status_code == 200


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_there_are_no_sessions_to_listen_to_or_to_end(url: str, method: str) -> None:
    reply = httpx.request(method, f"{url}/mcp", headers={"Accept": "text/event-stream"})
    assert (reply.status_code, reply.headers["allow"]) == (405, "POST")
