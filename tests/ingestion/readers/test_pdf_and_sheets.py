"""PDF and spreadsheets."""

import io
from datetime import date, datetime, time

import openpyxl
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from qa_service.ingestion.blocks import READING_NOTE
from qa_service.ingestion.readers.reading import read_file
from tests.ingestion.readers.making import FONT, pdf, png, saved, sheet

PARAGRAPHS = [
    "一、总体情况",
    "全县各级各部门认真贯彻上级决策部署,围绕中心、服务大局,全年办理各类案件一百零七件,按期办结率达到百分之百。",
    "(一)主要做法",
    "坚持党的领导,Internet plus 与 2020 年重点任务相结合,形成了上下联动的良好格局,得到群众广泛好评。",
    "一是抓学习。二是抓落实。",
] * 8


def test_lines_of_a_pdf_become_its_paragraphs_again() -> None:
    blocks = read_file(pdf(PARAGRAPHS, titles=("某某县人民政府", "关于工作的报告")), source="a.pdf")
    body = [block for block in blocks if block.kind == "paragraph" and not block.page_edge]
    assert [block.text for block in body] == ["某某县人民政府关于工作的报告", *PARAGRAPHS]
    assert [block.alignment for block in body[:2]] == ["center", None]
    assert body[0].font_size_pt == 22
    assert body[1].indent == 2.0
    assert body[0].page == 1
    assert body[-1].page == 3


def test_running_headers_and_page_numbers_are_marked() -> None:
    blocks = read_file(pdf(PARAGRAPHS, running_header="某某县人民政府公报"), source="a.pdf")
    edges = [(block.page, block.page_edge, block.text) for block in blocks if block.page_edge]
    assert sorted(edges) == [
        (page, edge, text)
        for page in (1, 2, 3)
        for edge, text in (("bottom", f"— {page} —"), ("top", "某某县人民政府公报"))
    ]


def test_words_in_the_margin_that_do_not_come_back_are_text() -> None:
    blocks = read_file(pdf(("正文。",), running_header="只在这一页"), source="a.pdf")
    assert ("只在这一页", None) in [(block.text, block.page_edge) for block in blocks]


def test_pages_of_pictures_among_pages_of_text_are_told() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for page in range(3):
        if page == 1:
            canvas.drawImage(ImageReader(io.BytesIO(png())), 50, 50, 400, 600)
        else:
            canvas.setFont(FONT, 16)
            for line in range(10):
                canvas.drawString(72, 700 - 30 * line, f"第{line}行文字,说明有关情况。")
        canvas.showPage()
    canvas.save()
    blocks = read_file(buffer.getvalue(), source="a.pdf")
    (note,) = [block.text for block in blocks if block.name == READING_NOTE]
    assert note.startswith("第 2 页")


def test_two_columns_are_two_columns() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842))
    canvas.setFont(FONT, 10)
    for column, left in enumerate((60, 310)):
        for line in range(12):
            canvas.drawString(
                left, 700 - 16 * line, ("左" if column == 0 else "右") * (22 if line < 11 else 9)
            )
    canvas.save()
    blocks = read_file(buffer.getvalue(), source="a.pdf")
    assert [block.text for block in blocks if block.kind == "paragraph"] == ["左" * 251, "右" * 251]


def test_cells_are_read_as_the_sheet_shows_them() -> None:
    workbook = openpyxl.Workbook()
    rows = workbook.active
    rows.append(("地区", "件数", "办结率", "日期", "时间", "有效"))
    rows.append(
        ("甲县", 107.0, 0.853, date(2020, 1, 15), datetime.combine(date(2020, 1, 15), time(8, 30)), True)
    )
    rows["C2"].number_format = "0.0%"
    rows.append(("乙县", 0.1 + 0.2, 1, None, None, False))
    rows["C3"].number_format = "0%"
    blocks = read_file(saved(workbook), source="a.xlsx")
    assert [block.text for block in blocks] == [
        "地区 | 件数 | 办结率 | 日期 | 时间 | 有效",
        "地区：甲县；件数：107；办结率：85.3%；日期：2020-01-15；时间：2020-01-15 08:30；有效：是",
        "地区：乙县；件数：0.3；办结率：100%；有效：否",
    ]
    assert blocks[1].cells[:2] == ("甲县", "107")


def test_titles_merged_headers_and_notes_of_a_sheet_find_their_place() -> None:
    workbook = openpyxl.Workbook()
    first = workbook.active
    first.title = "复议"
    first.append(("2020年度统计表",))
    first.append(("地区", "件数", None))
    first.append((None, "新收", "办结"))
    first.append(("甲县", 107, 98))
    first.append(())
    first.append(("注:以上为全年数",))
    for range_ in ("A1:C1", "A2:A3", "B2:C2"):
        first.merge_cells(range_)
    hidden = workbook.create_sheet("底稿")
    hidden.append(("不应读出", 1))
    hidden.sheet_state = "hidden"
    blocks = read_file(saved(workbook), source="a.xlsx")
    assert blocks[0].name == READING_NOTE
    assert [(block.kind, block.text) for block in blocks[1:]] == [
        ("heading", "2020年度统计表"),
        ("paragraph", "复议"),
        ("table_row", "地区 | 件数"),
        ("table_row", "地区 | 新收 | 办结"),
        ("table_row", "地区：甲县；件数 新收：107；件数 办结：98"),
        ("paragraph", "注:以上为全年数"),
    ]


def test_a_sheet_of_words_gets_no_header_that_nobody_wrote() -> None:
    blocks = read_file(sheet(("姓名", "张三"), ("单位", "某局")), source="a.xlsx")
    assert [block.text for block in blocks] == ["姓名 | 张三", "单位 | 某局"]


def test_the_name_of_a_sheet_is_not_said_twice_and_labels_of_the_table_are_no_header() -> None:
    workbook = openpyxl.Workbook()
    only = workbook.active
    only.title = "收支表"
    only.append(("甲县2023年收入支出预算表", None, None, None))
    only.merge_cells("A1:D1")
    only.append(("部门：县水利局", None, None, "单位：万元"))
    only.append(("项目", "预算数", "执行数", "完成率"))
    only.append(("收入", 100, 98, "98%"))
    assert [(block.kind, block.text) for block in read_file(saved(workbook), source="a.xlsx")] == [
        ("heading", "甲县2023年收入支出预算表"),
        ("table_row", "部门：县水利局 | 单位：万元"),
        ("table_row", "项目 | 预算数 | 执行数 | 完成率"),
        ("table_row", "项目：收入；预算数：100；执行数：98；完成率：98%"),
    ]


def test_lines_that_are_not_justified_go_on_within_a_sentence() -> None:
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setFont(FONT, 16)
    lines = (
        "\u3000\u3000全县共办理行政复议案件132件，其中维持56件、",
        "撤销12件，行政机关负责人出庭应诉28次，出庭率",
        "达到100%。",
        "\u3000\u3000全年举办培训12期。",
        "\u3000\u3000下一步将继续推进各项改革任务落实，不断提升",
        "依法行政能力。",
    )
    for place, line in enumerate(lines):
        canvas.drawString(72, 700 - 28 * place, line)
    canvas.save()
    blocks = read_file(buffer.getvalue(), source="a.pdf")
    texts = [block.text for block in blocks if block.kind != "property"]
    assert [text.lstrip() for text in texts] == [
        "全县共办理行政复议案件132件，其中维持56件、撤销12件，行政机关负责人出庭应诉28次，出庭率达到100%。",
        "全年举办培训12期。",
        "下一步将继续推进各项改革任务落实，不断提升依法行政能力。",
    ]
