"""Plain text and Markdown."""

import pytest

from qa_service.ingestion.readers.markdown import MarkdownReader
from qa_service.ingestion.readers.reading import read_file
from qa_service.ingestion.readers.text import TextReader

LONG = "各级行政机关应当坚持依法行政的原则,严格按照法定程序行使职权、履行职责,自觉接受监督,提高服务水平。"


def test_each_line_of_a_text_is_a_block_with_its_layout() -> None:
    blocks = read_file("　　标题\r\n\r\n\r\n　　正文。\r\n\t缩进\r尾".encode(), source="a.txt")
    assert [(block.text, block.indent, block.blank_lines_before) for block in blocks] == [
        ("标题", 2.0, 0),
        ("正文。", 2.0, 2),
        ("缩进", 2.0, 0),
        ("尾", 0.0, 0),
    ]


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_text_broken_to_a_page_width_is_put_together(name: str) -> None:
    paragraphs = [LONG * 3, LONG * 2, "短的一段。", LONG * 2]
    lines = []
    for paragraph in paragraphs:
        indented = "　　" + paragraph
        lines += [indented[start : start + 35] for start in range(0, len(indented), 35)]
    blocks = read_file("\n".join(lines).encode(), source=name)
    assert [block.text for block in blocks] == paragraphs


def test_paragraphs_on_lines_of_their_own_are_not_put_together() -> None:
    lines = [f"{number}.某某单位于当年完成了全部工作任务,群众满意" for number in range(1, 30)]
    assert [block.text for block in read_file("\n".join(lines).encode(), source="a.txt")] == lines


def test_wrapped_english_gets_its_spaces_back() -> None:
    words = ("the government shall publish the annual report of its work " * 12).strip()
    lines, line = [], ""
    for word in words.split():
        if len(line) + len(word) >= 60:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    (block,) = read_file("\n".join([*lines, line]).encode(), source="a.txt")
    assert block.text == words


MARKDOWN = """---
title: 条例
---
# 某某条例

<!-- 注释 -->

## 第一章　总则

第一条 为了**保护**[环境](http://example.org),制定本条例。
    第二条 缩进四格仍是正文。

**一、整段加粗**

1. 第一项
2. 第二项
   - 子项

列表后的段落

| 地区 | 件数 |
|---|---|
| 甲县 | 107 |
"""


def test_markdown_keeps_headings_numbers_and_tables() -> None:
    blocks = read_file(MARKDOWN.encode(), source="a.md")
    assert [(block.kind, block.level, block.text) for block in blocks] == [
        ("property", 0, "条例"),
        ("heading", 1, "某某条例"),
        ("heading", 2, "第一章　总则"),
        ("paragraph", 0, "第一条 为了保护环境,制定本条例。"),
        ("paragraph", 0, "第二条 缩进四格仍是正文。"),
        ("paragraph", 0, "一、整段加粗"),
        ("list_item", 1, "1.第一项"),
        ("list_item", 1, "2.第二项"),
        ("list_item", 2, "子项"),
        ("paragraph", 0, "列表后的段落"),
        ("table_row", 0, "地区 | 件数"),
        ("table_row", 0, "地区：甲县；件数：107"),
    ]
    assert [block.text for block in blocks if block.bold] == ["一、整段加粗"]
    assert blocks[-1].columns == ("地区", "件数")
    assert blocks[-1].cells == ("甲县", "107")


def test_html_inside_markdown_is_read_as_html() -> None:
    source = (
        "# 标题\n\n<table><tr><th>地区</th><th>件数</th></tr><tr><td>甲县</td><td>107</td></tr></table>\n"
    )
    assert [block.text for block in read_file(source.encode(), source="a.md")][1:] == [
        "地区 | 件数",
        "地区：甲县；件数：107",
    ]


