"""Word files, opened again: what they say, and the layout of official documents."""

import io
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_service.answering.events import Answer, Fallback
from qa_service.exporting.export import export
from qa_service.exporting.records import Record
from qa_service.ingestion.readers.docx import DocxReader
from qa_service.ingestion.readers.options import ReaderOptions
from tests.exporting.samples import ANSWER, CITED, IN_FORCE, NOT_FOUND, QUESTION, UNNAMED, record

# What XML cannot hold, what breaks lines, what looks like markup, what lies beyond the first plane.
UNRULY = "甲\x00乙\ud800丙\x0b丁\ufffe<w:p>&amp;\"'\x1b\u2028𠮷\x7f]]>\r\n戊"


def opened(written: Record) -> WordDocument:
    return Document(io.BytesIO(export(written, "docx").content))


def texts(document: WordDocument, style: str | None = None) -> list[str]:
    return [one.text for one in document.paragraphs if style in (None, one.style.name)]  # type: ignore[union-attr]


def first(document: WordDocument, style: str) -> Paragraph:
    return next(one for one in document.paragraphs if one.style.name == style)  # type: ignore[union-attr]


def test_an_answer_is_there_with_its_question_label_references_and_date() -> None:
    document = opened(record(ANSWER))
    assert texts(document) == [
        "问答记录",
        "",
        "一、问题",
        QUESTION,
        "二、答复",
        "(原文摘录)",
        "58件",
        "2021年,青溪县受理行政复议案件58件[1]。",
        "• 青溪县:58件[1]。",
        "• 白石县:未提及。",
        "2026年3月2日回答;范围:青溪县、白石县、2021年;查找了5份文件、212个段落。",
        "三、引用原文",
        "[1]《青溪县人民政府关于2021年度法治政府建设情况的报告》(青政发〔2022〕3号)。发文机关:青溪县人民政府;"
        "地区:青溪县;年度:2021;位置:一、主要工作 > (二)行政复议;第12段。",
        "受理行政复议案件58件",
        "导出日期:2026年3月5日",
    ]


def test_a_table_is_a_real_one_and_says_what_is_not_mentioned() -> None:
    (table,) = opened(record(ANSWER)).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["地区", "年份", "内容", "出处"],
        ["青溪县", "2021", "58件", "[1]"],
        ["白石县", "2021", "未提及", ""],
    ]
    assert [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows] == [True, False, False]


def test_a_table_that_a_model_wrote_is_a_real_one_too() -> None:
    written = replace(
        ANSWER, kind="generated", answer="如下:\n\n| 县 | 数 |\n|---|---|\n| 甲\\|乙 | 5[1] |", table=None
    )
    (table,) = opened(record(written)).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["县", "数"], ["甲|乙", "5[1]"]]


@pytest.mark.parametrize(
    ("answer", "label"),
    [
        (ANSWER, "原文摘录"),
        (replace(ANSWER, kind="generated"), "内容由AI生成,仅供参考,请以原文为准"),
        (NOT_FOUND, "文件里没有找到答案"),
    ],
)
def test_the_label_tells_whose_words_they_are_in_the_text_and_in_the_properties(
    answer: Answer, label: str
) -> None:
    document = opened(record(answer))
    assert texts(document, "标识") == [f"({label})"]
    assert document.core_properties.comments == label


def test_what_was_dropped_and_why_there_is_an_extract_is_said() -> None:
    fallback = Fallback(code="model_unavailable", message="模型不可用。")
    (note,) = texts(opened(record(replace(ANSWER, dropped=2, fallback=fallback))), "说明")
    assert note.endswith("212个段落。删去了2句原文不能证实的话。模型不可用。")


def test_what_is_near_is_said_to_be_no_answer() -> None:
    document = opened(record(NOT_FOUND))
    assert "三、相近的段落(供参考,不是答案)" in texts(document, "Heading 1")
    assert texts(document, "引用") == ["《工作简报》。第12段。"]


def test_a_citation_says_which_version_of_a_regulation_it_is() -> None:
    law = replace(UNNAMED, n=1, authority="行政法规", version=IN_FORCE)
    assert texts(opened(record(replace(ANSWER, citations=(law,)))), "引用") == [
        "[1]《工作简报》。效力:行政法规;版本:现行版本;第12段。"
    ]


