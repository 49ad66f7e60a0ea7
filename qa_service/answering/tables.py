"""The table of an answer across documents: one row a side, each figure with the number of its citation.

A cell without a value is None. Figures of different things stand in one column only beside a column that says
what each counts; units that differ are made equal in a column of its own, which says that it was computed.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal

from qa_service.answering.comparison import Values, say
from qa_service.answering.counted import Fit, Reading
from qa_service.answering.events import Table, TableRow
from qa_service.answering.parties import Party
from qa_service.answering.said import figure_of, quote_of, words_of
from qa_service.quantities import canonical

Cite = Callable[[Reading], int]


def figures_table(parties: Sequence[Party], values: Values, cite: Cite) -> Table:
    """Columns: the side, the year, the value, the value in one unit where units differ, what is counted where
    that differs, the document's words."""
    kind = _kind_of_sides(parties)
    converted = _in_one_unit(values)
    differing = any(party.fit is Fit.SAME for party in values.counted_otherwise)
    columns = [kind, "年份", "数值"]
    columns += [f"折合{converted[1]}(由系统换算)"] if converted else []
    columns += ["统计内容"] if differing else []
    columns.append("原文表述")
    rows = []
    for party in parties:
        readings = [party.reading, *party.others] if party.reading else [None]
        for reading in readings:
            cells: list[str | None] = [party.name, str(party.year) if party.year is not None else None]
            shown = reading is not None and reading.fit is Fit.SAME
            cells.append(figure_of(reading) if reading and shown else None)
            if converted:
                cells.append(converted[0].get(id(party)) if shown else None)
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
    """Every value in one unit, and that unit; None where all are written in it."""
    written = [value.party.quantity for value in values.values]
    scales = {("亿" in q.text, "万" in q.text, q.unit) for q in written if q is not None}
    if len(scales) < 2 or values.base == "1" or len({canonical(q)[2] for q in written if q}) > 1:
        return None
    if all(q is not None and _one_for_one(q.unit, values) for q in written) and not any(
        scale[0] or scale[1] for scale in scales
    ):
        # 16宗 and 80件 are one unit by other names.
        return None
    large = sum(value.at >= 10**4 for value in values.values) * 2 > len(values.values)
    power, name = (Decimal(10**4), "万") if large else (Decimal(1), "")
    return (
        {id(v.party): _plain(v.at / power) for v in values.values},
        f"{name}{values.base}",
    )


def _one_for_one(unit: str, values: Values) -> bool:
    return say(Decimal(1), values).lstrip("1") == values.unit and bool(unit)


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
