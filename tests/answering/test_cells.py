"""A single cell of a table answers, read with the name of its row and the head of its column."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qa_service.answering.chain import ChatRequest
from qa_service.answering.events import Answer
from qa_service.bootstrap import Service, open_service
from qa_service.ingestion.sources import SourceFile
from qa_service.settings import load_settings

REPORT = """# 元阳县2022年法治政府建设工作报告

## 一、主要工作

全县扎实推进各项工作，基层治理能力稳步提升。

| 项目 | 2021年 | 2022年 |
|---|---|---|
| 人民调解案件（件） | 5870 | 6452 |
| 调解成功率 | 97.9% | 98.1% |

| 领域 | 行政处罚（件） | 罚没金额（万元） |
|---|---|---|
| 市场监管 | 314 | 78.5 |
| 交通运输 | 263 | 61.2 |

## 二、存在的不足

执法力量薄弱。
"""


DISCLOSURE = """<html><body><h1>金秀瑶族自治县人民政府2022年政府信息公开工作年度报告</h1>
<p>二、主动公开政府信息情况</p><table>
<tr><td colspan="4">第二十条第（一）项</td></tr>
<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>
<tr><td>行政规范性文件</td><td>11</td><td>4</td><td>57</td></tr>
<tr><td colspan="4">第二十条第（八）项</td></tr>
<tr><td>信息内容</td><td colspan="3">本年收费金额（单位：万元）</td></tr>
<tr><td>行政事业性收费</td><td colspan="3">1873.42</td></tr></table>
<p>三、收到和处理政府信息公开申请情况</p><table>
<tr><td colspan="3" rowspan="3">（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）</td>
<td colspan="4">申请人情况</td></tr>
<tr><td rowspan="2">自然人</td><td colspan="2">法人或其他组织</td><td rowspan="2">总计</td></tr>
<tr><td>商业企业</td><td>法律服务机构</td></tr>
<tr><td colspan="3">一、本年新收政府信息公开申请数量</td><td>61</td><td>7</td><td>3</td><td>71</td></tr>
<tr><td colspan="3">二、上年结转政府信息公开申请数量</td><td>2</td><td>1</td><td>0</td><td>3</td></tr>
<tr><td rowspan="4">三、本年度办理结果</td><td colspan="2">（一）予以公开</td>
<td>31</td><td>4</td><td>1</td><td>36</td></tr>
<tr><td rowspan="2">（二）不予公开</td><td>1.属于国家秘密</td><td>0</td><td>0</td><td>0</td><td>0</td></tr>
<tr><td>2.保护第三方合法权益</td><td>3</td><td>1</td><td>0</td><td>4</td></tr>
<tr><td>（三）无法提供</td><td>1.本机关不掌握相关政府信息</td><td>19</td><td>2</td><td>1</td><td>22</td></tr></table>
<p>四、政府信息公开行政复议、行政诉讼情况</p><table>
<tr><td colspan="2" rowspan="2">行政复议</td><td colspan="4">行政诉讼</td></tr>
<tr><td colspan="2">未经复议直接起诉</td><td colspan="2">复议后起诉</td></tr>
<tr><td>结果维持</td><td>总计</td><td>结果维持</td><td>总计</td><td>结果维持</td><td>总计</td></tr>
<tr><td>9</td><td>15</td><td>4</td><td>7</td><td>2</td><td>3</td></tr></table>
</body></html>"""
YEARS = """<html><body><h1>永仁县2022年法治政府建设情况报告</h1>
<p>一、主要工作</p><p>全县扎实推进各项工作。</p>
<table><caption>2020—2022年行政复议案件办理情况</caption>
<tr><th rowspan=2>年度</th><th colspan=2>收案情况</th><th colspan=2>审结情况</th></tr>
<tr><th>申请</th><th>受理</th><th>维持</th><th>撤销</th></tr>
<tr><td>2021</td><td>26</td><td>24</td><td>15</td><td>3</td></tr>
<tr><td>2022</td><td>35</td><td>31</td><td>19</td><td>4</td></tr></table>
<p>二、普法情况</p><table><tr><td>活动名称</td><td>场次</td><td>参加人数</td></tr>
<tr><td>法治讲座</td><td>42</td><td>5100</td></tr><tr><td>送法下乡</td><td>18</td><td>2630</td></tr></table>
<p>三、执法情况</p><table><tr><th>部门</th><th>行政处罚（件）</th><th>行政许可（件）</th></tr>
<tr><td>住建局</td><td>47</td><td>388</td></tr><tr><td>合计</td><td>52</td><td>401</td></tr></table></body></html>"""
DRAWN = """民权县民政局关于调整2023年供养标准的通知

一、供养标准

供养类别	城市（元/人·月）	农村（元/人·月）
集中供养基本生活标准	1050	830
分散供养基本生活标准	931	663
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with open_service(load_settings(data_dir=tmp_path_factory.mktemp("data"))) as opened:
        texts = {"a.md": REPORT, "b.html": DISCLOSURE, "c.txt": DRAWN, "d.html": YEARS}
        files = [SourceFile(source=name, content=text.encode()) for name, text in texts.items()]
        assert not opened.ingestor.ingest(files).failed
        yield opened


