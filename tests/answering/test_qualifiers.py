"""A figure answers only what it is labelled with: parts, members of lists, opposites, changes, the matter."""

from collections.abc import Callable, Sequence

import pytest

from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.qualifiers import Label, belongs_to_another, is_of_opposite
from qa_service.answering.questions.question import analyse
from qa_service.answering.questions.wording import load_wording
from qa_service.answering.text.matching import Matcher, weigh
from qa_service.answering.text.sentences import sentences
from qa_service.gazetteer import RegionMention
from tests.answering.conftest import TODAY, passage

Figures = Callable[[str, str], list[str]]


@pytest.fixture
def figures(
    segment: Callable[[str], Sequence[str]], find_regions: Callable[[str], Sequence[RegionMention]]
) -> Figures:
    """The figures of one passage that may answer a question, best first."""
    wording = load_wording()

    def from_passage(text: str, asked: str) -> list[str]:
        question = analyse(asked, segment=segment, find_regions=find_regions, today=TODAY)
        terms = weigh(question.focus, synonyms=lambda _: (), frequency=lambda _: 3, passages=200)
        evidence = Evidence(question, Matcher(terms), Matcher(()), wording)
        found = evidence.candidates([(passage(text), "工作报告")])
        return [candidate.quantity.text for candidate in found if candidate.quantity]

    return from_passage


@pytest.mark.parametrize(
    ("text", "asked", "figure"),
    [
        ("全年救助困难家庭310户,其中农村家庭205户、城市家庭105户。", "农村困难家庭有多少户?", "205户"),
        ("全年救助困难家庭310户,其中农村家庭205户、城市家庭105户。", "城市困难家庭有多少户?", "105户"),
        ("年末牲畜存栏9万头,其中马存栏1.1万头、牛2.6万头、羊5.3万头。", "羊存栏多少?", "5.3万头"),
        ("职工平均工资6,120元,增长7.3%。", "职工平均工资增长多少?", "7.3%"),
    ],
)
def test_the_part_asked_for_and_not_its_whole_answers(
    figures: Figures, text: str, asked: str, figure: str
) -> None:
    assert figures(text, asked)[0] == figure


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("全市供养老人640人,其中分散供养500人。", "集中供养的老人有多少人?"),
        ("雨季平均降水量410毫米。", "雨季最大降水量是多少?"),
        ("新增专项债券3.2亿元。", "一般债券多少?"),
        ("供养老人640人,资金300万元。", "供养老人的标准是多少?"),
        ("受理信访投诉77件。", "噪声投诉多少件?"),
        ("教育支出4.5亿元。", "教育支出增长多少?"),
    ],
)
def test_a_neighbouring_quantity_answers_nothing(figures: Figures, text: str, asked: str) -> None:
    assert figures(text, asked) == []


def test_a_figure_in_thousands_stays_in_its_clause() -> None:
    (sentence,) = sentences(passage("结婚登记2,018件,离婚登记1，343件,在2020,2021年。"))
    clauses = [sentence.folded.text[start:end] for start, end in sentence.clauses]
    assert clauses == ["结婚登记2,018件,", "离婚登记1,343件,", "在2020,", "2021年。"]


def test_the_head_of_a_list_passes_on_and_its_modifier_does_not() -> None:
    listed = (Label("其中结婚登记", True), Label("、离婚", True))
    assert not belongs_to_another("登记", listed, 1, (0, 1))
    assert belongs_to_another("结婚", listed, 1, (0, 1))


def test_what_names_neither_opposite_needs_the_asked_one_around_it() -> None:
    assert is_of_opposite("集中供养人数", "供养老人", "全市供养老人")
    assert not is_of_opposite("集中供养人数", "供养老人", "集中供养。供养老人")
