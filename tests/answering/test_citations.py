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
    from dataclasses import replace

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
