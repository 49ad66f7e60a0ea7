"""Units of quantities: their kind, the base unit that they count in, and the factor to it.

The list is ``units.tsv`` beside this module; a unit that it does not hold is no unit.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Kind(StrEnum):
    """What a figure says; ``date``, ``ordinal`` and ``article`` are figures that count nothing."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    RATIO = "ratio"
    MULTIPLE = "multiple"
    DURATION = "duration"
    AGE = "age"
    MEASURE = "measure"
    DATE = "date"
    ORDINAL = "ordinal"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """``factor`` of the unit make one ``base``: 公里 has base 米 and factor 1000."""

    name: str
    kind: Kind
    base: str
    factor: Decimal


@cache
def units() -> dict[str, Unit]:
    """Every unit by its name."""
    found: dict[str, Unit] = {}
    for line in data_lines("units.tsv"):
        kind, base, names = line.split("\t")
        for entry in names.split():
            name, _, factor = entry.partition(":")
            found[name] = Unit(name=name, kind=Kind(kind), base=base, factor=Decimal(factor or 1))
    return found


@cache
def word_endings() -> dict[str, str]:
    """Characters after a unit that make it the begin of a word: 人 → 民大事 (人民, 人大, 人事)."""
    pairs = (line.partition("\t") for line in data_lines("not_units.tsv"))
    return {unit: following for unit, _, following in pairs}


@cache
def units_of_one() -> frozenset[str]:
    """Units with which a single 一 counts; 一起 and 一面 are other words."""
    return frozenset(unit for line in data_lines("units_of_one.txt") for unit in line.split())


@cache
def phrases() -> re.Pattern[str]:
    """Words with a numeral that counts nothing (一把手, 三重一大), as one pattern, longest first."""
    words = {word for line in data_lines("not_quantities.txt") for word in line.split()}
    return re.compile("|".join(sorted(words, key=lambda word: (-len(word), word))))


def data_lines(name: str) -> list[str]:
    """The lines of a data file of this package, without comments and empty ones."""
    content = files("qa_service.quantities").joinpath(name).read_text(encoding="utf-8")
    return [line for line in content.splitlines() if line and not line.startswith("#")]
