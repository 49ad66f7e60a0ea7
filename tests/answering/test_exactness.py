"""Where a sentence gives a bound and then the figure itself, the figure answers."""

import pytest

from qa_service.answering.reader.passages import PassageReader
from qa_service.answering.short_answers.exactness import exact
from tests.answering.bare_facts import evidence_in
from vectorstore.analyzer import Analyzer
from vectorstore.passages import Passage


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


def figure_of(text: str, asked: str, analyzer: Analyzer) -> str | None:
    passage = Passage(
        passage_id="p", document_id="d", paragraph=1, section=(), text=text, start=0, end=len(text)
    )
    evidence = evidence_in(text, asked, analyzer, PassageReader(analyzer.tagged))
    quantity = exact(evidence.candidates([(passage, "")])[0], evidence).quantity
    return quantity.text if quantity else None


@pytest.mark.parametrize(
    ("text", "asked", "figure"),
    [
        ("药材产值突破210亿元,达到213.6亿元,增长11.2%。", "药材产值多少?", "213.6亿元"),
        ("进出口总额接近50亿元,完成49.3亿元。", "进出口总额是多少?", "49.3亿元"),
        ("登记企业首次突破2万家大关,达20136家。", "登记企业有多少家?", "20136家"),
        ("存款余额超过300亿元,为304亿元。", "存款余额多少?", "304亿元"),
    ],
)
def test_the_figure_itself_answers_and_not_its_bound(
    text: str, asked: str, figure: str, analyzer: Analyzer
) -> None:
    assert figure_of(text, asked, analyzer) == figure


@pytest.mark.parametrize(
    ("text", "asked", "figure"),
    [
        ("药材产值突破210亿元,达到213.6亿元。", "药材产值突破多少亿元?", "210亿元"),
        ("财政收入目标不低于50亿元,实际完成62亿元。", "财政收入目标是多少?", "不低于50亿元"),
        ("财政收入预算不少于50亿元,实际完成62亿元。", "财政收入预算多少亿元?", "不少于50亿元"),
        ("药材产值突破210亿元,税收达到3亿元。", "药材产值多少?", "210亿元"),
        ("药材产值210亿元,达到全市的25%。", "药材产值多少?", "210亿元"),
    ],
)
def test_a_bound_that_is_asked_for_or_that_is_all_there_is_answers(
    text: str, asked: str, figure: str, analyzer: Analyzer
) -> None:
    assert figure_of(text, asked, analyzer) in (figure, f"突破{figure}")


def test_the_total_answers_and_not_what_was_added_to_it(analyzer: Analyzer) -> None:
    text = "新增规模以上工业企业14家,总数达到97家。"
    assert figure_of(text, "规模以上工业企业总数多少家?", analyzer) == "97家"
    assert figure_of(text, "新增规模以上工业企业多少家?", analyzer) == "14家"


def test_who_asks_for_the_most_is_not_told_the_first_hour(analyzer: Analyzer) -> None:
    text = "一类路段停车首小时3元,之后每小时2元,每日最高15元。"
    assert figure_of(text, "一类路段停车一天最多多少钱?", analyzer) == "最高15元"
    assert figure_of(text, "一类路段停车首小时多少钱?", analyzer) == "3元"
