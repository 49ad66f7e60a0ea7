"""Parts that the tests of answering share: a segmenter, a gazetteer, documents and passages made by hand."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from qa_service.gazetteer import Gazetteer, RegionMention, regions_in_question
from qa_service.library.records import DocumentMetadata, DocumentSummary
from vectorstore.analyzer import Analyzer
from vectorstore.passages import Passage
from vectorstore.static_embedder import StaticEmbedder
from vectorstore.token_likeness import TokenLikeness

TODAY = date(2024, 6, 1)

REGIONS = {
    "沂源县": ("山东省", "淄博市", "沂源县"),
    "伊春市": ("黑龙江省", "伊春市"),
    "平凉市": ("甘肃省", "平凉市"),
}


@pytest.fixture(scope="session")
def segment() -> Callable[[str], Sequence[str]]:
    analyzer = Analyzer()
    return lambda text: [word.text for word in analyzer.words(text)]


@pytest.fixture(scope="session")
def find_regions() -> Callable[[str], Sequence[RegionMention]]:
    gazetteer = Gazetteer.load()
    return lambda text: regions_in_question(text, set(REGIONS.values()), gazetteer)


@pytest.fixture(scope="session")
def likeness() -> TokenLikeness:
    return TokenLikeness(StaticEmbedder())


def passage(
    text: str, *, document_id: str = "d1", paragraph: int = 1, start: int = 0, **more: object
) -> Passage:
    return Passage(
        passage_id=f"{document_id}-{paragraph}",
        document_id=document_id,
        paragraph=paragraph,
        section=tuple(more.get("section", ())),  # type: ignore[arg-type]
        text=text,
        start=start,
        end=start + len(text),
    )


def document(
    region: str | None, year: int | None, *, document_id: str = "d1", title: str = "工作报告"
) -> DocumentSummary:
    return DocumentSummary(
        document_id=document_id,
        content_hash=document_id * 32,
        source=f"{document_id}.txt",
        metadata=DocumentMetadata(
            title=title, region=region, region_path=REGIONS.get(region or "", ()), year=year
        ),
        passages=10,
        findable_passages=10,
        characters=1000,
    )
