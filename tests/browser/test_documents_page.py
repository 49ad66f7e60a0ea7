"""Documents and history: lists, filters, upload with progress, failures in their row, removal, rename."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.papers import library
from tests.browser.standin import Json, Refusal, StandIn, document


@pytest.fixture
def standin(standin: StandIn) -> StandIn:
    standin.documents = library()
    return standin


def job(state: str, progress: float, **parts: object) -> Json:
    empty = {"job_id": "j1", "source": "a.txt", "document_id": None, "outcome": None, "error": None}
    return empty | {"state": state, "progress": progress} | parts


def open_documents(open_page: OpenPage, standin: StandIn, width: int = WIDE) -> Page:
    page = open_page(f"{standin.url}/?view=documents", width=width)
    page.wait_for_selector(".document")
    return page


def test_filters_narrow_the_list_and_pages_follow_one_another(open_page: OpenPage, standin: StandIn) -> None:
    standin.documents += [document(f"x{number}", f"通知{number:03}", ["正文"]) for number in range(60)]
    page = open_documents(open_page, standin)
    expect(page.locator(".document")).to_have_count(50)
    page.get_by_role("button", name="显示更多").click()
    expect(page.locator(".document")).to_have_count(62)
    expect(page.get_by_text("共 62 份")).to_be_visible()
    page.get_by_label("年份", exact=True).fill("2023")
    expect(page.locator(".document")).to_have_count(1)
    page.get_by_label("标题、文号或文件名").fill("查无此文")
    expect(page.get_by_text("没有符合条件的文件。")).to_be_visible()


@pytest.mark.parametrize("way", ["button", "drop"])
def test_an_upload_is_followed_to_the_end(open_page: OpenPage, standin: StandIn, way: str) -> None:
    standin.jobs["j1"] = [
        job("received", 0.0),
        job("reading", 0.4),
        job("done", 1.0, outcome="added", document_id="d9"),
    ]
    page = open_documents(open_page, standin)
    if way == "button":
        with page.expect_file_chooser() as chooser:
            page.get_by_role("button", name="上传文件").click()
        chooser.value.set_files({"name": "甲.txt", "mimeType": "text/plain", "buffer": "正文".encode()})
    else:
        page.evaluate(
            """() => {
                 const dataTransfer = new DataTransfer();
                 dataTransfer.items.add(new File(['正文'], '甲.txt'));
                 const drag = { dataTransfer, bubbles: true, cancelable: true };
                 document.body.dispatchEvent(new DragEvent('dragover', drag));
                 document.body.dispatchEvent(new DragEvent('drop', drag)); }"""
        )
    expect(page.locator(".upload")).to_contain_text("甲.txt")
    expect(page.locator(".upload")).to_have_attribute("data-state", "done")
    expect(page.locator(".uploads")).to_contain_text("共 1 份:完成 1,失败 0")
    body = standin.bodies("POST", "/api/documents")[0]["raw"]
    assert 'filename="甲.txt"' in body
    assert "正文" in body


def test_a_failed_file_says_why_in_its_row_and_stops_no_other(open_page: OpenPage, standin: StandIn) -> None:
    error = {"code": "needs_ocr", "message": "这份 PDF 只有图片没有文字", "detail": {}, "request_id": ""}
    standin.jobs["j1"] = [job("failed", 0.1, error=error)]
    standin.refuse("POST", "/api/documents", Refusal(status=413, message="文件太大"))
    page = open_documents(open_page, standin, NARROW)
    files = [
        {"name": f"{name}.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"} for name in ("大", "图")
    ]
    page.set_input_files("input[type=file]", files)  # type: ignore[arg-type]
    expect(page.locator(".upload[data-state=failed]")).to_have_count(2)
    shown = page.inner_text(".upload-list")
    assert "文件太大" in shown
    assert "只有图片没有文字" in shown
    expect(page.locator(".uploads")).to_contain_text("共 2 份:完成 0,失败 2")


def test_a_document_is_removed_only_after_a_yes(open_page: OpenPage, standin: StandIn) -> None:
    page = open_documents(open_page, standin, NARROW)
    remove = page.get_by_role("button", name="移除《白石湖保护管理办法》")
    remove.click()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    expect(remove).to_be_focused()
    assert standin.bodies("DELETE", "/api/documents/d2") == []
    remove.click()
    page.get_by_role("button", name="移除", exact=True).click()
    expect(page.locator(".document")).to_have_count(1)
    assert len(standin.documents) == 1


def test_asking_about_one_document_sends_its_id(open_page: OpenPage, standin: StandIn) -> None:
    standin.chats.append(Refusal(status=500))
    page = open_documents(open_page, standin)
    page.locator(".document", has_text="白石湖").get_by_role("button", name="提问").click()
    page.fill("#question", "多少米?")
    page.press("#question", "Enter")
    expect(page.locator(".answer .notice")).to_be_visible()
    assert standin.bodies("POST", "/api/chat")[0]["filters"] == {"document_ids": ["d2"]}


def test_history_is_searched_renamed_and_deleted(open_page: OpenPage, standin: StandIn) -> None:
    times = {"created_at": "2025-01-02T03:04:05Z", "updated_at": "2025-01-02T03:04:05Z"}
    for number, title in enumerate(["证书", "排污口"]):
        kept = {"conversation_id": f"c{number}", "title": title, "messages": []} | times
        standin.conversations[f"c{number}"] = kept
    page = open_page(standin.url, width=NARROW)
    page.get_by_role("button", name="历史会话").click()
    expect(page.locator(".history-item")).to_have_count(2)
    page.get_by_label("搜索历史会话").fill("排污")
    expect(page.locator(".history-item")).to_have_count(1)
    page.get_by_role("button", name="给“排污口”改名").click()
    page.get_by_label("新名称").fill("湖边排污口")
    page.keyboard.press("Enter")
    expect(page.locator(".history-title")).to_have_text("湖边排污口")
    page.get_by_role("button", name="删除“湖边排污口”").click()
    page.get_by_role("button", name="删除", exact=True).click()
    expect(page.get_by_text("没有符合的会话。")).to_be_visible()
    assert list(standin.conversations) == ["c0"]
    page.keyboard.press("Escape")
    expect(page.locator("#history")).to_be_hidden()


def test_language_and_theme_are_switched_and_remembered(open_page: OpenPage, standin: StandIn) -> None:
    page = open_page(standin.url, width=NARROW, dark=True)
    assert page.get_attribute("html", "data-theme") == "dark"
    page.get_by_role("button", name="外观").click()
    assert page.get_attribute("html", "data-theme") == "light"
    page.get_by_role("button", name="切换到英文").click()
    expect(page.locator("#tab-documents")).to_have_text("Documents")
    page.reload()
    expect(page.locator("#question")).to_have_attribute("placeholder", "Ask about the documents")
    assert page.get_attribute("html", "lang") == "en"
    assert page.get_attribute("html", "data-theme") == "light"
    page.click("#tab-documents")
    page.click(".document-title >> nth=0")
    page.wait_for_selector(".source-bar a")
    for bar in (".topbar", ".documents-head", ".source-bar"):
        assert page.locator(bar).evaluate("(bar) => bar.scrollWidth <= bar.clientWidth"), bar
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW


def test_everything_on_the_page_has_a_name_and_can_be_reached_by_keyboard(
    open_page: OpenPage, standin: StandIn
) -> None:
    page = open_documents(open_page, standin)
    nameless = page.evaluate(
        """[...document.querySelectorAll('button, a, input:not([type=file]), textarea')]
             .filter((e) => !(e.getAttribute('aria-label') || e.textContent.trim()))
             .map((e) => e.outerHTML)"""
    )
    assert nameless == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert ring == "solid"
