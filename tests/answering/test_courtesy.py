"""Courtesies around a question say nothing about its matter."""

from pathlib import Path

import pytest

from qa_service.answering.questions.courtesy import without_courtesy
from tests.answering.made_reports import ask, service_over

_ASKED = "青禾县2022年审结多少件"
_REPORT = """临朐县2022年度法治政府建设情况的报告
一、主要工作
(一)行政复议。全县新收行政复议申请102件,受理95件,审结90件。
(二)人民调解。全县调解矛盾纠纷3268件,调解成功率97.9%。
"""


@pytest.mark.parametrize(
    "message",
    [
        f"领导让我查一下{_ASKED}",
        f"麻烦帮我看看{_ASKED}呀,谢谢",
        f"我想了解一下,{_ASKED}呢",
        f"领导要材料,急!{_ASKED}",
        f"请问您好,我是县司法局办公室的,想请教一下{_ASKED},谢谢!",
        f"能不能帮我查一下{_ASKED}",
        f"写材料要用,{_ASKED}",
        f"老师您好,{_ASKED}",
        f"主任刚才问{_ASKED},谢谢啦",
    ],
)
def test_courtesies_are_taken_off_a_question(message: str) -> None:
    assert without_courtesy(message) == _ASKED


@pytest.mark.parametrize(
    "message",
    [
        "我是残疾人,可以申请公租房吗?",
        "我要申请公租房,需要什么条件?",
        "那青禾县呢?",
        "谢谢",
        "你好",
        "请问",
        "局长要求什么?",
        "领导小组组长是谁",
        "企业要报年度报告,期限是多久?",
        "帮我们县减免税收了多少?",
        "可以转租吗?",
        "县长是谁?",
    ],
)
def test_what_asks_and_who_asks_stays(message: str) -> None:
    assert without_courtesy(message) == message


def test_a_question_is_answered_alike_with_and_without_courtesies(tmp_path: Path) -> None:
    with service_over({"report": _REPORT}, tmp_path) as service:
        bare = ask(service, "临朐县2022年调解成功率是多少?")
        kind = ask(
            service, "请问您好,我是县司法局办公室的,想请教一下2022年我们临朐县的调解成功率是多少,谢谢!"
        )
    assert bare.short_answer == kind.short_answer == "97.9%"


def test_a_request_to_look_something_up_is_no_yes_or_no(tmp_path: Path) -> None:
    with service_over({"report": _REPORT}, tmp_path) as service:
        answer = ask(service, "能不能帮我查一下临朐县2022年行政复议审结了多少件?")
    assert answer.short_answer == "90件"
