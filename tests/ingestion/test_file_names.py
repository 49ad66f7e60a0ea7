"""The name of a file says whose a document is and of which year, where the document itself does not."""

import pytest

from qa_service.ingestion.blocks import Block
from qa_service.ingestion.cleaning import clean
from qa_service.ingestion.file_name import is_bare, organ_of, year_of
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
