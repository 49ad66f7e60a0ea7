"""A document that is asked of as a whole is told by its headings, or where it has none by what its paragraphs
begin with, however it is named and asked for, within a readable length."""

import re
from collections.abc import Iterator

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

REPORTS = {
    "枞阳县2022年法治政府建设情况报告": """枞阳县人民政府关于2022年度法治政府建设情况的报告
枞政〔2023〕9号
2022年，枞阳县扎实推进依法行政。
一、主要举措
（一）规范执法行为。抽查案卷88卷。
（二）畅通复议渠道。办结复议案件17件。
二、存在的不足
基层法治力量薄弱。
三、下一步打算
充实司法所人员。
""",
    "枞阳县农村养老三年行动方案": """枞阳县民政局关于印发枞阳县农村养老三年行动方案（2023—2025年）的通知
各乡镇人民政府：
一、总体要求
到2025年建成乡镇养老中心9个。
二、重点任务
改造敬老院6所。
三、保障措施
落实运营补助。
""",
    "枞阳县渡口管理规定": """枞阳县渡口管理规定
枞政办〔2021〕4号
第一条 为加强渡口管理，制定本规定。
第二条 县交通运输局负责全县渡口的监督管理。乡镇落实属地责任。
第三条 渡船应当配备救生衣。
第四条 本规定自2021年6月1日起施行。
""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("outlines")) as opened:
        yield opened


@pytest.mark.parametrize(
    "question",
    [
        "概括一下枞阳县2022年法治政府建设报告",
        "简述枞阳县2022年法治政府建设情况报告",
        "请归纳一下枞阳县法治政府建设报告的主要内容",
        "枞政〔2023〕9号讲了什么?",
    ],
)
def test_a_report_is_told_by_its_headings_however_it_is_asked_for(service: Service, question: str) -> None:
    answer = ask(service, question)
    parts = ["一、主要举措", "规范执法行为", "畅通复议渠道", "二、存在的不足", "三、下一步打算"]
    places = [answer.answer.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)
    assert {citation.title for citation in answer.citations} == {
        "枞阳县人民政府关于2022年度法治政府建设情况的报告"
    }


def test_years_in_the_name_of_a_programme_ask_for_no_year(service: Service) -> None:
    answer = ask(service, "《枞阳县农村养老三年行动方案(2023—2025年)》主要讲了什么?").answer
    assert "重点任务" in answer
    assert "保障措施" in answer


def test_a_document_without_headings_is_told_by_what_its_articles_begin_with(service: Service) -> None:
    answer = ask(service, "概括一下《枞阳县渡口管理规定》").answer
    told = re.findall(r"第[一二三四]条 [^\[]+", answer)
    assert len(told) == 4
    assert "枞政办" not in answer
    assert "属地责任" not in answer
