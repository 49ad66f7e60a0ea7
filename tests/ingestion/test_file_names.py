"""The name of a file says whose a document is and of which year, where the document itself does not."""

import pytest

from qa_service.ingestion.blocks import Block
from qa_service.ingestion.cleaning import clean
from qa_service.ingestion.file_name import is_bare, is_of_several_places, organ_of, without_year, year_of
from qa_service.ingestion.metadata import describe
from qa_service.ingestion.structure import build
from qa_service.library.records import DocumentMetadata

BODY = "各部门按照部署推进各项任务，建章立制，强化监督，群众满意度保持在较高水平，有关情况已经向社会公开。"
UNSAID = (f"在上级的正确领导下，各项工作取得新进展。{BODY}", "一、主要做法", BODY)


def described(*lines: str, source: str) -> DocumentMetadata:
    cleaned = clean([Block(text=line) for line in lines])
    return describe(build(cleaned.blocks), cleaned.index_table, source=source)


def test_region_year_and_issuer_that_nothing_else_says_are_those_of_the_files_name() -> None:
    found = described(*UNSAID, source="07-乐清市水利局2021.txt")
    assert (found.region, found.year, found.issuer) == ("乐清市", 2021, "乐清市水利局")
    assert {found.proofs[field].found_in for field in ("region", "year", "issuer")} == {"file_name"}
    assert found.proofs["year"].quote == "2021"


def test_a_county_of_three_characters_in_the_files_name_is_its_region() -> None:
    found = described(*UNSAID, source="甲/02-庆元县2018.txt")
    assert (found.region, found.year, found.issuer) == ("庆元县", 2018, None)
    assert found.title == "庆元县2018年"


def test_what_the_document_says_of_itself_comes_before_the_files_name() -> None:
    lines = ("乐清市水利局2020年度节水工作情况报告", *UNSAID)
    found = described(*lines, source="庆元县财政局2021.txt")
    assert (found.region, found.year, found.issuer) == ("乐清市", 2020, "乐清市水利局")


def test_a_first_sentence_that_says_neither_place_nor_year_does_not_hide_a_name_that_does() -> None:
    opening = f"{BODY}现将本年度节约用水工作开展情况报告如下："
    found = described(opening, "一、主要做法", BODY, source="04-乐清市水利局2021.txt")
    assert found.title == "乐清市水利局2021年节约用水工作开展情况报告"
    assert (found.region, found.year, found.issuer) == ("乐清市", 2021, "乐清市水利局")
    assert found.proofs["title"].found_in == "file_name"


def test_a_first_sentence_that_says_its_place_stands_as_the_title() -> None:
    opening = f"{BODY}现将庆元县节约用水工作开展情况报告如下："
    found = described(opening, "一、主要做法", BODY, source="乐清市水利局2021.txt")
    assert found.title == "庆元县节约用水工作开展情况报告"
    assert found.region == "庆元县"


def test_a_name_that_says_only_whose_it_is_leaves_the_matter_to_the_headings() -> None:
    lines = ("一、推进节水型城市建设的主要做法", BODY, "二、推进节水型城市建设存在的不足", BODY)
    found = described(*lines, "三、下一步推进节水型城市建设的打算", BODY, source="乐清市水利局2021.txt")
    assert found.title == "乐清市水利局2021年度节水型城市建设情况报告"


def test_no_year_after_that_of_its_issue_is_taken_from_the_name() -> None:
    found = described(*UNSAID, "乐清市水利局", "2020年3月5日", source="乐清市水利局2021.txt")
    assert found.year is None


def test_a_rule_reports_on_no_year_whatever_its_file_is_called() -> None:
    found = described("乐清市节约用水管理办法", "第一条　为了节约用水，制定本办法。", source="办法2021.txt")
    assert found.year is None


@pytest.mark.parametrize(
    ("source", "year"),
    [
        ("02-庆元县2018.txt", 2018),
        ("庆元县2018年度.docx", 2018),
        ("2018年庆元县总结.txt", 2018),
        ("qingyuan_2018.txt", 2018),
        ("qingyuan-2018-annual.txt", 2018),
        ("庆元县20180105.txt", None),
        ("庆元县2018-01-05.txt", None),
        ("庆元县2018年1月5日.txt", None),
        ("庆元县2018.1.5.txt", None),
        ("34152400_2022-00031.txt", None),
        ("W020180121583.txt", None),
        ("庆元县2018—2020年规划.txt", None),
        ("庆元县2018和2019.txt", None),
        ("庆政发〔2018〕5号.txt", None),
        ("庆元县节水办法(2018年修订).txt", None),
        ("庆元县18.txt", None),
    ],
)
def test_the_year_of_a_name_is_none_of_a_date_or_an_id(source: str, year: int | None) -> None:
    assert year_of(source) == year


@pytest.mark.parametrize(
    ("source", "organ"),
    [
        ("05-涪陵区水利委2022.txt", "涪陵区水利委"),
        ("浙江省水利厅2022.txt", "浙江省水利厅"),
        ("乐清市2022.txt", None),
        ("水利局2022.txt", None),
    ],
)
def test_the_organ_of_a_name_bears_its_place(source: str, organ: str | None) -> None:
    assert organ_of(source) == organ


@pytest.mark.parametrize(
    ("source", "bare"),
    [
        ("乐清市水利局2021.txt", True),
        ("庆元县.txt", True),
        ("乐清市节水工作总结.txt", False),
        ("浙江省温州市乐清市2021年.txt", True),
    ],
)
def test_a_bare_name_says_whose_the_document_is_and_nothing_else(source: str, bare: bool) -> None:
    assert is_bare(source) is bare


