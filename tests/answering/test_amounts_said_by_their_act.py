"""An amount need not be called one, nor an area: 罚没27.3万元 is the 罚没金额, 退耕还草3120亩 its 面积."""

from pathlib import Path

import pytest

from tests.answering.made_reports import ask, service_over

_REPORT = """关于尚义县2022年度法治政府建设情况的报告

一、主要做法和成效
(一)护农。联手开展种薯打假,检查经营户436户,罚没27.3万元,为农户退换种薯86吨。
(二)环境保护。查处环境违法行为132起,罚款1486.5万元。
(三)劳动保障。受理欠薪投诉187起,为1653名农民工追回工资2140万元。
(四)草原保护。整治违规开荒,退地还草3120亩。
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("尚义县种薯打假罚没金额多少?", "27.3万元"),
        ("尚义县环境违法领域罚款一共多少钱?", "1486.5万元"),
        ("尚义县为农民工追回的工资总额是多少?", "2140万元"),
        ("尚义县整治违规开荒,退地还草面积有多少?", "3120亩"),
    ],
)
def test_what_the_amount_is_of_says_it(tmp_path: Path, question: str, told: str) -> None:
    with service_over({"a": _REPORT}, tmp_path) as service:
        assert ask(service, question).short_answer == told


def test_an_amount_of_something_else_is_not_told(tmp_path: Path) -> None:
    with service_over({"a": _REPORT}, tmp_path) as service:
        assert ask(service, "尚义县种薯打假涉案金额多少?").status == "not_found"
