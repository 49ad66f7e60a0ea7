"""Which regions a question asks about, given the regions that the library holds.

Names of the library's regions win: a library with 伊春市 reads 伊春 as that city. Places outside the library
are returned too, so that an answer can say that it holds nothing about them.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from qa_service.gazetteer.evidence import Surroundings
from qa_service.gazetteer.gazetteer import Gazetteer
from qa_service.gazetteer.loose_names import WordSpans, own_places
from qa_service.gazetteer.names import banner_name
from qa_service.gazetteer.places import Level, Path, Place, PlaceMention, is_within
from qa_service.gazetteer.scanner import Scanner
from qa_service.gazetteer.short_names import Register
from qa_service.gazetteer.town_names import stem_of_town, towns_meant
from qa_service.gazetteer.zones import spoken_names

_GOVERNS = re.compile(r"(?:综合实验区|新区|深度合作区|综合改革示范区|一体化示范区|产城融合示范区)$")
"""Zones that stand in the place of a county's government; a park of industry does not."""
_SHORT_BANNER = 3
_SHORTEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionMention:
    """A region that a question names; ``text`` spans the whole name (山东省淄博市沂源县 is one mention).

    ``paths``: what it can be, the library's reading first; more than one where the name is ambiguous.
    ``covers``: the library's regions that are it or lie in it; empty when the library holds none.
    """

    text: str
    start: int
    end: int
    paths: tuple[Path, ...]
    covers: tuple[Path, ...]

    @property
    def in_library(self) -> bool:
        return bool(self.covers)


def regions_in_question(
    text: str, known: Collection[Path], gazetteer: Gazetteer, *, words: WordSpans | None = None
) -> list[RegionMention]:
    """Regions that ``text`` names, in order, without overlap; ``known`` are the library's region paths.

    With ``words``, which cuts a text into words, the library's places count by their bare names too where
    the text names no place in any surer way."""
    regions = frozenset(path for path in known if path)
    licensed = regions | _hosts_of_namesakes(regions, gazetteer)
    mentions = gazetteer.find(text, licensed=licensed, register=Register.QUESTION)
    mentions = _with_unlisted(text, mentions, regions, gazetteer)
    if not mentions and words is not None:
        mentions = own_places(text, regions, gazetteer, words)
    return [_region(text, chain, regions, gazetteer) for chain in _chains(mentions)]


def _with_unlisted(
    text: str, mentions: list[PlaceMention], regions: frozenset[Path], gazetteer: Gazetteer
) -> list[PlaceMention]:
    """Adds the library's regions that no list has (zones and towns named by their documents), by their own
    names, and all its zones and banners by what people call them."""
    unlisted = _unlisted(regions, gazetteer)
    if not unlisted:
        return mentions
    found: list[PlaceMention] = []
    position = 0
    for start, entries in Scanner(unlisted).starts(text):
        if start >= position and not _runs_on(text, start, entries[0]):
            end = start + len(entries[0])
            places = tuple(gazetteer.zone_at(path) for path in unlisted[entries[0]])
            if any(stem_of_town(place.name) for place in places):
                places = towns_meant(text, start, end, places, [*mentions, *found])
            if not places:
                continue
            position = end
            found.append(
                PlaceMention(candidates=places, text=entries[0], start=start, end=end, is_short_name=False)
            )
    kept = [old for old in mentions if all(old.end <= new.start or new.end <= old.start for new in found)]
    return sorted(kept + found, key=lambda mention: mention.start)


@lru_cache(maxsize=4)
def _unlisted(regions: frozenset[Path], gazetteer: Gazetteer) -> Mapping[str, tuple[Path, ...]]:
    """The paths of each such name; kept, for a library's regions rarely change between questions."""
    unlisted = sorted(path for path in regions if gazetteer.place_at(path) is None)
    zones = sorted(path for path in regions if gazetteer.level(path) is Level.ZONE)
    spoken = [(name, path) for path in zones for name in _spoken_names(path, gazetteer)]
    spoken += [(name, path) for path in sorted(regions) if (name := banner_name(path[-1]))]
    times = Counter(name for name, _ in spoken)
    names = {name: (path,) for name, path in spoken if times[name] == 1}
    own: dict[str, tuple[Path, ...]] = {}
    for path in unlisted:
        for name in gazetteer.names_of(path):
            if len(name) >= _SHORTEST:
                own[name] = (*own.get(name, ()), path)
    return names | own


