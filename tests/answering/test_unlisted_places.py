"""A place that no gazetteer has is none of those that the library tells of."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qa_service.answering.questions.unlisted_places import (
    is_made_of_names,
    is_name_of_town,
    towns_within,
    unlisted_places,
)
from qa_service.answering.text.folding import fold
from qa_service.bootstrap import Service
from qa_service.ingestion.sources import SourceFile
from tests.answering.made_reports import ask, service_over
from vectorstore.analyzer import Analyzer

REPORTS = {
    "岚皋县2022年法治政府建设情况报告": (
        "岚皋县2022年法治政府建设情况报告\n\n一、主要工作\n\n(一)化解矛盾\n\n"
        "全县调解各类纠纷1284件,调解成功1240件。城关镇调解纠纷216件,民主镇组织普法讲座31场。\n\n"
        "(二)存在的问题\n\n一是基层法治力量薄弱。二是执法人员老化。\n"
    ),
    "阿拉善左旗2022年法治政府建设情况报告": (
        "阿拉善左旗2022年法治政府建设情况报告\n\n一、主要工作\n\n全旗办理行政复议案件47件,其中草场确权的21件。\n"
    ),
    "洛河镇人民政府2022年工作总结": (
        "洛河镇人民政府2022年工作总结\n\n一、主要工作\n\n全镇排查安全隐患318处,整改306处。\n"
    ),
}

SUBSIDIES = (
    "# 岚皋县2022年耕地地力保护补贴发放情况\n\n"
    "| 乡镇 | 户数(户) | 发放补贴(万元) |\n|---|---|---|\n| 孟石岭镇 | 213 | 46 |\n| 佐龙镇 | 188 | 37 |\n"
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(REPORTS, tmp_path_factory.mktemp("places")) as opened:
        opened.ingestor.ingest([SourceFile(source="补贴.md", content=SUBSIDIES.encode())])
        yield opened


@pytest.mark.parametrize(
    "question",
    [
        "桃花镇调解了多少件纠纷?",
        "2022年向阳街道调解各类纠纷多少件?",
        "武夷新区2022年调解各类纠纷多少件?",
        "阳光县调解纠纷多少件?",
        "桃花镇存在哪些问题?",
    ],
)
def test_no_county_answers_for_a_place_that_no_document_names(service: Service, question: str) -> None:
    reply = ask(service, question)
    assert reply.status == "not_found"
    assert "没有写到" in reply.answer


def test_a_county_tells_of_its_town_in_the_sentence_that_names_it(service: Service) -> None:
    assert ask(service, "城关镇调解纠纷多少件?").short_answer == "216件"
    assert ask(service, "民主镇组织普法讲座多少场?").short_answer == "31场"


def test_a_town_answers_from_what_its_own_office_wrote(service: Service) -> None:
    assert ask(service, "洛河镇排查安全隐患多少处?").short_answer == "318处"


def test_a_town_may_be_named_behind_its_county(service: Service) -> None:
    assert ask(service, "岚皋城关镇调解纠纷多少件?").short_answer == "216件"


def test_a_row_of_a_table_is_its_towns_own(service: Service) -> None:
    assert ask(service, "佐龙镇发放补贴多少万元?").short_answer == "37万元"


def test_a_region_may_be_named_by_some_of_its_characters(service: Service) -> None:
    assert ask(service, "阿左旗办理行政复议案件多少件?").short_answer == "47件"


@pytest.mark.parametrize(
    "question",
    [
        "全县调解了多少件纠纷?",
        "各乡镇调解了多少件纠纷?",
        "示范镇有几个?",
        "贫困县什么时候摘帽?",
        "县级领导有几名?",
        "社区矫正对象有多少人?",
        "公司上市的条件是什么?",
        "哪个镇调解的纠纷最多?",
        "美丽乡村建了多少个?",
        "新农村建设投入多少?",
        "旅游度假区接待游客多少人次?",
        "老旧街道改造了多少条?",
        "送法下乡活动开展了多少场?",
        "群众送锦旗多少面?",
        "驻村帮扶乡镇几个?",
        "乡村振兴示范区总投资多少?",
        "建设工业园区标准厂房多少平方米?",
        "开发区2023年入驻企业多少家?",
        "建成区2023年面积多大?",
        "双拥模范县是哪年评上的?",
        "边境县有哪些政策?",
        "省管县财政改革进展如何?",
        "普法宣传进乡镇多少场?",
        "易地扶贫搬迁安置区有多少户?",
        "自贸试验区有哪些政策?",
        "农村街道改造投入多少?",
        "法律援助县外案件多少件?",
        "高铁新区的规划面积是多少?",
    ],
)
def test_a_word_that_only_ends_like_a_place_is_none(question: str) -> None:
    analyzer = Analyzer()
    places = unlisted_places(fold(question).text, [])
    assert not any(is_made_of_names(place, analyzer.tagged) for place in places)


@pytest.mark.parametrize("town", ["柔远镇", "七都镇", "东城关镇", "圣城街道", "龙马乡"])
def test_a_town_is_named_right_behind_the_place_that_it_lies_in(town: str) -> None:
    tagged = Analyzer().tagged
    for question in (f"怀安县{town}调解多少件?", f"怀安县2021年{town}调解多少件?", f"怀安县的{town}有谁?"):
        assert towns_within(question, [(0, 3)]) == (town,)
    assert is_name_of_town(town, tagged)


@pytest.mark.parametrize(
    "said",
    [
        "各镇",
        "乡镇",
        "老旧街道",
        "新增城镇",
        "试点镇",
        "偏远乡",
        "城区街道",
        "特色小镇",
        "三个镇",
        "撤并乡镇",
    ],
)
def test_towns_without_a_name_are_none(said: str) -> None:
    tagged = Analyzer().tagged
    towns = towns_within(f"怀安县2021年{said}有多少件?", [(0, 3)])
    assert not any(is_name_of_town(town, tagged) for town in towns)


def test_a_town_does_not_share_the_figures_of_its_county(tmp_path: Path) -> None:
    report = """关于怀安县2021年度法治政府建设情况的报告

一、化解矛盾
全年调解纠纷1719件。柔远镇、七都镇先行试点,两镇办理案件23件,其中七都镇7件。
洗马林镇、渡口堡乡和太平庄乡的赋权事项分别为312项、287项和265项。
二、督察
柴沟镇因整改迟缓被通报批评。
"""
    with service_over({"a": report}, tmp_path) as service:
        silent = ask(service, "怀安县2021年柔远镇调解了多少件纠纷?")
        assert silent.status == "not_found"
        assert "柔远镇" in silent.answer
        assert ask(service, "怀安县2021年七都镇办理了多少件案件?").short_answer == "7件"
        assert ask(service, "怀安县2021年柔远镇办理了多少件案件?").short_answer != "23件"
        assert ask(service, "怀安县渡口堡乡的赋权事项是多少项?").short_answer == "287项"
        assert ask(service, "怀安县太平庄乡的赋权事项有多少项?").short_answer == "265项"
        assert "整改迟缓" in ask(service, "怀安县柴沟镇为什么被通报批评?").answer
        assert ask(service, "怀安县2021年调解了多少件纠纷?").short_answer == "1719件"