def test_the_name_of_a_site_is_no_part_of_the_title() -> None:
    found = described("庆元县人民政府门户网站", "庆元县2021年节水工作情况报告", BODY, source="a.txt")
    assert found.title == "庆元县2021年节水工作情况报告"


def test_an_organ_is_not_told_twice_where_the_title_names_it_itself() -> None:
    found = described("庆元县人民政府", "庆元县人民政府2021年节水工作情况报告", BODY, source="a.txt")
    assert found.title == "庆元县人民政府2021年节水工作情况报告"


def test_a_year_before_the_organ_of_a_title_is_none_of_its_name() -> None:
    found = described("2020年庆元县人民政府政府信息公开工作年度报告", BODY, source="a.txt")
    assert found.issuer == "庆元县人民政府"


def test_a_year_in_which_something_was_done_opens_a_report() -> None:
    opening = f"2025年在市委、市政府的正确领导下，我局推进各项工作。{BODY}"
    assert described(opening, "一、主要做法", BODY, source="a.txt").year == 2025


@pytest.mark.parametrize(
    "source",
    ["2021年庆元县政府工作报告.txt", "庆元县政府工作报告2021.txt", "庆元县人民法院工作报告2021.txt"],
)
def test_a_report_to_a_congress_takes_no_year_from_its_files_name(source: str) -> None:
    found = described(*UNSAID, source=source)
    assert (found.region, found.year) == ("庆元县", None)
    assert "2021" not in found.title


def test_a_report_on_the_rule_of_law_in_government_takes_the_year_of_its_files_name() -> None:
    assert described(*UNSAID, source="庆元县法治政府工作报告2021.txt").year == 2021


LATE = f"{BODY * 9}"
"""So much that the text's own opening is over."""


def test_a_text_that_tells_of_another_year_refuses_that_of_the_name() -> None:
    told = "2020年，全县办理案件31件。2020年，全县建成水站7座。"
    planned = "2021年力争办理案件40件。2021年，计划建成水站9座。2021年安排资金3亿元。2021年，我们将完善制度。"
    found = described(LATE, told, planned, source="庆元县2021.txt")
    assert (found.region, found.year, found.title) == ("庆元县", None, "庆元县")
    assert described(LATE, told, source="庆元县2021.txt").year is None


@pytest.mark.parametrize(
    "planned",
    [
        "2021年力争建成水站9座。",
        "2021年，计划建成水站9座。",
        "2021年，全县将建成水站9座。",
        "2021年安排资金3亿元。",
    ],
)
def test_a_year_that_the_text_only_plans_for_is_none_it_reports_on(planned: str) -> None:
    assert described(planned, BODY, source="庆元县2021.txt").year is None
    assert described(LATE, planned, source="庆元县2021.txt").year is None


def test_a_year_under_the_heading_of_a_plan_is_planned_for() -> None:
    lines = (
        "一、主要做法",
        f"2020年，全县建成水站7座。{BODY}",
        "二、下一步打算",
        f"2021年，全县建成水站9座。{BODY}",
    )
    assert described(LATE, *lines, source="庆元县2021.txt").year is None


def test_this_year_after_the_past_one_is_planned_for() -> None:
    lines = (f"过去一年，全县建成水站7座。{BODY}", f"今年，我们将建成水站9座。{BODY}")
    assert described(*lines, source="庆元县2021.txt").year is None


@pytest.mark.parametrize(
    "text",
    [
        "2021年，全县建成水站7座。2020年，全县建成水站5座。2022年力争建成水站9座。",
        "我局将节水纳入2021年考核。今年以来，全县建成水站7座。",
        "2021年，我局将节水工作纳入重要议程。",
        "制定《2021年学习计划》。",
        "全县建成水站7座。\n2022年1月",
        "2022年，我们将建成水站9座。",
    ],
)
def test_the_year_of_the_name_stands_where_the_text_speaks_for_it_or_not_against_it(text: str) -> None:
    assert described(LATE, *text.split("\n"), source="庆元县2021.txt").year == 2021


def test_a_plan_keeps_the_year_that_its_file_is_named_by() -> None:
    planned = "2021年，我们将建成水站9座。"
    assert "2021" in described(LATE, planned, source="庆元县2021年节水工作计划.txt").title


@pytest.mark.parametrize(
    "source",
    [
        "庆元县与云和县比较2021.txt",
        "2021年庆元县、云和县节水情况.txt",
        "庆元县水利局与云和县水利局2021年.txt",
    ],
)
def test_a_name_of_two_places_gives_neither_region_nor_year_nor_issuer(source: str) -> None:
    found = described(*UNSAID, source=source)
    assert (found.region, found.year, found.issuer) == (None, None, None)


@pytest.mark.parametrize(
    ("source", "several"),
    [
        ("庆元县与云和县.txt", True),
        ("温州市乐清市与丽水市.txt", True),
        ("浙江省温州市乐清市2021.txt", False),
        ("浙江省对口支援青海省2021.txt", False),
        ("庆元县2021.txt", False),
    ],
)
def test_places_of_a_name_are_several_where_none_lies_in_the_other(source: str, several: bool) -> None:
    assert is_of_several_places(source) is several


@pytest.mark.parametrize(
    ("source", "without"),
    [
        ("甲/02-庆元县2018.txt", "02-庆元县.txt"),
        ("2018年度庆元县节水.docx", "庆元县节水.docx"),
        ("庆元县20180105.txt", "庆元县20180105.txt"),
    ],
)
def test_a_name_without_its_year_keeps_the_rest(source: str, without: str) -> None:
    assert without_year(source) == without
