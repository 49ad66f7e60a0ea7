"""Words that widen or narrow a figure (余, 约, 以上, 不超过) and what they bound.

The list is ``modifiers.tsv``. 突破, 满, 达 and 共 are recorded but do not belong to a quantity's span.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from qa_service.quantities.units import data_lines


class Bound(StrEnum):
    """What a modifier makes of the figure."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True, kw_only=True)
class Modifier:
    """A word with its place: before, announcing, inside or after the figure."""

    word: str
    place: str
    bound: Bound


@cache
def modifiers() -> dict[str, Modifier]:
    """Every modifier by its word."""
    rows = (line.split("\t") for line in data_lines("modifiers.tsv"))
    return {word: Modifier(word=word, place=place, bound=Bound(bound)) for word, place, bound in rows}


@cache
def leading_pattern() -> re.Pattern[str]:
    """Matches a modifier at the end of what stands before a figure; 最近 and 附近 are no modifiers."""
    return re.compile(rf"(?<![最附])(?:{_alternatives('before', 'announcing')})$")


@cache
def trailing_pattern() -> re.Pattern[str]:
    """Matches a modifier directly after a figure's unit."""
    return re.compile(_alternatives("after"))


FARTHEST_SHARE = 16
"""How far before a figure 每百人拥有 may begin."""


@cache
def per_pattern() -> re.Pattern[str]:
    """Matches 每百人拥有 at the end of what stands before a figure. Groups: per (每百人), scale, counted."""
    return re.compile(
        r"(?P<per>每(?P<scale>[一十百千万]{1,2}|\d{1,3}万?)(?P<counted>人|名|户|家|个|亩|件))(?:口|常住人口|居民)?"
        r"(?:拥有|占有|配备|设有|[有达为约超近]|平均|不[少低][于]|达到){0,2}$"
    )


def named(written: str) -> tuple[Modifier, ...]:
    """The modifiers of a quantity, joined as ``Quantity.modifier`` holds them."""
    found = re.findall(_alternatives("before", "announcing", "inside", "after"), written)
    return tuple(modifiers()[word] for word in found)


def bounds(written: str) -> set[Bound]:
    """What the modifiers of a quantity, joined as ``Quantity.modifier`` holds them, bound."""
    return {modifier.bound for modifier in named(written)}


@cache
def _alternatives(*places: str) -> str:
    words = [modifier.word for modifier in modifiers().values() if modifier.place in places]
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
