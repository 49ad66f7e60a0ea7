"""Number, issuer and date of a document are told however they are asked for, of that document alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from qa_service.bootstrap import Service
from tests.answering.made_reports import ask, service_over

DOCUMENTS = {
    "a": """东阳市人民政府办公室文件
东政办发〔2023〕27号
东阳市人民政府办公室关于加强古树名木保护的通知
各镇人民政府：
全市古树名木3120株，2023年新增保护牌400块。
东阳市人民政府办公室
2023年6月9日
""",
    "b": """义乌市2022年政府信息公开工作年度报告
一、总体情况
2022年，印发《义乌市政府信息公开指南》，本报告所列数据统计期限自2022年1月1日起至2022年12月31日止。
""",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with service_over(DOCUMENTS, tmp_path_factory.mktemp("about_document")) as opened:
        yield opened


TITLE = "东阳市人民政府办公室关于加强古树名木保护的通知"


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        (f"《{TITLE}》的文号是什么?", "东政办发〔2023〕27号"),
        (f"{TITLE}是几号文?", "东政办发〔2023〕27号"),
        (f"{TITLE}的发文字号", "东政办发〔2023〕27号"),
        (f"{TITLE}由哪个单位印发?", "东阳市人民政府办公室"),
        (f"{TITLE}是谁发的?", "东阳市人民政府办公室"),
        (f"{TITLE}的落款日期", "2023年6月9日"),
        (f"{TITLE}哪天印发的?", "2023年6月9日"),
        ("东政办发〔2023〕27号的发文机关是哪个?", "东阳市人民政府办公室"),
        ("东政办发[2023]27号的成文日期?", "2023年6月9日"),
    ],
)
def test_what_a_document_is_is_told_from_its_own_words(service: Service, question: str, fact: str) -> None:
    answer = ask(service, question)
    assert answer.short_answer == fact
    assert all(citation.quote in citation.text for citation in answer.citations)


@pytest.mark.parametrize(
    "question",
    ["义乌市2022年政府信息公开工作年度报告的落款日期", "义乌市2022年政府信息公开工作年度报告是几号文?"],
)
def test_no_other_words_tell_what_a_document_does_not_say_of_itself(service: Service, question: str) -> None:
    assert ask(service, question).status == "not_found"


def test_who_issued_a_document_that_is_only_mentioned_is_not_who_mentions_it(service: Service) -> None:
    answer = ask(service, "义乌市《政府信息公开指南》是谁印发的?")
    assert answer.short_answer != "义乌市人民政府"
    assert "发文机关" not in answer.answer


def test_the_number_is_told_without_a_word_for_the_document(tmp_path: Path) -> None:
    report = "含山县人民政府关于2022年度法治政府建设情况的报告\n含政〔2023〕5号\n全县办结复议案件12件。\n"
    with service_over({"含山县2022年法治政府建设情况报告": report}, tmp_path) as opened:
        assert ask(opened, "含山县的发文字号是什么?").short_answer == "含政〔2023〕5号"
        assert ask(opened, "含山县文号是多少?").short_answer == "含政〔2023〕5号"
