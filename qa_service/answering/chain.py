"""The second journey: a message becomes cited passages and an answer.

condense -> analyse -> scope -> retrieve -> answer -> cite. The steps are a LangChain Runnable, so whoever
embeds the chain has its callbacks and tracing; each step is a plain typed function in the module of its name.
"""

import time
import uuid
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from langchain_core.runnables import Runnable, RunnableLambda

from qa_service.answering.about_document import pick, statement_about
from qa_service.answering.agreement import with_agreement
from qa_service.answering.asked_scope import QuestionScope
from qa_service.answering.candidates import Candidate
from qa_service.answering.citations import Quote
from qa_service.answering.comparing import Comparer, Comparison, comparison_of, with_year_before
from qa_service.answering.conversation import Standalone, condense
from qa_service.answering.counted import is_change
from qa_service.answering.drafting import Draft, cite_all, draft
from qa_service.answering.events import Answer, AnswerEvent, Delta, Retrieved, Scope, Searched
from qa_service.answering.evidence import Evidence
from qa_service.answering.extractive import extract
from qa_service.answering.figures import figures_in
from qa_service.answering.folding import fold
from qa_service.answering.joining import joined
from qa_service.answering.named_documents import DocumentNames, Named
from qa_service.answering.options import AnsweringOptions
from qa_service.answering.parties import several_regions_say
from qa_service.answering.parts import Splitter
from qa_service.answering.precedence import by_precedence
from qa_service.answering.question import Expects, Question, analyse, articles_in
from qa_service.answering.retrieval import Retrieval, Retriever
from qa_service.answering.scoping import ResolvedScope, resolve, with_recent_years
from qa_service.answering.silence import explain
from qa_service.answering.versions import out_of_force_note, stated
from qa_service.answering.wording import load_wording
from qa_service.errors import EmptyQuestion, QuestionTooLong
from qa_service.gazetteer import Gazetteer, RegionMention, regions_in_question
from qa_service.library.library import Library
from qa_service.library.records import DocumentSummary
from qa_service.library.works import plain_name
from vectorstore.index import PassageIndex
from vectorstore.passages import Filters