def test_a_conversation_numbers_its_questions_and_says_which_answer_was_cut_off() -> None:
    document = opened(record(ANSWER, None, NOT_FOUND, title="行政复议"))
    assert texts(document, "Title") == ["行政复议"]
    assert texts(document, "Heading 1") == [f"{number}、{QUESTION}" for number in "一二三"]
    assert texts(document, "Heading 2") == [
        "(一)答复",
        "(二)引用原文",
        "(一)答复",
        "(一)答复",
        "(二)相近的段落(供参考,不是答案)",
    ]
    assert texts(document, "标识")[1] == "回答中断,没有保存。"


def test_the_page_is_a4_with_the_margins_of_official_documents() -> None:
    (section,) = opened(record(ANSWER)).sections
    across = (section.page_width, section.left_margin, section.right_margin)
    down = (section.page_height, section.top_margin, section.bottom_margin)
    assert [round(size / Mm(1)) for size in across if size is not None] == [210, 28, 210 - 28 - 156]
    assert [round(size / Mm(1)) for size in down if size is not None] == [297, 37, 297 - 37 - 225]


@pytest.mark.parametrize(
    ("style", "face", "size", "characters"),
    [
        ("Title", "方正小标宋简体", 22, "0"),
        ("Normal", "仿宋", 16, "200"),
        ("Heading 1", "黑体", 16, "200"),
        ("引文", "楷体", 16, "200"),
    ],
)
def test_the_styles_are_those_of_official_documents(
    style: str, face: str, size: int, characters: str
) -> None:
    found = first(opened(record(ANSWER)), style).style
    assert found is not None
    properties = found.element.rPr
    assert properties.rFonts.get(qn("w:eastAsia")) == face
    assert found.font.size == Pt(size)
    assert found.element.pPr.ind.get(qn("w:firstLineChars")) == characters
    if style != "Title":
        assert found.paragraph_format.line_spacing == Pt(28)


def test_page_numbers_stand_between_dashes_on_the_outer_side() -> None:
    document = opened(record(ANSWER))
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    for footer, side in ((section.footer, "RIGHT"), (section.even_page_footer, "LEFT")):
        (paragraph,) = footer.paragraphs
        assert [one.text for one in paragraph._p.iter(qn("w:instrText"))] == ["PAGE"]
        assert "".join(part.text or "" for part in paragraph._p.iter(qn("w:t"))) == "— 1 —"
        assert paragraph.alignment is not None
        assert paragraph.alignment.name == side


def test_every_face_that_is_used_is_in_the_font_table_with_one_to_take_instead() -> None:
    content = export(record(ANSWER), "docx").content
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist() if name.endswith(".xml")}
    for face in ("方正小标宋简体", "仿宋", "黑体", "楷体", "宋体"):
        assert f'w:name="{face}"><w:altName w:val="' in parts["word/fontTable.xml"]
    assert "Theme=" not in parts["word/styles.xml"]


def test_text_that_no_file_can_hold_breaks_none() -> None:
    unruly = replace(CITED, title=UNRULY, quote=UNRULY, section=(UNRULY,), issuer=UNRULY)
    table = replace(ANSWER.table, columns=(UNRULY,)) if ANSWER.table else None
    answer = replace(ANSWER, answer=UNRULY, short_answer=UNRULY, citations=(unruly,), table=table)
    for title in (None, UNRULY):
        document = opened(record(answer, title=title, question=UNRULY))
        assert texts(document, "引文") == ["甲乙丙", "丁<w:p>&amp;\"'", "𠮷]]>", "戊"]


LEGIBLE = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp", "Zs"]), min_size=1, max_size=30
)


@settings(max_examples=15)
@given(LEGIBLE, LEGIBLE)
def test_every_word_of_question_and_quote_comes_back(question: str, quote: str) -> None:
    answer = replace(ANSWER, citations=(replace(CITED, quote=quote),))
    document = opened(record(answer, question=question))
    assert question in texts(document, "Normal")
    assert texts(document, "引文") == [quote]


def test_our_own_reader_reads_the_file() -> None:
    blocks = DocxReader(ReaderOptions()).read(export(record(ANSWER), "docx").content)
    read = [block.text for block in blocks]
    assert "2021年,青溪县受理行政复议案件58件[1]。" in read
    assert [block.text for block in blocks if block.kind == "heading"] == [
        "问答记录",
        "一、问题",
        "二、答复",
        "三、引用原文",
    ]
