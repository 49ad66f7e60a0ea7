"""From a message in its conversation to a question with its scope: condense, analyse, find named documents.

What is understood depends on the library only through its regions, its documents' names and their years.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from qa_service.answering.comparing.asked_places import with_its_places
from qa_service.answering.comparing.preparing import prepared
from qa_service.answering.questions.asked_scope import QuestionScope
from qa_service.answering.questions.changes import in_official_words
from qa_service.answering.questions.conversation import Standalone, condense
from qa_service.answering.questions.courtesy import without_courtesy
from qa_service.answering.questions.guessed_words import without_guesses
from qa_service.answering.questions.named_documents import DocumentNames, Named
from qa_service.answering.questions.official_wordings import OtherWording, asked_at_once, other_wordings
from qa_service.answering.questions.organs import in_full, only_organ_of, own_name, places_of, short_names_in
from qa_service.answering.questions.parts import Splitter
from qa_service.answering.questions.passed import with_passed
from qa_service.answering.questions.question import Question, analyse
from qa_service.answering.questions.scoping import ResolvedScope, resolve, with_held_years
from qa_service.answering.questions.simplified import simplified
from qa_service.answering.questions.unlisted_places import is_made_of_names, is_name_of_town
from qa_service.answering.questions.wording import load_wording
from qa_service.answering.questions.years_to_come import asked_as_plan, naming_year_to_come
from qa_service.answering.text.folding import fold
from qa_service.gazetteer import Gazetteer, RegionMention, regions_in_question
from qa_service.library.library import Library
from qa_service.library.records import DocumentSummary
from vectorstore.analyzer import Analyzer
from vectorstore.passages import Filters


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """``leans``: it leaves its subject out, which the question before names. ``may_be_otherwise``: there are
    yet other words for it. ``must_say``: what an answer must say."""

    question: Question
    scope: ResolvedScope
    leans: bool = False
    may_be_otherwise: bool = False
    must_say: re.Pattern[str] | None = None


class Understander:
    """Understands messages to one library. Thread-safe; keeps only the names of the library's documents."""

    def __init__(
        self, library: Library, analyzer: Analyzer, gazetteer: Gazetteer, today: Callable[[], date]
    ) -> None:
        self._library = library
        self._analyzer = analyzer
        self._gazetteer = gazetteer
        self._today = today
        self._wording = load_wording()
        self._names: tuple[int, DocumentNames] | None = None

    def parts(self, message: str) -> tuple[str, ...]:
        """The questions of a message, in order."""
        return Splitter(
            segment=self._segment,
            find_regions=self._find_regions,
            wording=self._wording,
            today=self._today(),
        ).parts(_plain(message))

    def understand(
        self,
        message: str,
        history: Sequence[str],
        filters: Filters,
        *,
        said: str = "",
        otherwise: int = 0,
    ) -> Understood:
        """One question, and the documents that may answer it; ``history`` holds those before, oldest first,
        ``said`` the answer to the last of them. ``otherwise``: in which of its other words, from 1 on."""
        today = self._today()
        standalone = condense(
            [_plain(earlier) for earlier in (*history, message)],
            segment=self._segment,
            find_regions=self._find_regions,
            today=today,
            names_document=self._names_document if history else _names_nothing,
            find_organs=self._find_organs,
            said=said,
        )
        planned = asked_as_plan(standalone.text, self._find_regions, self._library.summaries())
        wordings = _wordings_of(standalone, planned)
        wording = wordings[otherwise]
        text = naming_year_to_come(wording.text, self._find_regions, self._library.summaries())
        question = self._analysed(text, asked=message, context=standalone.context)
        question = prepared(with_its_places(self._of_named_documents(question), self._library.summaries()))
        question = with_held_years(question, self._library.summaries())
        scope = resolve(
            question,
            filters,
            self._library.summaries(),
            currency=self._library.currency(today),
            year_inherited=standalone.year_inherited,
        )
        return Understood(
            question=self._with_organs_in_full(question, scope),
            scope=scope,
            leans=bool(standalone.context),
            may_be_otherwise=otherwise + 1 < len(wordings),
            must_say=wording.says,
        )

    def _with_organs_in_full(self, question: Question, scope: ResolvedScope) -> Question:
        """``question`` with the organs of the documents by their names in full, as documents write them;
        without them where the documents are all of one organ, whose name then says nothing more."""
        folded = fold(question.text).text
        named = dict(short_names_in(folded, scope.documents))
        only = only_organ_of(scope.documents)
        if only:
            named |= dict.fromkeys(places_of(folded, only), only)
        if not named:
            return question
        text = in_full(folded, dict.fromkeys(named, "") if only else named)
        bare = prepared(self._analysed(text, asked=question.asked))
        if not bare.focus and not bare.wants_figure:
            # Of the organ itself; how many of a thing that no word names is asked of nothing.
            return question
        return replace(
            bare,
            text=folded if only else text,
            context=question.context,
            organ=only if only in folded else "",
            scope=question.scope,
        )

    def places_in(self, text: str) -> Sequence[RegionMention]:
        """The regions that ``text`` names, in order."""
        return self._find_regions(text)

    def _analysed(self, text: str, *, asked: str, context: str = "") -> Question:
        question = analyse(
            text,
            segment=self._segment,
            find_regions=self._find_regions,
            today=self._today(),
            asked=asked,
            context=context,
        )
        question = replace(question, focus=with_passed(question.focus, fold(text).text))
        scope, tagged = question.scope, self._analyzer.tagged
        if not scope.unlisted_places and not scope.towns:
            return question
        return replace(
            question,
            scope=replace(
                scope,
                unlisted_places=tuple(p for p in scope.unlisted_places if is_made_of_names(p, tagged)),
                towns=tuple(town for town in scope.towns if is_name_of_town(town, tagged)),
            ),
        )

    def _segment(self, text: str) -> Sequence[str]:
        return without_guesses([word.text for word in self._analyzer.words(text)], self._analyzer.tagged)

    def _find_regions(self, text: str) -> Sequence[RegionMention]:
        return regions_in_question(
            text, self._library.region_paths(), self._gazetteer, words=self._spans_of_words
        )

    def _spans_of_words(self, text: str) -> Sequence[tuple[int, int]]:
        return [(word.start, word.end) for word in self._analyzer.words(text)]

    def _find_organs(self, text: str) -> Sequence[str]:
        organs = dict.fromkeys(own_name(document) for document in self._library.summaries())
        named = {text[start:end] for organ in organs for start, end in places_of(text, organ)}
        return sorted(named, key=lambda name: (-len(name), name))

    def _names_document(self, folded: str) -> bool:
        return bool(self._named_in(folded).ids)

    def _named_in(self, folded: str) -> Named:
        words = self._analyzer.words(folded)
        boundaries = {0, len(folded), *(word.start for word in words), *(word.end for word in words)}
        return self._document_names().find(folded, boundaries=boundaries)

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
        named = self._named_in(folded)
        if not named.ids:
            placed = question.scope.regions or question.scope.absent_regions or question.scope.across
            absent = () if placed else named.absent
            return replace(question, scope=replace(question.scope, absent_names=absent))
        text = "".join(c for at, c in enumerate(folded) if not any(a <= at < b for a, b in named.spans))
        bare = self._analysed(text, asked=question.asked)
        scope = self._scope_of_named(question, bare, named)
        if scope is None:
            return question
        return replace(
            bare,
            text=question.text,
            context=question.context,
            scope=scope,
            document_field=question.document_field or bare.document_field,
        )

    def _scope_of_named(self, question: Question, bare: Question, named: Named) -> QuestionScope | None:
        documents = [d for d in self._library.summaries() if d.document_id in named.ids]
        legislation = all(d.rank is not None and d.rank.legislates for d in documents)
        if not legislation and (question.scope.regions or question.scope.absent_regions):
            return _of_its_region(question.scope, documents, bare.scope.years)
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


