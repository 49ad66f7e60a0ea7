"""A place, its level and its path, and a mention of it in a text.

A path runs from province to the place itself and leaves out what is no government of its own:
("山东省", "淄博市", "沂源县"), ("重庆市", "渝中区"), ("河南省", "济源市"). Offsets are code points,
half-open.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

Path = tuple[str, ...]


class Level(StrEnum):
    """Level of government; a zone is an area with a management committee instead of a government."""

    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    ZONE = "zone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An administrative division or zone. ``code`` is GB/T 2260's six digits, None where there is none.

    ``former``: ended by 2025-11 (renamed, merged or raised), still right for documents of its time.
    ``readable`` says whether the name is safe by itself: False for names such as 和平区 or 公安县 whose
    characters are ordinary words.
    """

    name: str
    path: Path
    level: Level
    code: str | None = None
    former: bool = False
    short_name: str
    readable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMention:
    """Where a text names a place; more than one candidate where several places bear the name."""

    candidates: tuple[Place, ...]
    text: str
    start: int
    end: int
    is_short_name: bool

    @property
    def place(self) -> Place | None:
        """The place when only one can be meant."""
        return self.candidates[0] if len(self.candidates) == 1 else None


def is_within(inner: Path, outer: Path) -> bool:
    """Whether ``inner`` is ``outer`` or lies in it; the empty path holds nothing."""
    return bool(outer) and inner[: len(outer)] == outer


def shared_depth(first: Path, second: Path) -> int:
    """Number of leading elements that two paths share."""
    depth = 0
    for left, right in zip(first, second, strict=False):
        if left != right:
            break
        depth += 1
    return depth


def under(places: Sequence[Place], before: PlaceMention | None) -> list[Place]:
    """Those of ``places`` that lie below the one mentioned before."""
    if before is None:
        return []
    tops = [candidate.path for candidate in before.candidates]
    return [
        place for place in places if any(place.path != top and is_within(place.path, top) for top in tops)
    ]
