"""Which version of a work counts: in force, replaced by a newer one, repealed, or not yet in force.

Versions are documents of one work (``works``) that bear different dates. A document is called replaced only
where title, rank, issuer and dates agree on it; two reports on two years are two documents. A repeal counts
where a later document of the library says it of this one by name (``clauses``). Where nothing tells, the
standing is unknown.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from qa_service.library.authority import Rank
from qa_service.library.clauses import NONE_FOUND, Clauses
from qa_service.library.records import DocumentSummary
from qa_service.library.works import WorkName, plain_name, without_issuer, work_name

# A law is passed on one day, published some days later, and an archive may name either.
_SAME_VERSION = timedelta(days=60)
# What does not say from when it applies does so at the latest then: 99 in 100 laws within 12 months.
_SURELY_IN_FORCE = timedelta(days=366)
_NATIONAL = frozenset(
    {
        Rank.CONSTITUTION,
        Rank.LAW,
        Rank.ADMINISTRATIVE_REGULATION,
        Rank.JUDICIAL_INTERPRETATION,
        Rank.PARTY_REGULATION,
    }
)
_LOCAL = frozenset({Rank.LOCAL_REGULATION, Rank.LOCAL_RULE})
_RE_ISSUED = re.compile(
    r"(?:法|法典|条例|规定|办法|细则|规则|规程|规范|章程|准则|守则|制度|标准|解释|目录)(?:\([^()]{1,10}\))?$"
)
_SHORTEST_NAME = 6
"""Of works that are no national legislation: 管理办法 alone names nothing."""


class State(StrEnum):
    CURRENT = "current"
    """The newest of several versions, and in force."""
    SUPERSEDED = "superseded"
    REPEALED = "repealed"
    PENDING = "pending"
    """Passed, but not yet in force."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a document stands on a day. ``dated`` is the date of this version; ``replaced_by`` is the document
    that supersedes or repeals it; ``effective_on`` is known only where the document says it."""

    rank: Rank | None
    dated: date | None
    state: State = State.UNKNOWN
    effective_on: date | None = None
    replaced_by: str | None = None

    @property
    def in_force(self) -> bool | None:
        if self.state is State.UNKNOWN:
            return None
        return self.state is State.CURRENT

    @property
    def counts(self) -> bool:
        """Whether it answers a question that names no version."""
        return self.state in (State.CURRENT, State.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """A document as a version: ``since`` is from when it applies, or the day it was made where unsaid."""

    document: DocumentSummary
    rank: Rank | None
    name: WorkName
    dated: date | None
    enacted: tuple[date, ...]
    effective_on: date | None
    clauses: Clauses

    @property
    def id(self) -> str:
        return self.document.document_id

    def applies_on(self, day: date) -> bool | None:
        if self.effective_on is not None:
            return self.effective_on <= day
        if self.dated is None:
            return None
        if self.dated > day:
            return False
        return True if self.dated + _SURELY_IN_FORCE <= day else None


class Currency:
    """The standings of all documents of a library; immutable."""

    def __init__(self, texts: Sequence[_Text], today: date) -> None:
        self._texts = {text.id: text for text in texts}
        self._today = today
        self._versions = _versions(texts)
        self._repeals = _repeals(texts)
        self._standings = {text.id: self._standing(text, today) for text in texts}
        self.out_of_force = frozenset(id_ for id_, s in self._standings.items() if not s.counts)

    @classmethod
    def of(
        cls, documents: Iterable[DocumentSummary], clauses: Mapping[str, Clauses], today: date
    ) -> "Currency":
        return cls([_text(d, clauses.get(d.document_id, NONE_FOUND)) for d in documents], today)

    def standing(self, document_id: str) -> Standing:
        """Unknown for a document that is not there."""
        return self._standings.get(document_id, Standing(rank=None, dated=None))

    def versions(self, document_id: str) -> tuple[str, ...]:
        """Ids of all versions of the same text, itself with them, the oldest first."""
        return self._versions.get(document_id, (document_id,))

    def counted_on(self, document_id: str, day: date) -> bool:
        """Whether a document was in force on ``day``, or that is not known."""
        text = self._texts.get(document_id)
        return text is None or self._standing(text, day).counts

    def out_of_force_on(self, day: date) -> frozenset[str]:
        """What did not count on ``day`` of the works of which a version counted then; of the others what does
        not count today."""
        if day >= self._today:
            return self.out_of_force
        former = {id_ for id_ in self.out_of_force if self.counted_on(id_, day)}
        later = {id_ for old in former for id_ in self.versions(old) if not self.counted_on(id_, day)}
        return (self.out_of_force - former) | later

    def _standing(self, text: _Text, day: date) -> Standing:
        known = Standing(rank=text.rank, dated=text.dated, effective_on=text.effective_on)
        if text.clauses.withdrawn:
            return replace(known, state=State.REPEALED)
        applies = text.applies_on(day)
        if applies is False:
            return replace(known, state=State.PENDING)
        versions = self._versions.get(text.id, ())
        newer = versions[versions.index(text.id) + 1 :] if versions else ()
        for id_ in reversed(newer):
            if self._is_later(text, self._texts[id_]) and self._texts[id_].applies_on(day):
                return replace(known, state=State.SUPERSEDED, replaced_by=id_)
        for id_, since in self._repeals.get(text.id, ()):
            if since <= day:
                return replace(known, state=State.REPEALED, replaced_by=id_)
        is_last = versions and all(
            self._texts[id_].applies_on(day) is False or not self._is_later(text, self._texts[id_])
            for id_ in newer
        )
        return replace(known, state=State.CURRENT) if is_last and applies else known

    @staticmethod
    def _is_later(old: _Text, new: _Text) -> bool:
        return old.dated is not None and new.dated is not None and new.dated - old.dated > _SAME_VERSION


def _text(document: DocumentSummary, clauses: Clauses) -> _Text:
    metadata = document.metadata
    effective = clauses.effective_on
    # An amended law keeps the article that says from when it first applied.
    if effective and metadata.issued_on and effective < metadata.issued_on:
        effective = None
    return _Text(
        document=document,
        rank=document.rank,
        name=work_name(metadata.title),
        dated=metadata.issued_on,
        enacted=clauses.enacted,
        effective_on=effective,
        clauses=clauses,
    )


def _family(text: _Text) -> tuple[object, ...] | None:
    """What versions of one work share; None for what has no versions: reports, notices, cases."""
    rank, metadata, name = text.rank, text.document.metadata, text.name.whole
    if text.dated is None or not _RE_ISSUED.search(text.name.work):
        return None
    if rank in _NATIONAL:
        return (rank, name)
    if len(name) < _SHORTEST_NAME or rank not in (*_LOCAL, Rank.DEPARTMENTAL_RULE, Rank.NORMATIVE, None):
        return None
    if metadata.region_path:
        return (rank, name, metadata.region_path, metadata.year)
    return (rank, name, metadata.issuer, metadata.year) if metadata.issuer or text.enacted else None


def _versions(texts: Sequence[_Text]) -> dict[str, tuple[str, ...]]:
    """The versions of each text that has several, the oldest first."""
    families: dict[tuple[object, ...], list[_Text]] = defaultdict(list)
    for text in texts:
        if family := _family(text):
            families[family].append(text)
    found: dict[str, tuple[str, ...]] = {}
    for family_texts in families.values():
        ordered = sorted(family_texts, key=lambda text: (text.dated or date.min, text.id))
        if len(ordered) > 1 and _are_versions(ordered):
            ids = tuple(text.id for text in ordered)
            found |= dict.fromkeys(ids, ids)
    return found


def _are_versions(ordered: Sequence[_Text]) -> bool:
    """Their dates differ, and none that the texts themselves bear says otherwise."""
    dates = [text.dated for text in ordered if text.dated]
    if max(dates) - min(dates) <= _SAME_VERSION:
        return False
    own = [max(text.enacted) for text in ordered if text.enacted]
    return own == sorted(own) and (len(own) < 2 or len({text.enacted for text in ordered}) > 1)


def _repeals(texts: Sequence[_Text]) -> dict[str, list[tuple[str, date]]]:
    """By repealed document: which document says so, and from when."""
    named: dict[str, list[_Text]] = defaultdict(list)
    for text in texts:
        if text.dated and text.rank and text.rank.legislates:
            for name in {text.name.whole, without_issuer(text.name.whole)}:
                named[name].append(text)
    found: dict[str, list[tuple[str, date]]] = defaultdict(list)
    for text in texts:
        if text.rank is None or not (text.rank.legislates or text.rank is Rank.AMENDMENT):
            continue
        for repeal in text.clauses.repeals:
            since = repeal.on or min(text.enacted, default=text.dated)
            for old in named.get(plain_name(repeal.name), ()) if since else ():
                if since and _may_end(text, old, since):
                    found[old.id].append((text.id, since))
    return found


def _may_end(text: _Text, old: _Text, since: date) -> bool:
    """What was made after the clause was not meant by it, nor what another organ's namesake is."""
    if old.id == text.id or old.dated is None or old.dated >= since or old.rank is None:
        return False
    if text.dated and old.dated >= text.dated:
        return False
    if old.rank in _LOCAL:
        return old.document.metadata.region_path == text.document.metadata.region_path
    return text.rank not in _LOCAL


NOTHING_KNOWN = Currency((), date.min)
"""Every document counts."""