def _of_its_region(
    scope: QuestionScope, documents: Sequence[DocumentSummary], years_beside: Sequence[int]
) -> QuestionScope | None:
    """甲县2023年政府工作报告: the report of this name of the region asked about; its year is no version. The
    years in the name of a programme of several (三年行动方案(2022—2024年)) ask for none."""
    places = {path for paths in scope.covers for path in paths}
    its = [d for d in documents if d.metadata.region_path in places]
    others = [paths for paths in scope.covers if not any(d.metadata.region_path in paths for d in its)]
    if not its or others:
        # 甲局2022年和乙县…: what the one document is called leaves the other place to all of its own.
        return None
    if not years_beside and len(scope.years) > 1 and all(d.metadata.year is None for d in its):
        scope = replace(scope, years=(), period=False)
    return replace(scope, document_ids=tuple(d.document_id for d in its))


def _wordings_of(standalone: Standalone, planned: str) -> tuple[OtherWording, ...]:
    """How the question is asked, and in which other words where nothing is found; ``planned`` is it as one
    after a plan."""
    text = standalone.text
    others = dict.fromkeys((standalone.otherwise, in_official_words(text), planned))
    return (
        OtherWording(text=asked_at_once(text)),
        *(OtherWording(text=other) for other in others if other not in ("", text)),
        *other_wordings(text),
    )


def _plain(message: str) -> str:
    """``message`` in simplified characters and without its courtesies."""
    return without_courtesy(simplified(message))


def _names_nothing(_folded: str) -> bool:
    return False
