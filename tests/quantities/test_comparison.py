"""Quantities that say the same in different writings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.quantities import Quantity, direction, find_quantities, format_numeral, same_value


def one(text: str) -> Quantity:
    (quantity,) = find_quantities(text)
    return quantity


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("12.5万元", "125,000元"),
        ("百分之三十", "30%"),
        ("30%", "三成"),
        ("33宗", "三十三件"),
        ("3公里", "3000米"),
        ("1.5万平方米", "1.5公顷"),
        ("五年以上十年以下", "5年至10年"),
        ("二分之一", "50%"),
        ("24小时", "1440分钟"),
        ("100余人", "100人"),
        ("一年", "12个月"),
    ],
)
def test_the_same_figure_in_another_writing_is_the_same(first: str, second: str) -> None:
    assert same_value(one(first), one(second))
    assert same_value(one(second), one(first))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("30%", "30件"),
        ("3万人次", "3万人"),
        ("33宗", "34宗"),
        ("10年以上", "10年以下"),
        ("5-10人", "5人"),
        ("数百人", "数百人"),
        ("20日", "20个工作日"),
    ],
)
def test_another_figure_unit_or_side_is_not_the_same(first: str, second: str) -> None:
    assert not same_value(one(first), one(second))


@given(st.integers(2, 99_999_999), st.sampled_from(["件", "元", "平方米", "人次"]))
def test_numerals_digits_and_separators_say_the_same(value: int, unit: str) -> None:
    writings = [f"{value}{unit}", f"{value:,}{unit}", f"{format_numeral(value)}{unit}"]
    first, *others = (one(f"共有{writing}") for writing in writings)
    assert first.value == value
    assert all(same_value(first, other) for other in others)


@pytest.mark.parametrize(
    ("text", "side"),
    [("30人以上", 1), ("100余人", 1), ("不超过5人", -1), ("不足3年", -1), ("约9人", 0), ("9人", 0)],
)
def test_a_modifier_tells_on_which_side_the_figure_bounds(text: str, side: int) -> None:
    assert direction(one(text)) == side
