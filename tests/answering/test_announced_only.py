"""What a report tells as done is never told as a plan or as a fault."""

from pathlib import Path

import pytest

from tests.answering.made_reports import ask, service_over

_BUREAU = """关于宁安县水务局2022年度法治政府建设情况的报告

一、主要做法和成效
(一)规范行政执法。全年办理水行政处罚案件36件,发放节水补贴212万元,县水务局组织执法培训4次。
(二)强化法治宣传。县水务局在乡镇张贴节水标语800条,制定普法计划,实现宣传目标。
"""
_COUNTY = """关于丰宁县2022年度法治政府建设情况的报告

一、主要做法和成效
(一)规范行政执法。全年办理行政处罚案件360件,发放技能补贴512万元。
(二)人员保障。乡镇执法人员配备不足,持证人员仅占六成。
二、2023年工作安排
(一)深化普法宣传。新建法治公园3处。
"""


@pytest.mark.parametrize(
    "question",
    [
        "宁安县水务局有哪些不足?",
        "宁安县水务局下一步有什么打算?",
        "宁安县水务局存在什么问题?",
        "水务局还有什么短板",
    ],
)
def test_a_report_that_announces_nothing_is_silent_on_what_it_lacks_and_plans(
    tmp_path: Path, question: str
) -> None:
    with service_over({"a": _BUREAU}, tmp_path) as service:
        assert ask(service, question).status == "not_found"


@pytest.mark.parametrize("question", ["宁安县下一步打算怎么发节水补贴?", "宁安县节水补贴发放有什么问题?"])
def test_what_was_done_on_a_matter_is_neither_its_plan_nor_its_fault(tmp_path: Path, question: str) -> None:
    with service_over({"a": _BUREAU}, tmp_path) as service:
        assert ask(service, question).status == "not_found"


def test_a_fault_told_outside_of_any_account_of_faults_is_found(tmp_path: Path) -> None:
    with service_over({"b": _COUNTY}, tmp_path) as service:
        assert "配备不足" in ask(service, "丰宁县乡镇执法人员方面有什么不足?").answer


def test_plans_under_their_heading_answer_and_deeds_beside_them_do_not(tmp_path: Path) -> None:
    with service_over({"b": _COUNTY}, tmp_path) as service:
        assert "3处" in ask(service, "丰宁县下一步怎么深化普法宣传?").answer
        assert "512万元" not in ask(service, "丰宁县下一步打算怎么发技能补贴?").answer


def test_a_heading_of_deeds_that_holds_a_word_of_plans_makes_none_of_them(tmp_path: Path) -> None:
    headed = _COUNTY.replace("(一)规范行政执法", "(一)以群众满意为目标,开展普法宣传")
    with service_over({"b": headed.replace("深化普法宣传", "深化园林建设")}, tmp_path) as service:
        assert ask(service, "丰宁县明年普法有什么打算?").status == "not_found"


@pytest.mark.parametrize(
    "question", ["宁安县水务局普法做了哪些工作?", "宁安县水务局强化法治宣传起了什么作用?"]
)
def test_what_only_sentences_tell_has_no_bare_fact(tmp_path: Path, question: str) -> None:
    with service_over({"a": _BUREAU}, tmp_path) as service:
        assert not ask(service, question).short_answer
