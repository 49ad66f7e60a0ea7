from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_service.answering.citations import Quote, UnverifiedQuote, supported, verify
from tests.answering.conftest import document, passage

TEXT = "2019年,新收行政复议申请 107件,不予受理2件,𠮷野调解成功率98.87%。"


@given(st.integers(-5, 60), st.integers(-5, 60))
def test_a_citation_is_an_exact_slice_of_its_passage_or_there_is_none(start: int, end: int) -> None:
    whole = passage(TEXT, start=100)
    quote = Quote(passage=whole, start=100 + start, end=100 + end)
    try:
        citation = verify(quote, document("沂源县", 2019), 1)
    except UnverifiedQuote:
        return
    assert 100 <= citation.start < citation.end <= 100 + len(TEXT)
    assert citation.quote == TEXT[citation.start - 100 : citation.end - 100]
    assert citation.quote in citation.text
    assert citation.url == f"/documents/d1?start={citation.start}&end={citation.end}"


def test_words_of_another_document_are_never_cited() -> None:
    quote = Quote(passage=passage(TEXT, document_id="d2"), start=0, end=5)
    with pytest.raises(UnverifiedQuote):
        verify(quote, document("沂源县", 2019, document_id="d1"), 1)


def test_a_passage_whose_offsets_disagree_with_its_text_is_never_cited() -> None:
    broken = replace(passage(TEXT), end=len(TEXT) + 3)
    with pytest.raises(UnverifiedQuote):
        verify(Quote(passage=broken, start=0, end=4), document("沂源县", 2019), 1)


@pytest.mark.parametrize(
    ("sentence", "holds"),
    [
        ("新收行政复议申请107件", True),
        ("新收行政复议申请１０７件", True),
        ("新收行政复议申请108件", False),
        ("新收行政复议申请107人", False),
        ("调解成功率98.87%", True),
        ("调解成功率百分之九十八点八七", True),
        ("调解成功率98.8%", False),
        ("2020年新收行政复议申请107件", False),
    ],
)
def test_a_sentence_is_supported_only_by_its_own_figures_and_dates(sentence: str, holds: bool) -> None:
    assert supported(sentence, TEXT) is holds


ROWS = "领域：市场监管；收到(件)：147；受理(件)：129\n领域：公安交管；收到(件)：198；受理(件)：183"


def _shown(text: str, cited: str, source: str) -> list[str]:
    start = text.index(cited)
    quote = Quote(passage=passage(text), start=start, end=start + len(cited))
    told = replace(document("沂源县", 2019), source=source)
    return verify(quote, told, 1).text.removeprefix(text).splitlines()


def test_a_cited_row_of_a_table_is_also_shown_as_its_file_draws_it() -> None:
    assert _shown(ROWS, "公安交管；收到(件)：198", "报告.html") == ["", "表中原行：公安交管 198 183"]
    assert _shown(ROWS, "受理(件)：129", "报告.md") == ["", "表中原行：| 市场监管 | 147 | 129 |"]


@pytest.mark.parametrize(
    "text",
    ["一是：收到申请147件；二是：受理129件。", "收到申请147件；受理129件", "联系人：张三；职务：科长", TEXT],
)
def test_prose_is_cited_as_it_is(text: str) -> None:
    assert _shown(text, text, "报告.html") == []
