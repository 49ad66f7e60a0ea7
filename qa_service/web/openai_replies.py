"""An answer in OpenAI's words: its message with annotations, its usage, its chunks."""

import re
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from qa_service.answering.events import Answer, Citation
from qa_service.web.openai_schemas import (
    Annotation,
    AnswerChunk,
    AnswerFields,
    ChoiceOut,
    Chunk,
    ChunkChoice,
    Completion,
    CompletionDelta,
    MessageOut,
    UrlCitation,
    Usage,
)
from qa_service.web.schemas import ChatReply

_MARK = re.compile(r"\[(\d+)\]")
_TOKEN = re.compile(r"[A-Za-z0-9]+|\S")

# What takes the place of a text that was given out and then did not stand; it names what is to be believed.
CORRECTION = "\n\n---\n\n以核对后的回答为准:\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Replies:
    """The replies to one request; ``base`` is what the links of citations begin with."""

    base: str
    prompt: Sequence[str]
    id: str = field(default_factory=lambda: f"chatcmpl-{uuid.uuid4().hex}")
    created: int = field(default_factory=lambda: int(time.time()))

    def completion(self, answer: Answer) -> Completion:
        message = MessageOut(content=answer.answer, annotations=self._annotations(answer.answer, answer))
        return Completion(
            **_fields_of(answer),
            id=self.id,
            created=self.created,
            choices=[ChoiceOut(message=message)],
            usage=self._usage(answer.answer),
        )

    def first_chunk(self) -> Chunk:
        return self._chunk(CompletionDelta(role="assistant", content=""))

    def text_chunk(self, text: str) -> Chunk:
        return self._chunk(CompletionDelta(content=text))

    def answer_chunk(self, content: str, answer: Answer) -> AnswerChunk:
        """The annotations of all that was streamed, ``content``, and our own fields."""
        delta = CompletionDelta(annotations=self._annotations(content, answer))
        return AnswerChunk(
            **_fields_of(answer), id=self.id, created=self.created, choices=[ChunkChoice(delta=delta)]
        )

    def last_chunk(self) -> Chunk:
        choice = ChunkChoice(delta=CompletionDelta(), finish_reason="stop")
        return Chunk(id=self.id, created=self.created, choices=[choice])

    def usage_chunk(self, content: str) -> Chunk:
        return Chunk(id=self.id, created=self.created, choices=[], usage=self._usage(content))

    def _chunk(self, delta: CompletionDelta) -> Chunk:
        return Chunk(id=self.id, created=self.created, choices=[ChunkChoice(delta=delta)])

    def _usage(self, content: str) -> Usage:
        asked, answered = sum(map(count_tokens, self.prompt)), count_tokens(content)
        return Usage(prompt_tokens=asked, completion_tokens=answered, total_tokens=asked + answered)

    def _annotations(self, content: str, answer: Answer) -> list[Annotation]:
        return [
            Annotation(
                url_citation=UrlCitation(
                    start_index=start, end_index=end, url=self.base + citation.url, title=citation.title
                )
            )
            for start, end, citation in places_of(content, answer.citations)
        ]


def places_of(content: str, citations: Sequence[Citation]) -> list[tuple[int, int, Citation]]:
    """Where each citation is marked in ``content``, in order; at its end those that no mark names."""
    by_number = {citation.n: citation for citation in citations}
    places = [
        (mark.start(), mark.end(), by_number[int(mark[1])])
        for mark in _MARK.finditer(content)
        if int(mark[1]) in by_number
    ]
    marked = {citation.n for _, _, citation in places}
    end = len(content)
    return places + [(end, end, citation) for citation in citations if citation.n not in marked]


def count_tokens(text: str) -> int:
    return sum(1 for _ in _TOKEN.finditer(text))


def _fields_of(answer: Answer) -> dict[str, Any]:
    reply = ChatReply.model_validate(answer)
    return {name: getattr(reply, name) for name in AnswerFields.model_fields}


class StreamedText:
    """The text of a stream that can take nothing back: settled pieces as they come, then the rest.

    A preview is held back: its words may fail the gate, and what an OpenAI client has shown stays shown.
    """

    def __init__(self) -> None:
        self.content = ""

    def settled(self, text: str) -> str:
        self.content += text
        return text

    def rest_of(self, answer: str) -> str:
        """What is still to be given out for ``answer`` to have been said."""
        head = self.content
        rest = answer[len(head) :] if answer.startswith(head) else CORRECTION + answer
        self.content += rest
        return rest
