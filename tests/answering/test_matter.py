"""A figure answers only of the very matter: of this kind of spending, of the standard and not the number."""

from collections.abc import Iterator

import pytest

from qa_service.answering.chain import ChatRequest
from qa_service.answering.events import Answer
from qa_service.bootstrap import Service, open_service
from qa_service.ingestion.sources import SourceFile
from qa_service.settings import load_settings

REPORT = """# 元阳县2022年工作总结

## 一、财政运行

一般公共预算支出完成86.3亿元，增长3.7%。卫生健康支出9.1亿元。

## 二、农业生产

玉米种植面积12万亩，水稻种植面积7万亩。粮食总产量18.6万吨，比上年增产0.8万吨。

## 三、环境质量

细颗粒物年均浓度31微克/立方米，行政应诉案件败诉率6.2%。

## 四、社会救助

孤儿救助人员214人，发放孤儿救助资金372万元。

临时救助标准提高。集中供养186人。

## 五、市场监管

查处冒用茶叶标识案件8件。食品抽检420批次，合格率97.3%。

## 六、殡葬改革

火化率由61.3%提高到74.9%。

2023年打算：新增公墓5处；火化率巩固在88%以上。

## 七、值班

遇有险情应当在15分钟内报告。值班电话：8123456；举报电话：0873-5612345。
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with open_service(load_settings(data_dir=tmp_path_factory.mktemp("data"))) as opened:
        opened.ingestor.ingest([SourceFile(source="a.md", content=REPORT.encode())])
        yield opened


def ask(service: Service, message: str) -> Answer:
    return service.chain.answer(ChatRequest(message=message))


@pytest.mark.parametrize(
    "asked",
    [
        "元阳县2022年教育支出增长多少?",
        "元阳县2022年玉米产量是多少?",
        "元阳县二氧化硫年均浓度是多少?",
        "元阳县2022年孤儿救助标准是多少?",
        "元阳县2022年发生险情多少起?",
        "元阳县2022年集中供养标准是多少?",
        "元阳县2022年茶叶产量多少?",
        "元阳县药品抽检合格率多少?",
    ],
)
def test_a_figure_of_another_kind_is_no_answer(service: Service, asked: str) -> None:
    answer = ask(service, asked)

    assert answer.status == "not_found"
    assert answer.short_answer is None


@pytest.mark.parametrize(
    ("asked", "short"),
    [
        ("元阳县2022年一般公共预算支出增长多少?", "3.7%"),
        ("元阳县2022年卫生健康支出是多少?", "9.1亿元"),
        ("元阳县2022年粮食产量是多少?", "18.6万吨"),
        ("元阳县细颗粒物年均浓度是多少?", "31微克"),
        ("元阳县2022年行政诉讼败诉率是多少?", "6.2%"),
        ("元阳县2022年发放孤儿救助资金多少?", "372万元"),
        ("元阳县食品抽检合格率多少?", "97.3%"),
        ("元阳县2022年火化率是多少?", "74.9%"),
    ],
)
def test_a_figure_of_the_very_kind_is_the_answer(service: Service, asked: str, short: str) -> None:
    assert ask(service, asked).short_answer == short


def test_nobody_does_what_the_documents_never_name(service: Service) -> None:
    assert ask(service, "元阳县新增公墓物业费谁出?").status == "not_found"
