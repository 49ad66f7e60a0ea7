"""Asking: the stream, the answer that replaces it, citations, scope, feedback, and all that can go wrong."""

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.papers import QUOTE, REPORT, RULES, library
from tests.browser.standin import Json, Refusal, StandIn, answer, citation, stream

ASKED = "青溪县2023年办理技能证书多少本?"
GOOD = answer(
    "2023年,青溪县办理技能证书1284本[1]。学员满意率为96.5%[2]。",
    [citation(REPORT, QUOTE), citation(REPORT, "学员满意率为96.5%", 2)],
    short_answer="1284本",
    scope={"region": ["青溪县"], "year": [2023]},
)


@pytest.fixture
def standin(standin: StandIn) -> StandIn:
    standin.documents = library()
    return standin


def ask(page: Page, question: str = ASKED) -> None:
    page.fill("#question", question)
    page.press("#question", "Enter")


def last_answer(page: Page, state: str = "done") -> str:
    selector = f".turn:last-child .answer[data-state={state}]"
    page.wait_for_selector(selector)
    return selector


def test_the_answer_takes_the_place_of_the_preview_without_a_jump(
    open_page: OpenPage, standin: StandIn
) -> None:
    previewed = threading.Event()

    def events(asked: Json) -> Iterator[tuple[str, Json]]:
        yield "retrieved", {"citations": GOOD["citations"]}
        yield "delta", {"text": "2023年,青溪县办理技能证书"}
        yield "delta", {"text": "1284本[1]。学员满意率为96.5%[2]。"}
        previewed.wait(30)
        yield "answer", GOOD | {"conversation_id": asked["conversation_id"]}

    standin.chats.append(events)
    page = open_page(standin.url)
    ask(page)
    preview = page.locator(".answer[data-state=streaming] .answer-text")
    expect(preview).to_contain_text("96.5%")
    before = preview.bounding_box()
    assert page.get_attribute(".answer", "aria-busy") == "true"
    previewed.set()
    text = page.locator(f"{last_answer(page)} .answer-text")
    assert text.bounding_box() == before
    assert page.inner_text(".short-answer") == "1284本"
    assert page.inner_text(".kind") == "原文摘录"
    assert page.get_attribute(".answer", "aria-busy") == "false"
    assert "c=" in page.url


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_a_chip_opens_the_source_with_exactly_the_quoted_characters_marked(
    open_page: OpenPage, standin: StandIn, width: int
) -> None:
    standin.chats.append(stream(GOOD))
    page = open_page(standin.url, width=width)
    ask(page)
    page.click(f"{last_answer(page)} .answer-text .chip[data-n='1']")
    mark = page.locator("mark")
    expect(mark).to_have_text(QUOTE)
    expect(mark).to_be_in_viewport(ratio=1)
    expect(page.locator(".source-section")).to_contain_text("(一)技能培训")
    assert "青政发〔2024〕6号" in page.inner_text(".facts")
    box = page.locator("#source").bounding_box()
    assert box is not None
    assert (box["width"] == width) == (width == NARROW)
    page.get_by_role("button", name="下一处").click()
    expect(mark).to_have_text("学员满意率为96.5%")
    expect(page.get_by_role("button", name="下一处")).to_be_disabled()
    page.keyboard.press("Escape")
    expect(page.locator("#source")).to_be_hidden()
    assert page.evaluate("document.activeElement.dataset.n") == "1"
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_stop_ends_the_answer_on_both_sides_and_can_be_taken_up_again(
    open_page: OpenPage, standin: StandIn
) -> None:
    def endless(_asked: Json) -> Iterator[tuple[str, Json]]:
        yield "retrieved", {"citations": []}
        while not standin.chat_left.wait(0.02):
            yield "delta", {"text": "长"}

    standin.chats.extend([endless, stream(GOOD)])
    page = open_page(standin.url)
    ask(page)
    page.wait_for_selector(".answer[data-state=streaming]")
    page.get_by_role("button", name="停止").click()
    stopped = last_answer(page, "stopped")
    assert standin.chat_left.wait(30)
    assert "未完成" in page.inner_text(stopped)
    page.get_by_role("button", name="重试").click()
    last_answer(page)
    assert page.locator(".turn").count() == 1


