"""Documents named by what they are, and by the year in which they were delivered; texts made up here."""

from collections.abc import Iterator

import pytest

from qa_service.answering.questions.kinds_of_documents import kind_named
from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "a": """舒城县2022年政府信息公开工作年度报告

一、总体情况
全年收到政府信息公开申请52件,均按时答复。
""",
    "b": """霍山县2021年政府信息公开工作年度报告

一、总体情况
全年新收政府信息公开申请31件。
""",
    "c": """裕安区2022年法治政府建设情况报告

一、主要工作
(一)政务公开。收到政府信息公开申请77件。
(二)化解争议。负责人出庭应诉率98%。
""",
    "d": """政府工作报告
——2023年1月9日在舒城县第十七届人民代表大会第三次会议上
舒城县人民政府县长 方知远

各位代表:
现在,我代表舒城县人民政府向大会报告工作,请予审议。

一、2022年工作回顾
(一)特色产业提质增效。舒城县竹编入选省级名录。全年生产竹编凉席46万张,实现产值5.2亿元。

二、2023年主要目标和重点任务
(一)做强特色产业。竹编凉席产量达到55万张,引进配套企业6家。
""",
    "e": """霍山县林业局2022年工作总结

一、主要工作
(一)造林绿化。完成人工造林1.8万亩。

二、存在的问题及改进措施
改进措施:2023年拟建护林站3个;每季度开展一次巡查;上线“霍林通”小程序。
""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("kinds")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("四个单位的信息公开年报里谁收到的申请最多?", ("信息公开", "年报")),
        ("这几份法治政府建设报告中哪个最高?", ("法治政府建设", "报告")),
        ("各单位统计公报里生产总值合计多少?", ("统计", "公报")),
        ("各县收到的申请合计多少?", None),
    ],
)
def test_a_kind_of_documents_is_read_from_the_question(asked: str, named: tuple[str, str] | None) -> None:
    kind = kind_named(asked)
    assert (kind and (kind.matter, kind.form)) == named


@pytest.mark.parametrize(
    "asked",
    [
        "两个单位的信息公开年报里谁收到的申请最多?",
        "几份信息公开年度报告里,哪个收到的申请最多?",
        "各单位信息公开年报中收到的申请谁最多?",
    ],
)
def test_only_documents_of_the_kind_are_compared(service: Service, asked: str) -> None:
    answer = ask(service, asked)
    assert answer.short_answer == "舒城县(52件)"
    assert "31件" in answer.answer
    assert "77件" not in answer.answer


@pytest.mark.parametrize(
    ("asked", "short"),
    [
        ("舒城县2023年竹编凉席产量目标是多少张?", "55万张"),
        ("舒城县2023年政府工作报告里竹编凉席产量多少?", "55万张"),
        ("舒城县2023年要引进多少家配套企业?", "6家"),
    ],
)
def test_a_plan_is_found_in_the_report_of_the_year_before_and_called_one(
    service: Service, asked: str, short: str
) -> None:
    answer = ask(service, asked)
    assert answer.short_answer == short
    assert "计划" in answer.answer


@pytest.mark.parametrize(
    "asked",
    [
        "舒城县2023年政府工作报告里竹编凉席实现产值多少亿元?",
        "舒城县2023年竹编凉席产值是多少?",
        "霍山县林业局2023年完成人工造林多少亩?",
        "舒城县2024年政府工作报告里竹编凉席产量多少?",
    ],
)
def test_a_result_is_never_given_for_the_year_after(service: Service, asked: str) -> None:
    assert ask(service, asked).status == "not_found"


def test_what_is_listed_after_a_year_is_of_that_year(service: Service) -> None:
    answer = ask(service, "霍山县林业局2023年打算上线什么小程序?")
    assert "霍林通" in answer.answer
