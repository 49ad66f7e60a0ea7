"""The source pane by address: deep links, documents that are gone, very long documents."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.papers import QUOTE, REPORT, library
from tests.browser.standin import StandIn, answer, citation, document

CITED = citation(REPORT, QUOTE)


@pytest.fixture
def standin(standin: StandIn) -> StandIn:
    standin.documents = library()
    return standin


def keep(standin: StandIn) -> str:
    """A conversation whose answer cites the report."""
    kept = answer("办理技能证书1284本[1]。", [CITED], short_answer="1284本", conversation_id="c1")
    turn = {"message_id": "m1", "asked_at": "2025-01-02T03:04:05Z", "question": "多少本?", "reply": kept}
    times = {"created_at": "2025-01-02T03:04:05Z", "updated_at": "2025-01-02T03:04:05Z"}
    messages = [turn | {"rating": "up", "comment": None}]
    standin.conversations["c1"] = {"conversation_id": "c1", "title": "证书", "messages": messages} | times
    return "c1"


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_the_address_of_a_citation_opens_it_marked(open_page: OpenPage, standin: StandIn, width: int) -> None:
    page = open_page(standin.url + CITED["url"], width=width)
    expect(page.locator("mark")).to_have_text(QUOTE)
    expect(page.locator("mark")).to_be_in_viewport(ratio=1)
    assert page.locator(".source-position").count() == 0
    page.keyboard.press("Escape")
    expect(page).to_have_url(standin.url + "/")


def test_back_closes_the_source_and_forward_opens_it_again(open_page: OpenPage, standin: StandIn) -> None:
    page = open_page(f"{standin.url}/?c={keep(standin)}", width=NARROW)
    page.click(".answer-text .chip")
    expect(page.locator("mark")).to_have_text(QUOTE)
    page.go_back()
    expect(page.locator("#source")).to_be_hidden()
    page.go_forward()
    expect(page.locator("mark")).to_have_text(QUOTE)
    page.reload()
    expect(page.locator(".source-position")).to_have_text("出处 1 / 1")
    expect(page.locator("mark")).to_have_text(QUOTE)


def test_a_phone_keeps_the_keyboard_inside_the_open_source(open_page: OpenPage, standin: StandIn) -> None:
    page = open_page(standin.url + CITED["url"], width=NARROW)
    expect(page.locator("mark")).to_have_text(QUOTE)
    assert page.evaluate("['.topbar', '#history', '#main'].every((s) => document.querySelector(s).inert)")
    page.get_by_role("button", name="关闭原文").click()
    assert not page.evaluate("document.querySelector('#main').inert")


def test_history_still_shows_what_a_removed_document_was_quoted_with(
    open_page: OpenPage, standin: StandIn
) -> None:
    standin.documents.clear()
    page = open_page(f"{standin.url}/?c={keep(standin)}")
    assert page.get_attribute("button[aria-label=有帮助]", "aria-pressed") == "true"
    page.click(".answer-text .chip")
    expect(page.locator("#source .notice")).to_contain_text("已不在库里")
    expect(page.locator("mark")).to_have_text(QUOTE)


def test_an_unknown_document_or_conversation_is_said(open_page: OpenPage, standin: StandIn) -> None:
    page = open_page(f"{standin.url}/documents/nothing?start=1&end=2&c=nowhere")
    expect(page.locator("#source .notice")).to_contain_text("库里没有这份文件")
    expect(page.locator("#thread .notice")).to_contain_text("没有这个会话")


def test_a_law_of_thousands_of_articles_opens_at_the_cited_one(open_page: OpenPage, standin: StandIn) -> None:
    law = document("big", "长法", [f"第{number}条 本条规定事项{number}。" for number in range(3000)])
    standin.documents.append(law)
    page = open_page(standin.url + citation(law, "第1500条 本条")["url"])
    expect(page.locator("mark")).to_have_text("第1500条 本条")
    expect(page.locator("mark")).to_be_in_viewport(ratio=1)
    assert page.locator("[data-paragraph]").count() < 1000
    page.get_by_role("button", name=re.compile("显示前面的")).click()
    assert page.locator("[data-paragraph='0']").count() == 1


def test_the_page_can_be_printed_with_the_quotes_it_rests_on(open_page: OpenPage, standin: StandIn) -> None:
    page = open_page(f"{standin.url}/?c={keep(standin)}")
    expect(page.locator(".references blockquote")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".references blockquote")).to_have_text(QUOTE)
    expect(page.locator(".composer")).to_be_hidden()
