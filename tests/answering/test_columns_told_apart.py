"""Columns and rows of tables by the words that a question has for them; reports made up here."""

from collections.abc import Iterator

import pytest

from qa_service.bootstrap import Service, open_service
from qa_service.ingestion.sources import SourceFile
from qa_service.settings import load_settings
from tests.answering.made_reports import ask

FIELDS = """<html><body><h1>墨江县人民政府关于2022年度法治政府建设情况的报告</h1>
<p>一、化解争议</p><p>复议案件按领域分布见下表。</p>
<table><tr><th>领域</th><th>收到复议申请(件)</th><th>受理(件)</th><th>审结(件)</th></tr>
<tr><td>公安交管</td><td>164</td><td>151</td><td>139</td></tr>
<tr><td>市场监管</td><td>122</td><td>107</td><td>98</td></tr>
<tr><td>合计</td><td>286</td><td>258</td><td>237</td></tr></table>
<p>二、严格执法</p><p>各类违法案件查处情况见下表。</p>
<table><tr><th>案件类别</th><th>立案数(件)</th><th>结案数(件)</th></tr>
<tr><td>专利侵权</td><td>318</td><td>296</td></tr><tr><td>虚假宣传</td><td>74</td><td>69</td></tr></table>
</body></html>"""
LEVELS = """<html><body><h1>保山市人民政府关于2021年度法治政府建设情况的报告</h1>
<p>一、化解争议</p><table><caption>全市行政复议情况统计表(单位:件)</caption>
<tr><th>项目</th><th>全市</th><th>市本级</th><th>县级</th></tr>
<tr><td>收到行政复议申请</td><td>835</td><td>251</td><td>584</td></tr>
<tr><td>审结</td><td>702</td><td>213</td><td>489</td></tr></table></body></html>"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with open_service(load_settings(data_dir=tmp_path_factory.mktemp("columns"))) as opened:
        texts = {"fields.html": FIELDS, "levels.html": LEVELS}
        files = [SourceFile(source=name, content=text.encode()) for name, text in texts.items()]
        assert not opened.ingestor.ingest(files).failed
        yield opened


@pytest.mark.parametrize(
    ("asked", "short"),
    [
        ("保山市县级行政复议审结数是多少?", "489"),
        ("2021年保山市本级收到行政复议申请多少件?", "251"),
        ("保山市2021年全市收到行政复议申请多少件?", "835"),
    ],
)
def test_a_column_whose_head_is_said_word_for_word_is_the_one(
    service: Service, asked: str, short: str
) -> None:
    assert (ask(service, asked).short_answer or "").removesuffix("件") == short


def test_a_column_that_says_but_a_step_is_of_the_matter_of_the_one_to_its_left(service: Service) -> None:
    assert ask(service, "墨江县2022年一共受理了多少件行政复议?").short_answer == "258件"


def test_a_row_says_the_kind_of_the_cases_alone(service: Service) -> None:
    assert ask(service, "墨江县2022年专利侵权案立案多少件?").short_answer == "318件"


@pytest.mark.parametrize(
    ("message", "short"),
    [("收到的呢?", "164件"), ("审结的有几件?", "139件"), ("市场监管的呢?", "107件")],
)
def test_a_follow_up_is_answered_by_the_cell_beside_the_one_that_was_told(
    service: Service, message: str, short: str
) -> None:
    first = "墨江县公安交管领域的复议受理了多少件?"
    assert ask(service, first).short_answer == "151件"
    assert ask(service, message, first).short_answer == short
