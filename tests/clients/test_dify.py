"""Dify's contract for external knowledge, spoken as Dify does: its requests, its records, its error codes."""

from typing import Any

import httpx
import pytest

from qa_service.web.dify_conditions import FIELDS

QUERY = "办理行政复议案件多少件"


def retrieve(url: str, **more: object) -> httpx.Response:
    body = {
        "knowledge_id": "AAA-BBB-CCC",
        "query": QUERY,
        "retrieval_setting": {"top_k": 10, "score_threshold": 0.0},
        **more,
    }
    headers = {"Authorization": "Bearer any", "Content-Type": "application/json"}
    return httpx.post(f"{url}/retrieval", json=body, headers=headers, timeout=30)


def records(url: str, **more: object) -> list[dict[str, Any]]:
    reply = retrieve(url, **more)
    assert reply.status_code == 200, reply.text
    found: list[dict[str, Any]] = reply.json()["records"]
    return found


def where(url: str, *conditions: tuple[str, str, object], joined: str = "and") -> set[str]:
    """The sources of the records under these conditions."""
    condition = {
        "logical_operator": joined,
        "conditions": [
            {"name": name, "comparison_operator": operator, "value": value}
            for name, operator, value in conditions
        ],
    }
    return {record["metadata"]["source"] for record in records(url, metadata_condition=condition)}


def test_a_record_is_a_passage_with_its_document_score_and_link(url: str) -> None:
    first, *_ = found = records(url)
    assert {"content", "score", "title", "metadata"} == first.keys()
    assert "行政复议案件" in first["content"]
    assert first["content"].startswith(first["title"])
    metadata = first["metadata"]
    document = httpx.get(f"{url}/api/documents/{metadata['document_id']}").json()
    passage = next(each for each in document["paragraphs"] if each["paragraph"] == metadata["paragraph"])
    assert first["content"].endswith("\n" + passage["text"])
    assert metadata["url"].startswith(f"{url}/documents/{metadata['document_id']}?start={passage['start']}&")
    assert metadata.keys() >= FIELDS.keys()
    scores = [record["score"] for record in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_top_k_and_the_threshold_leave_out_the_worst(url: str) -> None:
    everything = records(url)
    assert records(url, retrieval_setting={"top_k": 2, "score_threshold": 0}) == everything[:2]
    threshold = everything[1]["score"]
    above = records(url, retrieval_setting={"top_k": 10, "score_threshold": threshold})
    assert above == [record for record in everything if record["score"] >= threshold]
    assert len(above) < len(everything)


def test_a_threshold_tells_what_no_document_tells_of(url: str) -> None:
    best = records(url)[0]["score"]
    for strange in ("红烧肉怎么做", "今天天气怎么样"):
        assert all(record["score"] < best / 2 for record in records(url, query=strange))


A21, A22, D21 = "安吉2021.txt", "安吉2022.txt", "德清2021.txt"


@pytest.mark.parametrize(
    ("condition", "sources"),
    [
        (("region", "is", "德清县"), {D21}),
        (("region", "is", "浙江省"), {A21, A22, D21}),
        (("region", "is not", "德清县"), {A21, A22}),
        (("region", "contains", "安吉"), {A21, A22}),
        (("region", "not contains", "安吉"), {D21}),
        (("region", "in", ["安吉县", "德清县"]), {A21, A22, D21}),
        (("region", "not in", ["安吉县"]), {D21}),
        (("region", "is", "杭州市"), set()),
        (("year", "=", 2021), {A21, D21}),
        (("year", "is", "2022"), {A22}),
        (("year", "≠", "2021"), {A22}),
        (("year", ">", 2021), {A22}),
        (("year", "≤", "2021"), {A21, D21}),
        (("year", ">=", 2021.0), {A21, A22, D21}),
        (("title", "start with", "安吉县"), {A21, A22}),
        (("title", "end with", "报告"), {A21, A22, D21}),
        (("document_number", "is", "安政发[2022] 3号"), {A21}),
        (("document_number", "empty", None), {D21}),
        (("document_number", "not empty", None), {A21, A22}),
        ((["issuer", "source"], "contains", "德清"), {D21}),
    ],
)
def test_conditions_choose_documents(url: str, condition: tuple[Any, str, object], sources: set[str]) -> None:
    assert where(url, condition) == sources


def test_conditions_are_joined_as_they_say(url: str) -> None:
    both = ("region", "is", "安吉县"), ("year", "=", 2021)
    assert where(url, *both) == {A21}
    assert where(url, *both, joined="or") == {A21, A22, D21}


@pytest.mark.parametrize("condition", [None, {}, {"logical_operator": "and", "conditions": None}])
def test_no_condition_narrows_nothing(url: str, condition: object) -> None:
    assert records(url, metadata_condition=condition) == records(url)


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        (("colour", "is", "red"), "unknown_metadata"),
        (("year", "near", 2021), "unknown_comparison"),
        (("year", ">", "新"), "not_comparable"),
        (("issued_on", "before", "昨天"), "not_comparable"),
        (("issued_on", "after", None), "not_comparable"),
    ],
)
def test_a_condition_that_cannot_be_decided_is_refused(
    url: str, condition: tuple[str, str, object], code: str
) -> None:
    name, operator, value = condition
    one = {"name": name, "comparison_operator": operator, "value": value}
    reply = retrieve(url, metadata_condition={"conditions": [one]})
    assert (reply.status_code, reply.json()["error_code"], reply.json()["code"]) == (422, 422, code)


@pytest.mark.parametrize(
    ("body", "status", "number"),
    [
        ({"knowledge_id": " "}, 404, 2001),
        ({"query": ""}, 422, 422),
        ({"query": "长" * 5000}, 422, 422),
        ({"retrieval_setting": {"top_k": 0, "score_threshold": 0.5}}, 422, 422),
        ({"retrieval_setting": {"top_k": 1, "score_threshold": 2}}, 422, 422),
    ],
)
def test_failures_have_difys_shape(url: str, body: dict[str, object], status: int, number: int) -> None:
    reply = retrieve(url, **body)
    assert (reply.status_code, reply.json()["error_code"]) == (status, number)
    assert any("一" <= character <= "鿿" for character in reply.json()["error_msg"])


def test_what_dify_sends_when_it_connects_is_no_missing_page(url: str) -> None:
    reply = httpx.post(f"{url}/retrieval", headers={"Authorization": "Bearer any"})
    assert reply.status_code not in {403, 404, 502}
