"""What a report says of the year after is not said of its own."""

import pytest

from qa_service.answering.evidence.told_year import is_of_plan, tells_of_another_year, told_year
from qa_service.library.records import DocumentMetadata, DocumentSummary


def report(year: int | None = 2023) -> DocumentSummary:
    return DocumentSummary(
        document_id="d",
        content_hash="h",
        source="d.txt",
        metadata=DocumentMetadata(title="某县2023年工作情况的报告", region="某县", year=year),
        passages=1,
        findable_passages=1,
        characters=1,
    )


@pytest.mark.parametrize(
    ("section", "year"),
    [
        ((), 2023),
        (("一、主要工作",), 2023),
        (("一、2023年预算执行情况",), 2023),
        (("三、2024年预算草案",), 2024),
        (("三、２０２４年工作计划", "(一)加强培训"), 2024),
        (("四、下一步工作安排", "(二)健全机制"), None),
        (("四、明年打算",), None),
        (("二、上年度计划完成情况",), 2023),
        (("二、重点工作落实情况",), 2023),
        (("一、2019年以来的工作",), None),
        (("一、2022年和2023年收支",), 2023),
        (("三、2024年和2025年安排",), None),
        (("四、存在的问题及2024年打算",), None),
    ],
)
def test_a_heading_tells_the_year_of_what_stands_below_it(section: tuple[str, ...], year: int | None) -> None:
    assert told_year(section, report()) == year


def test_without_a_year_of_the_report_nothing_is_told() -> None:
    assert told_year(("三、2024年预算草案",), report(None)) is None


def test_the_next_years_budget_is_not_this_years() -> None:
    assert tells_of_another_year(("三、2024年预算草案",), report(), (2023,))
    assert not tells_of_another_year(("三、2024年预算草案",), report(), (2024,))
    assert not tells_of_another_year(("三、2024年预算草案",), report(), (2023, 2024))
    assert not tells_of_another_year(("四、下一步工作安排",), report(), (2023,))
    assert not tells_of_another_year(("三、2024年预算草案",), report(), ())


@pytest.mark.parametrize(
    ("section", "planned"),
    [
        (("一、主要工作",), False),
        (("二、2023年主要目标",), True),
        (("二、2023年目标任务完成情况",), False),
        (("三、2024年预算草案",), True),
        (("二、2023年预期目标", "(一)项目建设"), True),
        (("四、下一步工作安排",), False),
    ],
)
def test_under_the_aims_of_a_year_a_plan_is_told(section: tuple[str, ...], planned: bool) -> None:
    assert is_of_plan(section, report()) is planned
