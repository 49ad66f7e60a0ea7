"""The table of an answer across documents: one row a side, each figure with the number of its citation.

A cell without a value is None. Figures of different things stand in one column only beside a column that says
what each counts; units that differ are made equal in a column of its own, which says that it was computed.
"""

from collections import Counter as Tally
from collections.abc import Callable, Sequence
from decimal import Decimal

from qa_service.answering.comparing.parties import Party
from qa_service.answering.comparing.readings import Fit, Reading
from qa_service.answering.comparing.said import figure_of, quote_of, words_of
from qa_service.answering.comparing.values import Values
from qa_service.answering.events import Table, TableRow
from qa_service.quantities.units import units

_POWERS = {"亿": Decimal(10**8), "万": Decimal(10**4), "": Decimal(1)}

Cite = Callable[[Reading], int]


def figures_table(
    parties: Sequence[Party], values: Values, cite: Cite, organ: Callable[[Reading], str]
) -> Table:
    """Columns: the side, the year, the value, the value in one unit where units differ, what is counted where
    that differs, the document's words. ``organ`` names whose document a figure is from."""
    kind = _kind_of_sides(parties)
    converted = _in_one_unit(values)
    compared = {id(value.party) for value in values.values}
    same = [party for party in parties if party.fit is Fit.SAME and not party.others]
    differing = len(same) > 1 and any(id(party) not in compared for party in same)
    columns = [kind, "年份", "数值"]
    columns += [f"折合{converted[1]}(由系统换算)"] if converted else []
    columns += ["统计内容"] if differing else []
    columns.append("原文表述")
    rows = []
    for party in parties:
        readings = [party.reading, *party.others, *party.of_organs] if party.reading else [None]
        for reading in readings:
            name = organ(reading) if reading and (party.others or reading in party.of_organs) else party.name
            cells: list[str | None] = [name, str(party.year) if party.year is not None else None]
            shown = reading is not None and reading.fit is Fit.SAME
            cells.append(figure_of(reading) if reading and shown else None)
            if converted:
                cells.append(converted[0].get(id(party)) if shown and reading is party.reading else None)
            if differing:
                cells.append(reading.own if reading and shown else None)
            cells.append(words_of(quote_of(reading)) if reading else None)
            rows.append(TableRow(cells=tuple(cells), n=cite(reading) if reading else None))
    chart = None
    if len(values.values) > 1 and not differing:
        chart = 3 if converted else 2
    return Table(columns=tuple(columns), rows=tuple(rows), chart=chart)


def _kind_of_sides(parties: Sequence[Party]) -> str:
    kinds = list(dict.fromkeys(party.side.kind for party in parties))
    return "/".join(kinds)


def _in_one_unit(values: Values) -> tuple[dict[int, str], str] | None:
    """Every value in the unit that most are written in, and that unit; None where all are, by any name."""
    scales = []
    for value in values.values:
        quantity = value.party.quantity
        unit = units().get(quantity.unit) if quantity else None
        power = next((name for name in "亿万" if quantity and name in quantity.text), "")
        scales.append((power, unit.factor if unit else Decimal(1), quantity.unit if quantity else ""))
    if values.base == "1" or len({(power, factor) for power, factor, _ in scales}) < 2:
        return None
    power, factor, name = Tally(scales).most_common(1)[0][0]
    whole = factor * _POWERS[power]
    return {id(v.party): _plain(v.at / whole) for v in values.values}, f"{power}{name}"


def _plain(value: Decimal) -> str:
    return format(value.quantize(Decimal("0.0001")).normalize(), "f")


def words_table(
    parties: Sequence[Party], cite: Callable[[Party], int], told: Callable[[Party], str]
) -> Table:
    """Columns: the side, the year, what it says."""
    rows = []
    for party in parties:
        year = str(party.year) if party.year is not None else None
        if party.extract is None:
            rows.append(TableRow(cells=(party.name, year, None), n=None))
        else:
            rows.append(TableRow(cells=(party.name, year, told(party)), n=cite(party)))
    return Table(columns=(_kind_of_sides(parties), "年份", "内容"), rows=tuple(rows))
