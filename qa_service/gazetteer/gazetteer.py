"""The gazetteer: finds the places that a text names and says where they lie."""

from collections.abc import Collection, Iterable, Sequence
from functools import cache

from qa_service.gazetteer.data import read_data
from qa_service.gazetteer.lexicon import Lexicon
from qa_service.gazetteer.names import combinations
from qa_service.gazetteer.places import Level, Path, Place, PlaceMention, shared_depth
from qa_service.gazetteer.reading import Reading
from qa_service.gazetteer.short_names import Register, Rules
from qa_service.gazetteer.zones import with_zones


@cache
def _shared() -> "Gazetteer":
    return Gazetteer(Lexicon(read_data()))


class Gazetteer:
    """Immutable after it is made; safe to share between threads. Offsets are code points, half-open."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    @classmethod
    def load(cls) -> "Gazetteer":
        """The gazetteer over the shipped data, read once a process (about 0.1 s)."""
        return _shared()

    @property
    def everyday_words(self) -> frozenset[str]:
        """Short names that everyday or official speech uses as words (平安, 合作)."""
        return self._lexicon.everyday_words

    @property
    def no_endings(self) -> tuple[str, ...]:
        """Words that begin like what makes another name of a place's (山|区 of 山区)."""
        return self._lexicon.no_endings

    def find(
        self, text: str, *, licensed: Collection[Path] = (), register: Register = Register.TEXT
    ) -> list[PlaceMention]:
        """Places that ``text`` names, in order, without overlap; time is linear in the text.

        ``licensed``: paths whose short names count too (a library's regions). ``register``:
        titles and questions name places with less around them than running text.
        Candidates are narrowed by the place directly before, then by those that the text is sure to name.
        """
        reading = Reading(text, self._lexicon, Rules(frozenset(licensed), register))
        return with_zones(text, list(reading.mentions()), self._lexicon, register)

    def resolve(self, candidates: Sequence[Place], context: Iterable[Path]) -> Place | None:
        """The candidate that ``context``, the paths of all other mentions, speaks for most.

        A mention counts by the share of the candidate's parents that it has: for the 朝阳区 of 长春市 the
        city fully, its province half. Of several alike, the only one that exists today, otherwise None.
        """
        if len(candidates) == 1:
            return candidates[0]
        paths = tuple(context)
        support = [sum(_support(place, path) for path in paths) for place in candidates]
        best = max(support, default=0.0)
        nearest = [place for place, score in zip(candidates, support, strict=True) if score == best]
        if len(nearest) > 1:
            nearest = [place for place in nearest if not place.former]
        return nearest[0] if len(nearest) == 1 else None

    def place_at(self, path: Path) -> Place | None:
        """The place with exactly this path; None for a zone that is on no list."""
        return self._lexicon.by_path.get(path)

    def zone_at(self, path: Path) -> Place:
        """The place at a path, or a zone of that name where no list has it."""
        return self._lexicon.zone_at(path)

    def named(self, name: str) -> tuple[Place, ...]:
        """Places that bear this name in full, or else as short name."""
        return tuple(self._lexicon.full.get(name) or self._lexicon.highest.get(name) or ())

    def path(self, place: Place) -> Path:
        """Path from province to the place: ("山东省", "淄博市", "沂源县")."""
        return place.path

    def level(self, path: Path) -> Level | None:
        """Level of the place at a path; a path on no list whose parent is listed is a zone."""
        place = self.place_at(path)
        if place is not None:
            return place.level
        return Level.ZONE if path[:-1] in self._lexicon.by_path else None

    def names_of(self, path: Path) -> tuple[str, ...]:
        """All ways to write the place at ``path``, longest first: 山东省淄博市沂源县 … 山东沂源, 沂源."""
        names = set(combinations(path, self._lexicon.short_names))
        names.update(alias for alias, target in self._lexicon.aliases.items() if target == path)
        return tuple(sorted(names, key=lambda name: (-len(name), name)))


def _support(place: Place, path: Path) -> float:
    parents = place.path[:-1] or place.path
    return min(1.0, shared_depth(parents, path) / len(parents))
