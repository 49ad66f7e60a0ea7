"""The openai SDK and a running service: sync, async, streaming, and what is refused, in its own errors."""

import asyncio
from urllib.parse import parse_qs, urlsplit

import httpx
import openai
import pytest
from openai.types.chat import ChatCompletion, ChatCompletionChunk, ChatCompletionMessageParam

from tests.clients.conftest import QUESTIONS

QUESTION, *_ = QUESTIONS


def user(*texts: str) -> list[ChatCompletionMessageParam]:
    return [{"role": "user", "content": text} for text in texts]


@pytest.fixture(scope="module")
def client(url: str) -> openai.OpenAI:
    return openai.OpenAI(base_url=f"{url}/v1", api_key="any", max_retries=0)


def ask(client: openai.OpenAI, *texts: str, **options: object) -> ChatCompletion:
    created = client.chat.completions.create(model="qa-service", messages=user(*texts), extra_body=options)
    assert isinstance(created, ChatCompletion)
    return created


def streamed(client: openai.OpenAI, *texts: str, include_usage: bool = False) -> list[ChatCompletionChunk]:
    with client.chat.completions.create(
        model="qa-service",
        messages=user(*texts),
        stream=True,
        stream_options={"include_usage": True} if include_usage else openai.omit,
    ) as stream:
        return list(stream)


def text_of(chunks: list[ChatCompletionChunk]) -> str:
    return "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)


def test_there_is_one_model(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["qa-service"]
    assert client.models.retrieve("qa-service").object == "model"
    with pytest.raises(openai.NotFoundError, match="没有这个模型"):
        client.models.retrieve("gpt-5")


def test_an_answer_has_its_marks_and_an_annotation_for_each(client: openai.OpenAI) -> None:
    answer = ask(client, QUESTION)
    (choice,) = answer.choices
    assert (choice.finish_reason, choice.message.role, answer.model) == ("stop", "assistant", "qa-service")
    text = choice.message.content
    assert text is not None
    assert "58件" in text
    assert choice.message.annotations
    for annotation in choice.message.annotations:
        place = annotation.url_citation
        assert text[place.start_index : place.end_index] == "[1]"
        assert place.title == "安吉县人民政府关于2021年度法治政府建设情况的报告"


def test_an_annotation_links_to_the_very_words_on_the_page(client: openai.OpenAI, url: str) -> None:
    answer = ask(client, QUESTION)
    annotations = answer.choices[0].message.annotations
    assert annotations
    link = annotations[0].url_citation.url
    assert link.startswith(f"{url}/documents/")
    assert httpx.get(link).headers["content-type"].startswith("text/html")
    address = urlsplit(link)
    start, end = (int(parse_qs(address.query)[name][0]) for name in ("start", "end"))
    paragraphs = httpx.get(f"{url}/api{address.path}").json()["paragraphs"]
    cited = next(each for each in paragraphs if each["start"] <= start < each["end"])
    assert "58件" in cited["text"][start - cited["start"] : end - cited["start"]]


def test_links_go_by_the_scheme_that_a_proxy_on_this_machine_names(url: str) -> None:
    headers = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "elsewhere.example"}
    with openai.OpenAI(base_url=f"{url}/v1", api_key="any", default_headers=headers) as client:
        annotations = ask(client, QUESTION).choices[0].message.annotations
    assert annotations
    assert annotations[0].url_citation.url.startswith(url.replace("http:", "https:") + "/documents/")


def test_usage_adds_up(client: openai.OpenAI) -> None:
    usage = ask(client, QUESTION).usage
    assert usage is not None
    assert usage.total_tokens == usage.prompt_tokens + usage.completion_tokens
    assert 0 < usage.prompt_tokens <= len(QUESTION)


def test_a_stream_says_the_same_as_one_reply(client: openai.OpenAI) -> None:
    whole = ask(client, QUESTION)
    chunks = streamed(client, QUESTION)
    assert chunks[0].choices[0].delta.role == "assistant"
    assert text_of(chunks) == whole.choices[0].message.content
    (annotated,) = [chunk for chunk in chunks if "annotations" in (chunk.choices[0].delta.model_extra or {})]
    annotations = whole.choices[0].message.annotations
    assert annotations
    assert (annotated.choices[0].delta.model_extra or {})["annotations"] == [
        annotation.model_dump() for annotation in annotations
    ]
    assert (annotated.model_extra or {})["citations"] == (whole.model_extra or {})["citations"]
    assert [chunk.choices[0].finish_reason for chunk in chunks][-1] == "stop"
    assert len({chunk.id for chunk in chunks}) == 1
    assert all(chunk.usage is None for chunk in chunks)


