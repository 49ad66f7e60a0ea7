"""LangChain's ChatOpenAI as the client of a running service."""

import pytest
from langchain_openai import ChatOpenAI
from pydantic import SecretStr

from tests.clients.conftest import QUESTIONS

QUESTION, *_ = QUESTIONS


@pytest.fixture(scope="module")
def model(url: str) -> ChatOpenAI:
    return ChatOpenAI(base_url=f"{url}/v1", api_key=SecretStr("any"), model="qa-service", max_retries=0)


def test_a_message_is_the_answer_with_its_usage(model: ChatOpenAI) -> None:
    message = model.invoke(QUESTION)
    assert "58件" in message.text
    assert "[1]" in message.text
    assert message.usage_metadata
    assert message.response_metadata["finish_reason"] == "stop"


def test_a_stream_adds_up_to_the_same_message(model: ChatOpenAI) -> None:
    chunks = list(model.stream(QUESTION))
    assert "".join(chunk.text for chunk in chunks) == model.invoke(QUESTION).text
    assert len([chunk for chunk in chunks if chunk.text]) > 1


def test_a_conversation_goes_on(model: ChatOpenAI) -> None:
    turns = [("system", "你是助手"), ("human", QUESTION), ("ai", "58件"), ("human", "那德清县呢?")]
    assert "64件" in model.invoke(turns).text
