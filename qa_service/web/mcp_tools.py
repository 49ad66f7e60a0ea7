"""What an assistant can do with the library: ask, search, read and list; the work behind the MCP tools."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from qa_service.answering.chain import ChatRequest
from qa_service.answering.events import Answer
from qa_service.bootstrap import Service
from qa_service.library.records import Document, DocumentPage
from qa_service.settings import Settings
from qa_service.web.answers import answering
from qa_service.web.documents import document_out, summary_of
from qa_service.web.errors import NotReady
from qa_service.web.finding import check_query, find
from qa_service.web.mcp_schemas import (
    AskArguments,
    AskResult,
    ListArguments,
    ListResult,
    ReadArguments,
    ReadResult,
    SearchArguments,
    SearchResult,
)
from qa_service.web.metrics import Metrics
from qa_service.web.schemas import ChatReply, ParagraphOut
from qa_service.web.work import WorkPool
from vectorstore.passages import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryTools:
    """The work of each tool; ``base`` is what links begin with, None where nobody serves the page.

    Every call raises NotReady and TooBusy, and what the work itself raises.
    """

    service: Service
    pool: WorkPool
    metrics: Metrics
    settings: Settings

    async def ask(self, asked: AskArguments, base: str | None) -> AskResult:
        """Cancelling it ends the work."""
        await self._check_ready()
        request = ChatRequest(
            message=asked.question,
            history=tuple(asked.history),
            said=asked.previous_answer,
            filters=asked.to_filters(),
        )
        async with answering(
            self.pool,
            lambda watch: self.service.chain.stream(replace(request, watch=watch)),
            streamed=False,
        ) as under_way:
            answer = await under_way.answer(has_left=_stays)
        assert answer is not None, "a caller that leaves cancels the call"
        self.metrics.answer(status=answer.status, kind=answer.kind)
        return _ask_result(answer, base)

    async def search_documents(self, asked: SearchArguments, base: str | None) -> SearchResult:
        await self._check_ready()
        check_query(asked.query, limit=self.settings.answering.max_question_characters)
        found = await self.pool.run(
            find, self.service, asked.query, filters=asked.to_filters(), limit=asked.limit
        )
        return SearchResult(base_url=base, hits=found.hits, elapsed_ms=found.elapsed_ms)

    async def read_document(self, asked: ReadArguments, base: str | None) -> ReadResult:
        """Raises: DocumentNotFound."""
        library = self.service.library

        def read() -> tuple[Document, tuple[Passage, ...]]:
            return library.document(asked.document_id), library.passages_of(asked.document_id)

        whole, passages = await self.pool.run(read)
        end = asked.from_paragraph - 1 + asked.limit
        return ReadResult(
            base_url=base,
            document=document_out(summary_of(whole, passages)),
            paragraphs=[
                ParagraphOut.model_validate(passage) for passage in passages[asked.from_paragraph - 1 : end]
            ],
            next_paragraph=end + 1 if end < len(passages) else None,
            url=f"/documents/{asked.document_id}",
        )

    async def list_documents(self, asked: ListArguments, base: str | None) -> ListResult:
        """Raises: InvalidRequest (the cursor)."""
        page = await self.page(asked)
        return ListResult(
            base_url=base,
            items=[document_out(summary) for summary in page.items],
            next_cursor=page.next_cursor,
            total=page.total,
        )

    async def page(self, asked: ListArguments) -> DocumentPage:
        """Raises: InvalidRequest (the cursor)."""
        return await self.pool.run(
            self.service.library.documents_page,
            region=asked.region,
            year=asked.year,
            q=asked.q,
            limit=asked.limit,
            cursor=asked.cursor,
        )

    async def text_of(self, document_id: str) -> str:
        """The whole cleaned text. Raises: DocumentNotFound."""
        read: Callable[[str], Document] = self.service.library.document
        return (await self.pool.run(read, document_id)).text

    async def _check_ready(self) -> None:
        if not await self.pool.run(self.service.can_answer):
            raise NotReady


async def _stays() -> bool:
    return False


def _ask_result(answer: Answer, base: str | None) -> AskResult:
    reply = ChatReply.model_validate(answer)
    shared = AskResult.model_fields.keys() - {"base_url"}
    return AskResult(base_url=base, **{name: getattr(reply, name) for name in shared})
