"""Lists with nothing left out; what is no year, no reason."""

import pytest

from qa_service.answering.reader.passages import PassageReader
from tests.answering.bare_facts import short_answer_in
from vectorstore.analyzer import Analyzer


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


@pytest.fixture(scope="module")
def reader(analyzer: Analyzer) -> PassageReader:
    return PassageReader(analyzer.tagged)


def test_the_parts_of_a_sum_are_all_told(analyzer: Analyzer, reader: PassageReader) -> None:
    text = (
        "全年开展审计项目103个,其中预算执行审计7个,经济责任审计58个,村居审计38个,"
        "做到审计事项合法、审计程序合法、问题定性处理合法。"
    )
    parts = "预算执行审计7个,经济责任审计58个,村居审计38个"
    assert short_answer_in(text, "青禾县审计项目包括哪些?", analyzer, reader) == parts


def test_titles_in_a_row_are_all_told(analyzer: Analyzer, reader: PassageReader) -> None:
    text = "区委党校完成《青禾县基层治理能力研究》《农村法治化存在问题及路径》《乡村治理调研报告》等成果。"
    titles = "《青禾县基层治理能力研究》《农村法治化存在问题及路径》《乡村治理调研报告》"
    assert short_answer_in(text, "区委党校完成了哪些调研成果?", analyzer, reader) == titles


def test_what_something_includes_is_told_whole(analyzer: Analyzer, reader: PassageReader) -> None:
    text = "每户补助3000元,改造内容包括地面防滑、扶手安装、卫生间改造和配置护理床等5类18项。"
    contents = "地面防滑、扶手安装、卫生间改造和配置护理床"
    assert short_answer_in(text, "青禾县改造内容包括哪些?", analyzer, reader) == contents


def test_the_last_item_is_not_cut(analyzer: Analyzer, reader: PassageReader) -> None:
    text = "严格履行公众参与、专家论证、风险评估、合法性审查和集体讨论决定等法定程序。"
    said = short_answer_in(text, "重大行政决策要履行哪些法定程序?", analyzer, reader)
    assert said is not None
    assert said.startswith("公众参与")
    assert "集体讨论决定" in said


def test_a_month_does_not_say_in_which_year(analyzer: Analyzer, reader: PassageReader) -> None:
    question = "青禾县哪年被评为法治政府建设示范县?"
    assert short_answer_in("9月,我县被评为法治政府建设示范县。", question, analyzer, reader) is None
    dated = short_answer_in("2021年9月,我县被评为法治政府建设示范县。", question, analyzer, reader)
    assert dated is not None
    assert dated.startswith("2021年")
    month = "青禾县几月被评为法治政府建设示范县?"
    assert short_answer_in("9月,我县被评为法治政府建设示范县。", month, analyzer, reader) == "9月"


def test_what_was_asked_about_is_not_its_own_reason(analyzer: Analyzer, reader: PassageReader) -> None:
    text = "普法宣传还存在薄弱环节。部分执法单位对普法工作的重视程度不够。"
    said = short_answer_in(text, "为什么普法宣传还存在薄弱环节?", analyzer, reader)
    assert said is None or "普法宣传" not in said


def test_what_happened_is_no_place(analyzer: Analyzer, reader: PassageReader) -> None:
    where = "基层立法联系点设在哪里?"
    assert short_answer_in("1.基层立法联系点推动立法探索。", where, analyzer, reader) is None
    text = "2022年7月,青禾区域党群服务中心被确定为基层立法联系点。"
    assert short_answer_in(text, where, analyzer, reader) == "青禾区域党群服务中心"


def test_what_was_taken_in_is_no_reason(analyzer: Analyzer, reader: PassageReader) -> None:
    text = "全年受理依申请公开53件,无一被纠错。"
    said = short_answer_in(text, "为什么无一被纠错?", analyzer, reader)
    assert said is None or not said.startswith("理")
    text = "由于受连续强降雨影响,农村公路改造进度滞后。"
    assert short_answer_in(text, "为什么农村公路改造进度滞后?", analyzer, reader) == "连续强降雨"
