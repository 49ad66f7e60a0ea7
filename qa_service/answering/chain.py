"""The second journey: a message becomes cited passages and an answer.

condense -> analyse -> scope -> retrieve -> answer -> cite. The steps are a LangChain Runnable, so whoever
embeds the chain has its callbacks and tracing; each step is a plain typed function in the module of its name.
"""

import sys
import time
import uuid
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from langchain_core.runnables import Runnable, RunnableLambda
from langchain_core.runnables.config import ensure_config, get_callback_manager_for_config

from qa_service.answering.about_document import pick, statement_about
from qa_service.answering.breaches import of_breach
from qa_service.answering.citations import Quote
from qa_service.answering.comparing.asked_alone import AskedAlone
from qa_service.answering.comparing.comparer import Comparer, comparison_of
from qa_service.answering.comparing.joint_matters import names_the_others
from qa_service.answering.comparing.parties import several_regions_say
from qa_service.answering.comparing.told_changes import is_change_over, may_say, tells_what_is_asked
from qa_service.answering.drafting import Draft, cite_all, draft, drafted, noted, saying
from qa_service.answering.events import (
    Answer,
    AnswerEvent,
    Citation,
    Delta,
    Retrieved,
    Scope,
    Searched,
)
from qa_service.answering.evidence.sufficiency import confidence_of
from qa_service.answering.extractive import extract
from qa_service.answering.gate.support import Source
from qa_service.answering.gathering import Gatherer
from qa_service.answering.generating.generation import Asked, Generation
from qa_service.answering.generating.waiting_line import WaitingLine
from qa_service.answering.joining import joined
from qa_service.answering.options import AnsweringOptions
from qa_service.answering.outcomes import Found, Outcome, Understood
from qa_service.answering.questions.versions import out_of_force_note, stated
from qa_service.answering.questions.wording import load_wording
from qa_service.answering.quoting import quote_of
from qa_service.answering.reader.passages import PassageReader
from qa_service.answering.reading_on import Told, is_of_another_matter, may_read_on, read_on, told_in
from qa_service.answering.retrieval import Retriever
from qa_service.answering.sections.announced_only import announced_only
from qa_service.answering.sections.asked_section import asked_section
from qa_service.answering.silence import explain
from qa_service.answering.understanding import Understander
from qa_service.answering.watching import Watch, unwatched
from qa_service.errors import EmptyQuestion, QuestionTooLong
from qa_service.gazetteer import Gazetteer
from qa_service.library.library import Library
from qa_service.library.records import DocumentSummary
from vectorstore.index import PassageIndex
from vectorstore.passages import Filters

_PREVIEW_CHARACTERS = 24
_NEAR = 3
_CANDIDATES = 40
"""Passages that are looked at for an answer."""

