"""Cleaning removes the page and keeps the document."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.ingestion.blocks import Block
from qa_service.ingestion.cleaning import Cleaned, clean

RUNNING_TEXT = (
    "本报告所称统计数据的期限为全年，内容涵盖组织领导、制度建设、行政执法、"
    "矛盾化解以及法治宣传教育等五个方面的工作。"
)


def cleaned(*lines: str) -> Cleaned:
    return clean([Block(text=line) for line in lines])


def kept(*lines: str) -> list[str]:
    return [block.text for block in cleaned(*lines).blocks]


@pytest.mark.parametrize(
    "line",
    [
        "您当前的位置：首页 > 政务公开 > 通知公告",
        "当前位置: 网站首页 >> 信息公开 >> 年度报告 >> 正文",
        "首页 > 政府信息公开 > 法定主动公开内容",
        "字号：[大 中 小] 打印 关闭",
        "分享到： 微信 微博 QQ空间",
        "【打印本页】【关闭窗口】",
        "发布时间：2021-03-05 09:12 来源：县司法局 浏览次数：312",
        "信息来源：区政府办公室　　发布日期：2022年1月8日　　【字体：大 中 小】",
        "您的浏览器版本过低，建议使用其他浏览器访问。",
        "扫一扫在手机打开当前页",
        "用手机扫描二维码阅读本文",
        "返回顶部",
        "上一篇：关于开展春季义务植树活动的通知",
        "下一篇：没有了",
        "版权所有：某某县人民政府",
        "京ICP备12345678号-1 京公网安备11010502030000号",
        "网站标识码：3301000001",
        "您即将离开“某某市人民政府门户网站”",
        "（责任编辑：王某）",
        "今天是2024年3月1日 星期五",
        "甲县人民政府门户网站 www.example.gov.cn 2019年01月25日 来源：县司法局",
        "甲县人民政府网 | 今天是2023年5月6日 星期六 | 简体 | 繁体 | 长者助手",
        "[ 关闭窗口 ] [ 打印本页 ] [ 返回顶部 ]",
        "网站首页走进甲县新闻动态政务公开网上办事政民互动",
    ],
)
def test_page_furniture_around_a_document_is_removed_and_reported(line: str) -> None:
    result = cleaned(line, RUNNING_TEXT, line)
    assert [block.text for block in result.blocks] == [RUNNING_TEXT]
    assert len(result.removed) == 2
    assert all(removal.rule for removal in result.removed)


@pytest.mark.parametrize(
    "line",
    [
        "各单位要在门户网站显著位置公开联系电话，方便群众监督。",
        "三是推进政务公开，在政府门户网站设置“扫一扫”入口，群众扫描二维码即可评价。",
        "升级改造门户网站，兼容主流浏览器，开通无障碍浏览和长者模式，全年访问量达32万次。",
        "时间：2023年5月8日上午9时",
        "来源：国家统计局年度调查。样本量为3000户，问卷回收率为97%，结果已向社会公布。",
        "打印机耗材采购金额12万元",
        "联系人：张某 联系电话：0571-00000000",
        "县政府门户网站 2023年发布信息312条",
        "相关附件：无",
        "办事服务互动交流一体推进",
        "主办单位：市教育局",
        "中",
        "首页设计要求：一是庄重大方，二是便于查找。",
        "版权保护工作得到加强，全年查处侵权盗版案件14起，收缴盗版图书3200册。",
    ],
)
def test_the_documents_own_words_stay_even_where_they_speak_of_web_pages(line: str) -> None:
    assert kept(RUNNING_TEXT, line, RUNNING_TEXT) == [RUNNING_TEXT, line, RUNNING_TEXT]


@pytest.mark.parametrize(
    "line", ["政策解读", "相关文件", "图解：一图看懂预算", "（责任编辑：王某）", "今天是2024年3月1日"]
)
def test_words_that_are_furniture_only_at_the_edge_of_a_page_stay_within_the_text(line: str) -> None:
    assert kept(RUNNING_TEXT, line, RUNNING_TEXT) == [RUNNING_TEXT, line, RUNNING_TEXT]


def test_a_menu_of_links_goes_and_the_link_to_an_attachment_stays() -> None:
    menu = [Block(text=text, link_density=1.0) for text in ("市长信箱", "网上调查", "热点回应")]
    attachment = Block(text="附件：申请表", link_density=1.0)
    result = clean([*menu, Block(text=RUNNING_TEXT), attachment, Block(text="市长信箱", link_density=1.0)])
    assert [block.text for block in result.blocks] == [RUNNING_TEXT, "附件：申请表", "市长信箱"]


def test_contact_lines_of_a_notice_stay_and_those_of_the_sites_keeper_go() -> None:
    notice = ["联系电话：0571-11111111", "附件：报名表"]
    footer = ["联系电话：0571-22222222", "版权所有：某某市人民政府"]
    assert kept(RUNNING_TEXT, *notice, *footer) == [RUNNING_TEXT, *notice]


@pytest.mark.parametrize(
    "lines",
    [
        ["索引号: 1137/2020-001 文号: 甲政发〔2020〕5号", "发文日期: 2020-02-03 发布机构: 甲县人民政府"],
        [
            "索 引 号：",
            "1137/2020-001",
            "发文字号：",
            "甲政发〔2020〕5号",
            "成文日期：",
            "2020-02-03",
            "发文机关：",
            "甲县人民政府",
        ],
        [
            "| 索引号 | 1137/2020-001 | 文号 | 甲政发〔2020〕5号 |",
            "| 发文日期 | 2020-02-03 | 发布机构 | 甲县人民政府 |",
        ],
    ],
    ids=["in lines", "label and value in turn", "drawn with bars"],
)
def test_an_index_table_is_removed_and_its_facts_are_kept(lines: list[str]) -> None:
    result = cleaned(*lines, RUNNING_TEXT)
    assert [block.text for block in result.blocks] == [RUNNING_TEXT]
    facts = {field: fact.value for field, fact in result.index_table.items()}
    assert facts["document_number"] == "甲政发〔2020〕5号"
    assert facts["issuer"] == "甲县人民政府"
    assert facts["issued_on"] == "2020-02-03"


def test_a_label_without_value_does_not_swallow_the_title_below_it() -> None:
    title = "甲县人民政府关于表彰先进集体的决定"
    result = cleaned("索引号：", "1137/2020-001", "文号：", title, RUNNING_TEXT)
    assert [block.text for block in result.blocks] == [title, RUNNING_TEXT]


def test_running_headers_and_page_numbers_are_removed_but_a_line_on_one_page_only_stays() -> None:
    blocks = [
        Block(text="甲县年度报告", page=1, page_edge="top"),
        Block(text=RUNNING_TEXT, page=1),
        Block(text="— 1 —", page=1, page_edge="bottom"),
        Block(text="甲县年度报告", page=2, page_edge="top"),
        Block(text="注：数据截至年底", page=2, page_edge="bottom"),
        Block(text="第 2 页 共 2 页", page=2, page_edge="bottom"),
    ]
    result = clean(blocks)
    assert [block.text for block in result.blocks] == [RUNNING_TEXT, "注：数据截至年底"]
    assert Counter(removal.rule for removal in result.removed) == {"running_header": 2, "page_number": 2}


def test_the_pages_own_heading_goes_where_the_documents_title_follows_below_furniture() -> None:
    page_heading = "甲县人民政府关于2021年度重点工作情况的报告"
    result = cleaned(
        page_heading, "发布日期：2022-01-05", "甲县人民政府", "关于2021年度重点工作情况的报告", RUNNING_TEXT
    )
    assert result.blocks[0].text == "甲县人民政府"
    assert [removal.rule for removal in result.removed] == ["repeated_title", "publication_line"]


def test_a_breadcrumb_over_several_lines_is_one_breadcrumb() -> None:
    result = cleaned("您当前的位置：", "首页", ">", "政务公开", ">", "年度报告", "一、总体情况", RUNNING_TEXT)
    assert [block.text for block in result.blocks] == ["一、总体情况", RUNNING_TEXT]
    assert result.index_table["breadcrumb"].value == "首页>政务公开>年度报告"


def test_a_file_of_nothing_but_furniture_is_kept_as_it_is() -> None:
    assert kept("返回顶部", "扫一扫在手机打开当前页") == ["返回顶部", "扫一扫在手机打开当前页"]


def test_a_note_of_the_reader_is_handed_on_and_is_no_text() -> None:
    note = Block(text="有 3 处字节读不出", kind="property", name="reading_note")
    result = clean([note, Block(text=RUNNING_TEXT)])
    assert [removal.rule for removal in result.removed] == ["reading_note"]
    assert [block.text for block in result.blocks] == [RUNNING_TEXT]


FRAGMENTS = st.sampled_from(
    [
        "首页 > 政务公开",
        "发布日期：2020-01-15",
        "来源：甲局",
        "索引号：",
        "文号：甲〔2020〕1号",
        "打印",
        "大 中 小",
        "|",
        ">",
        "标题：",
        "一、总体情况",
        "（一）加强领导。",
        "扫一扫",
        "2020年1月6日",
        "版权所有",
        RUNNING_TEXT,
        "甲县人民政府",
        "\u200b",
        "𠮷",
        "  ",
        "\x00",
        "有效性：有效",
        "微信",
    ]
)
LINES = st.lists(
    st.lists(FRAGMENTS, min_size=1, max_size=4).map(" ".join) | st.text(max_size=30), max_size=25
)


def visible_characters(texts: list[str]) -> Counter[str]:
    invisible = set(map(chr, [*range(0x20), *range(0x7F, 0xA0), 0xAD, 0xFEFF, *range(0x200B, 0x2010)]))
    invisible |= set(map(chr, [*range(0x2028, 0x202F), *range(0x2060, 0x2065), *range(0xD800, 0xE000)]))
    return Counter(c for text in texts for c in text if not c.isspace() and c not in invisible)


@given(LINES)
def test_every_visible_character_is_kept_or_reported_as_removed(lines: list[str]) -> None:
    result = cleaned(*lines)
    after = [block.text for block in result.blocks] + [removal.text for removal in result.removed]
    assert visible_characters(after) == visible_characters(lines)


def test_the_date_beside_a_sites_name_is_a_fact_of_the_page() -> None:
    result = cleaned("甲县人民政府门户网站 www.example.gov.cn 2019年01月25日 来源：县司法局", RUNNING_TEXT)
    facts = {field: fact.value for field, fact in result.index_table.items()}
    assert facts["page:published_on"] == "2019年01月25日"
    assert facts["page:source"] == "县司法局"


def test_that_there_is_no_attachment_is_said_by_the_page_below_its_text() -> None:
    assert kept(RUNNING_TEXT, "相关附件：无") == [RUNNING_TEXT]
    assert kept(RUNNING_TEXT, "相关附件：申请表") == [RUNNING_TEXT, "相关附件：申请表"]


def test_a_name_that_also_holds_the_text_makes_no_menu() -> None:
    page = [
        Block(text="工作要点", ancestry=("menu",)),
        Block(text=RUNNING_TEXT, ancestry=("content", "menu")),
        Block(text="甲县人民政府", ancestry=("content", "menu")),
    ]
    assert [block.text for block in clean(page).blocks] == ["工作要点", RUNNING_TEXT, "甲县人民政府"]
    page[1] = Block(text=RUNNING_TEXT, ancestry=("content",))
    assert [block.text for block in clean(page).blocks] == [RUNNING_TEXT]


@pytest.mark.parametrize(
    "line", ["第1页共3页", "第 1 页 / 共 3 页", "第 2 页，共 12 页", "- 3 -", "—12—", "第３页", "Page 2 of 9"]
)
def test_a_page_number_that_says_what_it_is_goes_from_any_place(line: str) -> None:
    text = "全县各级各部门认真落实年度各项工作任务，取得了新的进展和明显的成效，群众满意度稳步提升。"
    result = cleaned(text, line, text)

    assert [removal.rule for removal in result.removed] == ["page_number"]


def test_pages_of_pages_go_where_they_count_up_and_a_lone_fraction_stays() -> None:
    text = "全县各级各部门认真落实年度各项工作任务，取得了新的进展和明显的成效，群众满意度稳步提升。"

    assert kept(text, "1/2", text, "2/2") == [text, text]
    assert kept(text, "3/12", text) == [text, "3/12", text]
    assert kept(text, "1/2", text, "2/5") == [text, "1/2", text, "2/5"]