def test_the_last_chunk_tells_the_usage_that_was_asked_for(client: openai.OpenAI) -> None:
    chunks = streamed(client, QUESTION, include_usage=True)
    assert chunks[-1].choices == []
    assert chunks[-1].usage == ask(client, QUESTION).usage
    assert all(chunk.usage is None for chunk in chunks[:-1])


def test_many_asynchronous_streams_get_each_their_own_answer(url: str) -> None:
    questions = [f"{county}2021年办理行政复议案件多少件?" for county in ("安吉县", "德清县")] * 10

    async def answer(client: openai.AsyncOpenAI, question: str) -> str:
        stream = await client.chat.completions.create(
            model="qa-service", messages=user(question), stream=True
        )
        return "".join([chunk.choices[0].delta.content or "" async for chunk in stream])

    async def answers() -> list[str]:
        async with openai.AsyncOpenAI(base_url=f"{url}/v1", api_key="any", max_retries=0) as client:
            return await asyncio.gather(*(answer(client, question) for question in questions))

    for question, text in zip(questions, asyncio.run(answers()), strict=True):
        assert ("58件" if "安吉" in question else "64件") in text


def test_a_follow_up_is_understood_by_the_messages_before_it(client: openai.OpenAI) -> None:
    messages: list[ChatCompletionMessageParam] = [
        {"role": "system", "content": "你是助手,请用英文回答。"},
        {"role": "developer", "content": "Be brief."},
        {"role": "user", "content": QUESTION},
        {"role": "assistant", "content": "58件[1]。"},
        {"role": "user", "content": [{"type": "text", "text": "那2022年呢?"}]},
    ]
    answer = client.chat.completions.create(model="qa-service", messages=messages)
    assert "73件" in (answer.choices[0].message.content or "")


def test_nothing_is_kept_of_what_is_asked_here(client: openai.OpenAI, url: str) -> None:
    before = httpx.get(f"{url}/api/conversations").json()
    ask(client, QUESTION)
    assert httpx.get(f"{url}/api/conversations").json() == before


def test_parameters_that_change_nothing_are_tolerated(client: openai.OpenAI) -> None:
    answer = client.chat.completions.create(
        model="qa-service",
        messages=user(QUESTION),
        temperature=0.2,
        top_p=0.5,
        seed=7,
        max_tokens=100,
        n=1,
        stop=["。"],
        user="me",
        tools=[],
        response_format={"type": "text"},
        extra_body={"top_k": 3, "enable_thinking": False},
    )
    assert answer.choices[0].message.content == ask(client, QUESTION).choices[0].message.content


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"n": 2}, "one_answer"),
        ({"tools": [{"type": "function", "function": {"name": "f"}}]}, "tools_not_supported"),
        ({"functions": [{"name": "f"}]}, "tools_not_supported"),
        ({"response_format": {"type": "json_object"}}, "format_not_supported"),
        ({"modalities": ["text", "audio"]}, "format_not_supported"),
        (
            {"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "x"}}]}]},
            "only_text",
        ),
        ({"messages": [{"role": "system", "content": "x"}]}, "no_user_message"),
        ({"messages": []}, "invalid_request"),
        ({"messages": [{"role": "user", "content": " "}]}, "empty_question"),
        ({"messages": [{"role": "user", "content": "长" * 5000}]}, "question_too_long"),
        ({"filters": {"years": [2019]}}, "invalid_request"),
    ],
)
@pytest.mark.parametrize("stream", [True, False])
def test_what_cannot_be_done_is_refused_in_openais_shape(
    client: openai.OpenAI, options: dict[str, object], code: str, stream: bool
) -> None:
    with pytest.raises(openai.BadRequestError) as refused:
        ask(client, QUESTION, **options, stream=stream)
    assert isinstance(refused.value.body, dict)
    assert refused.value.code == code
    assert refused.value.type == "invalid_request_error"
    assert any("一" <= character <= "鿿" for character in refused.value.body["message"])


def test_filters_narrow_and_an_empty_scope_never_widens(client: openai.OpenAI) -> None:
    question = "办理行政复议案件多少件?"
    assert "64件" in (ask(client, question, filters={"region": ["德清县"]}).choices[0].message.content or "")
    nothing = ask(client, question, filters={"year": [1999]})
    assert (nothing.model_extra or {})["status"] == "not_found"
    assert nothing.choices[0].message.annotations == []


def test_answers_bear_the_label_of_their_kind(client: openai.OpenAI) -> None:
    extra = ask(client, QUESTION).model_extra or {}
    assert (extra["kind"], extra["label"]) == ("extractive", "原文摘录")