def test_enter_sends_but_not_while_an_input_method_composes_and_not_with_shift(
    open_page: OpenPage, standin: StandIn
) -> None:
    standin.chats.append(stream(GOOD))
    page = open_page(standin.url)
    page.fill("#question", "证书")
    for code, composing in ((229, False), (13, True)):
        page.evaluate(
            """([keyCode, isComposing]) => {
                 const key = { key: 'Enter', keyCode, isComposing, bubbles: true, cancelable: true };
                 document.getElementById('question').dispatchEvent(new KeyboardEvent('keydown', key)); }""",
            [code, composing],
        )
    page.press("#question", "Shift+Enter")
    page.locator("#question").press_sequentially("数量")
    assert page.input_value("#question") == "证书\n数量"
    assert standin.bodies("POST", "/api/chat") == []
    page.press("#question", "Enter")
    last_answer(page)
    assert [body["message"] for body in standin.bodies("POST", "/api/chat")] == ["证书\n数量"]


def test_a_follow_up_goes_into_the_same_conversation(open_page: OpenPage, standin: StandIn) -> None:
    standin.chats.extend([stream(GOOD), stream(GOOD)])
    page = open_page(standin.url)
    ask(page)
    last_answer(page)
    ask(page, "那满意率呢?")
    page.wait_for_selector(".turn:nth-child(2) .answer[data-state=done]")
    first, second = standin.bodies("POST", "/api/chat")
    assert first["conversation_id"] == second["conversation_id"]
    assert first["filters"] == {}


def test_an_unknown_answer_says_so_and_shows_what_is_near(open_page: OpenPage, standin: StandIn) -> None:
    near = [citation(REPORT, "城乡新增就业3126人"), citation(RULES, "沿湖三百米内不得新建排污口", 2)]
    standin.chats.append(stream(answer("查过的文件里没有婚姻登记数。", status="not_found", near=near)))
    page = open_page(standin.url)
    ask(page, "结婚登记多少对?")
    shown = page.inner_text(last_answer(page))
    assert "文件里没有找到答案" in shown
    assert "2 份文件、21 个段落" in shown
    assert "原文摘录" not in shown
    page.get_by_role("button", name="沿湖三百米内").click()
    expect(page.locator("mark")).to_have_text("沿湖三百米内不得新建排污口")
    assert page.inner_text(".source-position") == "出处 2 / 2"


def test_a_long_line_below_what_is_near_stays_in_its_answer(open_page: OpenPage, standin: StandIn) -> None:
    long = citation(REPORT, "城乡新增就业3126人")
    long["title"] = "青溪县人民政府关于深入推进高质量充分就业有关工作情况的报告" * 4
    standin.chats.append(stream(answer("查过的文件里没有婚姻登记数。", status="not_found", near=[long])))
    page = open_page(standin.url)
    ask(page, "结婚登记多少对?")
    passage, whole = page.locator(".near-passage").bounding_box(), page.locator(".near").bounding_box()
    assert passage is not None
    assert whole is not None
    assert passage["x"] + passage["width"] <= whole["x"] + whole["width"]


def test_rows_of_a_table_open_their_source_and_silence_is_said(open_page: OpenPage, standin: StandIn) -> None:
    rows = [{"cells": ["青溪县", "3126人"], "n": 1}, {"cells": ["白石县", None], "n": None}]
    table = {"columns": ["地区", "新增就业"], "rows": rows}
    standin.chats.append(
        stream(answer("如下。", [citation(REPORT, "城乡新增就业3126人")], table=table, kind="generated"))
    )
    page = open_page(standin.url)
    ask(page)
    last_answer(page)
    assert page.inner_text(".kind").startswith("内容由AI生成")
    assert "未提及" in page.inner_text("tbody tr:nth-child(2)")
    page.click("tbody tr:nth-child(1) td:nth-child(2)")
    expect(page.locator("mark")).to_have_text("城乡新增就业3126人")


