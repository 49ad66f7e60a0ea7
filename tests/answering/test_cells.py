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


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with open_service(load_settings(data_dir=tmp_path_factory.mktemp("data"))) as opened:
        opened.ingestor.ingest([SourceFile(source="a.md", content=REPORT.encode())])
        yield opened


def ask(service: Service, message: str) -> Answer:
    return service.chain.answer(ChatRequest(message=message))


@pytest.mark.parametrize(
    ("asked", "short"),
    [
        ("元阳县2021年人民调解案件有多少件?", "5870"),
        ("元阳县2022年人民调解案件有多少件?", "6452"),
        ("元阳县2021年调解成功率是多少?", "97.9%"),
        ("元阳县2022年交通运输领域行政处罚多少件?", "263"),
        ("元阳县2022年市场监管罚没金额是多少?", "78.5"),
    ],
)
def test_a_cell_is_found_by_its_row_its_column_and_its_year(service: Service, asked: str, short: str) -> None:
    answer = ask(service, asked)

    assert answer.short_answer == short
    assert short in answer.citations[0].quote


def test_the_head_of_the_column_is_shown_and_the_year_of_the_report_is_not_put_before_it(
    service: Service,
) -> None:
    answer = ask(service, "元阳县2021年人民调解案件有多少件?")

    assert answer.answer.startswith("元阳县:")
    assert "2021年：5870" in answer.answer


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
