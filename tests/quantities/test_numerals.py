"""Chinese numerals read and written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.quantities import format_numeral, parse_numeral


@given(st.integers(0, 99_999_999) | st.integers(0, 10**12 - 1))
def test_every_number_comes_back_from_its_numeral(value: int) -> None:
    assert parse_numeral(format_numeral(value)) == value


@given(st.text("零〇一二两三四五六七八九十百千万亿点壹佰廿", max_size=12))
def test_any_string_of_numeral_characters_gives_a_number_or_none(text: str) -> None:
    value = parse_numeral(text)
    assert value is None or value >= 0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十二", "12"),
        ("两千", "2000"),
        ("一百零五", "105"),
        ("一千零一十", "1010"),
        ("一万零五", "10005"),
        ("一亿三千万", "130000000"),
        ("三万亿", "3000000000000"),
        ("二〇二〇", "2020"),
        ("三点五", "3.5"),
        ("廿三", "23"),
        ("壹佰贰拾", "120"),
        ("三万五", "35000"),
        ("一百二", "120"),
    ],
)
def test_numerals_are_read_exactly(text: str, value: str) -> None:
    assert parse_numeral(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "百", "万", "十十", "二十二十", "点五", "三点", "五千六千", "甲"])
def test_what_is_no_numeral_gives_none(text: str) -> None:
    assert parse_numeral(text) is None


@pytest.mark.parametrize("value", [-1, 10**12])
def test_numbers_out_of_range_are_refused(value: int) -> None:
    with pytest.raises(ValueError):
        format_numeral(value)
