"""A generated answer where an LLM is set: the extract at hand, its passages written up, what passed the gate
given out.

The deltas are the LLM's words as they come; the answer at the end is what the gate left of them, or the
extract with the reason why. What an LLM may see is what the extract was chosen from, so never another
region, year or document than were asked about. This module does not know how passages are found.
"""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from qa_service.answering.citations import Quote
from qa_service.answering.events import Answer, AnswerEvent, Citation, Delta, Fallback, Retrieved
from qa_service.answering.gate.support import Source
from qa_service.answering.generating.failures import Failure, LlmFailed
from qa_service.answering.generating.generative import MOST_SOURCES, Writer
from qa_service.answering.text.folding import fold
from qa_service.library.records import DocumentSummary
from vectorstore.passages import Passage

_CONTINUED = ("：", ":", "，", ",", "、")
_ENDS = ("。", "！", "？", "；", "!", "?", ";", "”", "）", ")", "》")
_ITEMS = 4
"""So many passages behind one that ends in a colon are its items."""

Neighbours = Callable[[Passage, int], Sequence[Passage]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be answered: the question as it stands alone, the user's earlier ones, the sources, the
    extract; ``cite`` makes citations of quotes, ``note`` what must stand before an answer with these
    citations."""

    question: str
    earlier: tuple[str, ...]
    sources: tuple[Source, ...]
    extract: Answer
    cite: Callable[[Sequence[Quote]], tuple[Citation, ...]]
    note: Callable[[tuple[Citation, ...]], str]
    settle: bool = False
    """Whether the deltas tell what is settled, which costs a second look at each sentence."""


class Generation:
    """Answers with an LLM what has an extract. Thread-safe."""

    def __init__(self, writer: Writer, neighbours: Neighbours) -> None:
        self._writer = writer
        self._neighbours = neighbours

    def sources(
        self, passages: Sequence[Passage], documents: Mapping[str, DocumentSummary]
    ) -> tuple[Source, ...]:
        """What the LLM is given of ``passages``, best first: those that fit, and what they continue in."""
        chosen: dict[str, Passage] = {}
        for passage in passages:
            if len(chosen) >= MOST_SOURCES:
                break
            for one in (passage, *self._continuation(passage)):
                if not one.is_heading:
                    chosen.setdefault(one.passage_id, one)
        return self._writer.choose([Source.of(p, documents[p.document_id]) for p in chosen.values()])

    def _continuation(self, passage: Passage) -> Sequence[Passage]:
        text = passage.text.rstrip()
        if text.endswith(_CONTINUED):
            return self._neighbours(passage, _ITEMS)
        return () if text.endswith(_ENDS) else self._neighbours(passage, 1)

    def stand_alone(self, question: str, earlier: Sequence[str]) -> Generator[AnswerEvent, None, str | None]:
        """The question as the LLM completes it; None where it cannot be trusted."""
        waiting = self._writer.stand_alone(question, earlier)
        while True:
            try:
                next(waiting)
            except StopIteration as end:
                rewritten: str | None = end.value
                return rewritten
            yield Delta(text="")

    def stream(self, asked: Asked) -> Iterator[AnswerEvent]:
        """Retrieved, the preview, then the answer: generated, or the extract and why."""
        yield Retrieved(citations=asked.cite([_whole(source) for source in asked.sources]))
        settling = self._writer.settling(asked.question, asked.sources)
        writing = self._writer.write(
            asked.question, asked.earlier, asked.sources, settling=settling if asked.settle else None
        )
        try:
            while True:
                try:
                    shown = next(writing)
                    settled = settling.take(lambda quotes: asked.note(asked.cite(quotes)))
                    yield Delta(text=shown, settled=settled)
                except StopIteration as end:
                    written = end.value
                    break
        except LlmFailed as failed:
            yield fallen_back(asked.extract, failed.failure)
            return
        finally:
            writing.close()
        citations = asked.cite(written.quotes)
        short = asked.extract.short_answer
        yield replace(
            asked.extract,
            kind="generated",
            answer=asked.note(citations) + written.text,
            short_answer=short if short and fold(short).text in fold(written.text).text else None,
            citations=citations,
            dropped=written.dropped,
            prompt=written.prompt_id,
        )


def fallen_back(extract: Answer, failure: Failure) -> Answer:
    """The extract, and why it is given."""
    return replace(extract, fallback=Fallback(code=failure.value, message=failure.chinese))


def _whole(source: Source) -> Quote:
    return Quote(passage=source.passage, start=source.passage.start, end=source.passage.end)