_AT_ONCE = 1
_LOOK_S = 0.5
"""So often whoever waits for a turn may stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatRequest:
    """``history`` holds the user's earlier messages of the conversation, oldest first, ``said`` the answer to
    the last of them where it is known. With ``settle`` deltas tell what is settled of a generated answer.
    ``watch`` is called in the middle of long work, which it ends by raising Abandoned. What the last
    ``earlier_told`` answers told is worked out for a follow-up."""

    message: str
    history: tuple[str, ...] = ()
    said: str = ""
    conversation_id: str = ""
    message_id: str = ""
    filters: Filters = field(default_factory=Filters)
    settle: bool = False
    watch: Watch = unwatched
    earlier_told: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reply:
    """An extract; ``sources`` are what an LLM may write it up from."""

    answer: Answer
    sources: tuple[Source, ...]
    outcome: Outcome


class AnswerChain:
    """Answers questions from one library. Thread-safe; keeps nothing between questions."""

    def __init__(
        self,
        library: Library,
        index: PassageIndex,
        gazetteer: Gazetteer,
        options: AnsweringOptions,
        *,
        today: Callable[[], date] = date.today,
        generation: Generation | None = None,
    ) -> None:
        """Without ``generation`` every answer is an extract."""
        self._library = library
        self._index = index
        self._options = options
        self._today = today
        self._generation = generation
        # Beside streams of an LLM few questions are worked on at once: each of them keeps the others' tokens
        # waiting. Without one the callers' own limit holds.
        self._line = WaitingLine(sys.maxsize if generation is None else _AT_ONCE)
        wording = load_wording()
        self._understander = Understander(library, index.analyzer, gazetteer, today)
        self._retriever = Retriever(library, index, wording, limit=_CANDIDATES)
        self._gatherer = Gatherer(
            self._retriever, wording, PassageReader(index.analyzer.tagged), index.likeness
        )
        self._comparer = Comparer(self._retriever, wording, AskedAlone(self._gatherer, self._understander))
        self.runnable: Runnable[ChatRequest, Outcome] = (
            RunnableLambda(self._understand, name="understand")
            | RunnableLambda(self._retrieve, name="retrieve")
            | RunnableLambda(self._reply, name="reply")
        )

    def answer(self, request: ChatRequest) -> Answer:
        """The whole answer. Raises: EmptyQuestion, QuestionTooLong."""
        return next(event for event in self.stream(request) if isinstance(event, Answer))

    def stream(self, request: ChatRequest) -> Generator[AnswerEvent, None, None]:
        """Retrieved, then deltas, then the answer; wherever it waits empty deltas, for whoever reads it to
        stop by. Raises: EmptyQuestion, QuestionTooLong, Abandoned."""
        self._check(request.message)
        request = replace(
            request,
            history=tuple(
                part
                for earlier in request.history
                # What is too long for a question was none, and would take as long to read as one.
                if len(earlier) <= self._options.max_question_characters
                for part in self._understander.parts(earlier)
            ),
        )
        parts = self._understander.parts(request.message)
        asked = [
            replace(request, message=part, history=(*request.history, *parts[:at]))
            for at, part in enumerate(parts)
        ]
        if self._generation is not None and len(parts) == 1:
            yield from self._completed(asked)
        replies = []
        for one in asked:
            reply = yield from self._reply_to(one)
            replies.append(reply)
        answer = joined([(part, reply.answer) for part, reply in zip(parts, replies, strict=True)])
        sources = tuple({s.passage.passage_id: s for reply in replies for s in reply.sources}.values())
        if self._generation is not None and sources:
            yield from self._generation.stream(self._to_write(request, replies, sources, answer))
            return
        yield Retrieved(citations=answer.citations or answer.near)
        for start in range(0, len(answer.answer), _PREVIEW_CHARACTERS):
            piece = answer.answer[start : start + _PREVIEW_CHARACTERS]
            yield Delta(text=piece, settled=piece)
        yield answer

    def _reply_to(self, request: ChatRequest) -> Generator[AnswerEvent, None, _Reply]:
        started = time.perf_counter()
        request.watch()
        place = self._line.join()
        try:
            while not place.comes(within_s=_LOOK_S):
                yield Delta(text="")
            outcome = self._worked_out(request)
            return _Reply(
                answer=self._answer(request, outcome, started), sources=outcome.sources, outcome=outcome
            )
        finally:
            place.leave()

    def _worked_out(self, request: ChatRequest) -> Outcome:
        """As a LangChain Runnable where somebody looks on by its callbacks; where nobody does these cost a
        twelfth of an answer from a few documents."""
        if get_callback_manager_for_config(ensure_config()).handlers:
            return self.runnable.invoke(request)
        return self._reply(self._retrieve(self._understand(request)))

    def _completed(self, asked: list[ChatRequest]) -> Generator[AnswerEvent, None, None]:
        """A follow-up of which the rules make nothing is completed by the LLM, where that helps."""
        request = asked[0]
        if self._generation is None or not request.history:
            return
        by_rule = yield from self._reply_to(request)
        if by_rule.answer.status == "answered":
            return
        rewritten = yield from self._generation.stand_alone(request.message, request.history)
        if rewritten is not None:
            alone = replace(request, message=rewritten, history=())
            completed = yield from self._reply_to(alone)
            if completed.answer.status == "answered":
                asked[0] = alone

    def _to_write(
        self, request: ChatRequest, replies: Sequence[_Reply], sources: tuple[Source, ...], extract: Answer
    ) -> Asked:
        currency = self._library.currency(self._today())
        held = self._library.summaries_by_id()
        first = replies[0].outcome.understood
        alone = first.question.text if len(replies) == 1 else request.message

        def cite(quotes: Sequence[Quote]) -> tuple[Citation, ...]:
            return stated(cite_all(quotes, held), currency, held)

        def note(citations: tuple[Citation, ...]) -> str:
            said = out_of_force_note(citations, first.question, currency, held)
            return noted(first.question, first.scope, said)

        return Asked(
            question=alone,
            earlier=request.history,
            sources=sources,
            extract=extract,
            cite=cite,
            note=note,
            settle=request.settle,
        )

    def _check(self, message: str) -> None:
        limit = self._options.max_question_characters
        if len(message) > limit:
            raise QuestionTooLong(length=len(message), limit=limit)
        if not any(character.isalnum() for character in message):
            raise EmptyQuestion()

    def _understand(self, request: ChatRequest, *, otherwise: int = 0) -> Understood:
        understood = self._understander.understand(
            request.message, request.history, request.filters, said=request.said, otherwise=otherwise
        )
        leans = understood.leans and request.history and request.earlier_told
        again = partial(self._understand, request, otherwise=otherwise + 1)
        return Understood(
            question=understood.question,
            scope=understood.scope,
            comparison=comparison_of(understood.question, understood.scope),
            watch=request.watch,
            told=partial(self._told, request) if leans else None,
            otherwise=again if understood.may_be_otherwise else None,
            must_say=understood.must_say,
        )

    def _told(self, request: ChatRequest) -> Told | None:
        """What the answer to the question before this one told, which is worked out again."""
        *history, message = request.history
        before = replace(
            request, message=message, history=tuple(history), said="", earlier_told=request.earlier_told - 1
        )
        made = self._reply(self._retrieve(self._understand(before))).draft
        return told_in(made, self._retriever.read_whole) if made is not None else None

    def _retrieve(self, understood: Understood) -> Found:
        question, scope, comparison = understood.question, understood.scope, understood.comparison
        gathered = self._gatherer.gather(question, scope)
        understood = replace(understood, scope=gathered.scope)
        said_by_several = several_regions_say(gathered.candidates, gathered.evidence, gathered.documents)
        if comparison is None and said_by_several:
            comparison = comparison_of(question, gathered.scope, unasked=True)
        section = None
        if comparison is None and not gathered.scope.named_places:
            focus = gathered.evidence.focus
            section = asked_section(question, gathered.scope, focus, self._retriever)
        if section is not None and not section.statements:
            gathered, section = gathered.within(section.passages), None
        gathered = announced_only(question, gathered)
        return Found(understood=understood, gathered=gathered, comparison=comparison, section=section)

    def _reply(self, found: Found) -> Outcome:
        made, otherwise = saying(self._made(found), found.understood.must_say), found.understood.otherwise
        if made is None and otherwise and (outcome := self._reply(self._retrieve(otherwise()))).draft:
            return outcome
        gathered = found.gathered
        near, outside = self._gatherer.beside_silence(gathered) if made is None else ([], False)
        sources: tuple[Source, ...] = ()
        if self._generation is not None and made is not None and found.comparison is None:
            everything = self._gatherer.everything(gathered)
            read = {p.passage_id: p for p in found.section.passages} if found.section is not None else {}
            read |= {c.sentence.passage.passage_id: c.sentence.passage for c in everything.candidates}
            documents = everything.documents | (found.section.documents if found.section is not None else {})
            sources = self._generation.sources(tuple(read.values()), documents)
        return Outcome(
            understood=found.understood,
            draft=made,
            near=tuple(quote_of(candidate.sentence) for candidate in near[:_NEAR]),
            outside=outside,
            confidence=confidence_of(gathered.candidates, gathered.evidence, answered=made is not None),
            documents=gathered.documents,
            sources=sources,
        )

    def _made(self, found: Found) -> Draft | None:
        if found.comparison is None:
            if (about := self._asked_about(found)) is not None:
                # What a document does not say of itself no other words say.
                return self._about(*about)
            return self._beside_told(found)
        told = self._extract(found) if found.comparison.joint else None
        gathered, question = found.gathered, found.understood.question
        if told and names_the_others(told, question, gathered.documents, gathered.candidates):
            return told
        if found.comparison.within_region and (told := self._said_as_change(found)):
            return told
        compared = self._comparer.compare(found.comparison, found.understood.watch)
        return compared or (self._of_change(found) if found.comparison.within_region else None)

    @staticmethod
    def _asked_about(found: Found) -> tuple[DocumentSummary, str] | None:
        """The document that is asked about as such, and the field of its metadata."""
        question, documents = found.understood.question, found.understood.scope.documents
        evidence, field = found.gathered.evidence, question.document_field
        document = pick(documents, evidence.focus, evidence.wording.about_document["idle"]) if field else None
        return (document, field) if document is not None and field is not None else None

    def _about(self, document: DocumentSummary, field: str) -> Draft | None:
        statement = statement_about(document, field, self._retriever.read_whole(document.document_id))
        return draft([statement], statement.body, {document.document_id: document}) if statement else None

    @staticmethod
    def _of_section(found: Found) -> Draft | None:
        section = found.section
        return draft(section.statements, section.short, section.documents) if section is not None else None

    def _beside_told(self, found: Found) -> Draft | None:
        """What stands beside what was told right before, or else what answers by itself."""
        gathered, find = found.gathered, found.understood.told
        told = find() if find is not None and may_read_on(gathered.evidence) else None
        if told and (extracted := read_on(told, gathered.evidence, gathered.documents)):
            return drafted(extracted, gathered.documents)
        made = self._of_section(found) or self._extract(found)
        other = told_in(made, self._retriever.read_whole) if told and made else None
        return None if told and is_of_another_matter(told, other, gathered.evidence) else made

    def _extract(self, found: Found) -> Draft | None:
        gathered = found.gathered
        extracted = of_breach(gathered, self._retriever.read_whole)
        extracted = extracted or extract(gathered.candidates, gathered.evidence, gathered.documents)
        if extracted is None:
            return None
        made = drafted(extracted, gathered.documents)
        said = tells_what_is_asked(made, extracted.best, found.understood.question)
        return made if said else None

    def _said_as_change(self, found: Found) -> Draft | None:
        """The change as the document says it itself: 同比增长12%."""
        best, question = next(iter(found.gathered.candidates), None), found.understood.question
        if best is None:
            return None
        document = found.gathered.documents.get(best.sentence.passage.document_id)
        year = document.metadata.year if document is not None else None
        return self._extract(found) if is_change_over(best, question, year) else None

    def _of_change(self, found: Found) -> Draft | None:
        """What is said where nothing can be compared, less what there was in one of the years alone."""
        made, comparison = self._extract(found), found.comparison
        if made is None or comparison is None:
            return made
        years = found.understood.question.scope.years
        return made if may_say(made.answer, comparison.aims, years) else None

    def _answer(self, request: ChatRequest, outcome: Outcome, started: float) -> Answer:
        question, scope = outcome.understood.question, outcome.understood.scope
        made = outcome.draft
        currency = self._library.currency(self._today())
        held = self._library.summaries_by_id()
        silence = explain(question, scope, outcome.near, outcome.documents, outside=outcome.outside)
        note = out_of_force_note(made.citations, question, currency, held) if made else ""
        return Answer(
            conversation_id=request.conversation_id or uuid.uuid4().hex,
            message_id=request.message_id or uuid.uuid4().hex,
            status="answered" if made else "not_found",
            answer=noted(question, scope, note + made.answer) if made else silence,
            short_answer=made.short_answer if made else None,
            kind="extractive",
            scope=Scope(
                region=question.scope.regions + question.scope.absent_regions, year=question.scope.years
            ),
            citations=stated(made.citations, currency, held) if made else (),
            near=() if made else stated(cite_all(outcome.near, outcome.documents), currency, held),
            table=made.table if made else None,
            searched=Searched(documents=len(scope.documents), passages=scope.searched_passages),
            confidence=outcome.confidence,
            elapsed_ms=round((time.perf_counter() - started) * 1000, 1),
        )
