"""Decides, for one text, which names in it are places.

A full name counts where it can hardly be anything else; a name made of ordinary words (和平区, 公安县) needs
its province or city in the text, or an organ of government after it; in titles and questions, which are
short and name places on purpose, it needs only that nothing runs into it. 城区, 东区 and the like need the
city directly before. A short name needs more, see ``short_names``.
"""

from collections.abc import Iterator, Sequence

from qa_service.gazetteer.evidence import Surroundings
from qa_service.gazetteer.lexicon import Lexicon, highest
from qa_service.gazetteer.places import Level, Place, PlaceMention, under
from qa_service.gazetteer.short_names import Register, Rules, read_short_name

Starts = Sequence[tuple[int, tuple[str, ...]]]


class Reading:
    """One pass over one text; ``mentions`` gives its places in order, without overlap."""

    def __init__(self, text: str, lexicon: Lexicon, rules: Rules) -> None:
        self._text = text
        self._lexicon = lexicon
        self._rules = rules
        self._starts: Starts = tuple(lexicon.scanner.starts(text))
        self._at = dict(self._starts)
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
        candidates: list[Place] = []
        is_short_name = False
        if full and self._is_whole(around, full) and not self._gives_its_unit_away(around, full):
            candidates = self._as_full_name(around, full, before)
        if not candidates and name in self._lexicon.short:
            is_short_name = True
            candidates = self._as_short_name(around, name, before)
        if not candidates:
            return None
        return PlaceMention(
            candidates=tuple(candidates), text=name, start=start, end=around.end, is_short_name=is_short_name
        )

    def _as_full_name(
        self, around: Surroundings, places: list[Place], before: PlaceMention | None
    ) -> list[Place]:
        below = under(places, before)
        nearest = below or self._named_or_near(places)
        if below or any(place.readable for place in places):
            return nearest or places
        if before is not None:
            return []
        if around.end - around.start == 2 and around.text[around.start + 1] == "区":
            return self._as_bare_district(around, nearest or places)
        if self._rules.register is not Register.TEXT:
            return self._as_named_on_purpose(around, nearest, places)
        if not around.begins_cleanly():
            return []
        stands_alone = around.begins_line() and around.continues_as_place()
        return nearest or (places if stands_alone or around.continues_as_government() else [])

    def _as_bare_district(self, around: Surroundings, places: list[Place]) -> list[Place]:
        """城区, 东区, 郊区: also what people call parts of any city."""
        if not around.opens():
            return []
        licensed = [place for place in places if place.path in self._rules.licensed]
        named = self._rules.register is Register.HEAD and around.continues_for_certain()
        return licensed or (places if named else [])

    def _as_named_on_purpose(
        self, around: Surroundings, nearest: list[Place], places: list[Place]
    ) -> list[Place]:
        if around.begins_cleanly():
            return nearest or places
        # Running on from another word, these are 太行|山区 and 沿海|城市.
        runs_on = around.end - around.start < 3 or around.text.endswith(("山区", "城市"), 0, around.end)
        return [] if runs_on else [place for place in places if place.path in self._rules.licensed]

    def _as_short_name(self, around: Surroundings, name: str, before: PlaceMention | None) -> list[Place]:
        places = self._lexicon.short[name]
        leading = [place for place in places if self._leads_to_one_below(around, place)]
        if not leading and (
            around.makes_another_name(self._lexicon.endings, self._lexicon.no_endings) or self._yields(around)
        ):
            return []
        below = under(places, before)
        held = self._rules.register is Register.QUESTION and any(
            p.path in self._rules.licensed for p in below
        )
        if below and (held or name not in self._lexicon.ordinary_words or _goes_on(around)):
            known = [place for place in below if place.path in self._permitted]
            return known or highest(below)
        read = read_short_name(around, name, self._lexicon, self._rules, self._permitted)
        return [place for place in leading if place in read] or leading or read

    def _is_whole(self, around: Surroundings, places: list[Place]) -> bool:
        """保定市容城县 holds 容城县, not 市容."""
        return around.unit_is_whole() or any(self._leads_to_one_below(around, place) for place in places)

    def _leads_to_one_below(self, around: Surroundings, place: Place) -> bool:
        """Whether the name of a place below ``place`` begins directly after it: 九江|湖口县, 天津|河西."""
        following = self._at.get(around.end, ())
        return any(
            _any_below((*self._lexicon.full.get(name, ()), *self._lexicon.short.get(name, ())), (place,))
            for name in following
        )

    def _gives_its_unit_away(self, around: Surroundings, places: list[Place]) -> bool:
        """济南市中区 is 济南|市中区: the city's 市 belongs to a district of that city."""
        last = around.end - 1
        return around.text[last] == "市" and any(
            _any_below(self._lexicon.full.get(name, ()), places) and self._around(last, name).unit_is_whole()
            for name in self._at.get(last, ())
        )

    def _yields(self, around: Surroundings) -> bool:
        """Whether a surer full name begins within this short one and outlasts it: 和康|巴什区, 和安|丘市."""
        return any(
            start + len(name) > around.end
            and (self._is_surely_full(start, name) or self._fits_better(start, name, around))
            for start in range(around.start + 1, around.end)
            for name in self._at.get(start, ())
        )

    def _is_surely_full(self, start: int, name: str) -> bool:
        places = self._lexicon.full.get(name, ())
        known = any(place.readable or place.path in self._permitted for place in places)
        return known and self._around(start, name).unit_is_whole()

    def _fits_better(self, start: int, name: str, around: Surroundings) -> bool:
        """In questions: 那|曲靖|呢 is not 那曲|靖呢."""
        if self._rules.register is not Register.QUESTION or around.continues_as_place():
            return False
        places = self._lexicon.short.get(name, ())
        known = any(place.level is Level.PREFECTURE or place.path in self._permitted for place in places)
        return known and self._around(start, name).continues_as_place()

    def _named_or_near(self, places: list[Place]) -> list[Place]:
        """Places that the text is sure to name, else whose place above it names, else whose province."""
        named = [place for place in places if place.path in self._permitted]
        direct = [place for place in places if place.path[:-1] in self._above]
        return named or direct or [place for place in places if place.path[:1] in self._above]


def _goes_on(around: Surroundings) -> bool:
    return around.continues_as_place() or around.continues_as_zone()


def _any_below(inner: Sequence[Place], outer: Sequence[Place]) -> bool:
    return any(
        len(place.path) > len(top.path) and place.path[: len(top.path)] == top.path
        for place in inner
        for top in outer
    )
