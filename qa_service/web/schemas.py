"""The JSON of the HTTP interface. Pydantic stands here and nowhere deeper.

Offsets are Unicode code points, half-open, in the cleaned text of the document.
"""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, computed_field

from qa_service.answering.events import LABELS
from qa_service.web.fields import ClientId, Name, Stored, Text, Whole, Year
from vectorstore.passages import Filters

_MAX_FILTER_VALUES = 1000


def _absent(value: object) -> object:
    """Clients write null for a filter that is not set."""
    return [] if value is None else value


class _Reply(BaseModel):
    model_config = ConfigDict(from_attributes=True, frozen=True)


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ErrorBody(_Reply):
    code: str
    message: str
    detail: dict[str, str | int | float]
    request_id: str


class ErrorReply(_Reply):
    """Every failure has this shape."""

    error: ErrorBody


class FiltersIn(_Request):
    """A scope: the three are AND-ed, the values inside one OR-ed; an empty list does not narrow."""

    region: Annotated[list[Name], Field(max_length=_MAX_FILTER_VALUES), BeforeValidator(_absent)] = []
    year: Annotated[list[Year], Field(max_length=_MAX_FILTER_VALUES), BeforeValidator(_absent)] = []
    document_ids: Annotated[list[Name], Field(max_length=_MAX_FILTER_VALUES), BeforeValidator(_absent)] = []

    def to_filters(self) -> Filters:
        return Filters(
            region=tuple(self.region), year=tuple(self.year), document_ids=tuple(self.document_ids)
        )


class ChatIn(_Request):
    """A question; a new ``conversation_id`` starts a conversation, none lets the service make one."""

    message: Text
    conversation_id: ClientId | None = None
    filters: FiltersIn | None = None
    stream: bool = True


class VersionOut(_Reply):
    """Which version of a regulation a document is; null is not known, never a guess."""

    in_force: bool | None
    state: Literal["current", "superseded", "repealed", "pending"] | None
    dated: date | None
    effective_on: date | None
    superseded_by: str | None
    newer_title: str | None
    newer_dated: date | None
    label: str


class CitationOut(_Reply):
    n: int
    document_id: str
    title: str
    source: str
    region: str | None
    year: int | None
    issuer: str | None
    document_number: str | None
    section: list[str]
    paragraph: int
    text: str
    quote: str
    start: int
    end: int
    url: str
    authority: str | None = None
    version: VersionOut | None = None


class TableRowOut(_Reply):
    cells: list[str | None]
    n: int | None


class TableOut(_Reply):
    columns: list[str]
    rows: list[TableRowOut]
    chart: int | None = None


class ScopeOut(_Reply):
    region: list[str]
    year: list[int]


class SearchedOut(_Reply):
    documents: int
    passages: int


class FallbackOut(_Reply):
    """Why the LLM's answer is not given: a stable code and a Chinese sentence."""

    code: str
    message: str


class ChatReply(_Reply):
    """A whole answer: the JSON reply, and the ``answer`` event of a stream."""

    conversation_id: str
    message_id: str
    status: Literal["answered", "not_found"]
    answer: str
    short_answer: str | None
    kind: Literal["extractive", "generated"]
    scope: ScopeOut
    citations: list[CitationOut]
    near: list[CitationOut]
    table: TableOut | None
    searched: SearchedOut
    elapsed_ms: float
    dropped: Annotated[
        int, Field(description="sentences of the LLM that no passage bears out; taken out")
    ] = 0
    prompt: Annotated[str | None, Field(description="id of the prompt of a generated answer")] = None
    fallback: Annotated[
        FallbackOut | None, Field(description="why an extract is given although an LLM is set")
    ] = None

    @computed_field(description="what must be shown with the answer: 原文摘录, or that AI wrote it")  # type: ignore[prop-decorator]
    @property
    def label(self) -> str:
        return LABELS[self.kind]


class RetrievedOut(_Reply):
    """The ``retrieved`` event: citations that may be used."""

    citations: list[CitationOut]


class DeltaOut(_Reply):
    """The ``delta`` event: a piece of the preview."""

    text: str


