"""Titles as they are set: over several lines, with spaces between characters, above where they were given."""

import pytest

from qa_service.ingestion.parsing import parse_document
from qa_service.library.records import DocumentMetadata

BODY = (
    "一、主要做法\n全年开展各类活动三百余场，受到群众好评，各项任务按期完成。\n"
    "二、存在问题\n工作力量仍显不足，个别环节衔接不够顺畅，需要在今后的工作中加以改进。\n"
)


def described(*lines: str, source: str = "a.txt") -> DocumentMetadata:
    document, _ = parse_document("\n".join((*lines, BODY)).encode(), source=source)
    return document.metadata


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("奇台县水利局2022年政府信息公开", "工作年度报告"), "奇台县水利局2022年政府信息公开工作年度报告"),
        (
            ("大同市云冈区2021年第二季度小额贷款", "保证保险补贴拟发放企业公示"),
            "大同市云冈区2021年第二季度小额贷款保证保险补贴拟发放企业公示",
        ),
        (
            (
                "关于乐清市2023年",
                "国民经济和社会发展计划执行情况与2024年",
                "国民经济和社会发展计划草案的报告",
            ),
            "关于乐清市2023年国民经济和社会发展计划执行情况与2024年国民经济和社会发展计划草案的报告",
        ),
        (
            ("乐清市2022年财政预算执行情况", "和2023年财政预算草案的报告"),
            "乐清市2022年财政预算执行情况和2023年财政预算草案的报告",
        ),
        (
            ("乐清市人民政府办公室关于印发", "2024年重点项目前期工作计划", "的通知"),
            "乐清市人民政府办公室关于印发2024年重点项目前期工作计划的通知",
        ),
        (
            ("乐清市人民政府", "关于公布非物质文化遗产代表性项目名录", "（第六批）的通知"),
            "乐清市人民政府关于公布非物质文化遗产代表性项目名录（第六批）的通知",
        ),
        (("巴 林 右 旗 人 民 政 府", "关 于 秋 季 休 牧 的 公 告"), "巴林右旗人民政府关于秋季休牧的公告"),
        (("政    府", "工  作  报  告"), "政府工作报告"),
        (("来源：乐清市人民政府", "关于加强取暖安全管理的通知"), "关于加强取暖安全管理的通知"),
    ],
)
def test_a_title_over_several_lines_is_read_whole(lines: tuple[str, ...], title: str) -> None:
    assert described(*lines).title == title


def test_an_annex_that_is_a_file_of_its_own_bears_the_title_below_that_word() -> None:
    assert (
        described("附件2", "乐清市企业技术中心认定管理", "实施细则").title
        == "乐清市企业技术中心认定管理实施细则"
    )


def test_a_report_is_of_the_place_whose_congress_heard_it() -> None:
    found = described(
        "政府工作报告", "——2023年2月6日在金平苗族瑶族傣族自治县第十四届人民代表大会第二次会议上", "各位代表："
    )
    assert found.region_path == ("云南省", "红河哈尼族彝族自治州", "金平苗族瑶族傣族自治县")


@pytest.mark.parametrize(
    ("lines", "year"),
    [
        (("乐清市2023年计划执行情况与2024年计划草案的报告",), 2023),
        (
            (
                *("政府工作报告", "各位代表：", "一、2022年工作回顾", "新建公园三处，改造道路两条。"),
                *("二、2023年工作总体要求", "坚持稳中求进。", "三、2023年重点工作", "新建公园五处。"),
            ),
            2022,
        ),
        (("乐清市第十四个五年规划和二〇三五年远景目标纲要",), None),
    ],
)
def test_the_year_is_the_one_told_of_and_no_aim(lines: tuple[str, ...], year: int | None) -> None:
    assert described(*lines).year == year
