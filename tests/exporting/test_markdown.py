"""Markdown files, read again by CommonMark's rules: what a document says is shown as it stands."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from qa_service.exporting.blocks import Block, Grid, Heading, Paragraph, Run, Title, plain
from qa_service.exporting.export import export
from qa_service.exporting.markdown import to_markdown
from tests.exporting.samples import ANSWER, CITED, QUESTION, record

MARKUP = st.text("甲a1 \\`*_[]()<>~|$&#+-=>.!:;\t「」", max_size=30)


def shown(markdown: str) -> list[str]:
    """The texts of a rendered page, one for each paragraph, heading, item and cell."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    assert not [token.type for token in tokens if token.type in ("html_block", "code_block", "fence", "hr")]
    texts = []
    for token in tokens:
        if token.type == "inline":
            children = token.children or []
            assert {child.type for child in children} <= {
                "text", "text_special", "softbreak", "hardbreak", "strong_open", "strong_close"
            }, markdown  # fmt: skip
            texts.append("".join("\n" if "break" in child.type else child.content for child in children))
    return texts


def test_an_answer_is_there_with_its_question_label_table_references_and_date() -> None:
    assert export(record(ANSWER), "markdown").content.decode().split("\n") == [
        "# 问答记录",
        "",
        "## 一、问题",
        "",
        QUESTION,
        "",
        "## 二、答复",
        "",
        "(原文摘录)",
        "",
        "**58件**",
        "",
        "2021年,青溪县受理行政复议案件**58件**[1]。",
        "",
        "- 青溪县:58件[1]。",
        "- 白石县:未提及。",
        "",
        "| 地区 | 年份 | 内容 | 出处 |",
        "| --- | --- | --- | --- |",
        "| 青溪县 | 2021 | 58件 | [1] |",
        "| 白石县 | 2021 | 未提及 |  |",
        "",
        "2026年3月2日回答;范围:青溪县、白石县、2021年;查找了5份文件、212个段落。",
        "",
        "## 三、引用原文",
        "",
        "[1]《青溪县人民政府关于2021年度法治政府建设情况的报告》(青政发〔2022〕3号)。发文机关:青溪县人民政府;"
        "地区:青溪县;年度:2021;位置:一、主要工作 > (二)行政复议;第12段。",
        "",
        "> 受理行政复议案件58件",
        "",
        "导出日期:2026年3月5日",
        "",
    ]


@given(MARKUP, MARKUP)
def test_what_looks_like_markup_is_shown_as_it_stands(first: str, second: str) -> None:
    blocks: list[Block] = []
    for text in (first.strip(), second.strip()):
        if text:
            blocks += [
                Title(text=text),
                Heading(text=text, level=2),
                Paragraph(runs=plain(text)),
                Paragraph(runs=plain(text), role="quote"),
                Paragraph(runs=plain(text), label="•"),
                Paragraph(runs=plain(text), label="7."),
                Paragraph(runs=(Run(text="[1]", is_mark=True), Run(text=text))),
                Paragraph(runs=(Run(text="甲"), Run(text=text, bold=True), Run(text="乙"))),
                Grid(header=(plain(text), plain("乙")), rows=((plain(text), ()),)),
            ]
    expected = []
    for text in (first.strip(), second.strip()):
        if text:
            expected += [text] * 6 + [f"[1]{text}", f"甲{text}乙", text, "乙", text, ""]
    assert [one.split() for one in shown(to_markdown(blocks))] == [one.split() for one in expected]


@pytest.mark.parametrize("text", ["**重点**", "“重点”", "重点:", "(重点)", "重点"])
def test_no_star_of_bold_words_is_ever_shown(text: str) -> None:
    paragraph = Paragraph(runs=(Run(text="甲"), Run(text=text, bold=True), Run(text="乙")))
    assert shown(to_markdown([paragraph])) == [f"甲{text}乙"]


@given(
    st.lists(st.tuples(st.sampled_from(["", "•", "1.", "2.", "12)", "1000."]), st.integers(0, 3)), max_size=8)
)
def test_items_are_shown_whole_however_lists_are_nested(items: list[tuple[str, int]]) -> None:
    blocks = [
        Paragraph(runs=plain(f"第{number}段"), label=label, depth=depth)
        for number, (label, depth) in enumerate(items)
    ]
    assert shown(to_markdown(blocks)) == [f"第{number}段" for number in range(len(items))]


def test_a_quote_keeps_its_lines() -> None:
    answer = replace(ANSWER, citations=(replace(CITED, quote="第一行\n1. 第二行\n\n# 第三行"),))
    assert "第一行\n1. 第二行\n# 第三行" in shown(export(record(answer), "markdown").content.decode())


def test_a_picture_or_link_in_a_document_reaches_nobody() -> None:
    text = "![甲](http://example.invalid/p.png) [乙](http://example.invalid) <img src=x>"
    page = MarkdownIt("commonmark").render(
        export(record(replace(ANSWER, answer=text)), "markdown").content.decode()
    )
    assert "<img" not in page
    assert "<a " not in page
