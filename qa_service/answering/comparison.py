"""One question asked of several regions or years: one value each, with its own citation, compared in code.

Every party is answered from its own documents alone; one that is silent is said to be silent. Which is higher
is computed only between figures of one unit, and said to be computed. This module does not know how a party's
answer is found.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from qa_service.answering.extractive import Extract
from qa_service.quantities import Quantity

NOT_MENTIONED = "未提及"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """One side of a comparison: its name (region, with its year) and what its documents say, if anything."""

    name: str
    year: int | None
    extract: Extract | None

    @property
    def label(self) -> str:
        return f"{self.name}({self.year}年)" if self.year is not None else self.name

    @property
    def quantity(self) -> Quantity | None:
        return self.extract.best.quantity if self.extract else None


def conclusion(parties: Sequence[Party]) -> str | None:
    """Which of the parties is highest, where all figures have one unit; None where that cannot be said."""
    figures: list[tuple[Decimal, Party]] = []
    for party in parties:
        quantity = party.quantity
        if quantity is None or quantity.value is None:
            return None
        figures.append((quantity.value, party))
    if len(figures) < 2 or len({(p.quantity.unit if p.quantity else None) for _, p in figures}) != 1:
        return None
    figures.sort(key=lambda figure: figure[0], reverse=True)
    written = "、".join(f"{party.name}{party.quantity.text}" for _, party in figures if party.quantity)
    if len(figures) > 2:
        return f"由高到低:{written}(由系统比较)"
    (high, first), (low, _) = figures
    if high == low:
        return f"两者相同({written},由系统比较)"
    unit = first.quantity.unit if first.quantity else ""
    difference = format(high - low, "f")
    gap = f"{difference}个百分点" if unit == "%" else f"{difference}{unit}"
    return f"{first.name}较高,相差{gap}({written},由系统计算)"
