"""Which regions and years a question asks about, and which it only mentions.

Of several regions the first that the library holds is asked about, unless they are joined (甲和乙) or
compared: the city in 某区有几所学校是某市示范校 is a word of the question like any other. A date such as
2022年7月 is something to be found; the year of a report is a scope.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from qa_service.answering.wording import Wording
from qa_service.gazetteer import Path, RegionMention, is_within

FindRegions = Callable[[str], Sequence[RegionMention]]

_YEAR = re.compile(r"(?<!\d)(?:(19\d\d|20\d\d)|(\d\d)(?=年))(?:年度|年|年份)?(?!\d)")
_YEAR_RANGE = re.compile(r"(?<!\d)(20\d\d)年?(?:-|—|–|~|至|到)(20\d\d)年?(?!\d)")
_RELATIVE_YEARS = (
    ("前年", -2),
    ("去年", -1),
    ("上一年度", -1),
    ("上一年", -1),
    ("上年度", -1),
    ("今年", 0),
    ("本年度", 0),
)
_COMPARED_WITH = ("比", "较", "跟", "与", "同", "和")
"""比去年 compares within a document's year; it asks for no other."""
_DATE_OF_YEAR = re.compile(r"(?:19|20)\d\d年\d{1,2}月(?:\d{1,2}[日号])?")
_JOINED = re.compile(r"^(?:[、和与及跟同或]|以及|还是|还有|,)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionAsked:
    """Which version of the named works a question is about; none of these set: the one in force."""

    year: int | None = None
    old: bool = False
    every: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionScope:
    """``regions`` are asked about and in the library, ``absent_regions`` asked about but not in it;
    ``covers[i]`` holds the region paths of the library that answer for ``regions[i]``: the region itself, or
    where ``below[i]`` says so only regions that lie in it. ``document_ids`` are the documents named, in all
    their versions, ``version`` says which; ``absent_names`` are names of documents that the library lacks."""

    regions: tuple[str, ...] = ()
    covers: tuple[tuple[Path, ...], ...] = ()
    below: tuple[bool, ...] = ()
    absent_regions: tuple[str, ...] = ()
    absent_paths: tuple[Path, ...] = ()
    years: tuple[int, ...] = ()
    across: bool = False
    document_ids: tuple[str, ...] = ()
    version: VersionAsked = field(default_factory=VersionAsked)
    absent_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeReading:
    """``spans`` are the words of the folded text that name the scope; ``several``: more than one is asked."""

    scope: QuestionScope
    spans: tuple[tuple[int, int], ...]
    several: bool


def years_in(text: str, today: date) -> tuple[tuple[int, int, int], ...]:
    """The years that ``text`` names, as (year, start, end); a range gives each of its years."""
    found: list[tuple[int, int, int]] = []
    for match in _YEAR_RANGE.finditer(text):
        first, last = int(match[1]), int(match[2])
        if first < last <= first + 10:
            found += [(year, match.start(), match.end()) for year in range(first, last + 1)]
    for match in _YEAR.finditer(text):
        year = int(match[1]) if match[1] else 2000 + int(match[2])
        if year <= today.year + 10 and all(year != known for known, _, _ in found):
            found.append((year, match.start(), match.end()))
    for words, shift in _RELATIVE_YEARS:
        start = text.find(words)
        if start >= 0 and not found and not text[:start].endswith(_COMPARED_WITH):
            found.append((today.year + shift, start, start + len(words)))
    dates = [match.span() for match in _DATE_OF_YEAR.finditer(text)]
    return tuple(y for y in found if not any(start <= y[1] < end for start, end in dates))


def name_of(mention: RegionMention) -> str:
    """What the region is called: its full name where the gazetteer knows it, 伊春 as 伊春市."""
    return mention.paths[0][-1] if mention.paths else mention.text


def asked_regions(text: str, mentions: Sequence[RegionMention], *, compared: bool) -> list[RegionMention]:
    """Those of ``mentions`` that the question is about."""
    joined = {
        index
        for index in range(len(mentions) - 1)
        if _JOINED.match(text[mentions[index].end : mentions[index + 1].start])
    }
    kept = [
        index
        for index, mention in enumerate(mentions)
        if index in joined
        or index - 1 in joined
        or not any(_holds(mention, other) for other in mentions if other is not mention)
    ]
    if len(kept) < 2 or compared:
        return [mentions[index] for index in kept]
    first = next((index for index in kept if mentions[index].in_library), kept[0])
    asked = [mentions[first]]
    while first in joined:
        first += 1
        asked.append(mentions[first])
    return asked


def _holds(outer: RegionMention, inner: RegionMention) -> bool:
    return any(a != b and is_within(b, a) for a in outer.paths for b in inner.paths)


def read_scope(
    text: str, *, find_regions: FindRegions, today: date, wording: Wording, compared: bool
) -> ScopeReading:
    """The scope of folded ``text``; ``compared`` says that its wording compares."""
    mentions = asked_regions(text, find_regions(text), compared=compared)
    years = years_in(text, today)
    across = wording.across.search(text) if not mentions else None
    spans = [(m.start, m.end) for m in mentions] + [(start, end) for _, start, end in years]
    if across:
        spans.append(across.span())
    held = {name_of(m): m for m in mentions if m.in_library}
    exact = {name: tuple(p for p in m.covers if p in m.paths) for name, m in held.items()}
    names = {name_of(m) for m in mentions}
    return ScopeReading(
        scope=QuestionScope(
            regions=tuple(held),
            covers=tuple(exact[name] or m.covers for name, m in held.items()),
            below=tuple(not exact[name] for name in held),
            absent_regions=tuple(dict.fromkeys(name_of(m) for m in mentions if not m.in_library)),
            absent_paths=tuple(path for m in mentions if not m.in_library for path in m.paths),
            years=tuple(sorted({year for year, _, _ in years})),
            across=across is not None,
        ),
        spans=tuple(spans),
        several=len(names) > 1 or across is not None or len(years) > 1,
    )
