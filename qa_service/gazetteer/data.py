"""Reads the data files of this package: divisions, new areas, words that are no places."""

from dataclasses import dataclass
from importlib.resources import files

from qa_service.gazetteer.names import ShortNames
from qa_service.gazetteer.places import Level, Path, Place

SAFE_UNITS = ("市", "自治县", "自治州", "自治旗", "地区", "林区", "特区")
HAS_NO_CITY_LEVEL = frozenset({"11", "12", "31", "50", "81", "82"})


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerData:
    """Everything the gazetteer looks up; ``aliases`` maps another name to the path it stands for."""

    places: tuple[Place, ...]
    aliases: dict[str, Path]
    phrases: frozenset[str]
    endings: frozenset[str]
    no_endings: frozenset[str]
    ordinary_words: frozenset[str]
    homographs: frozenset[str]
    everyday_words: frozenset[str]
    short_names: ShortNames


def read_data() -> GazetteerData:
    """Read the files beside this module."""
    ordinary = frozenset(_words("ordinary_words.txt"))
    short_names = ShortNames(tuple(_words("ethnic_groups.txt")))
    divisions = _divisions(ordinary, short_names)
    areas, aliases = _special_areas({place.path for place in divisions})
    phrases, endings, no_endings = _not_places()
    return GazetteerData(
        places=divisions + areas,
        aliases=aliases,
        phrases=phrases,
        endings=endings,
        no_endings=no_endings,
        ordinary_words=ordinary,
        homographs=frozenset(_words("homographs.txt")),
        everyday_words=frozenset(_words("everyday_words.txt")),
        short_names=short_names,
    )


def is_readable(name: str, short_name: str, level: Level, ordinary: frozenset[str]) -> bool:
    """Whether a full name can hardly be anything else where it stands in running text.

    Not so: a stem of one character (和县), a county's stem that is an ordinary word (公安县), and X城市 of a
    county, which reads as X and 城市 (沿海城市, 新兴城市). With 市 or a long unit any stem is safe.
    """
    if level is Level.COUNTY and len(name) == 3 and name.endswith("城市"):
        return False
    if name.endswith(SAFE_UNITS) and len(name) > 2:
        return True
    return short_name != name and short_name not in ordinary


def _divisions(ordinary: frozenset[str], short_names: ShortNames) -> tuple[Place, ...]:
    rows = [line.split("\t") for line in _lines("divisions.tsv")]
    current = {code: name for code, name, status in rows if status != "former"}
    named = {code: name for code, name, _ in rows} | current
    return tuple(
        _division(code, name, status, _parents(code, named), ordinary, short_names)
        for code, name, status in rows
    )


def _division(
    code: str, name: str, status: str, parents: Path, ordinary: frozenset[str], short_names: ShortNames
) -> Place:
    short = short_names.short(name)
    level = Level.ZONE if status == "zone" else _level(code)
    return Place(
        name=name,
        path=(*parents, name),
        level=level,
        code=code,
        former=status == "former",
        short_name=name if level is Level.ZONE else short,
        readable=level in (Level.ZONE, Level.PROVINCE) or is_readable(name, short, level, ordinary),
    )


def _level(code: str) -> Level:
    if code.endswith("0000"):
        return Level.PROVINCE
    return Level.PREFECTURE if code.endswith("00") else Level.COUNTY


def _parents(code: str, named: dict[str, str]) -> Path:
    if code.endswith("0000"):
        return ()
    province = (named[code[:2] + "0000"],)
    if code.endswith("00") or code[:2] in HAS_NO_CITY_LEVEL:
        return province
    prefecture = named.get(code[:4] + "00")
    return province if prefecture is None else (*province, prefecture)


def _special_areas(known: set[Path]) -> tuple[tuple[Place, ...], dict[str, Path]]:
    places: list[Place] = []
    aliases: dict[str, Path] = {}
    for line in _lines("special_areas.tsv"):
        name, parent, _, others = line.split("\t")
        path = (*filter(None, parent.split("/")), name)
        aliases |= {other: path for other in others.split(",") if other}
        if path not in known:
            level = Level.ZONE if parent else Level.PROVINCE
            # Without 新区 most of these are the name of their city (福州新区), so they have no short form.
            places.append(Place(name=name, path=path, level=level, short_name=name))
    return tuple(places), aliases


def _not_places() -> tuple[frozenset[str], ...]:
    """Phrases, endings and what only begins like an ending."""
    sections: dict[str, set[str]] = {"[phrases]": set(), "[endings]": set(), "[no_endings]": set()}
    section = "[phrases]"
    for line in _lines("not_places.txt"):
        if line in sections:
            section = line
        else:
            sections[section].update(line.split())
    return tuple(map(frozenset, sections.values()))


def _words(name: str) -> list[str]:
    return [word for line in _lines(name) for word in line.split()]


def _lines(name: str) -> list[str]:
    content = files("qa_service.gazetteer").joinpath(name).read_text(encoding="utf-8")
    return [line for line in content.splitlines() if line and not line.startswith("#")]