class SearchIn(_Request):
    query: Text
    filters: FiltersIn | None = None
    limit: Annotated[Whole, Field(ge=1, le=100)] = 10
    explain: Annotated[bool, Field(description="tell of each hit where its score comes from")] = False


class FeatureOut(_Reply):
    """What the ranker looked at; ``value`` is null where it cannot be told of this passage."""

    name: str
    label: Annotated[str, Field(description="the name in words: Chinese, or English by Accept-Language")]
    value: float | None
    contribution: Annotated[float, Field(description="what it added to raw_score")]


class ExplanationOut(_Reply):
    """``raw_score`` is ``base`` and all contributions together; those that moved it most come first."""

    chance: Annotated[float, Field(description="what the raw scores of all candidates make of this one")]
    raw_score: float
    base: Annotated[float, Field(description="the same for every passage")]
    features: list[FeatureOut]


class SearchHit(_Reply):
    rank: int
    score: Annotated[
        float,
        Field(
            description="The chance, 0 to 1, that this passage is the one that answers; the hits of a query "
            "add up to less than 1. Where nothing was reranked (a passage asked for by its number, another "
            "embedding model) a joined score of the arms. Compares only within one reply."
        ),
    ]
    found_by: list[str]
    document_id: str
    title: str
    source: str
    region: str | None
    year: int | None
    section: list[str]
    paragraph: int
    text: str
    start: int
    end: int
    url: str
    authority: str | None
    version: VersionOut | None
    explanation: Annotated[
        ExplanationOut | None,
        Field(description="Only with explain; null where nothing was reranked."),
    ] = None


class SearchReply(_Reply):
    hits: list[SearchHit]
    elapsed_ms: float


class DocumentOut(_Reply):
    document_id: str
    source: str
    title: str
    region: str | None
    region_path: list[str]
    year: int | None
    issuer: str | None
    document_number: str | None
    issued_on: date | None
    kind: str | None
    passages: int
    characters: int


class DocumentsReply(_Reply):
    items: list[DocumentOut]
    next_cursor: str | None
    total: int


class ParagraphOut(_Reply):
    paragraph: int
    section: list[str]
    text: str
    start: int
    end: int
    is_heading: bool


class ProofOut(_Reply):
    found_in: str
    quote: str
    start: int | None
    end: int | None


class RemovalOut(_Reply):
    rule: str
    text: str


class DocumentDetail(DocumentOut):
    """One document with its paragraphs, the words that prove its metadata, and what cleaning took out."""

    proofs: dict[str, ProofOut]
    removed: list[RemovalOut]
    paragraphs: list[ParagraphOut]


class FailureOut(_Reply):
    """Why a file failed."""

    code: str
    message: str


class JobOut(_Reply):
    """``progress`` is the share done, 0 to 1; ``error`` is there when the state is ``failed``, and when the
    file waits for room on the disk (``storage_full``; it goes on by itself)."""

    job_id: str
    source: str
    state: Literal["received", "reading", "indexing", "done", "failed"]
    progress: float
    document_id: str | None
    outcome: Literal["added", "unchanged", "replaced"] | None
    error: FailureOut | None


class UploadReply(_Reply):
    jobs: list[JobOut]


class TurnOut(_Reply):
    """A question and the very reply that it got; ``reply`` is None where the answer was cut off."""

    message_id: str
    asked_at: datetime
    question: str
    reply: ChatReply | None
    rating: Literal["up", "down"] | None
    comment: str | None


class ConversationOut(_Reply):
    conversation_id: str
    title: str
    created_at: datetime
    updated_at: datetime


class ConversationsReply(_Reply):
    items: list[ConversationOut]
    next_cursor: str | None


class ConversationDetail(ConversationOut):
    messages: list[TurnOut]


class RenameIn(_Request):
    title: Annotated[str, Field(min_length=1, max_length=100), Stored]


class FeedbackIn(_Request):
    rating: Literal["up", "down"] | None
    comment: Annotated[str, Field(max_length=2000), Stored] | None = None


class HealthReply(_Reply):
    status: Literal["ok"] = "ok"
