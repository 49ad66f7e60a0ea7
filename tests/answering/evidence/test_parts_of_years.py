"""A part of a year is looked for where it is asked for, and only there."""

import pytest

from qa_service.answering.evidence.parts_of_years import lacks_part_of_year


@pytest.mark.parametrize(
    ("asked", "text", "month_of_issue", "lacks"),
    [
        ("2022年上半年受理多少件?", "全年受理64件", None, True),
        ("2022年一季度受理多少件?", "受理64件", None, True),
        ("2022年前三季度受理多少件?", "受理64件", None, True),
        ("2022年1月受理多少件?", "受理64件", None, True),
        ("2022年1月份受理多少件?", "受理64件", 2, True),
        ("2022年1月受理多少件?", "受理64件", 1, False),
        ("2022年上半年受理多少件?", "1-6月受理64件", None, False),
        ("2022年第一季度受理多少件?", "一季度受理64件", None, False),
        ("2022年受理多少件?", "受理64件", None, False),
        ("截至2022年6月底受理多少件?", "受理64件", None, False),
        ("2022年3月至5月受理多少件?", "受理64件", None, False),
        ("2022年3月5日出席的有多少人?", "出席64人", None, False),
    ],
)
def test_a_part_of_a_year_is_missed_where_it_is_asked_for_and_no_part_is_told(
    asked: str, text: str, month_of_issue: int | None, lacks: bool
) -> None:
    assert lacks_part_of_year(asked, text, month_of_issue) is lacks
