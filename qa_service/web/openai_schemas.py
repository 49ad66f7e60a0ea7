"""The JSON of OpenAI's chat completions, as far as a service that answers from documents speaks it.

What a request has beyond this is ignored. Offsets are Unicode code points, half-open, in the message.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer

from qa_service.web.fields import Stored, Text
from qa_service.web.schemas import CitationOut, FallbackOut, FiltersIn, SearchedOut, TableOut

MODEL_ID = "qa-service"

_MOST_MESSAGES = 2000


class _Foreign(BaseModel):
    """Of a contract that grows without us: unknown fields are left alone."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class PartIn(_Foreign):
    type: str
    text: Text | None = None


class MessageIn(_Foreign):
    role: str
    content: Text | list[PartIn] | None = None

    @property
    def text(self) -> str:
        """The words of the message; parts are joined by line breaks."""
        if isinstance(self.content, str):
            return self.content
        return "\n".join(part.text for part in self.content or () if part.text)


class StreamOptionsIn(_Foreign):
    include_usage: bool | None = None


class ResponseFormatIn(_Foreign):
    type: str


class CompletionIn(_Foreign):
    """``filters`` is ours: a scope, as in POST /api/chat."""

    model: Annotated[str, Field(max_length=200), Stored] | None = None
    messages: Annotated[list[MessageIn], Field(min_length=1, max_length=_MOST_MESSAGES)]
    stream: bool | None = None
    stream_options: StreamOptionsIn | None = None
    n: int | None = None
    tools: list[object] | None = None
    functions: list[object] | None = None
    tool_choice: object = None
    function_call: object = None
    modalities: list[str] | None = None
    response_format: ResponseFormatIn | None = None
    filters: FiltersIn | None = None

    @property
    def wants_usage(self) -> bool:
        return bool(self.stream_options and self.stream_options.include_usage)


class _Reply(BaseModel):
    model_config = ConfigDict(frozen=True)


class UrlCitation(_Reply):
    """``start_index`` and ``end_index`` are those of the mark, such as [1], in the message; at its end for a
    citation without one. ``url`` opens the page on the marked words."""

    start_index: int
    end_index: int
    url: str
    title: str


class Annotation(_Reply):
    type: Literal["url_citation"] = "url_citation"
    url_citation: UrlCitation


class MessageOut(_Reply):
    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None
    annotations: list[Annotation]


class ChoiceOut(_Reply):
    index: int = 0
    message: MessageOut
    logprobs: None = None
    finish_reason: Literal["stop"] = "stop"


class Usage(_Reply):
    """Counted without a model's tokenizer: a Chinese character is one, so is a run of letters or digits."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int


class AnswerFields(_Reply):
    """What is ours beside OpenAI's fields, each as in the reply of POST /api/chat."""

    citations: list[CitationOut]
    near: list[CitationOut]
    status: Literal["answered", "not_found"]
    kind: Literal["extractive", "generated"]
    label: Annotated[str, Field(description="what must be shown with the answer")]
    short_answer: str | None
    table: TableOut | None
    searched: SearchedOut
    dropped: int
    prompt: str | None
    fallback: FallbackOut | None


class Completion(AnswerFields):
    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str = MODEL_ID
    choices: list[ChoiceOut]
    usage: Usage


class CompletionDelta(_Reply):
    """Fields that are not set are left out of the chunk."""

    role: Literal["assistant"] | None = None
    content: str | None = None
    annotations: list[Annotation] | None = None

    @model_serializer(mode="wrap")
    def _set_fields(self, dump: SerializerFunctionWrapHandler) -> dict[str, object]:
        return {name: value for name, value in dump(self).items() if value is not None}


class ChunkChoice(_Reply):
    index: int = 0
    delta: CompletionDelta
    logprobs: None = None
    finish_reason: Literal["stop"] | None = None


class Chunk(_Reply):
    """``usage`` stands in the chunks of a stream that was asked for it, null but in the last."""

    id: str
    object: Literal["chat.completion.chunk"] = "chat.completion.chunk"
    created: int
    model: str = MODEL_ID
    choices: list[ChunkChoice]
    usage: Usage | None = None


class AnswerChunk(Chunk, AnswerFields):
    """The chunk that bears the annotations, and our own fields with them."""


class Model(_Reply):
    id: str = MODEL_ID
    object: Literal["model"] = "model"
    created: int
    owned_by: str = "qa-service"


class Models(_Reply):
    object: Literal["list"] = "list"
    data: list[Model]


class OpenAIErrorBody(_Reply):
    message: str
    type: str
    param: str | None
    code: str
    request_id: str


class OpenAIErrorReply(_Reply):
    """Every failure under /v1 has OpenAI's shape; ``code`` is ours and stable."""

    error: OpenAIErrorBody
