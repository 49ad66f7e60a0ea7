"""Whose figures are set against each other: the regions, years, organs or documents of a question.

Each side is answered from its own documents alone. This module does not know what the documents say.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from qa_service.answering.comparing.aims import Aim, Aims
from qa_service.answering.comparing.departments import asks_departments, departments_of
from qa_service.answering.comparing.levels import asked_level
from qa_service.answering.comparing.timing import AskedTime, is_plan, part_in_title, planned_years
from qa_service.answering.questions.kinds_of_documents import of_kind
from qa_service.answering.questions.organs import organ_of, own_name, places_of
from qa_service.answering.questions.question import Question
from qa_service.answering.questions.scoping import ResolvedScope
from qa_service.answering.text.folding import fold
from qa_service.library.records import DocumentSummary

_GOVERNMENT = "人民政府"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """``documents`` may speak for it; none: the library has none. ``must_name_year``: they are on another
    year, so that only a figure beside ``year`` itself counts. ``kind`` says what ``name`` is the name of."""

    name: str
    year: int | None
    documents: tuple[DocumentSummary, ...]
    kind: str = "地区"
    must_name_year: bool = False
    year_chosen: bool = False
    """The question names no year, and there are documents of several."""

    says_year: bool = True
    """Its label names the year; needless where all sides are of one year."""

    planned: bool | None = None
    """Whether the year is asked for as a plan; None where no year of the question is."""

    beside_results: bool = False
    """Some documents of the comparison are no plans."""

    instead: tuple["Side", ...] = ()
    """The same in its other years, where this one was chosen and says nothing."""

    @property
    def label(self) -> str:
        if self.year is None or not self.says_year:
            return self.name
        return f"{self.name}({self.year}年{'计划' if self.planned else ''})"

    @property
    def alone(self) -> "Side":
        return replace(self, instead=())

    @property
    def latest_first(self) -> "Side":
        """The latest of its years, with the others instead."""
        latest, *rest = sorted((self.alone, *self.instead), key=lambda side: -(side.year or 0))
        return replace(latest, instead=tuple(rest))

    @property
    def all_documents(self) -> tuple[DocumentSummary, ...]:
        """Those of its other years with them, where these may speak instead."""
        return self.documents + tuple(d for side in self.instead for d in side.documents)

    def time_of(self, document: DocumentSummary) -> AskedTime:
        """What a figure of ``document`` must be of."""
        return AskedTime(
            year=self.year,
            must_name_year=self.must_name_year,
            planned=self.planned,
            in_plan=document.metadata.year == self.year and is_plan(document.metadata.title),
            beside_results=self.beside_results and is_plan(document.metadata.title),
            part=part_in_title(document.metadata.title),
        )

    @property
    def has_own(self) -> bool:
        return bool(self.documents) and not self.must_name_year


def sides_of(question: Question, scope: ResolvedScope, aims: Aims) -> list[Side]:
    """The sides of ``question`` in its order; those of a question about all in the order of the documents."""
    # 近三年 counts back from the last year that tells, which may not be that of the last document.
    documents = scope.wider if _counts_back(question) and scope.wider else scope.documents
    groups = (
        _named_documents(question, documents)
        or _named_organs(question, documents)
        or _all_departments(question, documents)
        or _named_regions(question, documents)
        or _all_groups(question, documents)
    )
    sides = _by_years(groups, question, scope, aims)
    absent = [Side(name=name, year=None, documents=()) for name in question.scope.absent_regions]
    if len({side.year for side in sides}) == 1:
        sides = [replace(side, says_year=False) for side in sides]
    if any(not is_plan(d.metadata.title) for side in sides for d in side.all_documents):
        sides = [_beside_results(side) for side in sides]
    return sides + absent


def _beside_results(side: Side) -> Side:
    instead = tuple(replace(other, beside_results=True) for other in side.instead)
    return replace(side, beside_results=True, instead=instead)


def organs_named(question: Question, documents: Iterable[DocumentSummary]) -> list[str]:
    """The issuers of ``documents`` that the question names, in its order: 甲县司法局, or 司法局 alone."""
    text = fold(question.text).text
    found: dict[str, int] = {}
    documents = list(documents)
    regions = {document.metadata.region for document in documents} - {None}
    holders: dict[str, set[tuple[str, ...]]] = {}
    asked: set[tuple[str, tuple[str, ...]]] = set()
    for document in documents:
        issuer = organ_of(document)
        if not issuer or issuer in found or (issuer, document.metadata.region_path) in asked:
            continue
        asked.add((issuer, document.metadata.region_path))
        at = text.find(issuer)
        if at < 0 and issuer.endswith(_GOVERNMENT):
            at = text.find(f"{document.metadata.region}政府")
        for start, _ in places_of(text, own_name(document)) if at < 0 else ():
            region = document.metadata.region or ""
            before = text[:start].removesuffix("的")
            holders = holders or _places_by_name(documents)
            alone = len(holders[own_name(document)]) == 1
            if len(regions) <= 1 or alone or (region and before.endswith((region, region[:-1] or region))):
                at = start
                break
        if at >= 0:
            found[issuer] = at
    return sorted(found, key=lambda issuer: found[issuer])


def _places_by_name(documents: Iterable[DocumentSummary]) -> dict[str, set[tuple[str, ...]]]:
    """Of which places there are documents of an organ of each name."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for document in documents:
        found.setdefault(own_name(document), set()).add(document.metadata.region_path)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    name: str
    documents: tuple[DocumentSummary, ...]
    kind: str = "地区"