def _runs_on(text: str, start: int, name: str) -> bool:
    """Whether what people call a banner, 准旗, is the end of another word."""
    short = name.endswith("旗") and len(name) <= _SHORT_BANNER
    return short and not Surroundings(text, start, start + len(name)).begins_cleanly()


def _spoken_names(path: Path, gazetteer: Gazetteer) -> tuple[str, ...]:
    host = gazetteer.place_at(path[:-1])
    return spoken_names(path[-1], (host.short_name, host.name) if host is not None else ())


def _chains(mentions: Iterable[PlaceMention]) -> list[list[PlaceMention]]:
    """Joins names that follow one another directly, each within the one before: 广东省|韶关市|浈江区."""
    chains: list[list[PlaceMention]] = []
    for mention in mentions:
        if chains and chains[-1][-1].end == mention.start and _lies_in(mention, chains[-1][-1]):
            chains[-1].append(mention)
        else:
            chains.append([mention])
    return chains


def _lies_in(inner: PlaceMention, outer: PlaceMention) -> bool:
    return any(is_within(place.path, top.path) for place in inner.candidates for top in outer.candidates)


def _region(
    text: str, chain: list[PlaceMention], regions: Collection[Path], gazetteer: Gazetteer
) -> RegionMention:
    start, end = chain[0].start, chain[-1].end
    candidates = _with_successors(chain[-1].candidates, regions, gazetteer)
    if chain[-1].is_short_name:
        candidates = (*_namesake_zones(chain[-1], regions, gazetteer), *candidates)
    candidates = _library_first(candidates, regions)
    covers = sorted(path for path in regions if any(is_within(path, place.path) for place in candidates))
    return RegionMention(
        text=text[start:end],
        start=start,
        end=end,
        paths=tuple(place.path for place in candidates),
        covers=tuple(covers),
    )


def _library_first(candidates: tuple[Place, ...], regions: Collection[Path]) -> tuple[Place, ...]:
    """Only the candidates that the library holds, or that hold regions of the library, if there are any."""
    held = tuple(place for place in candidates if place.path in regions)
    above = tuple(place for place in candidates if any(is_within(path, place.path) for path in regions))
    return held or above or candidates


def _with_successors(
    candidates: tuple[Place, ...], regions: Collection[Path], gazetteer: Gazetteer
) -> tuple[Place, ...]:
    """Adds the library's regions that a former place became: 沙县 is today 沙县区, 密云县 密云区."""
    stems = {(place.path[:-1], _stem(place)) for place in candidates if place.former}
    if not stems:
        return candidates
    held = filter(None, map(gazetteer.place_at, regions))
    return (*candidates, *(place for place in held if (place.path[:-1], _stem(place)) in stems))


@lru_cache(maxsize=4)
def _hosts_of_namesakes(regions: frozenset[Path], gazetteer: Gazetteer) -> frozenset[Path]:
    """The counties whose bare name a zone of the library bears."""
    zones = (path for path in regions if gazetteer.level(path) is Level.ZONE)
    hosts = ((path, gazetteer.place_at(path[:-1])) for path in zones if _GOVERNS.search(path[-1]))
    return frozenset(
        host.path
        for path, host in hosts
        if host is not None and host.level is Level.COUNTY and path[-1].startswith(host.short_name)
    )


def _namesake_zones(
    mention: PlaceMention, regions: Collection[Path], gazetteer: Gazetteer
) -> tuple[Place, ...]:
    """The library's zones that govern and bear the bare name of the county which they lie in, where it holds
    nothing of the county itself: 平潭 may mean 平潭综合实验区."""
    counties = {place.path for place in mention.candidates if place.level is Level.COUNTY} - set(regions)
    return tuple(
        gazetteer.zone_at(path)
        for path in sorted(regions)
        if path[:-1] in counties and path[-1].startswith(mention.text) and _GOVERNS.search(path[-1])
    )


def _stem(place: Place) -> str:
    """The name without its units, 沙 of 沙县 and of 沙县区."""
    return re.sub(r"[市县区]{1,8}$", "", place.name)
