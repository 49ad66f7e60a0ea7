import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.normalization import (
    Folder,
    document_number_keys,
    normalize_ordinals,
    numeral_value,
    numerals,
    ordinals,
)

_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """The usual written form of 1 to 9,999."""
    written, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            written += ("零" if zero and written else "") + _DIGITS[digit] + name
            zero = False
        else:
            zero = True
    return written


@given(st.integers(1, 9999))
def test_every_number_is_read_as_it_is_written(number: int) -> None:
    assert numeral_value(chinese(number)) == number
    assert numeral_value(str(number)) == number


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_myriads_are_read(high: int, low: int) -> None:
    assert numeral_value(f"{chinese(high)}万") == high * 10_000
    assert numeral_value(f"{chinese(high)}万零{chinese(low)}") == high * 10_000 + low


@pytest.mark.parametrize(
    ("numeral", "value"), [("十", 10), ("十二", 12), ("二〇一九", 2019), ("两百", 200), ("一百零五", 105)]
)
def test_short_forms_are_read(numeral: str, value: int) -> None:
    assert numeral_value(numeral) == value


@pytest.mark.parametrize("numeral", ["万一", "百千", "一二十", "十十", "千百", "件"])
def test_what_is_no_number_has_no_value(numeral: str) -> None:
    assert numeral_value(numeral) is None


@given(st.text(alphabet="零〇一二三四五六七八九十百千万亿两", max_size=20))
def test_no_heap_of_numerals_breaks_the_reader(numeral: str) -> None:
    assert numeral_value(numeral) is None or numeral_value(numeral) >= 0  # type: ignore[operator]


@given(st.integers(1, 9999), st.sampled_from("编章节条款项号次"))
def test_an_ordinal_has_one_form(number: int, unit: str) -> None:
    fold = Folder().fold
    wide = str(number).translate(str.maketrans(string.digits, "０１２３４５６７８９"))
    forms = {normalize_ordinals(fold(f"见第{form}{unit}。")) for form in (chinese(number), str(number), wide)}
    assert forms == {f"见第{number}{unit}。"}
    assert ordinals(forms.pop()) == [f"第{number}{unit}"]


@given(st.text(max_size=60))
def test_folding_knows_the_way_back(text: str) -> None:
    folder = Folder()
    folded, offsets = folder.fold_with_offsets(text)
    assert folded == folder.fold(text)
    assert len(offsets) == len(folded)
    assert offsets == sorted(offsets)
    for character, offset in zip(folded, offsets, strict=True):
        assert character in folder.fold(text[offset])


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once_for_plain_letters(text: str) -> None:
    folder = Folder()
    plain = "".join(c for c in folder.fold(text) if c.isalnum() and len(folder.fold(c)) == 1)
    assert folder.fold(folder.fold(plain)) == folder.fold(plain)


def test_width_case_and_brackets_are_folded() -> None:
    assert Folder().fold("ＱＡ２０２０〔７〕\u200b\0\ud800") == "qa2020[7]"


def test_numbers_of_two_characters_and_more_have_an_arabic_form() -> None:
    assert numerals("三十日前,二〇一九年,十二万件,三农,统一") == ["30", "2019", "120000"]


def test_a_document_number_has_one_key() -> None:
    fold = Folder().fold
    forms = ["湖政发〔2022〕7号", "湖政发[2022]7号", "湖政发(2022)第07号", "湖政发【２０２２】７号"]
    assert {tuple(document_number_keys(fold(form))) for form in forms} == {("#2022-7",)}
