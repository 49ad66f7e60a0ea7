"""Times of the day: however written they name the same minute, and what only looks like one names none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.quantities import format_numeral
from qa_service.quantities.clocks import find_clocks

HOUR = 60


def minutes(text: str) -> list[set[int]]:
    return [set(clock.minutes) for clock in find_clocks(text)]


def writings(hour: int, minute: int) -> list[str]:
    """The time in digits, in numerals and in the words of the day's halves."""
    parts = {range(6): "凌晨", range(6, 12): "上午", range(12, 18): "下午", range(18, 24): "晚上"}
    part = next(name for hours, name in parts.items() if hour in hours)
    behind = f"{minute}分" if minute else ""
    in_words = f"{format_numeral(minute)}分" if minute else ""
    of_half = hour if hour <= 12 else hour - 12
    found = [
        f"{hour}:{minute:02}",
        f"{hour}时{behind}前",
        f"{part}{of_half}点{behind}",
        f"{part}{of_half}:{minute:02}",
        f"{part}{format_numeral(of_half)}时{in_words}",
    ]
    return [*found, f"{part}{of_half}点半"] if minute == 30 else found


@given(st.integers(0, 23), st.integers(0, 59))
def test_a_time_is_the_same_minute_in_every_writing(hour: int, minute: int) -> None:
    for written in writings(hour, minute):
        assert minutes(f"于{written}开始") == [{hour * HOUR + minute}], written


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("下午2:30至5:30", [14 * HOUR + 30, 17 * HOUR + 30]),
        ("夜间21时至次日7时", [21 * HOUR, 7 * HOUR]),
        ("每晚9点到次日早上7点", [21 * HOUR, 7 * HOUR]),
        ("上午8:30-12:00", [8 * HOUR + 30, 12 * HOUR]),
        ("中午12点", [12 * HOUR]),
        ("下午三点一刻", [15 * HOUR + 15]),
        ("二十二时三十分", [22 * HOUR + 30]),
        ("24时", [24 * HOUR]),
        ("办公时间:8:30-17:30", [8 * HOUR + 30, 17 * HOUR + 30]),
        ("凌晨12点", [0]),
    ],
)
def test_the_half_of_the_day_is_read_from_what_stands_before(text: str, found: list[int]) -> None:
    assert minutes(text) == [{minute} for minute in found]


def test_midnight_is_the_end_of_the_day_that_a_span_of_time_closes_with() -> None:
    assert minutes("22时至零时") == [{22 * HOUR}, {0, 24 * HOUR}]
    assert minutes("自零时起,下起大雨") == [{0}]


@pytest.mark.parametrize(
    "text",
    [
        "提出3点意见",
        "三点建议",
        "完成12学时",
        "由3:1降到2:1",
        "占1.52:1",
        "比例尺1:500",
        "连续8小时",
        "第十二时段",
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert find_clocks(text) == ()
