"""The five journeys of the page, in a real browser against the real service, on a phone and on a desktop."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.running import RunningService

# Of our own writing; the figures are made up. Characters outside the BMP stand before what is quoted.
EMPLOYMENT = """德清县人民政府关于2023年就业工作情况的报告

2023年,德清县围绕稳就业开展工作,现将情况报告如下。

一、2023年工作情况

(一)稳住岗位

全年城乡新增就业3126人,失业人员再就业871人。向156家企业返还失业保险费412.7万元。

(二)技能培训

𠮷田工坊🔧带头开课,全年开展技能培训2047人次,办理技能证书1284本。学员满意率为96.5%。

二、存在的问题

部分乡镇的零工市场建设进度偏慢,用工信息更新不及时。

三、2024年工作打算

计划新建零工驿站9个,培训高技能人才300人。
"""
WATER = """安吉县水利局关于2022年河湖保护工作情况的报告

一、2022年工作情况

(一)巡查整治

全年巡查河道5210公里,整治排污口37处。

(二)宣传教育

举办节水宣传活动24场,参加群众6800人次。
"""
UPLOADED = """{place}人民政府关于2023年公共图书馆工作情况的报告

一、2023年工作情况

(一)馆藏建设

全年新购图书{books}册,订阅期刊212种。

(二)读者服务

接待读者18.6万人次,举办读书活动143场。
"""

WIDTHS = pytest.mark.parametrize("width", [NARROW, WIDE])
CERTIFICATES = "德清县2023年办理技能证书多少本?"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    running = RunningService(data_directory=tmp_path_factory.mktemp("service") / "data")
    running.start()
    running.upload({"就业.txt": EMPLOYMENT, "河湖.txt": WATER})
    yield running
    running.stop()


def ask(page: Page, question: str) -> str:
    """Asks; returns the selector of the answer when it is there."""
    number = page.locator(".turn").count() + 1
    page.fill("#question", question)
    page.press("#question", "Enter")
    answer = f".turn:nth-child({number}) .answer[data-state=done]"
    page.wait_for_selector(answer)
    return answer


@WIDTHS
def test_ask_and_follow_a_citation_to_the_very_words(
    open_page: OpenPage, service: RunningService, screenshots: Path, width: int
) -> None:
    page = open_page(service.url, width=width)
    page.wait_for_selector(".example")
    page.screenshot(path=screenshots / f"{width}-0-welcome.png")
    answer = ask(page, CERTIFICATES)
    assert page.inner_text(f"{answer} .short-answer") == "1284本"
    assert page.inner_text(f"{answer} .kind") == "原文摘录"
    page.screenshot(path=screenshots / f"{width}-1-answer.png")
    page.locator(f"{answer} .answer-text .chip").first.click()
    mark = page.locator("mark")
    expect(mark).to_contain_text("1284本")
    expect(mark).to_be_in_viewport(ratio=1)
    assert mark.inner_text() in EMPLOYMENT
    assert mark.inner_text() == page.locator(f"{answer} .answer-text .chip").first.get_attribute("title")
    expect(page.locator(".source-section")).to_contain_text("技能培训")
    page.screenshot(path=screenshots / f"{width}-1-source.png")


@WIDTHS
def test_a_follow_up_inherits_what_it_leaves_out(
    open_page: OpenPage, service: RunningService, screenshots: Path, width: int
) -> None:
    page = open_page(service.url, width=width)
    ask(page, CERTIFICATES)
    answer = ask(page, "那满意率呢?")
    assert "96.5%" in page.inner_text(f"{answer} .answer-text")
    expect(page.locator(f"{answer} .understood")).to_contain_text("德清县")
    page.screenshot(path=screenshots / f"{width}-2-follow-up.png")


@WIDTHS
def test_upload_with_progress_and_ask_about_it(
    open_page: OpenPage, service: RunningService, screenshots: Path, width: int
) -> None:
    place, books = ("长兴县", 4310) if width == NARROW else ("桐庐县", 5208)
    content = UPLOADED.format(place=place, books=books).encode()
    page = open_page(service.url, width=width)
    page.click("#tab-documents")
    page.wait_for_selector(".document")
    files = [
        {"name": f"图书馆-{place}.txt", "mimeType": "text/plain", "buffer": content},
        {"name": "空.txt", "mimeType": "text/plain", "buffer": b" \n"},
    ]
    page.set_input_files("input[type=file]", files)  # type: ignore[arg-type]
    expect(page.locator(".upload", has_text=place)).to_have_attribute("data-state", "done")
    expect(page.locator(".upload", has_text="空.txt")).to_contain_text("没有文字")
    expect(page.locator(".document", has_text=place)).to_be_visible()
    page.screenshot(path=screenshots / f"{width}-3-upload.png")
    page.locator(".document", has_text=place).get_by_role("button", name="提问").click()
    answer = ask(page, "新购图书多少册?")
    assert f"{books}册" in page.inner_text(answer)
    page.locator(f"{answer} .answer-text .chip").first.click()
    expect(page.locator("mark")).to_contain_text(f"{books}册")
    page.screenshot(path=screenshots / f"{width}-3-asked.png")


@WIDTHS
def test_what_no_document_holds_is_not_found(
    open_page: OpenPage, service: RunningService, screenshots: Path, width: int
) -> None:
    page = open_page(service.url, width=width)
    answer = ask(page, "德清县2023年办理结婚登记多少对?")
    assert page.get_attribute(answer, "data-status") == "not_found"
    assert page.locator(f"{answer} .answer-text .chip").count() == 0
    expect(page.locator(f"{answer} .searched")).to_contain_text("查找了")
    page.screenshot(path=screenshots / f"{width}-4-not-found.png")


def test_history_shows_after_a_restart_exactly_what_was_answered(
    open_page: OpenPage, service: RunningService, screenshots: Path
) -> None:
    asked = {}
    for width, question in (
        (NARROW, "安吉县2022年整治排污口多少处?"),
        (WIDE, "德清县2023年失业人员再就业多少人?"),
    ):
        page = open_page(service.url, width=width)
        answer = ask(page, question)
        asked[width] = (page, page.url.split("c=")[1], page.inner_text(f"{answer} .answer-text"))
    service.restart()
    for width, (page, conversation, before) in asked.items():
        page.goto(service.url)
        if width == NARROW:
            page.get_by_role("button", name="历史会话").click()
        page.click(f".history-item[data-id='{conversation}'] .history-open")
        page.wait_for_selector(".answer[data-state=done]")
        assert page.inner_text(".answer-text") == before
        page.locator(".answer-text .chip").first.click()
        expect(page.locator("mark")).to_be_in_viewport(ratio=1)
        page.screenshot(path=screenshots / f"{width}-5-history.png")
