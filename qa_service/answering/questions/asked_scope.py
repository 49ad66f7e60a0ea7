"""Which regions and years a question asks about, and which it only mentions.

Of several regions the first that the library holds is asked about, unless they are joined (甲和乙) or
compared: the city in 某区有几所学校是某市示范校 is a word of the question like any other. Another country is
a scope where a question opens with it (日本的…), for a library of this country's documents is silent on it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from qa_service.answering.questions.asked_years import read_years, years_in
from qa_service.answering.questions.unlisted_places import towns_within, unlisted_places
from qa_service.answering.questions.wording import Wording
from qa_service.gazetteer import KINDS_OF_ZONES, Path, RegionMention, is_within

FindRegions = Callable[[str], Sequence[RegionMention]]

_OUR_COUNTRY = re.compile(r"中国|我国|国内|回国|中方|中美|本国|境内")
_ORGAN_ENDS = r"局|委员会|委|厅|办公室|办|院|中心|管委会|联合会|残联"
_OF_REGION = rf"的?(?:人民政府|政府|[\u4e00-\u9fff]{{1,10}}?(?:{_ORGAN_ENDS}))?"
_OWN_YEAR = r"(?:\(?(?:19|20)?\d\d(?:年度?)?\)?)?的?"
_JOINED = re.compile(
    rf"^{_OF_REGION}{_OWN_YEAR}{_OF_REGION}(?:[、和与及跟同或比较]|以及|还是|还有|,){_OWN_YEAR}$"
)
"""Between two regions that are asked about alike; each may bear an organ's name and a year of its own."""
_RELATES = re.compile(r"(?P<part>占(?:了|到|据)?)$|(?P<within>在)$|(?:是|为|相当于|达到?)$")
_RELATED = {
    "part": re.compile(r"^[^,。?]{0,14}?(?:比重|比例|百分之(?:几|多少)|百分比|份额|多少|几成)"),
    "within": re.compile(r"^[^,。?]{0,10}?(?:占比|占多少|所占)"),
    None: re.compile(r"^[^,。?]{0,14}?(?:几|多少)(?:点几)?倍"),
}
"""Between two regions and behind the second: 甲县的…是乙市的几倍, 占乙市的比重."""
_NEAR_ITS_REGION = 10
_ZONE_OF = re.compile(f"(?:全[市县区省])?的?各?(?:省级|国家级)?(?P<zone>{'|'.join(KINDS_OF_ZONES)})")

