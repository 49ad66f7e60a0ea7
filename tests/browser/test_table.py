"""The table of an answer: sorting, sources, bars, copying and the sheet for a spreadsheet."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.papers import REPORT, library
from tests.browser.standin import Json, StandIn, answer, citation, document, stream

OTHER = document(
    "d3",
    "白石县2023年就业工作情况",
    ["白石县2023年就业工作情况", "全年向88家企业返还失业保险费0.5亿元。", "=1+1是公式,并非就业人数。"],
    region="白石县",
    region_path=["云岭省", "清河市", "白石县"],
    year=2023,
)
CITATIONS = [
    citation(REPORT, "返还失业保险费412.7万元"),
    citation(OTHER, "返还失业保险费0.5亿元", 2),
    citation(OTHER, "=1+1是公式", 3),
]
ROWS = [
    {"cells": ["青溪县", "2023", "412.7万元", "返还失业保险费412.7万元"], "n": 1},
    {"cells": ["白石县", "2023", "0.5亿元", "返还失业保险费0.5亿元"], "n": 2},
    {"cells": ["红岩县", None, None, None], "n": None},
    {"cells": ["东湖县", "2023", "约90万元", "=1+1是公式"], "n": 3},
]
TABLE: Json = {"columns": ["地区", "年份", "数值", "原文表述"], "rows": ROWS, "chart": 2}
ASKED = "各县返还失业保险费分别是多少?"


@pytest.fixture
def standin(standin: StandIn) -> StandIn:
    standin.documents = [*library(), dict(OTHER)]
    return standin


def asked(open_page: OpenPage, standin: StandIn, table: Json = TABLE, *, width: int = WIDE) -> Page:
    standin.chats.append(stream(answer("由高到低[1][2]。", CITATIONS, table=table)))
    page = open_page(standin.url, width=width)
    page.fill("#question", ASKED)
    page.press("#question", "Enter")
    page.wait_for_selector(".answer[data-state=done] .answer-table")
    return page


def names(page: Page) -> list[str]:
    return page.locator(".answer-table tbody tr td:first-child").all_inner_texts()


def test_a_header_sorts_by_size_and_not_by_spelling_and_keeps_what_is_missing_last(
    open_page: OpenPage, standin: StandIn
) -> None:
    page = asked(open_page, standin)
    header = page.locator("th", has_text="数值")
    assert header.get_attribute("aria-sort") == "none"
    header.get_by_role("button").click()
    assert names(page) == ["白石县", "青溪县", "东湖县", "红岩县"]
    assert header.get_attribute("aria-sort") == "descending"
    header.get_by_role("button").click()
    assert names(page) == ["东湖县", "青溪县", "白石县", "红岩县"]
    assert header.get_attribute("aria-sort") == "ascending"
    header.get_by_role("button").click()
    assert names(page) == ["青溪县", "白石县", "红岩县", "东湖县"]
    assert header.get_attribute("aria-sort") == "none"


def test_the_keyboard_sorts_and_it_is_read_out(open_page: OpenPage, standin: StandIn) -> None:
    page = asked(open_page, standin)
    page.locator("th", has_text="地区").get_by_role("button").focus()
    page.keyboard.press("Enter")
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("地区")
    expect(page.locator("#status")).to_have_text("已按“地区”升序排列")
    page.keyboard.press("Space")
    assert page.locator("th[aria-sort=descending]").count() == 1


@pytest.mark.parametrize("column", [1, 2, 3, 4])
def test_every_cell_opens_the_source_of_its_row(open_page: OpenPage, standin: StandIn, column: int) -> None:
    page = asked(open_page, standin)
    page.locator("th", has_text="数值").get_by_role("button").click()
    page.click(f"tbody tr:nth-child(1) td:nth-child({column})")
    expect(page.locator("mark")).to_have_text("返还失业保险费0.5亿元")
    page.keyboard.press("Escape")
    page.click("tbody tr:nth-child(4) td:nth-child(1)")
    expect(page.locator("#source")).to_be_hidden()


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_bars_are_as_long_as_their_figures_and_silence_is_said(
    open_page: OpenPage, standin: StandIn, width: int
) -> None:
    page = asked(open_page, standin, width=width)
    lengths = [float(r.get_attribute("width") or 0) for r in page.locator(".bars rect").all()]
    assert lengths == pytest.approx([8.254, 100, 1.8], abs=0.01)
    assert page.locator(".bars li:nth-child(3)").inner_text().split() == ["红岩县", "未提及"]
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.locator(".bars li:nth-child(2) button").click()
    expect(page.locator("mark")).to_have_text("返还失业保险费0.5亿元")


def test_nothing_is_drawn_where_figures_count_different_things(open_page: OpenPage, standin: StandIn) -> None:
    page = asked(open_page, standin, TABLE | {"chart": None})
    assert page.locator(".bars").count() == 0
    assert page.locator(".answer-table").count() == 1


def test_the_sheet_opens_in_a_spreadsheet_and_holds_no_formula(
    open_page: OpenPage, standin: StandIn, tmp_path: Path
) -> None:
    page = asked(open_page, standin)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载CSV").click()
    saved = tmp_path / "sheet.csv"
    download.value.save_as(saved)
    assert download.value.suggested_filename == "各县返还失业保险费分别是多少.csv"
    content = saved.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows[0] == ["地区", "年份", "数值", "原文表述", "出处序号", "出处文件", "段落", "引用原文"]
    assert rows[2][:3] == ["白石县", "2023", "0.5亿元"]
    assert rows[2][5] == "白石县2023年就业工作情况"
    assert rows[3][2] == "未提及"
    assert rows[4][3] == "'=1+1是公式"
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_copying_gives_the_rows_as_they_are_sorted(open_page: OpenPage, standin: StandIn) -> None:
    page = asked(open_page, standin)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("th", has_text="数值").get_by_role("button").click()
    page.locator(".table-tools").get_by_role("button", name="复制").click()
    expect(page.locator("#status")).to_have_text("表格已复制,可粘贴到电子表格")
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert [line.split("\t")[0] for line in lines] == ["地区", "白石县", "青溪县", "东湖县", "红岩县"]