def test_scope_narrows_the_next_question_and_can_be_widened_again(
    open_page: OpenPage, standin: StandIn
) -> None:
    nothing = answer("没有找到。", status="not_found")
    standin.chats.extend([stream(GOOD), stream(nothing), stream(GOOD)])
    page = open_page(standin.url)
    ask(page)
    page.click(f"{last_answer(page)} .understood >> text=2023年")
    page.click("[data-field=region]")
    page.get_by_role("checkbox", name="云岭省").check()
    expect(page.get_by_role("checkbox", name="云岭省")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("[data-field=region]")).to_be_focused()
    page.get_by_role("button", name="按此范围再问一次").click()
    page.wait_for_selector(".turn:nth-child(2) .answer[data-state=done]")
    page.get_by_role("button", name="不限范围再问一次").click()
    page.wait_for_selector(".turn:nth-child(3) .answer[data-state=done]")
    sent = [(body["message"], body["filters"]) for body in standin.bodies("POST", "/api/chat")]
    assert sent == [(ASKED, {}), (ASKED, {"region": ["云岭省"], "year": [2023]}), (ASKED, {})]
    assert page.locator(".scope-chip.chosen").count() == 0


def test_an_understood_scope_is_taken_off_or_changed_and_asked_again(
    open_page: OpenPage, standin: StandIn
) -> None:
    standin.chats.extend([stream(GOOD)] * 4)
    page = open_page(standin.url)
    ask(page)
    page.locator(f"{last_answer(page)} .understood").get_by_role("button", name="不限于青溪县").click()
    page.wait_for_selector(".turn:nth-child(2) .answer[data-state=done]")
    changed = page.locator(f"{last_answer(page)} .understood").get_by_role("combobox", name="把2023年改为")
    changed.focus()
    expect(changed.locator("option")).not_to_have_count(1)
    year = changed.locator("option").nth(1).get_attribute("value")
    changed.select_option(year)
    page.wait_for_selector(".turn:nth-child(3) .answer[data-state=done]")
    sent = [body["message"] for body in standin.bodies("POST", "/api/chat")]
    assert sent == [ASKED, f"{ASKED}(地区:不限)", f"{ASKED}(地区:不限;年份:{year}年)"]


REFUSALS = [
    (
        Refusal(status=422, code="question_too_long", message="问题太长:100001 个字,最多 2000 个字。"),
        "问题太长",
    ),
    (Refusal(status=413), "内容太大"),
    (Refusal(status=500), "编号 r1"),
]


def test_every_failure_is_said_and_the_same_question_can_be_tried_again(
    open_page: OpenPage, standin: StandIn
) -> None:
    page = open_page(standin.url)
    standin.chats.extend(refusal for refusal, _ in REFUSALS)
    standin.chats.append(stream(GOOD))
    ask(page)
    for _, words in REFUSALS:
        expect(page.locator(".answer .notice")).to_contain_text(words)
        page.context.set_offline(words == REFUSALS[-1][1])
        page.click(".answer .notice >> text=重试")
    expect(page.locator(".answer .notice")).to_contain_text("连不上服务")
    page.context.set_offline(False)
    page.click(".answer .notice >> text=重试")
    last_answer(page)
    assert {body["message"] for body in standin.bodies("POST", "/api/chat")} == {ASKED}
    assert page.locator(".turn").count() == 1


def test_a_busy_service_is_left_alone_for_as_long_as_it_asks(open_page: OpenPage, standin: StandIn) -> None:
    page = open_page(standin.url)
    page.clock.install()
    standin.chats.extend([Refusal(status=429, headers={"Retry-After": "30"}), stream(GOOD)])
    ask(page)
    retry = page.get_by_role("button", name="重试")
    expect(retry).to_be_disabled()
    assert "30 秒后" in page.inner_text(".notice")
    page.clock.run_for(29_000)
    expect(retry).to_be_disabled()
    page.clock.run_for(1_000)
    retry.click()
    last_answer(page)


