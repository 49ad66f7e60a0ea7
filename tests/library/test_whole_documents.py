"""Documents read whole are kept within a bound, and no longer than the library has them."""

import pytest

from qa_service.errors import DocumentNotFound
from qa_service.library.library import Library
from qa_service.library.whole_documents import WholeDocuments
from tests.library.samples import put
from vectorstore.passages import Passage


@pytest.fixture
def read(library: Library, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that the library itself was asked for, in order."""
    asked: list[str] = []
    really = library.passages_of

    def passages_of(document_id: str) -> tuple[Passage, ...]:
        asked.append(document_id)
        return really(document_id)

    monkeypatch.setattr(library, "passages_of", passages_of)
    return asked


def test_a_document_is_read_once_with_all_its_passages(library: Library, read: list[str]) -> None:
    document_id = put(library, "甲\n乙\n丙")
    whole = WholeDocuments(library)
    assert [passage.text for passage in whole.passages_of(document_id)] == ["甲", "乙", "丙"]
    assert whole.passages_of(document_id) == library.passages_of(document_id)
    assert read == [document_id] * 2  # the second time it was this test that asked


def test_no_more_than_so_many_characters_are_kept_and_those_asked_for_last(
    library: Library, read: list[str]
) -> None:
    first, second, third = (put(library, text * 4, source=text) for text in "甲乙丙")
    whole = WholeDocuments(library, characters=8)
    for document_id in (first, second, first, third, first, second):
        whole.passages_of(document_id)
    assert read == [first, second, third, second]


def test_a_document_that_is_longer_than_all_that_is_kept_is_read_each_time(
    library: Library, read: list[str]
) -> None:
    document_id = put(library, "甲" * 9)
    whole = WholeDocuments(library, characters=8)
    assert len(whole.passages_of(document_id)[0].text) == len(whole.passages_of(document_id)[0].text) == 9
    assert read == [document_id] * 2


def test_what_was_removed_is_not_kept(library: Library) -> None:
    document_id = put(library, "甲\n乙")
    whole = WholeDocuments(library)
    whole.passages_of(document_id)
    library.intake.retire(document_id)
    with pytest.raises(DocumentNotFound):
        whole.passages_of(document_id)
