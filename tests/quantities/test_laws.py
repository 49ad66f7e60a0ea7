"""Laws of quantities: every writing of a number is read back, equality is one, places are exact."""

from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qa_service.quantities import (
    Kind,
    Quantity,
    canonical,
    find_quantities,
    format_numeral,
    parse_numeral,
    same_value,
)
from tests.quantities.test_cases import CASES, NOT_LISTED

WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")
FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
TEXTS = [text for text, _ in CASES]
FIGURES = [one for text in TEXTS for one in find_quantities(text) if one.value is not None]


def writings(value: int) -> list[str]:
    """Every way in which official texts write a whole number from 2 on."""
    numeral = format_numeral(value)
    found = [
        str(value),
        f"{value:,}",
        f"{value:,}".replace(",", "，"),
        f"{value:,}".replace(",", "\u2009"),
        f"{value:,}".replace(",", "\u202f"),
        str(value).translate(WIDE),
        numeral,
        numeral.translate(FORMAL),
    ]
    if numeral.startswith("二") and numeral[1:2] in ("百", "千", "万", "亿"):
        found.append("两" + numeral[1:])
    for power, name in ((10**4, "万"), (10**8, "亿")):
        if value >= power:
            found.append(f"{(Decimal(value) / power).normalize():f}{name}")
    above, below = divmod(value, 10**8)
    if 0 < above < 10**6 and below >= 10**4 and below % 10**4 == 0:
        found.append(f"{above}亿{below // 10**4}万")
    return found


@given(st.integers(2, 10**12 - 1) | st.integers(2, 10**4).map(lambda n: n * 10**4), st.sampled_from("件元亩"))
def test_a_number_is_read_back_from_each_of_its_writings(value: int, unit: str) -> None:
    for written in writings(value):
        (found,) = find_quantities(f"共有{written}{unit}。")
        assert (found.value, found.unit, found.text) == (Decimal(value), unit, f"{written}{unit}")


@given(st.decimals(Decimal("0.01"), 9999, places=2))
def test_a_decimal_is_read_back_from_each_of_its_writings(value: Decimal) -> None:
    whole, _, fraction = f"{value}".partition(".")
    spoken = (
        f"{format_numeral(int(whole))}点{''.join('零一二三四五六七八九'[int(digit)] for digit in fraction)}"
    )
    for written in (f"{value}", f"{value}".translate(WIDE), spoken):
        (found,) = find_quantities(f"占{written}%。")
        assert found.value == value
    assert parse_numeral(spoken) == value
    for written in (f"百分之{spoken}", f"百分之{value}"):
        (found,) = find_quantities(f"占{written}。")
        assert (found.value, found.unit, found.text) == (value, "%", written)


# 一年一个月 may be one month in each year.
@given(st.integers(2, 60), st.integers(1, 11))
def test_years_and_months_are_read_together_in_each_of_their_writings(years: int, months: int) -> None:
    spoken = [format_numeral(years), f"{years}", "两" if years == 2 else format_numeral(years)]
    for year, joint, month in product(spoken, ("", "零", "又"), (format_numeral(months), f"{months}")):
        (found,) = find_quantities(f"期限为{year}年{joint}{month}个月。")
        assert canonical(found) == (Decimal(12 * years + months), None, "月")


@given(st.integers(1, 10**8), st.integers(0, 99))
@example(1, 10)
def test_an_amount_of_money_is_the_same_in_digits_and_in_words(yuan: int, cents: int) -> None:
    tenths, rest = divmod(cents, 10)
    words = format_numeral(yuan)
    digit = "零一二三四五六七八九"
    small = (f"{digit[tenths]}角" if tenths else "") + (
        ("" if tenths else "零") + f"{digit[rest]}分" if rest else ""
    )
    (in_words,) = find_quantities(f"金额为{words}元{small}。")
    (formal,) = find_quantities(f"金额为{words}元{small}。".translate(FORMAL))
    (in_digits,) = find_quantities(f"金额为{yuan}.{cents:02}元。")
    assert in_words.value == formal.value == in_digits.value == yuan + Decimal(cents) / 100
    assert same_value(in_words, in_digits)
    assert same_value(formal, in_digits)


