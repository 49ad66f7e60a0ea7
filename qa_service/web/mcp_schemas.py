"""What the MCP tools take and give. Offsets are code points, half-open, in the document's cleaned text."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from qa_service.web.fields import Id, Name, Text, Whole, Year
from qa_service.web.schemas import (
    CitationOut,
    DocumentOut,
    FallbackOut,
    FiltersIn,
    ParagraphOut,
    ScopeOut,
    SearchedOut,
    SearchHit,
    TableOut,
)
from vectorstore.passages import Filters

_MOST_VALUES = 1000
_MOST_EARLIER = 20


def _listed(value: object) -> object:
    """Models write a value alone, or null, where a list is asked for."""
    return [] if value is None else value if isinstance(value, list) else [value]


class _Arguments(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Scoped(_Arguments):
    region: Annotated[
        list[Name],
        Field(
            max_length=_MOST_VALUES,
            description="只在这些地区的文件里找,如 沂源县、山东省 only documents of these regions",
        ),
        BeforeValidator(_listed),
    ] = []
    year: Annotated[
        list[Year],
        Field(max_length=_MOST_VALUES, description="只在这些年度的文件里找 only documents on these years"),
        BeforeValidator(_listed),
    ] = []
    document_ids: Annotated[
        list[Name],
        Field(max_length=_MOST_VALUES, description="只在这些文件里找 only these documents"),
        BeforeValidator(_listed),
    ] = []

    def to_filters(self) -> Filters:
        return FiltersIn(region=self.region, year=self.year, document_ids=self.document_ids).to_filters()


class AskArguments(_Scoped):
    question: Annotated[Text, Field(description="一个问题,最好用中文 one question, best in Chinese")]
    history: Annotated[
        list[Text],
        Field(
            max_length=_MOST_EARLIER,
            description="这次对话里用户先前问过的问题,从早到晚;追问(那2020年呢?)靠它补全 "
            "the user's earlier questions, oldest first; follow-ups are understood by them",
        ),
        BeforeValidator(_listed),
    ] = []
    previous_answer: Annotated[
        Text,
        Field(
            max_length=20_000,
            description="对最后一个先前问题的回答,追问(第二点展开说说)会用到 "
            "the answer to the last of them, where a follow-up points to it",
        ),
    ] = ""


class SearchArguments(_Scoped):
    query: Annotated[Text, Field(description="要找的内容 what to look for")]
    limit: Annotated[Whole, Field(ge=1, le=50, description="最多几段 at most this many passages")] = 10


class ReadArguments(_Arguments):
    document_id: Annotated[Id, Field(description="文件的 id the document's id")]
    from_paragraph: Annotated[Whole, Field(ge=1, description="从第几段读起 the first paragraph to read")] = 1
    limit: Annotated[Whole, Field(ge=1, le=500, description="最多读几段 at most this many paragraphs")] = 100


class ListArguments(_Arguments):
    region: Annotated[Name | None, Field(description="地区 region")] = None
    year: Annotated[Year | None, Field(description="年度 reporting year")] = None
    q: Annotated[
        Name | None,
        Field(description="标题、文件名、发文机关或发文字号里的字 words of title, file, issuer or number"),
    ] = None
    limit: Annotated[Whole, Field(ge=1, le=200, description="最多几份 at most this many")] = 50
    cursor: Annotated[Name | None, Field(description="上一页的 next_cursor of the page before")] = None


class _Result(BaseModel):
    model_config = ConfigDict(frozen=True)

    base_url: Annotated[str | None, Field(description="what every url here is relative to; null over stdio")]


class AskResult(_Result):
    """The fields are those of POST /api/chat. Nothing is kept of what is asked."""

    status: Literal["answered", "not_found"]
    answer: str
    short_answer: str | None
    kind: Literal["extractive", "generated"]
    label: Annotated[str, Field(description="what must be shown with the answer")]
    scope: ScopeOut
    citations: list[CitationOut]
    near: list[CitationOut]
    table: TableOut | None
    searched: SearchedOut
    elapsed_ms: float
    dropped: int
    prompt: str | None
    fallback: FallbackOut | None


class SearchResult(_Result):
    hits: list[SearchHit]
    elapsed_ms: float


class ReadResult(_Result):
    document: DocumentOut
    paragraphs: list[ParagraphOut]
    next_paragraph: Annotated[int | None, Field(description="where to go on; null at the end")]
    url: str


class ListResult(_Result):
    items: list[DocumentOut]
    next_cursor: str | None
    total: int
