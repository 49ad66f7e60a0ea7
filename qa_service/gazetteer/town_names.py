"""Whether a question that writes the name of a town of the library means that town.

Towns of one name lie in many counties, and the name of one ends that of another: 歙县仁里镇 is not the 仁里镇
of 石台县, 东城关镇 not 城关镇, and 城关街道 neither. What stands before and behind the name tells.
"""

import re
from collections.abc import Sequence

from qa_service.gazetteer.evidence import UNITS, Surroundings
from qa_service.gazetteer.places import Place, PlaceMention, is_within

_TOWN = re.compile(r"(?P<stem>[一-鿿]{2,5})(?:镇|乡|街道)")
_LINK = re.compile(
    r"(?:的|境内|内|下辖|所辖|下属|所属|辖区|[那这]个|[(（]|[去今前当]年|(?:(?:19|20)?\d\d)年?度?|,){0,4}$"
)
"""Between a place and a town in it: 石台县2022年|仁里镇. A comma is one only beside another of these."""
_LONGEST_LINK = 24
_SPEAKER = re.compile(r"(?:们|咱|我|说|查|[全我本]市|[全我本]县|[全我本]区|[全我本]旗)$")
_OTHER_PLACE = re.compile("[镇乡村]|街道|社区|居委")


def stem_of_town(name: str) -> str | None:
    """仁里 of 仁里镇; None for what is no town."""
    town = _TOWN.fullmatch(name)
    return town["stem"] if town else None


def towns_meant(
    text: str, start: int, end: int, places: Sequence[Place], before: Sequence[PlaceMention]
) -> tuple[Place, ...]:
    """Which of the towns ``places``, whose name stands at ``start`` to ``end``, may be meant, with the places
    ``before`` that the text names; none where the name is the end of another, or of another county's town."""
    head = text[max(0, start - _LONGEST_LINK) : start]
    found = _LINK.search(head)
    link = found.group() if found else ""
    # 甲县,乙镇 are two that are listed.
    at = start if link.strip(",") == "" else start - len(link)
    outer = next((mention for mention in before if mention.end == at), None)
    if outer is not None and stem_of_town(outer.candidates[0].name) is None:
        return tuple(place for place in places if any(_lies_in(place, top) for top in outer.candidates))
    if outer is not None:
        return tuple(places)
    if _SPEAKER.search(text[:at]):
        return tuple(places)
    of_unknown = at > 0 and text[at - 1] in UNITS
    return () if of_unknown or not Surroundings(text, start, end).begins_cleanly() else tuple(places)


def stem_stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a town's name without its unit is no part of another place's name: not 东|城关, 城关|街道."""
    clean = Surroundings(text, start, end).begins_cleanly() or _SPEAKER.search(text[:start]) is not None
    return clean and _OTHER_PLACE.match(text, end) is None


def _lies_in(place: Place, top: Place) -> bool:
    return place.path != top.path and is_within(place.path, top.path)
