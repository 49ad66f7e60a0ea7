"""The ladder of official documents: what is a heading, what only looks like one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.ingestion.blocks import Block
from qa_service.ingestion.numbering import Rung, figure, mark_of
from qa_service.ingestion.structure import Structured, build
from qa_service.library.records import Section

BODY = "全年共办理相关事项三百余件，群众满意度保持在较高水平，各项指标均好于上年。"


def structured(*lines: str) -> Structured:
    return build([Block(text=line) for line in lines])


def headings(*lines: str) -> list[tuple[int, str]]:
    return [(section.level, section.heading) for section in structured(*lines).sections[1:]]


@pytest.mark.parametrize(
    ("line", "rung", "number"),
    [
        ("第一编 总则", Rung.PART, 1),
        ("第二分编 典型合同", Rung.SUBPART, 2),
        ("第十二章 附则", Rung.CHAPTER, 12),
        ("第3节 检查", Rung.SECTION, 3),
        ("第一百二十条之一 资助恐怖活动", Rung.ARTICLE, 120),
        ("第15条 本办法", Rung.ARTICLE, 15),
        ("十一、其他事项", Rung.CHINESE, 11),
        ("叁、下步安排", Rung.CHINESE, 3),
        ("拾贰、其他事项", Rung.CHINESE, 12),
        ("（三）加强监督", Rung.CHINESE_IN_BRACKETS, 3),
        ("(三)加强监督", Rung.CHINESE_IN_BRACKETS, 3),
        ("1.加强领导", Rung.ARABIC, 1),
        ("2、加强领导", Rung.ARABIC, 2),
        ("１．加强领导", Rung.ARABIC, 1),
        ("3.2023年开展检查", Rung.ARABIC, 3),
        ("2.1 范围", Rung.ARABIC_DOTTED_2, 1),
        ("（4）材料", Rung.ARABIC_IN_BRACKETS, 4),
        ("③材料", Rung.CIRCLED, 3),
        ("二是加强培训", Rung.CHINESE_IS, 2),
        ("附件2", Rung.ATTACHMENT, 2),
    ],
)
def test_a_mark_is_read_with_its_rung_and_number(line: str, rung: Rung, number: int) -> None:
    mark = mark_of(line)
    assert mark is not None
    assert (mark.rung, mark.number) == (rung, number)


@pytest.mark.parametrize(
    "line",
    [
        "2020.1.15",
        "1.5万元",
        "12.4国家宪法日活动",
        "2023年工作情况",
        "第三条规定的情形",
        "第二章和第三章",
        "5、6月份开展检查",
        "一般公共预算",
        "附件：1.报名表",
        "",
    ],
)
def test_dates_figures_and_references_are_no_marks(line: str) -> None:
    assert mark_of(line) is None


def test_figures_of_marks_count_by_position_and_by_unit() -> None:
    assert [figure(text) for text in ("十", "二十一", "一百零三", "12", "⑪", "")] == [10, 21, 103, 12, 11, 0]


def test_the_whole_ladder_nests_in_one_document() -> None:
    lines = [
        "一、工作情况",
        "（一）依法决策",
        "1.严格程序",
        BODY,
        "（1）征求意见",
        BODY,
        "（2）集体讨论",
        BODY,
        "2.公开结果",
        BODY,
        "二、下步打算",
        BODY,
    ]
    assert headings(*lines) == [
        (1, "一、工作情况"),
        (2, "（一）依法决策"),
        (3, "1.严格程序"),
        (4, "（1）征求意见"),
        (4, "（2）集体讨论"),
        (3, "2.公开结果"),
        (1, "二、下步打算"),
    ]


def test_a_run_in_heading_heads_its_section_and_its_paragraph_keeps_it_all() -> None:
    result = structured("（一）坚持依法决策，完善机制。" + BODY, "（二）规范执法行为。" + BODY)
    assert [section.heading for section in result.sections[1:]] == [
        "（一）坚持依法决策，完善机制",
        "（二）规范执法行为",
    ]
    assert [paragraph.role for paragraph in result.paragraphs] == ["run_in", "run_in"]
    assert result.paragraphs[0].text.endswith(BODY)


def test_a_long_brother_of_headings_is_a_section_too_and_not_a_part_of_the_one_before() -> None:
    long = (
        "（二）持续完善覆盖城乡的公共法律服务网络，加强律师队伍和基层法律服务工作者的职业道德教育与执业监管，为群众提供优质高效的服务。"
        + BODY
    )
    found = headings("（一）加强普法。" + BODY, long, "（三）加强调解。" + BODY)
    assert [heading for _, heading in found] == [
        "（一）加强普法",
        "（二）持续完善覆盖城乡的公共法律服务网络",
        "（三）加强调解",
    ]


@pytest.mark.parametrize(
    "items",
    [
        [
            "（一）卧室温度低于十八摄氏度的；",
            "（二）连续停止供热超过二十四小时的；",
            "（三）法律、法规规定的其他情形。",
        ],
        ["1.身份证复印件", "2.户口簿复印件", "3.申请表"],
        ["一是个别单位重视程度不够。", "二是基层力量薄弱。", "三是宣传形式单一。"],
    ],
    ids=["items with semicolons", "a list of papers", "one sentence each"],
)
def test_items_of_a_list_are_no_sections(items: list[str]) -> None:
    assert headings("一、有关要求", "有下列情形的，应当办理：", *items, "二、其他", BODY) == [
        (1, "一、有关要求"),
        (1, "二、其他"),
    ]


def test_what_follows_in_the_same_paragraph_is_not_headed_by_its_first_point() -> None:
    assert headings("一、不足", "一是力量薄弱。人员不足；二是经费紧张；三是形式单一。", "二、打算", BODY) == [
        (1, "一、不足"),
        (1, "二、打算"),
    ]


def test_articles_hold_their_items_and_chapters_hold_articles() -> None:
    lines = [
        "第一章 总则",
        "第一条 为了规范管理，制定本办法。",
        "第二条 有下列情形之一的，不予受理：",
        "（一）超过期限的；",
        "（二）材料不全的。",
        "第二章 附则",
        "第三条 本办法自公布之日起施行。",
    ]
    assert headings(*lines) == [
        (1, "第一章 总则"),
        (2, "第一条"),
        (2, "第二条"),
        (1, "第二章 附则"),
        (2, "第三条"),
    ]


def test_a_table_of_contents_opens_no_sections() -> None:
    lines = [
        "目　录",
        "第一章 总则",
        "第二章 附则",
        "第一章 总则",
        "第一条 为了规范管理，制定本办法。",
        "第二章 附则",
        "第二条 本办法自公布之日起施行。",
    ]
    result = structured(*lines)
    assert [section.heading for section in result.sections[1:]] == [
        "第一章 总则",
        "第一条",
        "第二章 附则",
        "第二条",
    ]
    assert [paragraph.role for paragraph in result.paragraphs[:3]] == ["contents"] * 3


def test_the_title_of_measures_that_a_notice_sends_round_opens_a_section_of_its_own() -> None:
    lines = [
        "甲市人民政府关于印发甲市供水管理办法的通知",
        "各区人民政府：",
        "现将《甲市供水管理办法》印发给你们，请认真执行。",
        "甲市人民政府",
        "2021年3月4日",
        "甲市供水管理办法",
        "第一条 为了加强供水管理，制定本办法。",
    ]
    result = structured(*lines)
    assert result.sections[0].heading == lines[0]
    assert [(section.level, section.heading) for section in result.sections[1:]] == [
        (1, "甲市供水管理办法"),
        (2, "第一条"),
    ]


def test_marks_win_over_the_levels_of_a_careless_format() -> None:
    blocks = [
        Block(text="某法解释", kind="heading", level=1),
        Block(text="一、适用范围", kind="heading", level=2),
        Block(text=BODY),
        Block(text="二、诉讼时效", kind="heading", level=3),
        Block(text=BODY),
    ]
    assert [section.level for section in build(blocks).sections] == [0, 1, 1]


def test_unmarked_headings_of_the_format_nest_by_their_levels() -> None:
    blocks = [Block(text="某案", kind="heading", level=1)]
    for level, text in ((2, "基本案情"), (3, "一审"), (3, "二审"), (2, "典型意义")):
        blocks += [Block(text=text, kind="heading", level=level), Block(text=BODY)]
    assert [(section.level, section.heading) for section in build(blocks).sections[1:]] == [
        (1, "基本案情"),
        (2, "一审"),
        (2, "二审"),
        (1, "典型意义"),
    ]


def test_a_title_over_several_lines_is_one_title() -> None:
    result = structured("甲县人民政府", "关于2020年度重点工作", "完成情况的报告", "市政府：", BODY)
    assert result.sections[0].heading == "甲县人民政府关于2020年度重点工作完成情况的报告"


def test_signature_and_date_belong_to_the_document_and_to_no_section() -> None:
    result = structured("甲县人民政府关于某事的报告", "一、情况", BODY, "甲县人民政府", "2021年1月6日")
    assert [(paragraph.role, paragraph.section) for paragraph in result.paragraphs[-2:]] == [
        ("signature", 0)
    ] * 2


LINES = st.lists(
    st.sampled_from(
        [
            "一、工作情况",
            "二、打算",
            "（一）加强领导",
            "（二）加强监督。" + BODY,
            "1.做法",
            "1.申请表",
            "第一章 总则",
            "第一条 为了规范管理。",
            "（一）情形；",
            "附件1",
            "目录",
            "2021年1月6日",
            "甲县人民政府",
            BODY,
            "一是加强学习。" + BODY,
            "关于某事的通知",
            "《某办法》已经通过，现予公布。",
            "某办法",
        ]
    )
    | st.text(alphabet="一二、（）()1.第章条甲乙。：；\u3000 𠮷", min_size=1, max_size=12).filter(
        lambda text: text.strip() == text and bool(text)
    ),
    max_size=30,
)


@given(LINES)
def test_sections_nest_start_with_their_headings_and_lie_in_the_text(lines: list[str]) -> None:
    result = structured(*lines)
    assert result.text == "\n".join(lines)
    assert (result.sections[0].start, result.sections[0].end) == (0, len(result.text))
    stack: list[Section] = []
    for section in result.sections:
        while stack and stack[-1].end <= section.start:
            stack.pop()
        if stack:
            assert stack[-1].start <= section.start
            assert section.end <= stack[-1].end
            assert section.path == (*stack[-1].path, section.heading)
        assert result.text.startswith(section.heading[:2].strip(), section.start) or section.level == 0
        stack.append(section)
    for paragraph in result.paragraphs:
        own = result.sections[paragraph.section]
        assert own.start <= paragraph.start
        assert paragraph.end <= own.end
        assert result.text[paragraph.start : paragraph.end] == paragraph.text


def test_what_closes_a_document_stands_in_no_section() -> None:
    structured = build(
        [
            Block(text=text)
            for text in (
                "甲县人民政府办公室关于防汛工作的通知",
                "一、落实责任",
                "各镇要压实责任，逐级落实到人，确保度汛安全，并于每月底前报告进展。",
                "二、严肃纪律",
                "实行领导带班制度，对擅离职守的严肃追究责任。",
                "特此通知。",
                "附件：1.物资储备清单",
                "2.重点部位责任人名单",
                "甲县人民政府办公室",
                "2023年5月8日",
                "抄送：县委办公室。",
                "甲县人民政府办公室 2023年5月8日印发",
            )
        ]
    )
    places = {
        paragraph.text: structured.sections[paragraph.section].path for paragraph in structured.paragraphs
    }
    assert places["实行领导带班制度，对擅离职守的严肃追究责任。"] == ("二、严肃纪律",)
    for text in ("特此通知。", "附件：1.物资储备清单", "2.重点部位责任人名单", "抄送：县委办公室。"):
        assert places[text] == ()


def test_lines_that_one_sign_opens_are_headings_where_each_has_a_paragraph_below_it() -> None:
    title = "某市2020年节水工作总结"
    found = headings(title, "■ 主要做法", BODY, "■ 2021年安排", "（1）招录社工。（2）开设窗口。", BODY)
    assert [heading for level, heading in found if level == 1] == ["■ 主要做法", "■ 2021年安排"]
    assert headings(title, "■ 主要做法", BODY, "● 联系电话", "某路一号", BODY) == []
