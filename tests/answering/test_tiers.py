"""A figure of the question chooses among the tiers of a text; documents made up here."""

from collections.abc import Iterator

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "津贴": """三江侗族自治县民政局关于调整2024年高龄津贴标准的通知

一、高龄津贴标准
80至89周岁每人每月60元，90至99周岁每人每月130元，100周岁及以上每人每月500元。
""",
    "民生": """巴马瑶族自治县2025年民生实事方案

一、提高津贴
具有本县户籍的80周岁至89周岁老年人，每人每月发放高龄津贴55元；90周岁至99周岁老年人，每人每月发放145元；100周岁及以上老年人，每人每月发放480元。
二、壮大村级集体经济
全县村级集体经济年收入全部达到5万元以上，其中10万元以上的村97个，占61%。
三、下放执法权
向燕洞镇、那社乡等4个乡镇行政处罚权107项，街道暂不下放。
四、管理建设项目
总投资500万元以上、项目单位缺乏管理能力的项目实行代建。
""",
    "报告": """天等县人民政府关于2022年度法治政府建设情况的报告

一、主要工作
(一)化解争议。2022年县政府收到行政复议申请312宗，受理268宗，办结241宗。
""",
    "审计": """大新县2021年度县本级预算执行审计结果公告

2022年3月至7月，县审计局对2021年度县本级预算执行情况进行了审计，重点审计了11个一级预算单位，查出问题86个。
""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("tiers")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("asked", "short"),
    [
        ("三江县85岁的老人每月高龄津贴多少?", "60元"),
        ("三江县九十多岁的老人高龄津贴每月多少?", "130元"),
        ("三江县不满90岁的老人每月高龄津贴多少?", "60元"),
        ("巴马县92岁的老人一个月发多少高龄津贴?", "145元"),
        ("巴马县85岁的老人一个月发多少高龄津贴?", "55元"),
        ("三江县一百零二岁的老人高龄津贴每月多少?", "500元"),
    ],
)
def test_the_tier_that_the_question_s_figure_falls_in_answers(
    service: Service, asked: str, short: str
) -> None:
    assert ask(service, asked).short_answer == short


def test_no_tier_answers_for_a_figure_outside_of_all(service: Service) -> None:
    assert ask(service, "三江县70岁的老人每月高龄津贴多少?").short_answer is None
    assert ask(service, "三江县不满80岁的老人每月高龄津贴多少?").short_answer is None


def test_a_figure_that_the_question_knows_points_to_the_one_behind_it(service: Service) -> None:
    assert ask(service, "巴马县村级集体经济年收入10万元以上的村有多少个?").short_answer == "97个"


def test_words_between_two_figures_are_of_the_one_with_the_asked_unit(service: Service) -> None:
    assert ask(service, "巴马县的乡镇有多少项行政处罚权?").short_answer == "107项"


def test_an_amount_in_a_text_that_fines_nobody_is_no_fine(service: Service) -> None:
    assert ask(service, "巴马县的代建项目缺乏管理要罚多少钱?").status == "not_found"


def test_a_report_without_the_figure_does_not_answer_how_many(service: Service) -> None:
    assert ask(service, "天等县2022年行政复议维持原决定的有多少宗?").status == "not_found"


def test_an_audit_made_in_a_year_is_not_one_of_that_year(service: Service) -> None:
    assert ask(service, "大新县2022年度预算执行审计查出多少个问题?").status == "not_found"
    assert ask(service, "大新县2021年度预算执行审计查出多少个问题?").short_answer == "86个"
