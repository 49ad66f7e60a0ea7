"""A question across documents, from its sides to the answer: read each side, find, reckon, word it.

The documents of a comparison are read whole, so that what is missing is said to be missing and not only
unfound; where they are too many, the nearest passages are searched, and then nobody is said to be silent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qa_service.answering.comparing.across import draft_across
from qa_service.answering.comparing.aims import Aim, Aims, aims_of, as_comparison
from qa_service.answering.comparing.asked_alone import AskedAlone
from qa_service.answering.comparing.asked_matter import matter_of
from qa_service.answering.comparing.asked_places import part_and_whole
from qa_service.answering.comparing.joint_matters import is_joint
from qa_service.answering.comparing.levels import AskedLevel, asked_level
from qa_service.answering.comparing.parties import Party, parties_of
from qa_service.answering.comparing.sides import Side, documents_named, organs_named, sides_of
from qa_service.answering.drafting import Draft
from qa_service.answering.evidence.cells import cells_of
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import POINTS, Expects, Question, compared_kind
from qa_service.answering.questions.scoping import ResolvedScope
from qa_service.answering.questions.wording import Wording, load_wording
from qa_service.answering.retrieval import Retriever
from qa_service.answering.text.folding import fold
from qa_service.answering.watching import Watch, unwatched, watched
from qa_service.library.records import DocumentSummary

_MOST_UNNAMED = 60
"""Of a question that names no side, the sides that are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What is compared: the question as one across documents, its sides and what is to be done with them."""

    question: Question
    sides: tuple[Side, ...]
    aims: Aims
    within_region: bool = False
    """Years of one region: its documents may say the change themselves."""

    note: str = ""
    """That fewer places than two are of the level that is asked of."""

    joint: bool = False
    """The sides did together what is asked about: where one tells of it, nothing is compared."""

    of_level: bool = True
    """The sides are places of that level; others are shown and not set against each other."""


def comparison_of(question: Question, scope: ResolvedScope, *, unasked: bool = False) -> Comparison | None:
    """The comparison that ``question`` asks for, or None; ``unasked``: several regions answer it alike."""
    if scope.absent is not None:
        return None
    aims = _aims_of(question)
    by_year = question.wants_figure and (Aim.BY_YEAR in aims or aims.with_year_before)
    regions = len(question.scope.regions) + len(question.scope.absent_regions)
    across = question.expects is Expects.COMPARISON or question.scope.across or regions > 1
    across = across or (len(question.scope.years) > 1 and not question.scope.period and Aim.EACH in aims)
    if not (across or by_year or unasked or (aims.wanted and _names_several(question, scope))):
        return None
    sides = sides_of(question, scope, aims)
    level = _level_of(question, scope)
    alone = len(sides) == 1 and level.asked and (question.wants_figure or level.every)
    if len(sides) < 2 and not alone:
        return None
    within = len({side.name for side in sides}) == 1 and not alone
    if by_year and not across and not within and not unasked:
        return None
    compared = as_comparison(question, several=True)
    if aims.unmentioned:
        compared = _of_mention(compared)
    elif compared.wants_figure:
        compared = replace(compared, expects=Expects.COMPARISON)
    elif compared.expects is Expects.COMPARISON:
        # 存在的不足分别是什么: of each side what is asked of one.
        kind = compared_kind(fold(compared.text).text, load_wording())
        compared = replace(compared, expects=kind, wants_points=kind in POINTS | {Expects.FACT})
    return Comparison(
        question=compared,
        sides=tuple(sides),
        aims=aims,
        within_region=within,
        note=level.note(question.scope.years),
        of_level=not level.fits_none,
        joint=is_joint(question),
    )


def _of_mention(question: Question) -> Question:
    """Whether a side tells of the matter, whatever it says: 案件数 of 案件."""
    focus = tuple(word.removesuffix("数") if len(word) > 2 else word for word in question.focus)
    return replace(question, expects=Expects.FACT, wants_figure=False, wants_points=True, focus=focus)


def _aims_of(question: Question) -> Aims:
    """The aims, of which a share is one only where a side lies in the other, a place in the order only among
    others."""
    aims, scope = aims_of(question.text), question.scope
    among = scope.regions[0] if scope.across and scope.regions else ""
    return replace(
        aims,
        share=aims.share and (bool(among) or part_and_whole(scope)),
        share_of=among if aims.share else "",
        place_of=among if aims.place_asked else "",
    )


def _level_of(question: Question, scope: ResolvedScope) -> AskedLevel:
    """The level of all places that are asked of; none where the question names its sides."""
    scoped = question.scope
    if (scoped.regions and not scoped.across) or _names_several(question, scope):
        return AskedLevel(documents=scope.documents)
    return asked_level(question, scope.documents)


def _names_several(question: Question, scope: ResolvedScope) -> bool:
    """Whether it names several organs, or several works, of the documents."""
    documents = scope.documents
    return len(organs_named(question, documents)) > 1 or len(documents_named(question, documents)) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What the sides say; ``complete``: their documents were read whole."""

    parties: tuple[Party, ...]
    documents: Mapping[str, DocumentSummary]
    complete: bool


