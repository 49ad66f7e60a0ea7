"""A question across documents, from its sides to the answer: read each side, find, reckon, word it.

The documents of a comparison are read whole, so that what is missing is said to be missing and not only
unfound; where they are too many, the nearest passages are searched, and then nobody is said to be silent.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qa_service.answering.comparing.across import draft_across
from qa_service.answering.comparing.aims import Aim, Aims, aims_of, as_comparison, as_figures, without_aims
from qa_service.answering.comparing.levels import AskedLevel, asked_level
from qa_service.answering.comparing.parties import Party, parties_of
from qa_service.answering.comparing.rates import asks_speed
from qa_service.answering.comparing.sides import Side, documents_named, organs_named, sides_of
from qa_service.answering.drafting import Draft
from qa_service.answering.evidence.cells import cells_of
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.kinds_of_documents import kind_named
from qa_service.answering.questions.organs import abbreviates, organ_of, own_name
from qa_service.answering.questions.question import POINTS, Expects, Question, compared_kind
from qa_service.answering.questions.scoping import ResolvedScope
from qa_service.answering.questions.wording import Wording, load_wording
from qa_service.answering.retrieval import Retriever
from qa_service.answering.text.counting_words import counting_words
from qa_service.answering.text.folding import fold
from qa_service.answering.text.matching import MEASURE_SUFFIXES
from qa_service.answering.watching import Watch, unwatched, watched
from qa_service.library.records import DocumentSummary

_MORE_OR_LESS = re.compile(r"还是(?:少|低|减|降|下)")
_ASKS_GROWTH = re.compile(
    r"增长率|增长(?:目标|预期)|增长[^,。?]{0,2}[快慢]|增速|增幅|百分之几|百分点|(?:增长|上升|下降|提高|降低|增加|减少|增|降)了?(?:多少|几)(?![\u4e00-\u9fff])"
)
_NAMES_FIGURE = re.compile(r"(?:[件人次户家场条份]数|数量|总数|总量|总额)(?:情况)?[?。]?$")
_RATES = ("率", "满意度", "比例", "占比", "比重")
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

    of_level: bool = True
    """The sides are places of that level; others are shown and not set against each other."""


def prepared(question: Question) -> Question:
    """``question`` with what it compares: of several regions a figure (哪个…多), of a year that is set
    against the one before (2020年比上年增加多少) both years."""
    scope, aims = question.scope, aims_of(question.text)
    if len(scope.regions) + len(scope.absent_regions) > 1 and aims.numeric:
        question = as_comparison(question, several=True)
    years = scope.years
    if not question.wants_figure and _compares_years(question, aims):
        question = as_figures(question)
    if aims.with_year_before and _MORE_OR_LESS.search(question.text) and scope.regions:
        question = as_comparison(question, several=True)
    if len(years) != 1 or not aims.with_year_before or not question.wants_figure or scope.across:
        return question
    if len(scope.regions) + len(scope.absent_regions) > 1:
        return question
    return replace(question, scope=replace(scope, years=(years[0] - 1, years[0])))


def _compares_years(question: Question, aims: Aims) -> bool:
    """哪年多 of several years, or how what is counted or measured has changed: 败诉率…变化怎样."""
    scope = question.scope
    if scope.period or len(scope.regions) != 1:
        return False
    if Aim.BY_YEAR in aims and not scope.years and not scope.recent:
        return bool({Aim.HIGHEST, Aim.LOWEST} & aims.wanted)
    if len(scope.years) < 2 and not scope.recent:
        return False
    if {Aim.HIGHEST, Aim.LOWEST, Aim.DIFFERENCE} & aims.wanted:
        return True
    wording = load_wording()
    if len(scope.years) > 1 and _NAMES_FIGURE.search(question.text):
        return True
    return Aim.CHANGE in aims and (
        bool(question.measured)
        or any(
            word[-1] in MEASURE_SUFFIXES or word.endswith((*wording.unit_of_noun, *wording.unit_of_count))
            for word in question.focus
        )
    )


def comparison_of(question: Question, scope: ResolvedScope, *, unasked: bool = False) -> Comparison | None:
    """The comparison that ``question`` asks for, or None; ``unasked``: several regions answer it alike."""
    if scope.absent is not None:
        return None
    aims = aims_of(question.text)
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
    if compared.wants_figure:
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

    def __init__(self, retriever: Retriever, wording: Wording) -> None:
        self._retriever = retriever
        self._wording = wording

    def compare(self, comparison: Comparison, watch: Watch = unwatched) -> Draft | None:
        """The answer, or None where no side says anything; of years of one region at least two must. Raises:
        Abandoned."""
        question = _matter_of(comparison)
        told = self._told(comparison, question, [side.alone for side in comparison.sides], watch)
        if any(
            side.instead and not p.answers for side, p in zip(comparison.sides, told.parties, strict=True)
        ):
            elsewhere = self._told(comparison, question, comparison.sides, watch)
            told = elsewhere if elsewhere.complete else told
        parties = list(told.parties)
        named = bool(question.scope.regions or question.scope.absent_regions) and not question.scope.across
        if not named and (not told.complete or len(parties) > _MOST_UNNAMED):
            parties = [party for party in parties if party.says_something]
        if comparison.within_region and question.scope.recent:
            # 近两年 are the last two that tell.
            parties = [party for party in parties if party.answers][-question.scope.recent :]
        if not named and not comparison.within_region and question.wants_figure:
            parties.sort(key=lambda party: party.order)
        speaking = sum(party.says_something for party in parties)
        if not speaking or (comparison.within_region and speaking < 2):
            return None
        return draft_across(
            parties,
            comparison.aims,
            told.documents,
            figures=question.wants_figure,
            note=comparison.note,
            of_level=comparison.of_level,
        )

    def _told(self, comparison: Comparison, question: Question, sides: Sequence[Side], watch: Watch) -> _Told:
        """What the documents of ``sides`` say."""
        retrieval = self._retriever.retrieve_each(question, _documents(sides), watch)
        focus, context = self._retriever.matchers(question)
        evidence = Evidence(question, focus, context, self._wording)
        titled = [(p, retrieval.documents[p.document_id].metadata.title) for p in retrieval.passages]
        candidates = evidence.candidates(watched(titled, watch), retrieval.chances)
        if question.wants_figure:
            candidates += cells_of(watched(retrieval.passages, watch), evidence, retrieval.documents)
        parties = parties_of(sides, candidates, evidence, watch, of_years=comparison.within_region)
        return _Told(parties=tuple(parties), documents=retrieval.documents, complete=retrieval.complete)


def _matter_of(comparison: Comparison) -> Question:
    """The question with the words of the matter alone, to be answered by each side."""
    question = without_aims(_without_organs(comparison.question, _documents(comparison.sides)))
    if comparison.aims.threshold:
        # 达到100%的 is answered by 100%.
        question = replace(question, figures=())
    if any(word.endswith(_RATES) for word in question.focus):
        # 纠纷调解成功率 is in per cent, though 纠纷 are counted in 件.
        question = replace(question, measured=frozenset(), unit=None)
    as_told = not comparison.within_region or asks_speed(question.text)
    if as_told and _ASKS_GROWTH.search(question.text):
        # 收入增长率 is asked for in per cent, not in 元.
        question = replace(question, measured=frozenset(), unit=None)
    return question


def _documents(sides: Sequence[Side]) -> list[DocumentSummary]:
    return list({d.document_id: d for side in sides for d in side.all_documents}.values())


def _without_organs(question: Question, documents: Sequence[DocumentSummary]) -> Question:
    """甲县司法局和乙县交通局…: whose organ a party is, or what its document is called, says nothing of the
    matter compared."""
    issuers = [organ_of(document) or "" for document in documents]
    names = [name for document in documents if (name := own_name(document))]
    kind = kind_named(question.text)
    text = question.text
    for document in documents:
        text = text.replace(f"《{document.metadata.title}》", "")
    untitled = fold(text).text
    focus = tuple(
        word
        for word in question.focus
        if word in untitled
        and not any(word in issuer for issuer in issuers)
        and not any(abbreviates(word, name) for name in names)
        and (kind is None or word not in kind.form)
    )
    if kind and any(word not in kind.matter and _tells(word) for word in focus):
        # 几份法治政府建设报告里收到的行政复议申请: of what the reports are says nothing more.
        focus = tuple(word for word in focus if word not in kind.matter)
    return replace(question, focus=focus) if focus else question


def _tells(word: str) -> bool:
    """It says which matter is meant, not only which step of one."""
    words = counting_words()
    return len(word) > 1 and word not in words.stages and word not in words.neutral
