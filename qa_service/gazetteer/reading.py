"""Decides, for one text, which names in it are places.

A full name counts where it can hardly be anything else; a name made of ordinary words (和平区, 公安县) needs
its province or city in the text, or an organ of government after it; 城区, 东区 and the like need the city
directly before. A short name of a county needs its full
name in the text, a licence from the caller, or the place above directly before it.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from qa_service.gazetteer.evidence import Surroundings
from qa_service.gazetteer.lexicon import Lexicon
from qa_service.gazetteer.places import Level, Path, Place, PlaceMention, is_within

Starts = Sequence[tuple[int, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Rules:
    """What the caller allows: ``licensed`` paths may be named short; ``lenient`` asks for less evidence."""

    licensed: Collection[Path] = ()
    lenient: bool = False


class Reading:
    """One pass over one text; ``mentions`` gives its places in order, without overlap."""

    def __init__(self, text: str, lexicon: Lexicon, rules: Rules) -> None:
        self._text = text
        self._lexicon = lexicon
        self._rules = rules
        self._starts: Starts = tuple(lexicon.scanner.starts(text))
        certain = {place.path for place in self._certain()}
        self._permitted = certain | set(rules.licensed)
        self._above = {path[:depth] for path in certain for depth in range(1, len(path) + 1)}

    def mentions(self) -> Iterator[PlaceMention]:
        """Leftmost name first, the longest that counts; names directly before narrow those after."""
        before: PlaceMention | None = None
        position = 0
        for start, entries in self._starts:
            if start < position:
                continue
            if entries[0] in self._lexicon.phrases:
                position = start + len(entries[0])
                continue
            neighbour = before if before is not None and before.end == start else None
            accepted = next(filter(None, (self._accept(start, name, neighbour) for name in entries)), None)
            if accepted is not None:
                before, position = accepted, accepted.end
                yield accepted

    def _certain(self) -> Iterator[Place]:
        """Places whose full names in the text can mean nothing else."""
        for start, entries in self._starts:
            for name in entries:
                places = self._lexicon.full.get(name, ())
                if len(places) == 1 and places[0].readable and self._around(start, name).unit_is_whole():
                    yield places[0]

    def _around(self, start: int, name: str) -> Surroundings:
        return Surroundings(self._text, start, start + len(name))

    def _accept(self, start: int, name: str, before: PlaceMention | None) -> PlaceMention | None:
        around = self._around(start, name)
        full = self._lexicon.full.get(name)
        if full and around.unit_is_whole():
            candidates = self._as_full_name(around, full, before)
        elif name in self._lexicon.short:
            candidates = self._as_short_name(around, name, self._lexicon.short[name], before)
        else:
            candidates = []
        if not candidates:
            return None
        return PlaceMention(
            candidates=tuple(candidates), text=name, start=start, end=around.end, is_short_name=not full
        )

    def _as_full_name(
        self, around: Surroundings, places: list[Place], before: PlaceMention | None
    ) -> list[Place]:
        under = _under(places, before)
        nearest = under or self._named_or_near(places)
        if under or any(place.readable for place in places):
            return nearest or places
        needs_parent = around.end - around.start == 2 and around.text[around.start + 1] == "区"
        if needs_parent or before is not None or not around.begins_cleanly():
            return []
        stands_alone = around.begins_line() and around.continues_as_place()
        enough = self._rules.lenient or stands_alone or around.continues_as_government()
        return nearest or (places if enough else [])

    def _as_short_name(
        self, around: Surroundings, name: str, places: list[Place], before: PlaceMention | None
    ) -> list[Place]:
        if around.makes_another_name(self._lexicon.endings):
            return []
        under = _under(places, before)
        if under or places[0].level is Level.PROVINCE:
            return under or places
        allowed = [place for place in places if place.path in self._permitted]
        if name in self._lexicon.ordinary_words:
            return allowed if around.begins_cleanly() and around.continues_as_place() else []
        if places[0].level is Level.PREFECTURE or self._rules.lenient:
            return allowed or places
        return allowed

    def _named_or_near(self, places: list[Place]) -> list[Place]:
        """Places that the text is sure to name, else whose place above it names, else whose province."""
        named = [place for place in places if place.path in self._permitted]
        direct = [place for place in places if place.path[:-1] in self._above]
        return named or direct or [place for place in places if place.path[:1] in self._above]


def _under(places: Sequence[Place], before: PlaceMention | None) -> list[Place]:
    """Places that lie in the one named directly before."""
    if before is None:
        return []
    tops = [candidate.path for candidate in before.candidates]
    return [
        place for place in places if any(place.path != top and is_within(place.path, top) for top in tops)
    ]
