"""Dates found in text."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.quantities import find_dates, format_numeral

Parts = tuple[int | None, int | None, int | None]
ANYTHING = st.text("0123456789〇一二三十年月日度-/.至、 件第甲", max_size=60)


@given(ANYTHING)
def test_spans_are_exact_slices_in_order_without_overlap(text: str) -> None:
    position = 0
    for date in find_dates(text):
        assert text[date.start : date.end] == date.text != ""
        assert date.start >= position
        position = date.end


@given(st.dates())
def test_a_date_reads_the_same_in_every_writing(date: datetime.date) -> None:
    day = date.replace(year=1900 + date.year % 200)
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    writings = [
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}-{day.month:02}-{day.day:02}",
        f"{day.year}.{day.month}.{day.day}",
        f"{year}年{format_numeral(day.month)}月{format_numeral(day.day)}日",
        f"{day.year}年{day.month}月{day.day}日".translate(
            str.maketrans("0123456789", "０１２３４５６７８９")
        ),
    ]
    for writing in writings:
        (found,) = find_dates(f"于{writing}通过")
        assert (found.year, found.month, found.day) == (day.year, day.month, day.day)
        assert found.text == writing


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020年1月起", [("2020年1月", (2020, 1, None))]),
        ("截至2018年底", [("2018年", (2018, None, None))]),
        ("纲要(2021—2025年)", [("2021", (2021, None, None)), ("2025年", (2025, None, None))]),
        ("方案(2022—2024)", [("2022", (2022, None, None)), ("2024", (2024, None, None))]),
        ("2020、2021年", [("2020", (2020, None, None)), ("2021年", (2021, None, None))]),
        ("同年12月", [("12月", (None, 12, None))]),
        ("1-6月", [("1", (None, 1, None)), ("6月", (None, 6, None))]),
        ("每年三月五日", [("三月五日", (None, 3, 5))]),
    ],
)  # fmt: skip
def test_partial_dates_ranges_and_lists_give_each_date(text: str, expected: list[tuple[str, Parts]]) -> None:
    found = [(date.text, (date.year, date.month, date.day)) for date in find_dates(text)]
    assert found == expected


@pytest.mark.parametrize(
    "text", ["年初", "三年内", "6个月", "二十日内", "90年代", "版本3.14.15", "第十二月", "1.5月", "3000年"]
)
def test_durations_and_other_figures_are_no_dates(text: str) -> None:
    assert not find_dates(text)
