"""Of things listed together that one is told which a question names alone."""

import pytest

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.joint_figures import is_of_several, named_alone
from qa_service.answering.text.sentences import sentences
from qa_service.quantities import find_quantities
from tests.answering.conftest import passage


@pytest.mark.parametrize(
    ("members", "asked", "named"),
    [
        (("茶具", "户外陶瓷出口额达"), "茶具出口额是多少", "茶具"),
        (("发放民宿业", "渔业专项补助"), "民宿补了多少钱", "民宿"),
        (("县医院", "县中医院公示价格"), "县中医院公示了多少项价格", "县中医院公示"),
        (("完成c级", "d级危房改造"), "c级危房有多少户", "c级"),
        (("三灶镇", "红旗镇", "平沙镇"), "平沙镇罚了多少钱", "平沙镇"),
    ],
)
def test_the_one_that_is_named_is_found(members: tuple[str, ...], asked: str, named: str) -> None:
    assert named_alone(members, asked) == named


@pytest.mark.parametrize(
    ("members", "asked"),
    [
        (("茶具", "户外陶瓷出口额达"), "茶具和户外陶瓷出口额是多少"),
        (("茶具", "户外陶瓷出口额达"), "出口额是多少"),
        (("茶具",), "茶具出口额是多少"),
    ],
)
def test_none_or_several_are_not_one(members: tuple[str, ...], asked: str) -> None:
    assert named_alone(members, asked) == ""


@pytest.mark.parametrize(
    ("asked", "is_joint"),
    [
        ("龙门洞景区接待了多少游客", True),
        ("全县接待游客多少", False),
        ("龙门洞和白马山接待了多少游客", False),
    ],
)
def test_what_is_said_of_both_is_said_of_none_alone(asked: str, is_joint: bool) -> None:
    sentence = sentences(passage("白马山、龙门洞两大景区持续火爆,全年接待游客962万人次。"))[0]
    figure = next(each for each in find_quantities(sentence.text) if each.unit == "人次")
    candidate = Candidate(
        sentence=sentence,
        start=figure.start,
        end=figure.end,
        score=1.0,
        coverage=1.0,
        direct=1.0,
        quantity=figure,
    )
    assert is_of_several(candidate, asked) is is_joint