def _named_organs(question: Question, documents: Sequence[DocumentSummary]) -> list[_Group]:
    issuers = organs_named(question, documents)
    if len(issuers) < 2:
        return []
    groups = [
        _Group(name=name, documents=tuple(d for d in documents if organ_of(d) == name), kind="单位")
        for name in issuers
    ]
    held = {d.document_id for group in groups for d in group.documents}
    # 甲县司法局和乙县: the other region is a side as a whole.
    others = [
        group
        for group in _named_regions(question, documents)
        if not any(d.document_id in held for d in group.documents)
    ]
    return groups + others


def documents_named(question: Question, documents: Sequence[DocumentSummary]) -> list[DocumentSummary]:
    """Of ``documents`` those that the question names, where they are several works and no versions of one."""
    ids, text = question.scope.document_ids, question.text
    if not ids and "《" not in text:
        return []
    named = [d for d in documents if d.document_id in ids or f"《{d.metadata.title}》" in text]
    return named if len({d.metadata.title for d in named}) > 1 else []


def _named_documents(question: Question, documents: Sequence[DocumentSummary]) -> list[_Group]:
    named = documents_named(question, documents)
    text = question.text
    named.sort(key=lambda d: text.find(d.metadata.title) if d.metadata.title in text else len(text))
    return [_Group(name=f"《{d.metadata.title}》", documents=(d,), kind="文件") for d in named]


def _named_regions(question: Question, documents: Sequence[DocumentSummary]) -> list[_Group]:
    scope = question.scope
    if not scope.regions or scope.across:
        return []
    groups = []
    for name, paths, below in zip(scope.regions, scope.covers, scope.below, strict=True):
        own = tuple(d for d in documents if d.metadata.region_path in paths)
        organs = [i for i in organs_named(question, own) if i]
        if len(organs) == 1:
            own = tuple(d for d in own if organ_of(d) == organs[0])
        groups.append(_Group(name=organs[0] if len(organs) == 1 else name, documents=() if below else own))
    return groups


def _all_departments(question: Question, documents: Sequence[DocumentSummary]) -> list[_Group]:
    if not question.scope.across or not asks_departments(question.text):
        return []
    of_each = departments_of(documents)
    return [_Group(name=organ, documents=own, kind="单位") for organ, own in of_each.items()]


def _all_groups(question: Question, documents: Sequence[DocumentSummary]) -> list[_Group]:
    """Documents by region, of the level that is asked for (各县, 哪些市); one without a region stands for
    itself, under its issuer's name or its title, unless regions are asked for and there are some."""
    documents = of_kind(asked_level(question, documents).candidates, question.text)
    groups: dict[tuple[str, ...], list[DocumentSummary]] = {}
    for document in documents:
        metadata = document.metadata
        key = metadata.region_path or (organ_of(document) or metadata.title,)
        groups.setdefault(key, []).append(document)
    return [
        _Group(
            name=key[-1],
            documents=tuple(group),
            kind="地区" if group[0].metadata.region_path else "文件",
        )
        for key, group in groups.items()
    ]


def _counts_back(question: Question) -> bool:
    """It asks of one region for its latest years."""
    return question.scope.recent > 0 and len(question.scope.regions) == 1 and not question.scope.across


def _by_years(groups: Sequence[_Group], question: Question, scope: ResolvedScope, aims: Aims) -> list[Side]:
    years = () if _counts_back(question) else question.scope.years
    planned = planned_years(question.text)
    if question.scope.paired:
        return [side for group in groups for side in _paired_sides(group, question)]
    if scope.lacks_year:
        return [
            Side(name=g.name, kind=g.kind, year=year, documents=g.documents, must_name_year=True)
            for g in groups
            for year in scope.named_years
        ]
    if len(years) > 1:
        return [
            _of_year(group, year, planned=year in planned if planned else None)
            for group in groups
            for year in years
        ]
    if _counts_back(question) or Aim.BY_YEAR in aims or (len(groups) == 1 and groups[0].kind == "地区"):
        return [
            _of_year(group, year)
            for group in groups
            for year in sorted({d.metadata.year for d in group.documents if d.metadata.year is not None})
        ] or [_latest(group, None) for group in groups]
    common = _common_year(groups)
    return [_latest(group, common) for group in groups]


def _paired_sides(group: _Group, question: Question) -> list[Side]:
    """A group in the year that is asked of its region."""
    places = {group.name} | {name for d in group.documents for name in d.metadata.region_path}
    return [_of_year(group, year) for name, year in question.scope.paired if name in places]


def _of_year(group: _Group, year: int, *, planned: bool | None = None) -> Side:
    """The group in ``year``; what was ``planned`` for it stands in the documents of the year before, too."""
    of = (year - 1, year) if planned else (year,)
    own = tuple(d for d in group.documents if d.metadata.year in of)
    return Side(
        name=group.name,
        kind=group.kind,
        year=year,
        documents=own or group.documents,
        must_name_year=not own,
        planned=planned,
    )


def _common_year(groups: Sequence[_Group]) -> int | None:
    """The latest year that every group with documents has one on."""
    held = [{d.metadata.year for d in group.documents} - {None} for group in groups if group.documents]
    common = set.intersection(*held) if held else set()
    return max((year for year in common if year is not None), default=None)


def _latest(group: _Group, common: int | None) -> Side:
    """The documents of the ``common`` year, else of the group's latest; ``instead`` those of the others, the
    latest first."""
    years = sorted({d.metadata.year for d in group.documents if d.metadata.year is not None}, reverse=True)
    year = common if common in years else next(iter(years), None)
    own = tuple(d for d in group.documents if d.metadata.year == year)
    chosen = Side(
        name=group.name,
        kind=group.kind,
        year=year,
        documents=own or group.documents,
        year_chosen=len(years) > 1,
    )
    instead = tuple(replace(_of_year(group, other), year_chosen=True) for other in years if other != year)
    return replace(chosen, instead=instead)
