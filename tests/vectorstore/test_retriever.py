from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts.passages import library
from vectorstore.embedders import NgramEmbedder
from vectorstore.index import PassageIndex
from vectorstore.passages import Filters
from vectorstore.retriever import PassageRetriever


@pytest.fixture
def index(tmp_path: Path) -> Iterator[PassageIndex]:
    embedder = NgramEmbedder(64)
    index = PassageIndex.create(tmp_path / "index", embedder)
    index.add(library(embedder))
    index.commit()
    yield index
    index.close()


def test_documents_of_langchain_hold_the_passage(index: PassageIndex) -> None:
    (first, *_) = PassageRetriever(index=index).invoke("法律顾问18名")
    (hit, *_) = index.search("法律顾问18名")
    assert first.id == hit.passage.passage_id
    assert first.page_content == hit.passage.text
    assert first.metadata["document_id"] == "lake"
    assert (first.metadata["start"], first.metadata["end"]) == (hit.passage.start, hit.passage.end)
    assert first.metadata["rank"] == 1


def test_a_retriever_keeps_to_its_scope_and_limit(index: PassageIndex) -> None:
    scoped = PassageRetriever(index=index, filters=Filters(region=("松岭区",)), limit=2)
    found = scoped.invoke("行政复议申请")
    assert 0 < len(found) <= 2
    assert {document.metadata["document_id"] for document in found} == {"hill"}
