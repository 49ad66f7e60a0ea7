"""Of several things that a sentence lists with a figure each, the figure of the one that is asked about."""

from collections.abc import Callable

import pytest

from qa_service.answering.reader.passages import PassageReader
from tests.answering.bare_facts import short_answer_in
from vectorstore.analyzer import Analyzer

Answer = Callable[[str, str], str | None]

CENTRES = "对新认定为国家级、省级、市级技术中心的企业,分别给予一次性奖励100万元、50万元、20万元。"
PRIZES = "年度大赛设一、二、三等奖,分别奖励5万元、3万元、1万元。"
SCHOOLS = "全县小学、初中、高中分别招收新教师32名、18名和7名。"
CLASSES = "农家乐排污费按类收取,甲类每户每月30元,乙类20元,丙类10元。"


@pytest.fixture(scope="module")
def answer() -> Answer:
    analyzer = Analyzer()
    reader = PassageReader(analyzer.tagged)
    return lambda text, asked: short_answer_in(text, asked, analyzer, reader)


@pytest.mark.parametrize(
    ("text", "asked", "figure"),
    [
        (CENTRES, "国家级技术中心奖励多少?", "100万元"),
        (CENTRES, "省级技术中心奖励多少?", "50万元"),
        (CENTRES, "新认定市级技术中心的企业奖励多少?", "20万元"),
        (PRIZES, "大赛一等奖奖励多少?", "5万元"),
        (PRIZES, "大赛二等奖奖励多少?", "3万元"),
        (PRIZES, "大赛三等奖奖励多少?", "1万元"),
        (SCHOOLS, "小学招收新教师多少名?", "32名"),
        (SCHOOLS, "初中招收新教师多少名?", "18名"),
        (SCHOOLS, "高中招收新教师多少名?", "7名"),
        (CLASSES, "甲类农家乐排污费多少?", "30元"),
        (CLASSES, "乙类农家乐排污费多少?", "20元"),
        (CLASSES, "丙类农家乐排污费多少?", "10元"),
        ("东柳村、西柳村各打井3眼、5眼。", "西柳村打井多少眼?", "5眼"),
        ("A级、AA级景区分别为4家和6家。", "AA级景区有多少家?", "6家"),
    ],
)
def test_the_figure_of_the_listed_thing_that_is_asked_for_answers(
    answer: Answer, text: str, asked: str, figure: str
) -> None:
    assert answer(text, asked) == figure


@pytest.mark.parametrize(
    ("text", "asked", "figure"),
    [
        ("小学、初中各新建3所,学位增加500个。", "小学新建多少所?", "3所"),
        ("小学、初中各新建3所,学位增加500个。", "初中新建多少所?", "3所"),
    ],
)
def test_one_figure_for_each_of_several_is_that_of_all(
    answer: Answer, text: str, asked: str, figure: str
) -> None:
    assert answer(text, asked) == figure
