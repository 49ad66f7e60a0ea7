"""One question asked of several regions or years: one value each, with its own citation, compared in code.

Every party is answered from its own documents alone; one that is silent is said to be silent. Which is higher
is computed only between figures of one unit, and said to be computed. This module does not know how a party's
answer is found.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from qa_service.answering.extractive import Extract
from qa_service.quantities import Quantity, canonical

NOT_MENTIONED = "未提及"
NOT_COMPARED = "各地统计的内容不尽相同,未作比较"
_FILLERS = "有达为是共到约近超过计了的,: "


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
    """Which of the parties is highest, where all figures count one thing; None where a party gives none.

    受理80件 is not 收到申请93件: where the words before the figures differ, that is said instead of a rank.
    """
    quantities = [party.quantity for party in parties if party.quantity and party.quantity.value is not None]
    if len(quantities) < 2 or len(quantities) < len(parties):
        return None
    values, unit = _in_one_unit(quantities)
    if unit is None:
        return None
    if len({_what_is_counted(party) for party in parties}) > 1:
        return NOT_COMPARED
    ranked = sorted(zip(values, parties, strict=True), key=lambda pair: pair[0], reverse=True)
    written = "、".join(f"{party.name}{party.quantity.text}" for _, party in ranked if party.quantity)
    if len(ranked) > 2:
        return f"由高到低:{written}(由系统比较)"
    (high, first), (low, _) = ranked
    if high == low:
        return f"两者相同({written},由系统比较)"
    gap = format(high - low, "f") + ("个百分点" if unit == "%" else unit)
    return f"{first.name}较高,相差{gap}({written},由系统计算)"


def _what_is_counted(party: Party) -> str:
    """The end of the words before the figure: 申请, 案件, 成功率."""
    if party.extract is None:
        return ""
    best = party.extract.best
    lead = best.sentence.folded.text[best.sentence.start : best.start].rstrip(_FILLERS)
    return lead[-2:]


def _in_one_unit(quantities: Sequence[Quantity]) -> tuple[list[Decimal], str | None]:
    """The values in their own unit where all share it, else in the base unit, None where none is shared."""
    if len({quantity.unit for quantity in quantities}) == 1:
        return [quantity.value for quantity in quantities if quantity.value is not None], quantities[0].unit
    forms = [canonical(quantity) for quantity in quantities]
    bases = {base for _, _, base in forms}
    return [value for value, _, _ in forms if value is not None], bases.pop() if len(bases) == 1 else None
