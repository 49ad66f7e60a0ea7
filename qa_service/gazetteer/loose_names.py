"""The library's own places by their bare names in everyday sentences: 去平遥玩被坑了, 盐池人种黄花菜.

Asked of a library that holds 平遥县, a question with 平遥 in it is about that county whatever comes next, as
long as the name stands as a word of its own. Read only where a question names no place in any surer way.
This module knows no grammar; whoever asks tells where the words of the question stand.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache

from qa_service.gazetteer.evidence import UNITS, Surroundings
from qa_service.gazetteer.gazetteer import Gazetteer
from qa_service.gazetteer.places import Level, Path, PlaceMention
from qa_service.gazetteer.scanner import Scanner
from qa_service.gazetteer.town_names import stem_of_town, stem_stands_alone

WordSpans = Callable[[str], Collection[tuple[int, int]]]
"""The spans of the words of a text, in order."""

_ENDINGS = re.compile(r"[路街岭湾湖江河山岛海洋门桥港]|大街|大道|高速|大学|学院|银行|证券|集团|股份")
"""Make of a place's name that of a road, a mountain, a firm: another place's documents tell of those too."""
_QUOTED = re.compile(r"[“《「\"][^“”《》「」\"]{1,60}[”》」\"]")
_LONGER_WORD = 2
"""A longer word may hold the name and what it has of its own: 平遥|古城."""


def own_places(
    text: str, regions: frozenset[Path], gazetteer: Gazetteer, words: WordSpans
) -> list[PlaceMention]:
    """Places of ``regions`` that ``text`` names by their bare names, in order, without overlap."""
    names = _names(regions, gazetteer)
    if not names:
        return []
    free = _Free(text, gazetteer, words)
    found: list[PlaceMention] = []
    position = 0
    for start, entries in Scanner(names).starts(text):
        name = next((entry for entry in entries if free.at(start, start + len(entry))), None)
        if start >= position and name is not None:
            end = start + len(name)
            places = tuple(gazetteer.zone_at(path) for path in names[name])
            if not stem_stands_alone(text, start, end):
                places = tuple(place for place in places if stem_of_town(place.name) is None)
            if not places:
                continue
            position = end
            found.append(
                PlaceMention(candidates=places, text=name, start=start, end=position, is_short_name=True)
            )
    return found


class _Free:
    """Where a name stands free in one text, which is cut into words only when that is asked."""

    def __init__(self, text: str, gazetteer: Gazetteer, words: WordSpans) -> None:
        self._text = text
        self._gazetteer = gazetteer
        self._words = words
        self._quoted = [match.span() for match in _QUOTED.finditer(text)]
        self._spans: Collection[tuple[int, int]] | None = None

    def at(self, start: int, end: int) -> bool:
        text = self._text
        if any(first <= start < last for first, last in self._quoted):
            return False
        around = Surroundings(text, start, end)
        takes_unit = text[end - 1] not in UNITS and around.takes_another_unit()
        if takes_unit or self._makes_another_name(end):
            return False
        if self._spans is None:
            self._spans = self._words(text)
        # A word that only ends with the name, or runs on by one character, is another word.
        return any(
            first == start and (last <= end or last >= end + _LONGER_WORD) for first, last in self._spans
        )

    def _makes_another_name(self, end: int) -> bool:
        makes = _ENDINGS.match(self._text, end) is not None
        return makes and not self._text.startswith(self._gazetteer.no_endings, end)


@lru_cache(maxsize=4)
def _names(regions: frozenset[Path], gazetteer: Gazetteer) -> Mapping[str, tuple[Path, ...]]:
    """Bare names of the regions; kept, for a library's regions rarely change between questions."""
    named = [(name, path) for path in sorted(regions) for name in _bare_names(path, gazetteer)]
    times = Counter(name for name, _ in named)
    return {
        name: tuple(path for other, path in named if other == name)
        for name in times
        if name not in gazetteer.everyday_words
    }


def _bare_names(path: Path, gazetteer: Gazetteer) -> Iterator[str]:
    place = gazetteer.place_at(path)
    if place is None and (stem := stem_of_town(path[-1])):
        yield stem
    if place is None or place.level is Level.ZONE or place.short_name == place.name:
        return
    yield place.short_name
