"""The town or street whose document it is: 冶源街道 of 临朐县冶源街道办事处, 西柳镇 of a report on 我镇.

No gazetteer has towns; they are read where a document says who wrote it: in its title or the name of its
file, as its issuer, or at the head of a text that speaks of 我镇, 全镇 more than of any county.
"""

import re
from collections import Counter
from collections.abc import Sequence

from qa_service.gazetteer import Gazetteer, Level, Path, Register
from qa_service.ingestion.region import Evidence, Region
from qa_service.library.records import Proof

_NAME = r"(?P<name>[一-鿿]{2,5}?(?<![乡村小城])(?P<unit>镇|乡|街道))"
_OFFICE = r"(?:人民政府|办事处|党工委|党委)"
_ISSUED_BY = re.compile(rf"{_NAME}{_OFFICE}(?!.{{0,8}}[局站所]$)")
_OPENS_TITLE = re.compile(rf"{_NAME}(?=[\s　]{{0,4}}(?:{_OFFICE}|(?:19|20)\d{{2}}|关于|法治|依法|推进))")
_AT_CLAUSE = re.compile(rf"(?:^|[，,。；;：:\n]|年)[\s　]*{_NAME}")
_NO_NAME = re.compile(r"[各全我本该每某的在和与及]|乡镇$|村镇$|城镇$|小镇$")
_OF_ITSELF = re.compile(r"(?:我|全|本)(镇|乡|街道)")
_OF_COUNTY = re.compile(r"(?:我|全|本)[县区市旗州]")
_HEAD_CHARACTERS = 300
_SCANNED_CHARACTERS = 30_000
_FEWEST_TIMES = 2


def in_town(
    region: Region | None,
    title: Evidence,
    issuer: Evidence,
    name: Evidence,
    text: str,
    *,
    tells_of_itself: bool,
) -> Region | None:
    """``region``, or the town in it whose document it is; ``tells_of_itself``: a report."""
    found = _issuing(issuer)
    if found is None and tells_of_itself:
        found = _opening(title) or _opening(name) or _spoken_of(text[:_SCANNED_CHARACTERS])
    if found is None:
        return region
    town, proof = found
    above = _county(region, text[:_SCANNED_CHARACTERS])
    if above and above[-1] == town:
        return region
    return Region(path=(*above, town), proof=proof)


def _issuing(issuer: Evidence) -> tuple[str, Proof] | None:
    return _named(issuer, _ISSUED_BY)


def _opening(evidence: Evidence) -> tuple[str, Proof] | None:
    return _named(evidence, _OPENS_TITLE)


def _named(evidence: Evidence, pattern: re.Pattern[str]) -> tuple[str, Proof] | None:
    """The town that the evidence names at its beginning, or right behind the place above it."""
    start = 0
    for mention in Gazetteer.load().find(evidence.text, register=Register.HEAD):
        start = mention.end if mention.start == start else start
    found = pattern.match(evidence.text, start)
    if found is None or _NO_NAME.search(found["name"]):
        return None
    at = evidence.start
    proof = Proof(
        found_in=evidence.found_in,
        quote=found["name"],
        start=None if at is None else at + found.start("name"),
        end=None if at is None else at + found.end("name"),
    )
    return found["name"], proof


def _spoken_of(text: str) -> tuple[str, Proof] | None:
    """The town at the head of a text that speaks of itself as one."""
    units = Counter(match.group(1) for match in _OF_ITSELF.finditer(text))
    if units.total() < _FEWEST_TIMES or len(_OF_COUNTY.findall(text)) >= units.total():
        return None
    unit = units.most_common(1)[0][0]
    for found in _AT_CLAUSE.finditer(text, 0, _HEAD_CHARACTERS):
        name = found["name"]
        if found["unit"] == unit and not _NO_NAME.search(name) and text.count(name) >= _FEWEST_TIMES:
            start, end = found.span("name")
            return name, Proof(found_in="head", quote=name, start=start, end=end)
    return None


def _county(region: Region | None, text: str) -> Path:
    """Where the town lies: ``region`` where that is a county or a zone, else the county that the text names
    most; empty where it names several alike."""
    gazetteer = Gazetteer.load()
    below_city = (Level.COUNTY, Level.ZONE)
    if region is not None and gazetteer.level(region.path) in below_city:
        return region.path
    named = [mention.place for mention in gazetteer.find(text) if mention.place is not None]
    counties = Counter(place.path for place in named if place.level is Level.COUNTY).most_common(2)
    if not counties or (len(counties) > 1 and counties[0][1] == counties[1][1]):
        return region.path if region is not None and _is_sole(region.path, [p.path for p in named]) else ()
    return counties[0][0]


def _is_sole(path: Path, named: Sequence[Path]) -> bool:
    return all(other[: len(path)] == path or path[: len(other)] == other for other in named)
