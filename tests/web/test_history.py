"""Conversations over HTTP: what was answered is what is kept; names, removal, feedback."""

from starlette.testclient import TestClient

from tests.web.test_chat import QUESTION


def ask(client: TestClient, message: str = QUESTION, conversation_id: str | None = None) -> dict[str, object]:
    body = {"message": message, "conversation_id": conversation_id, "stream": False}
    reply: dict[str, object] = client.post("/api/chat", json=body).json()
    return reply


def test_history_shows_the_very_replies(client: TestClient, document_id: str) -> None:
    first = ask(client, conversation_id="由客户端取名 1")
    second = ask(client, "那普法讲座呢?", conversation_id="由客户端取名 1")
    kept = client.get("/api/conversations/由客户端取名 1").json()
    assert [turn["reply"] for turn in kept["messages"]] == [first, second]
    assert [turn["question"] for turn in kept["messages"]] == [QUESTION, "那普法讲座呢?"]
    assert first["conversation_id"] == second["conversation_id"] == "由客户端取名 1"


def test_history_stays_as_it_was_when_the_document_goes(client: TestClient) -> None:
    content = "竹溪县绿化情况报告\n\n2020年,竹溪县植树71万株。\n".encode()
    job_id = client.post("/api/documents", files=[("files", ("绿化.txt", content))]).json()["jobs"][0][
        "job_id"
    ]
    client.get(f"/api/jobs/{job_id}/events")
    reply = ask(client, "竹溪县2020年植树多少株?", "绿化")
    assert reply["citations"]
    client.delete(f"/api/documents/{client.get(f'/api/jobs/{job_id}').json()['document_id']}")
    assert client.get("/api/conversations/绿化").json()["messages"][0]["reply"] == reply
    assert ask(client, "竹溪县2020年植树多少株?")["status"] == "not_found"


def test_the_list_finds_by_words_and_pages(client: TestClient) -> None:
    ask(client, "关于桥梁的第一个问题?", "桥-1")
    ask(client, "关于隧道的第二个问题?", "桥-2")
    found = client.get("/api/conversations", params={"q": "桥梁"}).json()["items"]
    assert [item["conversation_id"] for item in found] == ["桥-1"]
    page = client.get("/api/conversations", params={"limit": 1}).json()
    assert page["items"][0]["conversation_id"] == "桥-2"
    following = client.get("/api/conversations", params={"limit": 1, "cursor": page["next_cursor"]}).json()
    assert following["items"][0]["conversation_id"] == "桥-1"


def test_an_id_with_slashes_leads_to_its_conversation(client: TestClient) -> None:
    ask(client, conversation_id="甲/乙/")
    url = "/api/conversations/%E7%94%B2%2F%E4%B9%99%2F"
    assert client.get(url).json()["conversation_id"] == "甲/乙/"
    assert client.patch(url, json={"title": "有斜线"}).status_code == 204
    assert client.delete(url).status_code == 204
    assert client.get(url).status_code == 404


def test_a_conversation_is_renamed_and_deleted(client: TestClient) -> None:
    ask(client, conversation_id="改名")
    assert client.patch("/api/conversations/改名", json={"title": "新名字"}).status_code == 204
    assert client.get("/api/conversations/改名").json()["title"] == "新名字"
    assert client.patch("/api/conversations/改名", json={"title": ""}).status_code == 422
    assert client.patch("/api/conversations/没有", json={"title": "名"}).status_code == 404
    assert client.delete("/api/conversations/改名").status_code == 204
    assert client.get("/api/conversations/改名").status_code == 404


def test_feedback_is_kept_with_its_message_and_can_be_taken_back(client: TestClient) -> None:
    message_id = ask(client, conversation_id="评价")["message_id"]
    url = f"/api/messages/{message_id}/feedback"

    def kept() -> tuple[object, object]:
        turn = client.get("/api/conversations/评价").json()["messages"][0]
        return turn["rating"], turn["comment"]

    assert kept() == (None, None)
    assert client.post(url, json={"rating": "down", "comment": "数字不对"}).status_code == 204
    assert kept() == ("down", "数字不对")
    assert client.post(url, json={"rating": None}).status_code == 204
    assert kept() == (None, None)
    assert client.post(url, json={"rating": "sideways"}).status_code == 422
    assert client.post(url, json={"rating": "up", "comment": "长" * 2001}).status_code == 422
    missing = client.post("/api/messages/nothing/feedback", json={"rating": "up"})
    assert (missing.status_code, missing.json()["error"]["code"]) == (404, "message_not_found")