ASKS_DESTINATION = re.compile(
    r"(?:去|(?<![响及达遍])到|赴|前往|飞往)(?:了|的|过)?是?[^,。?]{0,6}哪一?[个些]地方"
)
"""Where one went; no question across regions."""


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
    paired: tuple[tuple[str, int], ...] = ()
    """Each region with the year that is asked of it alone: 甲县2021年和乙县2023年."""
    period: bool = False
    """The years are one span of time: 十四五期间."""
    recent: int = 0
    """So many of the latest years that the documents have: 近三年."""
    relative: bool = False
    """The year is named from today, as 去年 is."""
    instead_of: tuple[int, ...] = ()
    """The relative year, of which there is no document, where ``years`` is the latest there is."""
    across: bool = False
    document_ids: tuple[str, ...] = ()
    version: VersionAsked = field(default_factory=VersionAsked)
    absent_names: tuple[str, ...] = ()
    unlisted_places: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    """Within a region that is asked about, of which no list has them."""
    zone: str = ""
    """The kind of zone of the one region that is asked about: 开发区 of 芜湖市开发区."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeReading:
    """``spans`` are the words of the folded text that name the scope; ``several``: more than one is asked."""

    scope: QuestionScope
    spans: tuple[tuple[int, int], ...]
    several: bool


def name_of(mention: RegionMention) -> str:
    """What the region is called: its full name where the gazetteer knows it, 伊春 as 伊春市."""
    return mention.paths[0][-1] if mention.paths else mention.text


def asked_regions(text: str, mentions: Sequence[RegionMention], *, compared: bool) -> list[RegionMention]:
    """Those of ``mentions`` that the question is about."""
    joined = {
        index
        for index in range(len(mentions) - 1)
        if _JOINED.match(text[mentions[index].end : mentions[index + 1].start])
        or _are_related(text, mentions[index], mentions[index + 1])
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


def _are_related(text: str, one: RegionMention, other: RegionMention) -> bool:
    """The figure of ``one`` is asked for in times or as a share of that of ``other``; both are held."""
    relates = _RELATES.search(text[one.end : other.start]) if one.in_library and other.in_library else None
    return relates is not None and _RELATED[relates.lastgroup].match(text[other.end :]) is not None


def _paired(
    text: str, mentions: Sequence[RegionMention], today: date
) -> tuple[tuple[RegionMention, int], ...]:
    """Each of ``mentions`` with its own year, where every one has one right after it, or every one before."""
    if len(mentions) < 2 or len({name_of(m) for m in mentions}) < len(mentions):
        return ()
    stops = [*(m.start for m in mentions[1:]), len(text)]
    after = [years_in(text[m.end : stop], today) for m, stop in zip(mentions, stops, strict=True)]
    if all(len(years) == 1 and years[0][1] <= _NEAR_ITS_REGION for years in after):
        return tuple((m, years[0][0]) for m, years in zip(mentions, after, strict=True))
    starts = [0, *(m.end for m in mentions[:-1])]
    before = [years_in(text[start : m.start], today) for start, m in zip(starts, mentions, strict=True)]
    if all(
        len(years) == 1 and m.start - start - years[0][2] <= 1
        for years, start, m in zip(before, starts, mentions, strict=True)
    ):
        return tuple((m, years[0][0]) for m, years in zip(mentions, before, strict=True))
    return ()


def _holds(outer: RegionMention, inner: RegionMention) -> bool:
    return any(a != b and is_within(b, a) for a in outer.paths for b in inner.paths)


def _zone_of(text: str, mentions: Sequence[RegionMention]) -> str:
    """What of the one region is asked about, where the question names its zone without a name of its own."""
    zone = _ZONE_OF.match(text, mentions[0].end) if len(mentions) == 1 else None
    return zone["zone"] if zone else ""


def _abroad(text: str, wording: Wording) -> re.Match[str] | None:
    """Another country that is asked about; 日本人在我国… and a marriage in 日本 are matters of ours."""
    return None if _OUR_COUNTRY.search(text) else wording.abroad.match(text)


def read_scope(
    text: str, *, find_regions: FindRegions, today: date, wording: Wording, compared: bool
) -> ScopeReading:
    """The scope of folded ``text``; ``compared`` says that its wording compares."""
    found = find_regions(text)
    # 甲县2021年…乙县2023年…: what has a year of its own is asked about.
    paired = _paired(text, found, today)
    mentions = list(found) if paired else asked_regions(text, found, compared=compared)
    places = [(m.start, m.end) for m in found]
    years = read_years(text, today)
    goes = ASKS_DESTINATION.search(text)
    across = wording.across.search(text) if not mentions and not goes else None
    abroad = None if mentions or across else _abroad(text, wording)
    spans = [(m.start, m.end) for m in mentions] + list(years.spans)
    if abroad:
        spans.append(abroad.span("country"))
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
            absent_regions=(abroad["country"],)
            if abroad
            else tuple(dict.fromkeys(name_of(m) for m in mentions if not m.in_library)),
            absent_paths=((abroad["country"],),)
            if abroad
            else tuple(path for m in mentions if not m.in_library for path in m.paths),
            years=years.years,
            paired=tuple((name_of(mention), year) for mention, year in paired),
            period=years.period,
            recent=years.recent,
            relative=years.relative,
            across=across is not None,
            unlisted_places=() if abroad else unlisted_places(text, places),
            towns=towns_within(text, places),
            zone=_zone_of(text, mentions),
        ),
        spans=tuple(spans),
        several=len(names) > 1 or across is not None or (len(years.years) > 1 and not years.period),
    )
