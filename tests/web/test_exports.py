"""Exports over HTTP: the stored reply as a file, its name, and what goes wrong."""

import io
from urllib.parse import unquote

import pytest
from docx import Document
from starlette.testclient import TestClient

from qa_service.bootstrap import Service
from tests.web.test_chat import QUESTION
from tests.web.test_history import ask


def texts(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs]


def test_an_answer_is_exported_as_it_was_given_when_its_document_is_gone(
    client: TestClient, document_id: str
) -> None:
    reply = ask(client, conversation_id="导出")
    client.delete(f"/api/documents/{document_id}")
    exported = client.get(f"/api/exports/messages/{reply['message_id']}")
    assert exported.status_code == 200
    assert exported.headers["content-type"].startswith("application/vnd.openxmlformats-officedocument")
    written = texts(exported.content)
    assert reply["answer"] in written
    citations = reply["citations"]
    assert isinstance(citations, list)
    (citation,) = citations
    assert citation["quote"] in written
    assert any(f"第{citation['paragraph']}段" in line for line in written)


def test_markdown_is_exported_with_the_same_words(client: TestClient, document_id: str) -> None:
    reply = ask(client, conversation_id="导出")
    exported = client.get(f"/api/exports/messages/{reply['message_id']}", params={"format": "markdown"})
    assert exported.headers["content-type"] == "text/markdown; charset=utf-8"
    assert str(reply["answer"]) in exported.text
    assert "(原文摘录)" in exported.text


def test_the_file_bears_the_question_as_its_name(client: TestClient, document_id: str) -> None:
    reply = ask(client, conversation_id="导出")
    header = client.get(f"/api/exports/messages/{reply['message_id']}").headers["content-disposition"]
    assert header.startswith('attachment; filename="')
    assert header.isascii()
    name = unquote(header.partition("filename*=UTF-8''")[2])
    assert name.startswith(QUESTION.rstrip("?？"))
    assert name.endswith(".docx")


@pytest.mark.parametrize("conversation_id", ["导出-全部", "甲/乙/export"])
def test_a_conversation_is_exported_whole(client: TestClient, document_id: str, conversation_id: str) -> None:
    first = ask(client, conversation_id=conversation_id)
    second = ask(client, "那普法讲座呢?", conversation_id=conversation_id)
    exported = client.get(f"/api/exports/conversations/{conversation_id}")
    written = texts(exported.content)
    assert written.index(str(first["answer"])) < written.index(str(second["answer"]))
    assert f"一、{QUESTION}" in written
    assert "二、那普法讲座呢?" in written


def test_what_is_not_there_is_404_and_another_format_422(client: TestClient, document_id: str) -> None:
    reply = ask(client, conversation_id="导出")
    for address, status, code in (
        ("messages/nothing", 404, "message_not_found"),
        ("conversations/没有这个", 404, "conversation_not_found"),
        (f"messages/{reply['message_id']}?format=pdf", 422, "invalid_request"),
    ):
        refused = client.get(f"/api/exports/{address}")
        assert (refused.status_code, refused.json()["error"]["code"]) == (status, code)


def test_an_answer_that_was_cut_off_is_no_file_but_stands_in_its_conversation(
    client: TestClient, service: Service
) -> None:
    message_id = service.library.conversations.append_question("中断", "问到一半?")
    refused = client.get(f"/api/exports/messages/{message_id}")
    assert (refused.status_code, refused.json()["error"]["code"]) == (404, "no_answer_kept")
    assert "回答中断,没有保存。" in texts(client.get("/api/exports/conversations/中断").content)
