"""What a question gives back: Citation, Table, Scope, Answer, and the events of a streamed answer.

The field names are those of the HTTP interface. Offsets are Unicode code points in the cleaned text.
"""

from dataclasses import dataclass
from typing import Literal

Status = Literal["answered", "not_found"]
AnswerKind = Literal["extractive", "generated"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """Which version of a regulation a document is. ``in_force`` is None where the library does not tell.

    ``state`` is current, superseded, repealed or pending; dates are ISO; ``superseded_by`` is the document
    that takes its place; ``label`` says it in a few Chinese words.
    """

    in_force: bool | None
    state: str | None
    dated: str | None
    effective_on: str | None
    superseded_by: str | None
    newer_title: str | None
    newer_dated: str | None
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Words of a document that an answer rests on. Made only by ``citations.verify``."""

    n: int
    document_id: str
    title: str
    source: str
    region: str | None
    year: int | None
    issuer: str | None
    document_number: str | None
    section: tuple[str, ...]
    paragraph: int
    text: str
    quote: str
    start: int
    end: int
    url: str
    authority: str | None = None
    """What kind of document it is: 法律, 行政法规, 司法解释, 案例…"""
    version: Version | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """``n`` is the citation that the row rests on; None where the document is silent."""

    cells: tuple[str | None, ...]
    n: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """``chart`` is the column whose values share a unit and count one thing; None: none does."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    chart: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What the question was understood to be about; empty means the whole library."""

    region: tuple[str, ...] = ()
    year: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    documents: int
    passages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fallback:
    """Why an answer is an extract although an LLM is set: a stable code and a Chinese sentence."""

    code: str
    message: str


LABELS: dict[AnswerKind, str] = {
    "extractive": "原文摘录",
    "generated": "内容由AI生成,仅供参考,请以原文为准",
}
"""What an answer must be shown with. AI-written text has to say so wherever it goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """``dropped`` sentences of an LLM did not pass the gate; ``prompt`` is the id of the prompt that it was
    asked with; both stand on generated answers only. ``fallback`` stands on extracts given in their place.
    ``confidence``, 0–1, is that of the best passage, of a silence too; it is measured by, not told."""

    conversation_id: str
    message_id: str
    status: Status
    answer: str
    short_answer: str | None
    kind: AnswerKind
    scope: Scope
    citations: tuple[Citation, ...]
    near: tuple[Citation, ...]
    table: Table | None
    searched: Searched
    elapsed_ms: float
    dropped: int = 0
    prompt: str | None = None
    fallback: Fallback | None = None
    confidence: float = 0.0

    @property
    def label(self) -> str:
        """What the answer is, in words that must be shown with it."""
        return LABELS[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieved:
    """Citations that may be used, before the answer."""

    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delta:
    """A piece of the answer's preview; an empty one says only that the LLM is silent.

    ``settled`` is what more of the answer is certain: it has passed the gate, and what is settled by and by
    is the head of the answer. What cannot take words back (an OpenAI stream) gives out this alone.
    """

    text: str
    settled: str = ""


AnswerEvent = Retrieved | Delta | Answer