_PREVIEW_CHARACTERS = 24
_NEAR = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatRequest:
    """``history`` holds the user's earlier messages of the conversation, oldest first."""

    message: str
    history: tuple[str, ...] = ()
    conversation_id: str = ""
    message_id: str = ""
    filters: Filters = field(default_factory=Filters)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Understood:
    question: Question
    scope: ResolvedScope
    comparison: Comparison | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    understood: _Understood
    retrieval: Retrieval
    evidence: Evidence
    candidates: tuple[Candidate, ...]
    beside: tuple[Candidate, ...]
    """What is near, where it may not answer: none of it names the document that is asked about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome:
    understood: _Understood
    draft: Draft | None
    near: tuple[Quote, ...]
    documents: dict[str, DocumentSummary]


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
    ) -> None:
        self._library = library
        self._index = index
        self._gazetteer = gazetteer
        self._options = options
        self._today = today
        self._wording = load_wording()
        self._names: tuple[int, DocumentNames] | None = None
        self._retriever = Retriever(library, index, self._wording, limit=options.candidates)
        self._comparer = Comparer(self._retriever, self._wording)
        self.runnable: Runnable[ChatRequest, _Outcome] = (
            RunnableLambda(self._understand, name="understand")
            | RunnableLambda(self._retrieve, name="retrieve")
            | RunnableLambda(self._reply, name="reply")
        )

    def answer(self, request: ChatRequest) -> Answer:
        """The whole answer. Raises: EmptyQuestion, QuestionTooLong."""
        return next(event for event in self.stream(request) if isinstance(event, Answer))

    def stream(self, request: ChatRequest) -> Generator[AnswerEvent, None, None]:
        """Retrieved, then deltas, then the answer. Raises: EmptyQuestion, QuestionTooLong."""
        self._check(request.message)
        request = replace(request, history=tuple(p for earlier in request.history for p in self._parts(earlier)))
        parts = self._parts(request.message)
        if len(parts) == 1:
            yield from self._stream_one(request)
            return
        answers = []
        for at, part in enumerate(parts):
            asked = replace(request, message=part, history=(*request.history, *parts[:at]))
            answers.append((part, next(e for e in self._stream_one(asked) if isinstance(e, Answer))))
        answer = joined(answers)
        yield Retrieved(citations=answer.citations or answer.near)
        yield Delta(text=answer.answer, settled=True)
        yield answer

    def _parts(self, message: str) -> tuple[str, ...]:
        return Splitter(
            segment=self._segment,
            find_regions=self._find_regions,
            wording=self._wording,
            today=self._today(),
        ).parts(message)

    def _stream_one(self, request: ChatRequest) -> Generator[AnswerEvent, None, None]:
        started = time.perf_counter()
        outcome = self.runnable.invoke(request)
        answer = self._answer(request, outcome, started)
        yield Retrieved(citations=answer.citations or answer.near)
        for start in range(0, len(answer.answer), _PREVIEW_CHARACTERS):
            yield Delta(text=answer.answer[start : start + _PREVIEW_CHARACTERS], settled=True)
        yield answer

    def _check(self, message: str) -> None:
        limit = self._options.max_question_characters
        if len(message) > limit:
            raise QuestionTooLong(length=len(message), limit=limit)
        if not any(character.isalnum() for character in message):
            raise EmptyQuestion()

    def _segment(self, text: str) -> Sequence[str]:
        return [word.text for word in self._index.analyzer.words(text)]

    def _find_regions(self, text: str) -> Sequence[RegionMention]:
        return regions_in_question(text, self._library.region_paths(), self._gazetteer)

    def _understand(self, request: ChatRequest) -> _Understood:
        standalone: Standalone = condense(
            (*request.history, request.message),
            segment=self._segment,
            find_regions=self._find_regions,
            today=self._today(),
        )
        question = analyse(
            standalone.text,
            segment=self._segment,
            find_regions=self._find_regions,
            today=self._today(),
            asked=request.message,
            context=standalone.context,
        )
        question = with_year_before(self._of_named_documents(question))
        question = with_recent_years(question, self._library.summaries())
        scope = resolve(
            question,
            request.filters,
            self._library.summaries(),
            currency=self._library.currency(self._today()),
            year_inherited=standalone.year_inherited,
        )
        return _Understood(question=question, scope=scope, comparison=comparison_of(question, scope))

    def _document_names(self) -> DocumentNames:
        kept, revision = self._names, self._library.revision
        if kept is None or kept[0] != revision:
            kept = self._names = (revision, DocumentNames(self._library.summaries()))
        return kept[1]

    def _of_named_documents(self, question: Question) -> Question:
        """The question of the documents that it names, without their names.

        A law that is named beside a place which the library tells of is a word of the question: what the
        place did about it is asked.
        """
        folded = fold(question.text).text
        words = self._index.analyzer.words(folded)
        boundaries = {0, len(folded), *(word.start for word in words), *(word.end for word in words)}
        named = self._document_names().find(folded, boundaries=boundaries)
        if not named.ids:
            placed = question.scope.regions or question.scope.absent_regions or question.scope.across
            absent = () if placed else named.absent
            return replace(question, scope=replace(question.scope, absent_names=absent))
        bare = analyse(
            "".join(c for at, c in enumerate(folded) if not any(a <= at < b for a, b in named.spans)),
            segment=self._segment,
            find_regions=self._find_regions,
            today=self._today(),
            asked=question.asked,
        )
        scope = self._scope_of_named(question, bare, named)
        if scope is None:
            return question
        return replace(bare, text=question.text, context=question.context, scope=scope)

    def _scope_of_named(self, question: Question, bare: Question, named: Named) -> QuestionScope | None:
        documents = [d for d in self._library.summaries() if d.document_id in named.ids]
        legislation = all(d.rank is not None and d.rank.legislates for d in documents)
        if not legislation and (question.scope.regions or question.scope.absent_regions):
            return None
        elsewhere = any(
            region not in d.metadata.region_path for region in bare.scope.regions for d in documents
        )
        placed = bare.scope.regions or bare.scope.absent_regions or bare.scope.across
        if elsewhere or bare.scope.across or (placed and named.as_object):
            return None
        if not legislation:
            return replace(question.scope, document_ids=named.ids, version=named.version)
        # A national law holds everywhere, and no place or year in its name is one that is asked about.
        return replace(
            bare.scope, absent_regions=(), absent_paths=(), document_ids=named.ids, version=named.version
        )

    def _retrieve(self, understood: _Understood) -> _Found:
        question, scope = understood.question, understood.scope
        retrieval = self._retriever.retrieve(question, scope)
        if question.articles:
            question, retrieval = _of_articles(question, retrieval)
        focus, context = self._retriever.matchers(question)
        evidence = Evidence(question, focus, context, self._wording)
        titled = [(p, retrieval.documents[p.document_id].metadata.title) for p in retrieval.passages]
        candidates = with_agreement(evidence.candidates(titled, retrieval.chances))
        if scope.named_years:
            candidates = [
                c
                for c in candidates
                if _names_year(c, scope.named_years) or _is_plan(question, c, retrieval.documents)
            ]
        if scope.named_places:
            candidates = [c for c in candidates if _names_place(c, scope.named_places)]
        candidates = beside = by_precedence(candidates, question, retrieval.documents)
        if names := question.scope.absent_names:
            candidates = [c for c in candidates if _names_document(c, names)]
        return _Found(
            understood=understood,
            retrieval=retrieval,
            evidence=evidence,
            candidates=tuple(candidates),
            beside=tuple(beside),
        )

    def _reply(self, found: _Found) -> _Outcome:
        question, documents = found.understood.question, found.retrieval.documents
        comparison = found.understood.comparison
        if comparison is None and several_regions_say(found.candidates, found.evidence, documents):
            comparison = comparison_of(question, found.understood.scope, unasked=True)
        if comparison is None:
            made = self._about_document(found) or self._extract(found)
        elif comparison.within_region:
            made = self._said_as_change(found) or self._comparer.compare(comparison) or self._extract(found)
        else:
            made = self._comparer.compare(comparison)
        near = () if made else tuple(_whole(candidate) for candidate in _distinct(found.beside)[:_NEAR])
        return _Outcome(understood=found.understood, draft=made, near=near, documents=documents)

    def _about_document(self, found: _Found) -> Draft | None:
        question, scope = found.understood.question, found.understood.scope
        document = pick(scope.documents, found.evidence.focus) if question.document_field else None
        if document is None or question.document_field is None:
            return None
        passages = self._retriever.read_whole(document.document_id)
        statement = statement_about(document, question.document_field, passages)
        return draft([statement], statement.body, {document.document_id: document}) if statement else None

    @staticmethod
    def _extract(found: _Found) -> Draft | None:
        documents = found.retrieval.documents
        extracted = extract(found.candidates, found.evidence, documents)
        if extracted is None:
            return None
        short = extracted.short.text if extracted.short else None
        return draft(extracted.statements, short, documents)

    def _said_as_change(self, found: _Found) -> Draft | None:
        """The change as the document says it itself: 同比增长12%."""
        best = next(iter(found.candidates), None)
        return self._extract(found) if best is not None and is_change(best) else None

    def _answer(self, request: ChatRequest, outcome: _Outcome, started: float) -> Answer:
        question, scope = outcome.understood.question, outcome.understood.scope
        made = outcome.draft
        currency = self._library.currency(self._today())
        held = {document.document_id: document for document in self._library.summaries()}
        note = out_of_force_note(made.citations, question, currency, held) if made else ""
        return Answer(
            conversation_id=request.conversation_id or uuid.uuid4().hex,
            message_id=request.message_id or uuid.uuid4().hex,
            status="answered" if made else "not_found",
            answer=_noted(question, scope, note + made.answer) if made else explain(question, scope),
            short_answer=made.short_answer if made else None,
            kind="extractive",
            scope=Scope(region=question.scope.regions, year=question.scope.years),
            citations=stated(made.citations, currency, held) if made else (),
            near=() if made else stated(cite_all(outcome.near, outcome.documents), currency, held),
            table=made.table if made else None,
            searched=Searched(documents=len(scope.documents), passages=scope.passages),
            elapsed_ms=round((time.perf_counter() - started) * 1000, 1),
        )


def _noted(question: Question, scope: ResolvedScope, answer: str) -> str:
    """A follow-up whose year the region lacks is answered from its own year, and says so first."""
    if not scope.other_year:
        return answer
    years = "、".join(f"{year}年" for year in question.scope.years)
    return f"库里没有{'、'.join(question.scope.regions)}{years}的文件,以下为其他年份。\n\n{answer}"


def _names_year(candidate: Candidate, years: Sequence[int]) -> bool:
    passage = candidate.sentence.passage
    text = "".join(passage.section) + candidate.sentence.text
    return any(f"{year}年" in text for year in years)


def _of_articles(question: Question, retrieval: Retrieval) -> tuple[Question, Retrieval]:
    """Only the passages of the articles that are named; where there are none the question names none."""
    kept = tuple(
        passage
        for passage in retrieval.passages
        if any(
            number in question.articles
            for number in articles_in("".join((*passage.section[-1:], passage.text[:12])))
        )
    )
    if not kept:
        return replace(question, articles=()), retrieval
    return question, replace(retrieval, passages=kept)


def _names_document(candidate: Candidate, names: Sequence[str]) -> bool:
    """The passage, or a heading above it, names the document itself."""
    passage = candidate.sentence.passage
    text = plain_name("".join((*passage.section, passage.text)))
    return any(plain_name(name) in text for name in names)


def _names_place(candidate: Candidate, places: Sequence[str]) -> bool:
    """The sentence names the place; before a figure, with no other figure between them."""
    sentence = candidate.sentence
    for place in places:
        for name in (place, place[:-1] if len(place) > 2 else place):
            at = sentence.folded.text.rfind(name, sentence.start, candidate.start)
            if candidate.quantity is None and name in sentence.text:
                return True
            if at >= 0 and not figures_in(sentence.folded.text[at + len(name) : candidate.start]):
                return True
    return False


def _is_plan(question: Question, candidate: Candidate, documents: Mapping[str, DocumentSummary]) -> bool:
    """A report's section on what comes next is on the year after, which was asked for."""
    passage = candidate.sentence.passage
    year = documents[passage.document_id].metadata.year
    if year is None or year + 1 not in question.scope.years:
        return False
    headings, wording = " ".join(passage.section), load_wording()
    announced = any(cue in headings for cue in wording.heading_cues["plan"])
    return (question.expects is Expects.PLAN and announced) or wording.year_to_come.search(
        headings
    ) is not None


def _whole(candidate: Candidate) -> Quote:
    sentence = candidate.sentence
    start, end = sentence.source_span(sentence.start, sentence.end)
    return Quote(passage=sentence.passage, start=start, end=end)


def _distinct(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The best candidate of each passage, in order."""
    best: dict[str, Candidate] = {}
    for candidate in candidates:
        best.setdefault(candidate.sentence.passage.passage_id, candidate)
    return list(best.values())
