"""From a question and its scope to the passages that may answer it.

A scope of a few documents is read whole, so nothing in it can be missed; a wider one is searched. Every hit
is joined with the library: what was removed or replaced is never seen, even when the index lags behind.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from qa_service.answering.questions.everyday_phrases import GAP, put_for
from qa_service.answering.questions.idle_words import is_idle
from qa_service.answering.questions.question import Question
from qa_service.answering.questions.scoping import ResolvedScope
from qa_service.answering.questions.wording import Wording
from qa_service.answering.text.matching import Matcher, Term, weigh
from qa_service.answering.watching import Watch, unwatched, watched
from qa_service.errors import DocumentNotFound
from qa_service.library.library import Library
from qa_service.library.records import DocumentSummary
from qa_service.library.whole_documents import WholeDocuments
from vectorstore.index import PassageIndex
from vectorstore.passages import Filters, Hit, Passage

_READ_WHOLE_PASSAGES = 300
_READ_EACH_PASSAGES = 10_000
_SEARCHED_FOR_EACH = 5
_SYNONYMS_SEARCHED = 24
_ANY_UNIT = frozenset({"个", "项", "件", "次", "场"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieval:
    """``passages`` in order of rank, ``documents`` by id: those that the passages come from, and no other.

    ``chances`` has, by id of the passage, how likely it is the one that answers; empty where none was ranked.
    """

    passages: tuple[Passage, ...]
    documents: dict[str, DocumentSummary]
    chances: dict[str, float] = field(default_factory=dict)
    complete: bool = False
    """Every passage of the documents is here: what is not in them is not said."""
    left: tuple[Hit, ...] = ()
    """What was found besides and not read, for it is too unlikely to answer."""


def _implied(question: Question, wording: Wording) -> frozenset[str]:
    """Words that may be left out: the kind asked for (哪个单位), what a measure word counts (篇: 文章)."""
    if not question.wants_figure:
        return frozenset({question.asked_noun} if question.asked_noun else ())
    unit = question.unit
    counted = {word for word in question.focus if unit and wording.unit_of_noun.get(word) == unit}
    if unit and unit not in _ANY_UNIT and len(question.asked_phrase) == 1:
        counted.add(question.asked_phrase[0])
    return frozenset(counted)


def _with_articles(question: Question, text: str) -> str:
    """``text`` with the articles that the question names, as laws write them."""
    articles = " ".join(f"第{number}条" for number in question.articles)
    return f"{text} {articles}".strip() if articles not in text else text


class Retriever:
    """Finds passages in one library through its index."""

    def __init__(self, library: Library, index: PassageIndex, wording: Wording, *, limit: int) -> None:
        self._library = library
        self._index = index
        self._wording = wording
        self._limit = limit
        self._whole = WholeDocuments(library)

    def read_whole(self, document_id: str) -> tuple[Passage, ...]:
        """All passages of a document, headings too, in order. Raises: DocumentNotFound."""
        return self._whole.passages_of(document_id)

    def matchers(self, question: Question) -> tuple[Matcher, Matcher]:
        """Matchers of the question's focus and of its context."""
        lightened = _implied(question, self._wording)
        return (
            Matcher(self._weighed(question.focus, lightened)),
            Matcher(self._weighed(question.context, frozenset())),
        )

    def _weighed(self, words: Sequence[str], lightened: frozenset[str]) -> tuple[Term, ...]:
        return weigh(
            words,
            synonyms=lambda word: self._wording.synonyms.get(word, ()),
            frequency=self._index.frequency,
            passages=max(1, self._index.count()),
            lightened=lightened,
            idle=lambda word: is_idle(word, self._index.analyzer.tagged),
        )

    def retrieve(self, question: Question, scope: ResolvedScope, *, least_chance: float = 0.0) -> Retrieval:
        """The passages of ``scope`` that are nearest to the question; of a ranked list those of
        ``least_chance`` are read and the others ``left``."""
        documents = {document.document_id: document for document in scope.documents}
        if scope.passages <= _READ_WHOLE_PASSAGES:
            return Retrieval(
                passages=self._all_of(documents),
                documents=documents,
                # Of all that is read the search is to know the likely; elsewhere the ranker, which has
                # learned everyday words, does better by them.
                chances=self._chances(self._search(question, self._in_known_words(question), scope)),
                complete=True,
            )
        hits = self._search(question, question.text, scope)
        chances = self._chances(hits)
        if not chances or least_chance <= 0.0:
            return self._held([*hits, *self._otherwise_written(question, scope)], documents, chances)
        able = [hit for hit in hits if chances.get(hit.passage.passage_id, 0.0) >= least_chance]
        return replace(self._held(able, documents, chances), left=tuple(hits[len(able) :]))

    def with_rest(self, found: Retrieval, question: Question, scope: ResolvedScope) -> Retrieval:
        """``found``, behind it what it ``left`` and what other writings of the question's words find."""
        if not found.left:
            return found
        documents = {document.document_id: document for document in scope.documents}
        known = {passage.passage_id for passage in found.passages}
        hits = [*found.left, *self._otherwise_written(question, scope)]
        unread = [hit for hit in hits if hit.passage.passage_id not in known]
        rest = self._held(unread, documents, self._chances(found.left))
        return Retrieval(
            passages=found.passages + rest.passages,
            documents=found.documents | rest.documents,
            chances=found.chances | rest.chances,
        )

    def _otherwise_written(self, question: Question, scope: ResolvedScope) -> list[Hit]:
        synonyms = self._synonyms(question)
        if not synonyms:
            return []
        return self._index.search(synonyms, filters=scope.filters, limit=self._limit // 2, rerank=False)

    def _held(
        self, hits: Sequence[Hit], documents: Mapping[str, DocumentSummary], chances: Mapping[str, float]
    ) -> Retrieval:
        """Those of ``hits`` that the library still has; what has no chance where others have one has none."""
        held = self._library.passages([hit.passage.passage_id for hit in hits]) if hits else {}
        found = {
            passage.passage_id: passage
            for hit in hits
            if (passage := held.get(hit.passage.passage_id)) and passage.document_id in documents
        }
        used = {passage.document_id for passage in found.values()}
        return Retrieval(
            passages=tuple(found.values()),
            documents={document_id: documents[document_id] for document_id in used},
            chances={passage_id: chances.get(passage_id, 0.0) for passage_id in found} if chances else {},
        )

    def retrieve_each(
        self, question: Question, documents: Sequence[DocumentSummary], watch: Watch = unwatched
    ) -> Retrieval:
        """What each of ``documents`` says: all their passages, or of very many the nearest. Raises:
        Abandoned."""
        by_id = {document.document_id: document for document in documents}
        if sum(document.passages for document in documents) <= _READ_EACH_PASSAGES:
            return Retrieval(passages=self._all_of(watched(by_id, watch)), documents=by_id, complete=True)
        limit = _SEARCHED_FOR_EACH * self._limit
        filters = Filters(document_ids=tuple(by_id))
        hits = self._index.search(_with_articles(question, question.text), filters=filters, limit=limit)
        held = self._library.passages([hit.passage.passage_id for hit in hits])
        found = tuple(p for p in held.values() if p.document_id in by_id)
        return Retrieval(passages=found, documents=by_id)

    def _all_of(self, document_ids: Iterable[str]) -> tuple[Passage, ...]:
        passages: list[Passage] = []
        for document_id in document_ids:
            # What is removed meanwhile says nothing.
            with suppress(DocumentNotFound):
                passages += (p for p in self.read_whole(document_id) if not p.is_heading)
        return tuple(passages)

    def _search(self, question: Question, text: str, scope: ResolvedScope) -> list[Hit]:
        return self._index.search(_with_articles(question, text), filters=scope.filters, limit=self._limit)

    def _in_known_words(self, question: Question) -> str:
        """The question with the words that no document has in one that documents use: GDP as 地区生产总值."""
        text = question.text
        for word in question.focus:
            synonyms = self._wording.synonyms.get(word, ())
            if synonyms and not self._index.frequency(word):
                known = next((other for other in synonyms if self._index.frequency(other)), None)
                if known is not None and GAP in word:
                    text = put_for(word, known, text)
                elif known is not None:
                    text = re.sub(re.escape(word), known, text, flags=re.IGNORECASE)
        return text

    @staticmethod
    def _chances(hits: Sequence[Hit]) -> dict[str, float]:
        return {hit.passage.passage_id: hit.chance for hit in hits if hit.chance is not None}

    def _synonyms(self, question: Question) -> str:
        """The question's words with those that have other writings replaced by these; empty without any."""
        others = [o for word in question.focus for o in self._wording.synonyms.get(word, ())]
        written = [w for w in question.focus if w not in self._wording.synonyms]
        return " ".join([*written, *dict.fromkeys(others[:_SYNONYMS_SEARCHED])]) if others else ""
