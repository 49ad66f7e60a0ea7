"""Which version of the works that a question names answers it, and how a citation says which it is."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from qa_service.answering.events import Citation, Version
from qa_service.answering.questions.asked_scope import VersionAsked
from qa_service.answering.questions.question import Question
from qa_service.library.currency import Currency, Standing, State
from qa_service.library.records import DocumentSummary


def of_version(document_ids: Iterable[str], asked: VersionAsked, currency: Currency) -> frozenset[str]:
    """Those of ``document_ids`` (all versions of some works) that are the version asked for.

    Without one asked for, the versions that count; of a work of which none does, the latest, which is better
    than another work's words: the answer says that it does not count.
    """
    ids = frozenset(document_ids)
    if asked.every:
        return ids
    families = {frozenset(currency.versions(id_)) & ids: currency.versions(id_) for id_ in ids}
    chosen: set[str] = set()
    for family in families.values():
        held = [id_ for id_ in family if id_ in ids]
        chosen.update(_chosen(held, asked, currency))
    return frozenset(chosen)


def _chosen(versions: list[str], asked: VersionAsked, currency: Currency) -> list[str]:
    """``versions`` are those of one work, the oldest first."""
    standings = {id_: currency.standing(id_) for id_ in versions}
    if asked.year is not None:
        of_year = [id_ for id_ in versions if _year(standings[id_].dated) == asked.year]
        on = date(asked.year, 12, 31)
        return of_year[-1:] or [
            id_ for id_ in versions if standings[id_].dated and currency.counted_on(id_, on)
        ]
    former = [id_ for id_ in versions if standings[id_].state in (State.SUPERSEDED, State.REPEALED)]
    if asked.old:
        return former[-1:]
    return [id_ for id_ in versions if standings[id_].counts] or former[-1:] or versions[-1:]


def _year(day: date | None) -> int | None:
    return day.year if day else None


def stated(
    citations: Iterable[Citation], currency: Currency, documents: Mapping[str, DocumentSummary]
) -> tuple[Citation, ...]:
    """``citations`` with what is known of their documents' versions."""
    return tuple(
        replace(citation, version=version_of(citation.document_id, currency, documents))
        for citation in citations
    )


def out_of_force_note(
    citations: Iterable[Citation],
    question: Question,
    currency: Currency,
    documents: Mapping[str, DocumentSummary],
) -> str:
    """What stands before an answer from a work no version of which is in force, though none was asked for."""
    if not question.scope.document_ids or question.scope.version != VersionAsked():
        return ""
    notes = {
        f"《{citation.title.strip('《》')}》{version.label}。"
        for citation in citations
        if (version := version_of(citation.document_id, currency, documents)) and version.in_force is False
    }
    return "".join(sorted(notes)) + ("以下为其原文。\n\n" if notes else "")


def version_of(
    document_id: str, currency: Currency, documents: Mapping[str, DocumentSummary]
) -> Version | None:
    """None for what has no versions: a report, a case, a notice of no known standing."""
    standing = currency.standing(document_id)
    if standing.state is State.UNKNOWN and not (
        standing.rank and standing.rank.legislates and standing.dated
    ):
        return None
    newer = documents.get(standing.replaced_by) if standing.replaced_by else None
    newer_dated = currency.standing(standing.replaced_by).dated if standing.replaced_by else None
    return Version(
        in_force=standing.in_force,
        state=None if standing.state is State.UNKNOWN else standing.state.value,
        dated=_iso(standing.dated),
        effective_on=_iso(standing.effective_on),
        superseded_by=standing.replaced_by,
        newer_title=newer.metadata.title if newer else None,
        newer_dated=_iso(newer_dated),
        label=_label(standing, newer.metadata.title if newer else None, newer_dated),
    )


def _label(standing: Standing, newer_title: str | None, newer_dated: date | None) -> str:
    match standing.state:
        case State.CURRENT:
            return f"现行版本({_chinese(standing.dated)})"
        case State.SUPERSEDED:
            return f"已被{_chinese(newer_dated)}的版本取代"
        case State.REPEALED:
            return f"已被《{newer_title}》废止" if newer_title else "已废止"
        case State.PENDING:
            since = f",自{_chinese(standing.effective_on)}起施行" if standing.effective_on else ""
            return f"尚未施行{since}"
        case State.UNKNOWN:
            return f"{_chinese(standing.dated)}的版本"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _chinese(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else "较新"