@pytest.mark.parametrize("broken", ["closed", "error event"])
def test_an_answer_that_breaks_off_is_not_shown_as_one(
    open_page: OpenPage, standin: StandIn, broken: str
) -> None:
    def events(_asked: Json) -> Iterator[tuple[str, Json]]:
        yield "delta", {"text": "2023年,青溪县办理"}
        if broken == "error event":
            yield (
                "error",
                {
                    "error": {
                        "code": "internal_error",
                        "message": "服务内部出错",
                        "detail": {},
                        "request_id": "r",
                    }
                },
            )

    standin.chats.append(events)
    page = open_page(standin.url)
    ask(page)
    shown = page.inner_text(last_answer(page, "failed"))
    assert ("连接中断" if broken == "closed" else "服务内部出错") in shown
    assert "原文摘录" not in shown


def test_a_copied_answer_bears_its_references(open_page: OpenPage, standin: StandIn) -> None:
    standin.chats.append(stream(GOOD))
    page = open_page(standin.url)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page)
    last_answer(page)
    page.get_by_role("button", name="复制").click()
    expect(page.locator("#status")).to_have_text("已复制,附有出处")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert GOOD["answer"] in copied
    assert f"“{QUOTE}” {standin.url}{GOOD['citations'][0]['url']}" in copied
    assert "原文摘录" in copied


def test_thumbs_and_a_comment_are_kept_with_the_message(open_page: OpenPage, standin: StandIn) -> None:
    standin.chats.append(stream(GOOD))
    page = open_page(standin.url)
    ask(page)
    last_answer(page)
    page.get_by_role("button", name="没有帮助").click()
    page.get_by_label("说明").fill("数字不对")
    page.get_by_role("button", name="提交").click()
    expect(page.locator(".feedback")).to_contain_text("已记下")
    with page.expect_response("**/feedback"):
        page.get_by_role("button", name="没有帮助").click()
    expect(page.get_by_role("button", name="没有帮助")).to_have_attribute("aria-pressed", "false")
    sent = [(body["rating"], body["comment"]) for body in standin.bodies("POST", "/api/messages/m1/feedback")]
    assert sent[:2] == [("down", None), ("down", "数字不对")]
    assert sent[2][0] is None


def test_examples_are_made_from_the_documents_own_headings(open_page: OpenPage, standin: StandIn) -> None:
    standin.chats.append(stream(GOOD))
    page = open_page(standin.url)
    page.wait_for_selector(".example")
    headings = [p["text"] for d in library() for p in d["paragraphs"] if p["is_heading"]]
    for example in page.locator(".example").all_inner_texts():
        assert any(heading.endswith(example.split("“")[1].split("”")[0]) for heading in headings)
    page.locator(".example").first.click()
    last_answer(page)


def test_an_empty_library_invites_to_upload_and_offers_no_questions(
    open_page: OpenPage, standin: StandIn
) -> None:
    standin.documents = []
    page = open_page(standin.url, width=NARROW)
    expect(page.locator(".welcome")).to_contain_text("还没有文件")
    assert page.locator(".example").count() == 0
    with page.expect_file_chooser():
        page.click(".welcome .button")


def test_a_service_with_a_key_is_asked_once_for_all(open_page: OpenPage, standin: StandIn) -> None:
    standin.api_key = "密钥-1".encode("unicode_escape").decode()
    page = open_page(standin.url)
    expect(page.locator("dialog")).to_have_count(1)
    page.get_by_label("访问密钥").fill(standin.api_key)
    page.keyboard.press("Enter")
    page.wait_for_selector(".example")
    standin.chats.append(stream(GOOD))
    ask(page)
    page.click(f"{last_answer(page)} .answer-text .chip[data-n='1']")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载原件").click()
    assert download.value.suggested_filename == "d1.txt"
