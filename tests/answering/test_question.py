from collections.abc import Callable, Sequence

import pytest

from qa_service.answering.questions.question import Expects, Question, analyse
from qa_service.gazetteer import RegionMention
from tests.answering.conftest import TODAY

Segment = Callable[[str], Sequence[str]]
Find = Callable[[str], Sequence[RegionMention]]


@pytest.fixture
def understand(segment: Segment, find_regions: Find) -> Callable[[str], Question]:
    return lambda text: analyse(text, segment=segment, find_regions=find_regions, today=TODAY)


@pytest.mark.parametrize(
    ("asked", "expects"),
    [
        ("去年一共办了多少件法律援助?", Expects.NUMBER),
        ("调解成功率是多少?", Expects.RATE),
        ("孩子们参加的比例有多高?", Expects.RATE),
        ("调解成功率2019年是多少?", Expects.RATE),
        ("办理期限最长多久?", Expects.DURATION),
        ("什么时候成立的仲裁委员会?", Expects.DATE),
        ("谁获得了模范调解员称号?", Expects.PERSON),
        ("“谁执法谁普法”评议中得第一的是哪个单位?", Expects.NAME),
        ("在哪些平台做宣传?", Expects.LIST),
        ("为什么要推迟?", Expects.REASON),
        ("命名为什么中止?", Expects.REASON),
        ("先进集体评选为啥取消?", Expects.REASON),
        ("旧乡改名为什么?", Expects.REASON),
        ("柳河村被命名为什么?", Expects.NAME),
        ("柳河村被列为啥示范点?", Expects.NAME),
        ("明年有什么打算?", Expects.PLAN),
        ("有哪些不足?", Expects.SHORTCOMING),
        ("有没有收到投诉?", Expects.YES_NO),
        ("什么是行政规范性文件?", Expects.DEFINITION),
        ("沂源县和伊春市的调解成功率谁高?", Expects.COMPARISON),
        ("沂源县和伊春市各有多少件?", Expects.COMPARISON),
    ],
)
def test_the_kind_of_answer_follows_from_the_wording(
    understand: Callable[[str], Question], asked: str, expects: Expects
) -> None:
    assert understand(asked).expects is expects


@pytest.mark.parametrize(
    ("asked", "unit"),
    [
        ("办理了多少件提案?", "件"),
        ("几场听证会?", "场"),
        ("多少人次参加?", "人次"),
        ("有多少执法人员?", "人"),
    ],
)
def test_the_measure_word_asked_for_is_known(
    understand: Callable[[str], Question], asked: str, unit: str
) -> None:
    assert understand(asked).unit == unit


def test_region_and_year_become_scope_and_leave_the_focus(understand: Callable[[str], Question]) -> None:
    question = understand("沂源县2019年调解纠纷多少件?")
    assert question.scope.regions == ("沂源县",)
    assert question.scope.years == (2019,)
    assert not any("沂源" in word or "2019" in word for word in question.focus)


def test_a_region_that_the_library_lacks_is_told_apart(understand: Callable[[str], Question]) -> None:
    scope = understand("广州市2023年法律援助案件多少件?").scope
    assert scope.regions == ()
    assert scope.absent_regions == ("广州市",)


@pytest.mark.parametrize(("asked", "years"), [("去年", (2023,)), ("上一年度", (2023,)), ("今年", (2024,))])
def test_relative_years_are_read_from_today(
    understand: Callable[[str], Question], asked: str, years: tuple[int, ...]
) -> None:
    assert understand(f"沂源县{asked}办了多少件?").scope.years == years


def test_a_word_without_end_is_looked_for_by_its_beginning(
    segment: Callable[[str], Sequence[str]], find_regions: Callable[[str], Sequence[RegionMention]]
) -> None:
    asked = analyse("x" * 2000, segment=segment, find_regions=find_regions, today=TODAY)
    assert asked.focus
    assert max(map(len, asked.focus)) <= 40
