"""Exporting from the page: an answer, a conversation, and the failure that is told."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.standin import Json, Refusal, StandIn, answer, stream

REPLY: Json = answer("青溪县办理证书1284本。", [], short_answer="1284本")


@pytest.fixture
def page(open_page: OpenPage, standin: StandIn) -> Page:
    """A page with one answer in it."""
    standin.chats.append(stream(REPLY))
    page = open_page(standin.url)
    page.fill("#question", "办理证书多少本?")
    page.press("#question", "Enter")
    page.wait_for_selector(".turn:last-child .answer[data-state=done]")
    return page


@pytest.mark.parametrize(("words", "form"), [("导出 Word", "docx"), ("导出 Markdown", "markdown")])
def test_an_answer_is_saved_under_the_name_that_the_service_gives(page: Page, words: str, form: str) -> None:
    with page.expect_download() as saved:
        page.get_by_role("button", name=words).click()
    assert saved.value.suggested_filename == "答.docx"
    assert f'"format": "{form}"' in saved.value.path().read_text(encoding="utf-8")


def test_a_conversation_is_saved_in_the_format_that_is_chosen(page: Page, standin: StandIn) -> None:
    standin.conversations["c1"] = {
        "conversation_id": "c1", "title": "证书", "updated_at": "2026-03-01T00:00:00Z", "messages": []
    }  # fmt: skip
    page.reload()
    page.get_by_role("button", name="导出“证书”").click()
    with page.expect_download() as saved:
        page.get_by_role("dialog").get_by_role("button", name="导出 Markdown").click()
    assert '"format": "markdown"' in saved.value.path().read_text(encoding="utf-8")


def test_calling_off_saves_nothing(page: Page, standin: StandIn) -> None:
    standin.conversations["c1"] = {
        "conversation_id": "c1", "title": "证书", "updated_at": "2026-03-01T00:00:00Z", "messages": []
    }  # fmt: skip
    page.reload()
    page.get_by_role("button", name="导出“证书”").click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert not [path for _, path, _ in standin.received if "exports" in path]


def test_a_failed_export_is_told_and_can_be_tried_again(page: Page, standin: StandIn) -> None:
    path = f"/api/exports/messages/{REPLY['message_id']}"
    standin.refuse("GET", path, Refusal(status=404, message="没有这条消息。"))
    page.get_by_role("button", name="导出 Word").click()
    notice = page.locator(".notice")
    expect(notice).to_contain_text("没有这条消息。")
    with page.expect_download():
        notice.get_by_role("button", name="重试").click()
    expect(notice).to_have_count(0)
