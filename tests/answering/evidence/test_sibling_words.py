"""Words of one kind are told from one another by their letters and their places, and from themselves."""

from collections.abc import Callable

import pytest

from qa_service.answering.evidence.sibling_words import (
    half_sibling_of,
    in_its_name,
    in_its_role,
    is_of_another_code,
    is_of_another_ordinal,
    sibling_of,
)
from qa_service.answering.text.matching import Term
from vectorstore.analyzer import Analyzer


@pytest.fixture(scope="module")
def is_word() -> Callable[[str], bool]:
    analyzer = Analyzer()
    return lambda text: len(analyzer.tagged(text)) == 1


@pytest.mark.parametrize(
    ("word", "text", "sibling"),
    [
        ("败诉", "行政应诉案件31件", "应诉"),
        ("三级", "二级每人每月85元", "二级"),
        ("北站", "客运东站发送旅客", "东站"),
        ("拖欠", "根治欠薪专项行动", ""),
        ("参观", "接待观众186万人次", ""),
        ("店铺", "每铺补助3万元", ""),
    ],
)
def test_a_sibling_ends_alike_and_is_a_word(
    word: str, text: str, sibling: str, is_word: Callable[[str], bool]
) -> None:
    assert sibling_of(Term(text=word, weight=1.0), text, frozenset(), is_word) == sibling


def test_a_word_that_is_there_has_no_sibling(is_word: Callable[[str], bool]) -> None:
    assert sibling_of(Term(text="应诉", weight=1.0), "行政应诉案件31件", frozenset(), is_word) == ""


def test_what_the_library_does_not_know_has_siblings_only_as_a_thing(is_word: Callable[[str], bool]) -> None:
    term = Term(text="北站", weight=1.0, known=False)
    assert sibling_of(term, "东站发送旅客", frozenset(), is_word) == ""
    assert sibling_of(term, "东站发送旅客", frozenset({"北站"}), is_word) == "东站"


def test_a_compound_has_a_sibling_by_its_half(is_word: Callable[[str], bool]) -> None:
    text = "公开行政处罚决定1456件"
    assert half_sibling_of("行政许可", text, text, is_word) == "行政处罚"
    assert half_sibling_of("行政许可", text, f"许可事项。{text}", is_word) == ""
    assert half_sibling_of("行政处罚", text, text, is_word) == ""


@pytest.mark.parametrize(
    ("asked", "text", "another"),
    [
        ("a级有多少家", "其中aa级46家", True),
        ("aa级有多少家", "其中aa级46家、d级3家", False),
        ("有多少家", "其中aa级46家", False),
    ],
)
def test_a_code_is_told_from_others(asked: str, text: str, another: bool) -> None:
    assert is_of_another_code(asked, text) is another


@pytest.mark.parametrize(
    ("asked", "text", "another"),
    [
        ("第二批下放多少项", "首批下放95项", True),
        ("第一批下放多少项", "首批下放95项", False),
        ("第2批下放多少项", "第二批下放95项", False),
        ("第二批下放多少项", "第三次会议下放95项", False),
    ],
)
def test_an_ordinal_is_told_from_others(asked: str, text: str, another: bool) -> None:
    assert is_of_another_ordinal(asked, text) is another


def test_what_stands_in_its_role_is_found() -> None:
    assert in_its_role("单位", "对单位露天焚烧的罚多少", "对个人露天焚烧的,处罚款") == "个人"
    assert in_its_role("个人", "对个人露天焚烧的罚多少", "对个人露天焚烧的,处罚款") == ""


def test_a_like_name_is_of_another(is_word: Callable[[str], bool]) -> None:
    text = "茶叶产业服务团团长由韩敬川担任"
    assert in_its_name("油茶", "油茶产业服务团的团长是谁", text, is_word) == "茶叶"
    assert in_its_name("茶叶", "茶叶产业服务团的团长是谁", text, is_word) == ""
