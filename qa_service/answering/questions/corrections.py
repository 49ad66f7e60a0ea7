"""What a user makes of the scope that was understood, written behind the question: (地区:甲县;年份:不限).

The page writes it when a chip is changed or taken off, so that the question as it was asked stands in the
conversation; anybody may write it by hand.
"""

import re
from dataclasses import dataclass

_CORRECTION = re.compile(
    r"\((?P<first>(?:地区|年份):[^():;]{1,200})(?:;(?P<second>(?:地区|年份):[^():;]{1,200}))?\)$"
)
_ANY = frozenset({"不限", "全部", "所有"})
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """None where nothing is corrected, an empty tuple where any region or year will do."""

    regions: tuple[str, ...] | None = None
    years: tuple[int, ...] | None = None


def read_correction(text: str) -> tuple[str, Correction]:
    """Folded ``text`` without its correction, and the correction."""
    match = _CORRECTION.search(text)
    if not match:
        return text, Correction()
    said = dict(part.split(":", 1) for part in match.groups() if part)
    regions, years = said.get("地区"), said.get("年份")
    return text[: match.start()], Correction(
        regions=None if regions is None else () if regions in _ANY else tuple(regions.split("、")),
        years=None if years is None else tuple(int(year) for year in _YEAR.findall(years)),
    )
