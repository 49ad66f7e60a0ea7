import pytest

from qa_service.answering.candidates import Candidate
from qa_service.answering.comparison import NOT_COMPARED, Party, conclusion
from qa_service.answering.extractive import Extract
from qa_service.answering.sentences import sentences
from qa_service.quantities import find_quantities
from tests.answering.conftest import passage


def party(name: str, text: str) -> Party:
    sentence = sentences(passage(text))[0]
    figure = find_quantities(text)[0]
    best = Candidate(
        sentence=sentence,
        start=figure.start,
        end=figure.end,
        score=1.0,
        coverage=1.0,
        direct=1.0,
        quantity=figure,
    )
    return Party(name=name, year=2023, extract=Extract(statements=(), short=None, best=best))


@pytest.mark.parametrize(
    ("left", "right", "said"),
    [
        ("办结80件", "办结67件", "甲县较高,相差13件"),
        ("成功率95.4%", "成功率99.45%", "乙县较高,相差4.05个百分点"),
        ("办结80件", "办结80件", "两者相同"),
    ],
)
def test_what_is_higher_and_by_how_much_is_computed(left: str, right: str, said: str) -> None:
    text = conclusion([party("甲县", left), party("乙县", right)])
    assert text is not None
    assert text.startswith(said)
    assert "系统" in text


def test_figures_of_different_units_are_not_compared() -> None:
    assert conclusion([party("甲县", "办结80件"), party("乙县", "参加67人")]) is None


def test_nothing_is_concluded_while_a_party_is_silent() -> None:
    assert conclusion([party("甲县", "办结80件"), Party(name="乙县", year=None, extract=None)]) is None


def test_several_parties_are_put_in_order() -> None:
    text = conclusion([party("甲县", "办结8件"), party("乙县", "办结67件"), party("丙县", "办结30件")])
    assert text is not None
    assert text.index("乙县") < text.index("丙县") < text.index("甲县")


def test_figures_that_count_different_things_are_not_ranked() -> None:
    said = conclusion([party("甲县", "收到申请93件"), party("乙县", "受理案件80件")])
    assert said == NOT_COMPARED
