"""From what a question and its filters name to the documents that may answer it.

A scope is never widened: a region or year that the library does not hold leaves nothing to search, and the
reason says which. Two readings are allowed because the documents themselves give them: a plan for 2024 stands
in the report on 2023, also where other documents of 2024 are held, and a sentence that names 2022 itself may
stand in a later document.
Of several versions of a regulation only the one in force may answer, unless another is asked for or chosen.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from qa_service.answering.questions.question import Expects, Question
from qa_service.answering.questions.towns import is_town
from qa_service.answering.questions.versions import of_version
from qa_service.gazetteer import Path, is_within
from qa_service.library.currency import NOTHING_KNOWN, Currency
from qa_service.library.records import DocumentSummary
from vectorstore.passages import Filters

_PLANNED = re.compile(r"(?:力争|争取|目标|预计|计划|拟|打算|准备|要|将)[^,，。?？]{0,10}(?:多少|几|到|至)")
_AIMED_AT = re.compile(r"目标|计划|打算|准备|力争|争取|预计|拟|任务|实事|安排|部署|将(?!军)")
_REPORTING = re.compile(r"报告|总结|公报|年报|情况")
_DELIVERED = "政府工作报告"


class Absent(StrEnum):
    LIBRARY_EMPTY = "library_empty"
    FILTERS = "filters"
    REGION = "region"
    REGION_ITSELF = "region_itself"
    """Only of regions that lie in the one asked about: a district's figure is not its city's."""
    YEAR = "year"
    VERSION = "version"
    """The named works are there, the version asked for is not."""
    OUT_OF_FORCE = "out_of_force"


@dataclass(frozen=True, kw_only=True)
class ResolvedScope:
    """``documents`` may answer. With ``named_years`` a sentence of a document of another year counts only if
    it, or a heading above it, names one of them. ``absent`` says why nothing may. ``other_year`` marks a
    follow-up to another year."""

    documents: tuple[DocumentSummary, ...]
    filters: Filters
    named_years: tuple[int, ...] = ()
    named_places: tuple[str, ...] = ()
    """With these a sentence counts only if it names one of them itself."""
    absent: Absent | None = None
    other_year: bool = False
    wider: tuple[DocumentSummary, ...] = ()
    """The documents that remain without the year: what is near, never what answers."""
    eve: "ResolvedScope | None" = None
    """What was planned for the year, in the reports on the one before: where ``documents`` do not say."""

    @cached_property
    def passages(self) -> int:
        return sum(document.passages for document in self.documents)

    @property
    def searched_passages(self) -> int:
        """Those that are no headings."""
        return sum(document.findable_passages for document in self.documents)

    @property
    def lacks_year(self) -> bool:
        """Whether no document is of the years asked for, which others may name."""
        named = self.named_years
        return bool(named) and not any(document.metadata.year in named for document in self.documents)


def _allowed(document: DocumentSummary, asked: Filters) -> bool:
    metadata = document.metadata
    return (
        (not asked.region or any(region in metadata.region_path for region in asked.region))
        and (not asked.year or metadata.year in asked.year)
        and (not asked.document_ids or document.document_id in asked.document_ids)
    )


def _may_tell_of(places: Sequence[Path], region: Path) -> bool:
    """A document of no known region, or of a region that holds one of ``places``."""
    return bool(places) and (not region or any(is_within(place, region) for place in places))


def _filters(
    documents: Sequence[DocumentSummary],
    total: int,
    asked: Filters,
    question: Question,
    left_out: Collection[str] = (),
) -> Filters:
    """The cheapest filters that hold ``documents`` and none that is ``left_out``."""
    if len(documents) == total:
        return Filters()
    if len(documents) <= 200:
        return Filters(document_ids=tuple(document.document_id for document in documents))
    if len(documents) + len(left_out) == total:
        return Filters(excluded_document_ids=tuple(sorted(left_out)))
    region = asked.region or question.scope.regions
    return Filters(
        region=region,
        year=tuple(sorted({d.metadata.year for d in documents if d.metadata.year is not None}))
        if (asked.year or question.scope.years)
        else (),
        document_ids=asked.document_ids,
        excluded_document_ids=tuple(sorted(left_out)),
    )


def with_held_years(question: Question, documents: Sequence[DocumentSummary]) -> Question:
    """近三年 as the latest years that the documents of the regions asked about have; 去年 and 今年, where
    none is of that year or a later one, as the latest, for a report is read long after the year in which it
    was written."""
    scope = question.scope
    if not scope.recent and not scope.relative:
        return question
    covered = {path for paths in scope.covers for path in paths}
    held = {
        d.metadata.year
        for d in documents
        if d.metadata.year is not None and (not covered or d.metadata.region_path in covered)
    }
    if scope.relative:
        if not held or max(held) >= min(scope.years) or scope.absent_regions:
            return question
        # 今年比去年 are two years, and so are the latest two.
        latest = tuple(sorted(held)[-len(scope.years) :])
        return replace(question, scope=replace(scope, years=latest, instead_of=scope.years))
    years = tuple(sorted(held)[-scope.recent :])
    compared = question.wants_figure and len(years) > 1
    return replace(
        question,
        expects=Expects.COMPARISON if compared else question.expects,
        scope=replace(scope, years=years, period=not compared),
    )


def _left_out(question: Question, asked: Filters, currency: Currency) -> frozenset[str]:
    """Versions that do not count: today, or in the latest of the years that are asked about."""
    years = question.scope.years or asked.year
    return currency.out_of_force_on(date(max(years), 12, 31)) if years else currency.out_of_force


def resolve(
    question: Question,
    asked: Filters,
    documents: Sequence[DocumentSummary],
    *,
    currency: Currency = NOTHING_KNOWN,
    year_inherited: bool = False,
) -> ResolvedScope:
    """The documents that ``question`` under the filters ``asked`` may be answered from."""
    if not documents:
        return ResolvedScope(documents=(), filters=Filters(), absent=Absent.LIBRARY_EMPTY)
    allowed = [d for d in documents if _allowed(d, asked)] if asked.narrows else list(documents)
    if not allowed:
        return ResolvedScope(documents=(), filters=asked, absent=Absent.FILTERS)
    scope = question.scope
    left_out: frozenset[str] = frozenset()
    if not asked.document_ids and not scope.document_ids:
        left_out = _left_out(question, asked, currency)
        counting = [d for d in allowed if d.document_id not in left_out] if left_out else allowed
        if not counting:
            return ResolvedScope(
                documents=(), filters=asked, absent=Absent.OUT_OF_FORCE, wider=tuple(allowed)
            )
        allowed = counting
    above = (
        [d for d in allowed if _may_tell_of(scope.absent_paths, d.metadata.region_path)]
        if scope.absent_regions and not scope.regions
        else []
    )
    if above:
        # A city's report may tell of a county in it, in the sentences that name the county.
        return ResolvedScope(
            documents=tuple(above),
            filters=_filters(above, len(documents), asked, question, left_out),
            named_places=scope.absent_regions,
            wider=tuple(above),
        )
    if scope.absent_regions and not scope.regions:
        return ResolvedScope(documents=(), filters=asked, absent=Absent.REGION, wider=tuple(allowed))
    if any(scope.below) and question.wants_figure and question.expects is not Expects.COMPARISON:
        there = [d for d in allowed if any(d.metadata.region_path in paths for paths in scope.covers)]
        return ResolvedScope(documents=(), filters=asked, absent=Absent.REGION_ITSELF, wider=tuple(there))
    unlisted = _unlisted(question, allowed)
    if unlisted and (own := [d for d in allowed if _is_of(unlisted, d)]):
        allowed, unlisted = own, ()
    covered = {path for paths in scope.covers for path in paths}
    here = [d for d in allowed if d.metadata.region_path in covered] if covered else allowed
    if scope.document_ids:
        named = [d for d in here if d.document_id in scope.document_ids]
        if named and not asked.document_ids:
            chosen_ids = of_version([d.document_id for d in named], scope.version, currency)
            if not chosen_ids:
                return ResolvedScope(documents=(), filters=asked, absent=Absent.VERSION, wider=tuple(named))
            named = [d for d in named if d.document_id in chosen_ids]
        here = named or here
    if not here:
        return ResolvedScope(documents=(), filters=asked, absent=Absent.FILTERS, wider=tuple(allowed))
    chosen, named_years, other_year = _of_years(question, here, year_inherited)
    resolved = ResolvedScope(
        documents=tuple(chosen),
        filters=_filters(chosen, len(documents), asked, question, left_out),
        named_years=named_years,
        named_places=unlisted or _towns(question, chosen) or _zone(question, chosen),
        absent=None if chosen else Absent.YEAR,
        other_year=other_year,
        wider=tuple(here),
    )
    eve = _planned_on_the_eve(question, chosen, here) if not named_years else []
    if not eve:
        return resolved
    filters = _filters(eve, len(documents), asked, question, left_out)
    planned = replace(resolved, documents=tuple(eve), filters=filters, named_years=question.scope.years)
    return replace(resolved, eve=planned)


def _unlisted(question: Question, documents: Sequence[DocumentSummary]) -> tuple[str, ...]:
    """The places of ``question`` that no gazetteer has, where most ``documents`` are of some place: nobody
    asks a law of a town."""
    asked = question.scope
    if asked.regions or asked.document_ids or not asked.unlisted_places:
        return ()
    regions = {document.metadata.region for document in documents if document.metadata.region}
    if any(_may_name(place, region) for place in asked.unlisted_places for region in regions):
        return ()
    placed = sum(document.metadata.region is not None for document in documents)
    return asked.unlisted_places if 2 * placed >= len(documents) else ()


def _towns(question: Question, documents: Sequence[DocumentSummary]) -> tuple[str, ...]:
    """The towns within the region that is asked about, in documents that are of none of them."""
    towns = question.scope.towns
    compared = question.expects is Expects.COMPARISON or question.scope.document_ids
    return () if compared or any(_is_of(towns, document) for document in documents) else towns


def _zone(question: Question, documents: Sequence[DocumentSummary]) -> tuple[str, ...]:
    """The kind of zone that is asked about, in documents that are of none themselves."""
    zone = question.scope.zone
    own = any(zone in (document.metadata.region or "") for document in documents)
    return (zone,) if zone and not own else ()


def _may_name(place: str, region: str) -> bool:
    """阿左旗 is 阿拉善左旗, all its characters in their order; 剑川沙溪镇 lies in 剑川县. A town is of its
    whole name: 城关街道 is not 城关镇."""
    if is_town(region):
        return place == region
    characters = iter(region)
    return place.startswith(region[:2]) or all(character in characters for character in place)


def _is_of(places: Sequence[str], document: DocumentSummary) -> bool:
    """Whether the document bears the name of one of ``places``, or its issuer does."""
    borne = document.metadata.title + (document.metadata.issuer or "")
    return any(place in borne for place in places)


def _is_delivered_to(document: DocumentSummary, question: Question) -> bool:
    """The government's work report is called after the year in which it is delivered, and tells of the one
    before."""
    title = document.metadata.title
    return document.document_id in question.scope.document_ids and _DELIVERED in title


def _planned_on_the_eve(
    question: Question, chosen: Sequence[DocumentSummary], documents: Sequence[DocumentSummary]
) -> list[DocumentSummary]:
    """Those of the year before, where the question asks what is aimed at, or there is no report on the
    year."""
    years = question.scope.years
    if not years or question.scope.period or question.expects is Expects.COMPARISON:
        return []
    reported = any(_REPORTING.search(d.metadata.title) for d in chosen if d.metadata.year in years)
    if reported and not _AIMED_AT.search(question.text):
        return []
    held = {document.document_id for document in chosen}
    return [document for document in _on_the_eve(years, documents) if document.document_id not in held]


def _year_issued(document: DocumentSummary) -> int | None:
    """The year of a notice, which reports on none."""
    metadata = document.metadata
    return metadata.issued_on.year if metadata.year is None and metadata.issued_on is not None else None


def _on_the_eve(years: Sequence[int], documents: Sequence[DocumentSummary]) -> list[DocumentSummary]:
    """Those of a year before one of ``years``."""
    return [d for d in documents if d.metadata.year is not None and d.metadata.year + 1 in years]


def _of_years(
    question: Question, documents: list[DocumentSummary], year_inherited: bool
) -> tuple[list[DocumentSummary], tuple[int, ...], bool]:
    years = question.scope.years
    if not years:
        return documents, (), False
    matching = [d for d in documents if d.metadata.year in years]
    if not matching and question.scope.regions:
        matching = [d for d in documents if _year_issued(d) in years]
    if question.scope.period:
        # A period is summed up in the year after it, and planned in documents of no year.
        near = [d for d in documents if d.metadata.year is None or d.metadata.year - 1 in years]
        return (matching + [d for d in near if d not in matching]) or documents, (), False
    eve = _on_the_eve(years, documents)
    if eve and (question.expects is Expects.PLAN or _PLANNED.search(question.text)):
        return matching + eve, years, False
    if matching:
        return matching, (), False
    if delivered := [d for d in eve if _is_delivered_to(d, question)]:
        # What it says of itself; of its figures only those of the year.
        return delivered, years if question.wants_figure else (), False
    if year_inherited:
        return documents, (), True
    return documents, years, False