@given(st.lists(st.sampled_from(TEXTS), max_size=5))
def test_a_text_holds_the_figures_of_its_sentences_in_their_order(texts: list[str]) -> None:
    found = find_quantities("\n".join(texts))
    expected: list[Quantity] = []
    begin = 0
    for text in texts:
        expected += [replace(q, start=q.start + begin, end=q.end + begin) for q in find_quantities(text)]
        begin += len(text) + 1
    assert list(found) == expected


@given(st.sampled_from(FIGURES), st.sampled_from(FIGURES), st.sampled_from(FIGURES))
def test_same_value_is_an_equivalence(first: Quantity, second: Quantity, third: Quantity) -> None:
    assert same_value(first, first)
    assert same_value(first, second) == same_value(second, first)
    if same_value(first, second) and same_value(second, third):
        assert same_value(first, third)


ROUGH = st.builds(
    lambda value, unit, before, after: find_quantities(f"有{before}{value}{after[0]}{unit}{after[1]}。"),
    st.decimals(Decimal("0.0001"), 3, places=12),
    st.sampled_from(["亩", "平方米", "公顷", "年", "个月", "元", "%", "成"]),
    st.sampled_from(["", "约", "近", "超过", "不超过"]),
    st.sampled_from([("", ""), ("余", ""), ("", "以上"), ("", "以下"), ("", "左右")]),
).map(lambda found: found[0])


@given(ROUGH, ROUGH, ROUGH)
def test_same_value_is_an_equivalence_between_figures_that_nearly_agree(
    first: Quantity, second: Quantity, third: Quantity
) -> None:
    assert same_value(first, first)
    assert same_value(first, second) == same_value(second, first)
    if same_value(first, second) and same_value(second, third):
        assert same_value(first, third)


@given(st.sampled_from(FIGURES))
def test_canonical_of_what_is_canonical_is_itself(figure: Quantity) -> None:
    value, high, base = canonical(figure)
    again = replace(figure, value=value, high=high, unit=base, modifier="")
    assert canonical(again) == (value, high, base)


@pytest.mark.parametrize("text", TEXTS)
def test_places_are_exact_and_do_not_overlap(text: str) -> None:
    position = 0
    for found in find_quantities(text):
        assert text[found.start : found.end] == found.text != ""
        assert found.start >= position
        position = found.end


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1亿2000万元", "1.2亿元"),
        ("3万5千人", "35000人"),
        ("一年半", "18个月"),
        ("一个半月", "1.5个月"),
        ("两年零三个月", "27个月"),
        ("3小时20分钟", "200分钟"),
        ("3元5角", "3.50元"),
        ("壹佰贰拾叁元", "123元"),
        ("占2/3以上", "占三分之二以上"),
        ("占三成五", "占35%"),
        ("每百人拥有3.2个", "每千人32个"),
        ("百分之百", "100%"),
        ("千分之三", "3‰"),
        ("两个学期", "一学年"),
        ("3亩", "2000平方米"),
        ("1\u2009234.5元", "1,234.5元"),
        ("10至15日", "10-15天"),
        ("三五天", "3至5天"),
        ("2020年1月", "二〇二〇年一月"),
        ("约100人", "100余人"),
        ("三人以上", "不少于3人"),
    ],
)
def test_equal_values_are_recognised_across_writings(first: str, second: str) -> None:
    assert same_value(find_quantities(first)[0], find_quantities(second)[0])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("三人以上", "三人"),
        ("不超过20日", "20日"),
        ("2020年1月", "2020年2月"),
        ("2020年1月", "2020年"),
        ("每百人3.2个", "3.2个"),
        ("三五天", "35天"),
        ("一个半月", "一个月"),
        ("1亿2000万元", "2000万元"),
        ("翻一番", "1倍"),
        ("3个百分点", "3%"),
        ("第三条", "第三款"),
    ],
)
def test_different_values_are_never_the_same(first: str, second: str) -> None:
    assert not any(
        same_value(one, other) for one, other in product(find_quantities(first), find_quantities(second))
    )


def test_every_kind_but_those_that_count_nothing_is_tried_here() -> None:
    assert {one.kind for one in FIGURES} >= set(Kind) - NOT_LISTED
