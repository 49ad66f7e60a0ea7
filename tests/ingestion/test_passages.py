"""Passages are slices of the text that cover it, cut where a reader would pause."""

from hypothesis import given
from hypothesis import strategies as st

from qa_service.ingestion.blocks import Block
from qa_service.ingestion.passages import LONGEST_ARTICLE, LONGEST_PARAGRAPH, cut
from qa_service.ingestion.structure import build
from vectorstore.passages import Passage

SENTENCE = (
    "各级各部门认真落实年度任务，围绕重点领域完善工作机制，按月调度、按季通报，推动各项工作取得了新的进展。"
)


def passages(*lines: str) -> tuple[Passage, ...]:
    return cut(build([Block(text=line) for line in lines]), "d")


def texts(*lines: str) -> list[str]:
    return [passage.text for passage in passages(*lines)]


def test_an_article_with_its_items_is_one_passage() -> None:
    lines = [
        "第一条 有下列情形之一的，应当公开：",
        "（一）涉及公众利益的；",
        "（二）需要公众知晓的。",
        "公开可以采取多种方式。",
        "第二条 本办法自公布之日起施行。",
    ]
    assert texts(*lines) == ["\n".join(lines[:4]), lines[4]]


def test_an_article_that_is_too_long_is_cut_between_its_lines() -> None:
    lines = ["第一条 应当遵守下列规定：", *[f"（{number}）{SENTENCE * 3}" for number in "一二三四五六七八"]]
    found = texts(*lines)
    assert len(found) > 1
    assert all(len(text) <= LONGEST_ARTICLE for text in found)
    assert all(part in lines for text in found for part in text.split("\n"))


def test_a_lead_in_stays_with_its_short_list() -> None:
    lines = ["一、申请", "申请人应当提交下列材料：", "1.申请表", "2.身份证复印件", "二、受理", SENTENCE]
    assert texts(*lines) == ["一、申请", "\n".join(lines[1:4]), "二、受理", SENTENCE]


def test_a_lead_in_before_headings_stays_alone() -> None:
    lines = ["现将有关情况报告如下：", "一、总体情况", SENTENCE]
    assert texts(*lines) == lines


def test_a_very_long_paragraph_is_cut_before_its_points() -> None:
    points = [f"{number}是{SENTENCE * 4}" for number in "一二三四"]
    found = texts("".join(points))
    assert found == points


def test_a_quotation_is_not_cut_inside() -> None:
    quotation = "“" + SENTENCE * 4 + "”"
    before = SENTENCE * (LONGEST_PARAGRAPH // len(SENTENCE) - 2)
    found = texts(before + quotation + "。" + SENTENCE * 5)
    assert sum(quotation in text for text in found) == 1
    assert all(len(text) <= LONGEST_PARAGRAPH for text in found)


def test_a_quotation_mark_that_never_closes_does_not_make_an_endless_passage() -> None:
    found = texts("“" + SENTENCE * 60)
    assert all(len(text) <= LONGEST_PARAGRAPH for text in found)
    assert all(text.endswith("。") for text in found)


def test_headings_and_title_are_passages_that_say_so_and_run_in_headings_are_not() -> None:
    lines = [
        "甲县人民政府关于某事的报告",
        "一、情况",
        "（一）加强领导。" + SENTENCE,
        "（二）加强监督。" + SENTENCE,
    ]
    found = passages(*lines)
    assert [passage.is_heading for passage in found] == [True, True, False, False]
    assert found[1].section == ()
    assert found[2].section == ("一、情况", "（一）加强领导")


def test_signer_and_date_are_one_passage() -> None:
    assert (
        texts("甲县人民政府关于某事的报告", SENTENCE, "甲县人民政府", "2021年1月6日")[-1]
        == "甲县人民政府\n2021年1月6日"
    )


def test_rows_of_a_table_drawn_in_text_stay_together() -> None:
    rows = ["序号 | 名称 | 数量", "1 | 编织袋 | 200", "2 | 救生衣 | 30"]
    assert texts("一、清单", *rows, SENTENCE)[1] == "\n".join(rows)


def test_a_line_of_ten_megabytes_without_any_end_is_cut_by_force() -> None:
    found = texts("法" * 3_400_000)
    assert sum(map(len, found)) == 3_400_000
    assert all(len(text) <= LONGEST_PARAGRAPH for text in found)


LINES = st.lists(
    st.sampled_from(
        [
            "一、情况",
            "（一）情形；",
            "1.申请表",
            "第一条 为了规范管理：",
            "2021年1月6日",
            "甲县人民政府",
            "材料如下：",
            SENTENCE,
            SENTENCE * 12,
            "“" + SENTENCE * 14,
            "《" * 40,
            "长" * 1300,
            "一 | 二 | 三",
            "附件1",
            "某某名单",
            "一是好。" * 150,
            "a " * 600 + "a",
        ]
    )
    | st.text(min_size=1, max_size=700, alphabet="甲，。；“”《》（）一是二(1) \u3000𠮷")
    .map(str.strip)
    .filter(bool),
    max_size=12,
)


@given(LINES)
def test_passages_are_slices_in_order_and_cover_every_visible_character(lines: list[str]) -> None:
    result = build([Block(text=line) for line in lines])
    found = cut(result, "d")
    position = 0
    for number, passage in enumerate(found, start=1):
        assert passage.paragraph == number
        assert passage.passage_id == f"d-{number}"
        assert result.text[passage.start : passage.end] == passage.text
        assert not result.text[position : passage.start].strip()
        assert passage.text.strip() == passage.text != ""
        position = passage.end
    assert not result.text[position:].strip()


def test_where_an_article_is_cut_a_list_stays_with_its_lead_in_and_the_article_in_the_path() -> None:
    items = [f"（{number}）{SENTENCE}" for number in "一二三四"]
    lines = [
        "第一章 总则",
        f"第一条 {SENTENCE * 12}",
        "有下列情形之一的，应当报告：",
        *items,
        "第二条 本办法自公布之日起施行。",
    ]
    found = passages(*lines)
    (with_list,) = (passage for passage in found if "应当报告：" in passage.text)
    assert with_list.text == "\n".join(lines[2:7])
    assert [passage.section for passage in found[1:4]] == [("第一章 总则", "第一条")] * 2 + [
        ("第一章 总则", "第二条")
    ]


def test_a_list_that_is_longer_than_a_passage_is_cut_between_its_items() -> None:
    items = [f"（{number}）{SENTENCE * 5}" for number in "一二三四五"]
    found = texts("第一条 有下列情形之一的，应当报告：", *items)
    assert all(len(text) <= LONGEST_ARTICLE for text in found)
    assert "\n".join(found) == "\n".join(["第一条 有下列情形之一的，应当报告：", *items])


def test_an_endless_sentence_is_cut_at_a_comma_rather_than_between_names() -> None:
    names = "、".join(["甲乙丙丁"] * 60)
    found = texts(f"由以下单位组成，{names}，由{names}共同参加")
    assert found[0].endswith("，")


def test_rows_that_only_blanks_part_are_read_under_their_header() -> None:
    rows = ["指标 单位 产量 增长", "粮食 万吨 19.8 1.2", "油料 万吨 1.6 -0.4"]
    assert texts(SENTENCE, *rows, SENTENCE) == [SENTENCE, "\n".join(rows), SENTENCE]