def test_a_paragraph_of_nothing_but_marks_does_not_take_for_ever() -> None:
    (block,) = read_file(("*_[" * 200_000).encode(), source="a.md")
    assert len(block.text) == 600_000


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("**抓规范。**全县印发清单12项。", "抓规范。全县印发清单12项。"),
        ("1. **抓规范。**全县印发清单12项。", "1.抓规范。全县印发清单12项。"),
        ("落实**《条例》**要求，推行**“一网通办”**改革。", "落实《条例》要求，推行“一网通办”改革。"),
        (
            "**目标任务：**2023年底前，**（一）排查。**各镇负责。",
            "目标任务：2023年底前，（一）排查。各镇负责。",
        ),
        ("**工作要求： **各单位应当重视。", "工作要求：各单位应当重视。"),
        ("__总体要求。__坚持统筹推进。", "总体要求。坚持统筹推进。"),
        ("要*切实*提高认识，_重点_是基层。", "要切实提高认识，_重点_是基层。"),
        ("***特别提醒！***逾期不予受理。", "特别提醒！逾期不予受理。"),
        ("**第一行的话，\n第二行的话。**第三行的话。", "第一行的话，|第二行的话。第三行的话。"),
    ],
)
def test_chinese_text_keeps_no_marks_of_emphasis(source: str, text: str) -> None:
    assert "|".join(block.text for block in MarkdownReader().read(source.encode())) == text


@pytest.mark.parametrize(
    "text",
    [
        "面积为5*3米，合计2*4米。",
        "张**、李**、王*等三人，身份证号3301**********1234。",
        "合计为1200万元*，其中区级300万元。",
        "日期：__年__月__日；甲方：__，乙方：__。",
        "文件名为a_b_c.txt，模式为*.txt。",
        "**注：数据为快报数。",
    ],
)
def test_a_star_or_line_that_is_no_emphasis_stays(text: str) -> None:
    assert [block.text for block in MarkdownReader().read(text.encode())] == [text]


def test_escaped_stars_and_those_in_code_stay() -> None:
    source = r"公式为\*\*甲\*\*，代码为`**乙**`。"
    assert [block.text for block in MarkdownReader().read(source.encode())] == [
        "公式为**甲**，代码为**乙**。"
    ]


WRAPPED = (
    "全县一般公共预算收入10.86亿元，完成调整预算的101.3%，同口径增长6.7%，"
    "扣除留抵退税因素后增长9.4%。其中：税收收入8.12亿元，占一般公共预算收入的74.8%。",
    "全年办理行政复议案件132件，其中维持56件、撤销12件；审结行政诉讼案件28件，"
    "行政机关负责人出庭应诉率达到100%，有关情况已经向县人民代表大会常务委员会报告。",
    "一、工作安排",
    "2023年投入5600万元建设海水淡化项目，新增日供水能力1.5万吨，惠及居民3.2万人，"
    "城乡居民基础养老金标准由每人每月245元提高到275元，全面完成民生实事项目。",
)


@pytest.mark.parametrize("characters", [30, 34, 38])
@pytest.mark.parametrize("indent", ["\u3000\u3000", ""])
def test_lines_broken_after_so_many_characters_are_put_together_and_figures_stay_whole(
    characters: int, indent: str
) -> None:
    lines = [
        line
        for text in (indent + paragraph for paragraph in WRAPPED)
        for line in (text[at : at + characters] for at in range(0, len(text), characters))
    ]
    assert [block.text for block in TextReader().read("\n".join(lines).encode())] == list(WRAPPED)


def test_a_list_of_names_is_not_put_together() -> None:
    names = [f"甲乙丙丁市第{number}建筑安装工程有限责任公司" for number in "一二三四五六七八九"]
    assert [block.text for block in TextReader().read("\n".join(names).encode())] == names


def test_a_text_on_one_line_is_parted_before_its_numbers() -> None:
    parts = [
        "甲县停车管理办法",
        "（2022年6月17日县人民政府第3次常务会议通过）",
        "第一章 总则",
        f"第一条 为了加强停车管理，依据第三条规定的权限，制定本办法。{LONG * 12}",
        "第二条 下列车辆免费：",
        "（一）执行任务的警车；",
        "（二）残疾人专用车辆。",
        "第二章 规划",
        f"第三条 违反第二条规定的，处200元罚款，有第一项、第二项情形的除外。{LONG * 12}",
    ]
    for between in ("", " "):
        line = between.join(parts)
        assert [block.text for block in TextReader().read(line.encode())] == parts


def test_numbers_that_do_not_count_on_part_nothing() -> None:
    line = f"{LONG * 12}按照第二条的规定，（三）项除外。三、四月份完成。{LONG * 12}"
    assert [block.text for block in TextReader().read(line.encode())] == [line]
