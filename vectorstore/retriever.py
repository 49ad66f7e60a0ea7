"""PassageIndex as a LangChain retriever."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from vectorstore.index import PassageIndex
from vectorstore.passages import Filters, Hit


class PassageRetriever(BaseRetriever):
    """Passages of a PassageIndex as LangChain documents, best first.

    ``page_content`` is the text of the passage, ``id`` its id; ``metadata`` holds the other fields of
    Passage, and rank, score, chance and found_by of the hit. Raises IndexDamaged as the index does.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True, extra="forbid", frozen=True)

    index: PassageIndex
    filters: Filters = Filters()
    limit: int = 20

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        hits = self.index.search(query, filters=self.filters, limit=self.limit)
        return [_document(hit) for hit in hits]


def _document(hit: Hit) -> Document:
    passage = hit.passage
    return Document(
        id=passage.passage_id,
        page_content=passage.text,
        metadata={
            "passage_id": passage.passage_id,
            "document_id": passage.document_id,
            "paragraph": passage.paragraph,
            "section": passage.section,
            "start": passage.start,
            "end": passage.end,
            "is_heading": passage.is_heading,
            "rank": hit.rank,
            "score": hit.score,
            "chance": hit.chance,
            "found_by": sorted(hit.found_by),
        },
    )
