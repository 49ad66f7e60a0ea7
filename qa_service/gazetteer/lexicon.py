"""The names of all places, ready for look-up: full names, short names, and what is known about them."""

from qa_service.gazetteer.data import GazetteerData
from qa_service.gazetteer.places import Level, Path, Place
from qa_service.gazetteer.scanner import Scanner

ORDER = (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY, Level.ZONE)


class Lexicon:
    """Look-up tables over the gazetteer's data; immutable after it is made."""

    def __init__(self, data: GazetteerData) -> None:
        self.by_path = {place.path: place for place in data.places}
        self.aliases = data.aliases
        self.phrases = data.phrases
        self.endings = data.endings
        self.no_endings = tuple(data.no_endings)
        self.ordinary_words = data.ordinary_words
        self.homographs = data.homographs
        self.everyday_words = data.everyday_words
        self.short_names = data.short_names
        self.full: dict[str, list[Place]] = {}
        short: dict[str, list[Place]] = {}
        for place in data.places:
            for name in (place.name,) if place.level is Level.ZONE else data.short_names.variants(place.name):
                into = short if name == place.short_name != place.name else self.full
                into.setdefault(name, []).append(place)
        for alias, path in data.aliases.items():
            if self.by_path[path] not in short.setdefault(alias, []):
                short[alias].append(self.by_path[path])
        self.short = short
        self.highest = {name: highest(places) for name, places in short.items()}
        self.scanner = Scanner([*self.full, *self.short, *self.phrases])

    def zone_at(self, path: Path) -> Place:
        """The place at a path, or a zone of that name where no list has it."""
        listed = self.by_path.get(path)
        return listed or Place(name=path[-1], path=path, level=Level.ZONE, short_name=path[-1])


def highest(places: list[Place]) -> list[Place]:
    """Of places with one short name, those of the highest level today: 吉林 is the province, 海南 too."""
    lasting = [place for place in places if not place.former] or places
    best = min(ORDER.index(place.level) for place in lasting)
    return [place for place in lasting if ORDER.index(place.level) == best]