def ask(service: Service, message: str) -> Answer:
    return service.chain.answer(ChatRequest(message=message))


@pytest.mark.parametrize(
    ("asked", "short"),
    [
        ("元阳县2021年人民调解案件有多少件?", "5870件"),
        ("元阳县2022年人民调解案件有多少件?", "6452件"),
        ("元阳县2021年调解成功率是多少?", "97.9%"),
        ("元阳县2022年交通运输领域行政处罚多少件?", "263件"),
        ("元阳县2022年市场监管罚没金额是多少?", "78.5万元"),
    ],
)
def test_a_cell_is_found_by_its_row_its_column_and_its_year_and_told_with_its_unit(
    service: Service, asked: str, short: str
) -> None:
    answer = ask(service, asked)

    assert answer.short_answer == short
    assert short.rstrip("万元件") in answer.citations[0].quote


def test_the_head_of_the_column_is_shown_and_the_year_of_the_report_is_not_put_before_it(
    service: Service,
) -> None:
    answer = ask(service, "元阳县2021年人民调解案件有多少件?")

    assert answer.answer.startswith("元阳县:")
    assert "2021年：5870" in answer.answer


@pytest.mark.parametrize(
    ("asked", "short"),
    [
        ("永仁县2021年受理行政复议案件多少件?", "24"),
        ("永仁县2022年行政复议维持的有几件?", "19"),
        ("永仁县送法下乡有多少场?", "18"),
        ("永仁县2022年办理行政许可多少件?", "401件"),
    ],
)
def test_the_name_of_a_table_and_the_heads_above_its_columns_tell_what_is_counted(
    service: Service, asked: str, short: str
) -> None:
    assert ask(service, asked).short_answer == short


def test_a_row_that_says_its_year_is_not_told_as_of_the_year_of_the_report(service: Service) -> None:
    assert ask(service, "永仁县2021年受理行政复议案件多少件?").answer.startswith("永仁县:年度：2021；")


def test_a_row_that_no_table_has_is_not_answered_by_another(service: Service) -> None:
    assert ask(service, "元阳县2022年自然资源领域行政处罚多少件?").status == "not_found"


OPEN_BRACKET = """# 元阳县2022年优抚工作情况

| 项目 | 单位 | 数量 |
|---|---|---|
| 困难群众(甲 | 人 | 11 |
| 60岁以下(一)类退役军人慰问 | 人 | 55 |
"""


def test_a_row_behind_an_unclosed_bracket_answers(tmp_path: Path) -> None:
    with open_service(load_settings(data_dir=tmp_path)) as opened:
        opened.ingestor.ingest([SourceFile(source="b.md", content=OPEN_BRACKET.encode())])
        answer = ask(opened, "60岁以下(一)类退役军人慰问多少人?")
    assert answer.short_answer is not None
    assert answer.short_answer.startswith("55")


SAME_BYTES = "# 元阳县2022年工作情况\n\n**办结** 行政复议案件 55 件。\n收到申请 61 件。\n".encode()


def test_bytes_that_are_read_another_way_under_another_name_are_quoted_as_they_are_now(
    tmp_path: Path,
) -> None:
    with open_service(load_settings(data_dir=tmp_path)) as opened:
        for source in ("b.txt", "b.md"):
            opened.ingestor.ingest([SourceFile(source=source, content=SAME_BYTES)])
            citation = ask(opened, "元阳县2022年办结行政复议案件多少件?").citations[0]
            document = opened.library.document(citation.document_id)
            assert document.text[citation.start : citation.end] == citation.quote
            opened.ingestor.remove(citation.document_id)


@pytest.mark.parametrize(
    ("asked", "short"),
    [
        ("金秀县2022年新收政府信息公开申请多少件?", "71"),
        ("金秀县上年结转的信息公开申请有几件?", "3"),
        ("金秀县2022年自然人申请信息公开的有多少件?", "61"),
        ("金秀县因不掌握相关信息无法提供的有多少件?", "22"),
        ("金秀县2022年废止了几件行政规范性文件?", "4"),
        ("金秀县行政事业性收费收了多少钱?", "1873.42"),
        ("金秀县2022年复议后起诉的案件结果维持的几件?", "2"),
        ("金秀县2022年未经复议直接起诉的行政诉讼有多少件?", "7"),
        ("民权县农村特困人员分散供养的基本生活标准是多少?", "663"),
    ],
)
def test_the_row_and_the_column_that_are_asked_for_meet_in_the_figure(
    service: Service, asked: str, short: str
) -> None:
    answer = ask(service, asked)

    assert (answer.short_answer or "").startswith(short)


@pytest.mark.parametrize(
    "asked", ["金秀县2022年不予公开的有多少件?", "金秀县2022年行政规范性文件一共多少件?"]
)
def test_a_figure_that_the_question_does_not_tell_from_its_like_is_not_given(
    service: Service, asked: str
) -> None:
    assert ask(service, asked).short_answer is None


def test_the_unit_that_a_question_names_is_no_word_to_be_found(service: Service) -> None:
    assert ask(service, "元阳县2022年市场监管罚没金额是多少万元?").short_answer == "78.5万元"