class Comparer:
    """Answers comparisons from one library. Thread-safe."""

    def __init__(self, retriever: Retriever, wording: Wording, alone: AskedAlone) -> None:
        self._retriever = retriever
        self._wording = wording
        self._alone = alone

    def compare(self, comparison: Comparison, watch: Watch = unwatched) -> Draft | None:
        """The answer, or None where no side says anything; of years of one region at least two must. Raises:
        Abandoned."""
        question = self._matter(comparison)
        told = self._told(comparison, question, [side.alone for side in comparison.sides], watch)
        if any(
            side.instead and not p.answers for side, p in zip(comparison.sides, told.parties, strict=True)
        ):
            elsewhere = self._told(comparison, question, comparison.sides, watch)
            told = elsewhere if elsewhere.complete else told
        parties, apart = self._heard(comparison, question, told)
        named = bool(question.scope.regions or question.scope.absent_regions) and not question.scope.across
        if not named and (not told.complete or len(parties) > _MOST_UNNAMED):
            parties = [party for party in parties if party.says_something]
        if comparison.within_region and question.scope.recent:
            # 近两年 are the last two that tell.
            parties = [party for party in parties if party.answers][-question.scope.recent :]
        if not named and not comparison.within_region and question.wants_figure:
            parties.sort(key=lambda party: party.order)
        if comparison.aims.unmentioned and not told.complete:
            return None
        speaking = sum(party.says_something for party in parties)
        if not speaking or (comparison.within_region and speaking < 2 and not _must_be_compared(comparison)):
            return None
        return draft_across(
            parties,
            comparison.aims,
            told.documents,
            figures=question.wants_figure,
            note=comparison.note,
            # What is not one matter is set against each other only for who asks for that.
            of_level=comparison.of_level and not (apart and not comparison.aims.numeric),
        )

    def _heard(self, comparison: Comparison, question: Question, told: _Told) -> tuple[list[Party], bool]:
        """The parties, where those that are silent are asked alone, and whether their matters differ."""
        aims, kept = comparison.aims, list(told.parties)
        changes = Aim.CHANGE in aims or aims.with_year_before or aims.share or Aim.RATIO in aims
        if changes or aims.unmentioned or aims.threshold or any(p.affirms is not None for p in kept):
            return kept, False
        return self._alone.heard(kept, question, comparison.question.text)

    @staticmethod
    def _matter(comparison: Comparison) -> Question:
        documents, within = _documents(comparison.sides), comparison.within_region
        return matter_of(comparison.question, documents, comparison.aims, within_region=within)

    def _told(self, comparison: Comparison, question: Question, sides: Sequence[Side], watch: Watch) -> _Told:
        """What the documents of ``sides`` say."""
        retrieval = self._retriever.retrieve_each(question, _documents(sides), watch)
        focus, context = self._retriever.matchers(question)
        evidence = Evidence(question, focus, context, self._wording)
        titled = [(p, retrieval.documents[p.document_id].metadata.title) for p in retrieval.passages]
        candidates = evidence.candidates(watched(titled, watch), retrieval.chances)
        if question.wants_figure:
            candidates += cells_of(watched(retrieval.passages, watch), evidence, retrieval.documents)
        parties = parties_of(
            sides,
            candidates,
            evidence,
            watch,
            of_years=comparison.within_region,
            of_mention=comparison.aims.unmentioned,
        )
        return _Told(parties=tuple(parties), documents=retrieval.documents, complete=retrieval.complete)


def _must_be_compared(comparison: Comparison) -> bool:
    """Which of the years that it names is the higher one of them cannot answer by itself."""
    years, wanted = comparison.question.scope.years, comparison.aims.wanted
    return len(years) > 1 and bool(wanted & {Aim.HIGHEST, Aim.LOWEST}) and Aim.CHANGE not in wanted


def _documents(sides: Sequence[Side]) -> list[DocumentSummary]:
    return list({d.document_id: d for side in sides for d in side.all_documents}.values())
