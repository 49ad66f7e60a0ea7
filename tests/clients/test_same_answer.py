"""Three ways in, one answer: POST /api/chat, /v1 and the MCP tool ``ask``."""

import asyncio
import json
from typing import Any

import httpx
import openai
import pytest
from mcp import Client

from tests.clients.conftest import QUESTIONS

SHARED = ("status", "kind", "label", "short_answer", "citations", "near", "table", "searched")


def by_chat(url: str, question: str, filters: dict[str, object]) -> dict[str, Any]:
    body = {"message": question, "filters": filters, "stream": False}
    reply: dict[str, Any] = httpx.post(f"{url}/api/chat", json=body, timeout=30).json()
    return reply


def by_openai(url: str, question: str, filters: dict[str, object]) -> dict[str, Any]:
    with openai.OpenAI(base_url=f"{url}/v1", api_key="any") as client:
        created = client.chat.completions.create(
            model="qa-service",
            messages=[{"role": "user", "content": question}],
            extra_body={"filters": filters},
        )
    return {**(created.model_extra or {}), "answer": created.choices[0].message.content}


def by_openai_stream(url: str, question: str, filters: dict[str, object]) -> dict[str, Any]:
    body = {"messages": [{"role": "user", "content": question}], "filters": filters, "stream": True}
    lines = httpx.post(f"{url}/v1/chat/completions", json=body, timeout=30).text.split("\n\n")
    assert lines[-2:] == ["data: [DONE]", ""]
    chunks = [json.loads(line.removeprefix("data: ")) for line in lines[:-2] if line.startswith("data: ")]
    answer = "".join(chunk["choices"][0]["delta"].get("content", "") for chunk in chunks)
    (ours,) = [chunk for chunk in chunks if "citations" in chunk]
    return {**ours, "answer": answer}


def by_mcp(url: str, question: str, filters: dict[str, object]) -> dict[str, Any]:
    async def ask() -> Any:
        async with Client(f"{url}/mcp") as client:
            return await client.call_tool("ask", {"question": question, **filters})

    structured: dict[str, Any] = asyncio.run(ask()).structured_content
    return structured


@pytest.mark.parametrize("filters", [{}, {"region": ["安吉县"], "year": [2021]}, {"year": [1999]}])
@pytest.mark.parametrize("question", QUESTIONS)
def test_every_way_in_gives_the_same_answer_and_citations(
    url: str, question: str, filters: dict[str, object]
) -> None:
    expected = by_chat(url, question, filters)
    for way in (by_openai, by_openai_stream, by_mcp):
        given = way(url, question, filters)
        assert given["answer"] == expected["answer"]
        assert {name: given[name] for name in SHARED} == {name: expected[name] for name in SHARED}


def test_the_questions_are_of_every_kind(url: str) -> None:
    replies = [by_chat(url, question, {}) for question in QUESTIONS]
    assert {reply["status"] for reply in replies} == {"answered", "not_found"}
    assert any(reply["table"] for reply in replies)
    assert any(len(reply["citations"]) > 1 for reply in replies)
