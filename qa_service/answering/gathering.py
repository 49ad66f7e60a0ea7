"""What may answer a question in its scope: sentences of what is found, scored, less what cannot be meant."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from qa_service.answering.evidence.agreement import with_agreement
from qa_service.answering.evidence.article_standing import with_standing
from qa_service.answering.evidence.asked_label import by_label
from qa_service.answering.evidence.candidates import Candidate, in_order
from qa_service.answering.evidence.cells import with_cells
from qa_service.answering.evidence.counted_nouns import counts_another_noun
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.fitting import (
    is_aimed,
    is_of_opposite_matter,
    is_of_year_before,
    is_only_a_limit,
    is_plan,
    names_document,
    names_year,
    of_articles,
    of_years,
)
from qa_service.answering.evidence.issuers import by_issuer
from qa_service.answering.evidence.likely import with_likely
from qa_service.answering.evidence.named_places import names_place
from qa_service.answering.evidence.narrowing import is_narrowed
from qa_service.answering.evidence.outright import outright_first
from qa_service.answering.evidence.precedence import by_precedence
from qa_service.answering.evidence.procedures import is_of_other_procedure
from qa_service.answering.evidence.stocks import counts_other_people, is_of_some
from qa_service.answering.evidence.sufficiency import (
    is_enough,
    is_near,
    is_outside,
    is_unheard_of,
    least_chance,
)
from qa_service.answering.questions.question import Question
from qa_service.answering.questions.scoping import ResolvedScope
from qa_service.answering.questions.wording import Wording
from qa_service.answering.reader.passages import PassageReader
from qa_service.answering.retrieval import Retrieval, Retriever
from qa_service.answering.text.folding import fold
from qa_service.library.records import DocumentSummary
from vectorstore.passages import Passage
from vectorstore.token_likeness import TokenLikeness


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The ``candidates`` that may answer, best first, and what is ``beside`` them: also those that may not,
    for they do not name the document that is asked about. ``scored`` is what they were chosen from.

    Where a ranker was asked these are of the passages alone that can answer.
    """

    scope: ResolvedScope
    retrieval: Retrieval
    evidence: Evidence
    scored: tuple[Candidate, ...]
    candidates: tuple[Candidate, ...]
    beside: tuple[Candidate, ...]

    @property
    def documents(self) -> dict[str, DocumentSummary]:
        """The documents of the passages."""
        return self.retrieval.documents

    def within(self, passages: Sequence[Passage]) -> "Gathered":
        """What of it stands in ``passages``."""
        held = {passage.passage_id for passage in passages}
        return self.kept(lambda candidate: candidate.sentence.passage.passage_id in held)

    def kept(self, may: Callable[[Candidate], bool]) -> "Gathered":
        """What of it ``may`` answer."""

        def those(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
            return tuple(filter(may, candidates))

        return replace(
            self, scored=those(self.scored), candidates=those(self.candidates), beside=those(self.beside)
        )

    def is_enough(self) -> bool:
        """Whether a candidate may answer."""
        return any(is_enough(candidate, self.evidence) for candidate in self.candidates)

    def near(self) -> tuple[list[Candidate], bool]:
        """What to show beside a silence, one a passage, and whether all this is about something else.

        Of a figure that nobody gives, that are the sentences on its matter.
        """
        evidence, seen = self.evidence, self.beside
        near = [candidate for candidate in _distinct(seen) if is_near(candidate, evidence)]
        if not near and not self.scope.named_years and not self.scope.named_places:
            scored: Sequence[Candidate] = self.scored
            if evidence.question.wants_figure:
                evidence = replace(evidence, question=replace(evidence.question, wants_figure=False))
                scored = _scored(self.retrieval, evidence)
            seen = tuple(with_agreement(scored))
            near = [candidate for candidate in _distinct(seen) if is_near(candidate, evidence)]
        return near, not near and is_outside(seen, evidence)


class Gatherer:
    """Gathers with one retriever. Thread-safe; keeps nothing between questions."""

    def __init__(
        self, retriever: Retriever, wording: Wording, reader: PassageReader, likeness: TokenLikeness | None
    ) -> None:
        self._retriever = retriever
        self._wording = wording
        self._reader = reader
        self._likeness = likeness

    def gather(self, question: Question, scope: ResolvedScope) -> Gathered:
        """What may answer ``question`` within ``scope``, or where that is not enough within its eve; what
        cannot, however it is worded, is not read."""
        found = self._within(question, scope)
        if scope.eve is None or found.is_enough():
            return found
        planned = self._within(question, scope.eve)
        return planned if planned.is_enough() else found

    def _within(self, question: Question, scope: ResolvedScope) -> Gathered:
        retrieval = self._retriever.retrieve(question, scope, least_chance=least_chance(question))
        if question.articles:
            question, retrieval = of_articles(question, retrieval)
        if not retrieval.complete:
            weighed = with_standing(retrieval.chances, retrieval.passages, question, retrieval.documents)
            retrieval = replace(retrieval, chances=weighed)
        focus, context = self._retriever.matchers(question)
        evidence = Evidence(
            question,
            focus,
            context,
            self._wording,
            self._reader,
            complete=retrieval.complete,
            highest_chance=max(retrieval.chances.values(), default=0.0),
            likeness=self._likeness,
        )
        return self._chosen(evidence, scope, retrieval, _scored(retrieval, evidence))

    def everything(self, gathered: Gathered) -> Gathered:
        """The same with what cannot answer."""
        if not gathered.retrieval.left:
            return gathered
        evidence, scope, read = gathered.evidence, gathered.scope, len(gathered.retrieval.passages)
        retrieval = self._retriever.with_rest(gathered.retrieval, evidence.question, scope)
        rest = _scored(replace(retrieval, passages=retrieval.passages[read:]), evidence)
        return self._chosen(evidence, scope, retrieval, in_order([*gathered.scored, *rest]))

    def beside_silence(self, gathered: Gathered) -> tuple[list[Candidate], bool]:
        """What to show beside a silence, one a passage, and whether the library is about something else.

        What cannot answer is no better to show; but it may be on the matter, so that this is none of another
        library.
        """
        near, outside = gathered.near()
        if outside and not is_unheard_of(gathered.evidence):
            outside = self.everything(gathered).near()[1]
        return near, outside

    def _chosen(
        self,
        evidence: Evidence,
        scope: ResolvedScope,
        retrieval: Retrieval,
        scored: Sequence[Candidate],
    ) -> Gathered:
        beside = self._meant(evidence, scope, retrieval, scored)
        names = evidence.question.scope.absent_names
        candidates = [c for c in beside if names_document(c, names)] if names else beside
        return Gathered(
            scope=scope,
            retrieval=retrieval,
            evidence=evidence,
            scored=tuple(scored),
            candidates=tuple(candidates),
            beside=tuple(beside),
        )

    @staticmethod
    def _meant(
        evidence: Evidence, scope: ResolvedScope, retrieval: Retrieval, scored: Sequence[Candidate]
    ) -> list[Candidate]:
        question, documents = evidence.question, retrieval.documents
        both = with_cells(scored, retrieval.passages, evidence, retrieval.chances, documents)
        asked = fold(question.text).text
        candidates = [
            c
            for c in with_agreement(both)
            if not is_of_opposite_matter(question, c)
            and not is_of_some(c, asked, evidence.focus.terms)
            and not counts_other_people(c, asked)
            and not is_narrowed(c, asked, evidence.focus.terms, documents.get(c.sentence.passage.document_id))
            and not counts_another_noun(c, asked, evidence.focus.terms)
            and not is_of_other_procedure(c, asked, documents.get(c.sentence.passage.document_id))
        ]
        candidates = by_label(outright_first(candidates, evidence), evidence)
        if scope.named_years:
            candidates = [c for c in candidates if _tells_of(scope.named_years, c, question, documents)]
        if question.scope.years:
            candidates = of_years(candidates, question, documents)
        if question.aimed:
            candidates = [c for c in candidates if is_aimed(c, documents)]
        if scope.named_places:
            candidates = [c for c in candidates if names_place(c, scope.named_places, asked)]
        candidates = by_issuer(by_precedence(candidates, question, documents), evidence, documents)
        if scope.named_years or scope.named_places or question.articles:
            return candidates
        found = with_likely(candidates, retrieval.chances, retrieval.passages, evidence, documents)
        return [candidate for candidate in found if not is_only_a_limit(question, candidate)]


def _scored(retrieval: Retrieval, evidence: Evidence) -> list[Candidate]:
    titled = [(p, retrieval.documents[p.document_id].metadata.title) for p in retrieval.passages]
    return evidence.candidates(titled, retrieval.chances)


def _tells_of(
    years: Sequence[int],
    candidate: Candidate,
    question: Question,
    documents: Mapping[str, DocumentSummary],
) -> bool:
    own = documents[candidate.sentence.passage.document_id].metadata.year
    return (
        own in years
        or names_year(candidate, years)
        or is_of_year_before(candidate, own, years)
        or is_plan(question, candidate, documents)
    )


def _distinct(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The best candidate of each passage, in order."""
    best: dict[str, Candidate] = {}
    for candidate in candidates:
        best.setdefault(candidate.sentence.passage.passage_id, candidate)
    return list(best.values())
