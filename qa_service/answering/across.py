"""An answer across documents as text, table and citations: what follows first, then each side in a line.

Every line bears the mark of its citation, every computed sentence says so and bears the marks of all the
figures that it rests on. This module does not choose or compute anything.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from qa_service.answering.aims import Aims
from qa_service.answering.comparison import NOT_COMPARED, NOT_MENTIONED, Finding, findings, values_of
from qa_service.answering.counted import Fit, Reading
from qa_service.answering.drafting import Draft, Marks
from qa_service.answering.parties import Party
from qa_service.answering.said import figure_of, quote_of, words_of
from qa_service.answering.tables import figures_table, words_table
from qa_service.library.records import DocumentSummary

_LONGEST_ANSWER = 820
_MOST_LINES = 24
_MOST_STATEMENTS = 3
_LONGEST_STATEMENTS = 640

Documents = Mapping[str, DocumentSummary]
Cite = Callable[[Reading], int]


def draft_across(parties: Sequence[Party], aims: Aims, documents: Documents, *, figures: bool) -> Draft:
    """The answer that ``parties`` give; ``figures``: each was asked for a figure."""
    return _draft_figures(parties, aims, documents) if figures else _draft_words(parties, documents)


def _draft_figures(parties: Sequence[Party], aims: Aims, documents: Documents) -> Draft:
    marks = Marks(documents)

    def cite(reading: Reading) -> int:
        return marks.cite(quote_of(reading)).n

    values = values_of(parties)
    table = figures_table(parties, values, cite)
    found = findings(parties, aims)
    first = [_finding(finding, cite) for finding in found]
    if not found and len(values.counted_otherwise) > 1 and len(parties) > 1:
        first = [f"{NOT_COMPARED}。"]
    elif found:
        first += _left_out(values.counted_otherwise, parties)
    note = _note_on_years(parties)
    if note and (found or first):
        first.append(note)
    for shortly in (False, True):
        lines = [_line(party, cite, shortly=shortly) for party in parties if party.says_something]
        answer = _joined(first, lines, _silent(parties))
        if len(answer) <= _LONGEST_ANSWER:
            break
    else:
        kept = max(3, min(_MOST_LINES, len(lines) * _LONGEST_ANSWER // len(answer) - 2))
        answer = _joined(first, [*lines[:kept], f"- 其余{len(lines) - kept}项见表。"], _silent(parties))
    short = next((finding.short for finding in found if finding.short), None)
    return Draft(answer=answer, short_answer=short, citations=marks.citations, table=table)


def _joined(first: Sequence[str], lines: Sequence[str], silent: str) -> str:
    head = "".join(first)
    body = "\n".join([*lines, *([silent] if silent else [])])
    return f"{head}\n\n{body}" if head else body


def _finding(finding: Finding, cite: Cite) -> str:
    readings = [party.reading for party in finding.parties if party.reading]
    return finding.text + "".join(f"[{n}]" for n in dict.fromkeys(map(cite, readings))) + "。"


def _left_out(counted_otherwise: Sequence[Party], parties: Sequence[Party]) -> list[str]:
    if not counted_otherwise:
        return []
    unsure = [party.label for party in counted_otherwise if party.others]
    differing = [party.label for party in counted_otherwise if not party.others]
    said = []
    if differing:
        said.append(f"{'、'.join(differing)}统计的内容不同,未列入。")
    if unsure:
        said.append(f"{'、'.join(unsure)}的文件写法不一,未列入。")
    return said


def _note_on_years(parties: Sequence[Party]) -> str:
    """That the years were chosen, or that they differ between the sides."""
    years = {party.year for party in parties if party.quantity and party.year is not None}
    chosen = [party for party in parties if party.side.year_chosen]
    if chosen and len(years) == 1:
        return f"(问题未写明年份,按各方都有的最近年份{years.pop()}年。)"
    if chosen:
        return "(问题未写明年份,按各方最近的年份。)"
    names = {party.name for party in parties}
    return "(各文件年份不同。)" if len(years) > 1 and len(names) == len(parties) else ""


def _line(party: Party, cite: Cite, *, shortly: bool) -> str:
    assert party.reading is not None
    readings = (party.reading, *party.others)
    said = []
    for reading in readings:
        words = words_of(quote_of(reading))
        mark = f"[{cite(reading)}]"
        if party.fit is not Fit.SAME:
            said.append(f"{NOT_MENTIONED},原文写的是“{words}”,统计的内容不同{mark}")
        elif shortly:
            said.append(f"{figure_of(reading)}{mark}")
        else:
            said.append(f"{figure_of(reading)},“{words}”{mark}")
    lead = "几处写法不一," if len(readings) > 1 else ""
    return f"- {party.label}:{lead}{';'.join(said)}。"


def _silent(parties: Sequence[Party]) -> str:
    """Who says nothing, those without a document apart."""
    silent = [party for party in parties if not party.says_something]
    lines = []
    for has_documents, group in groupby(
        sorted(silent, key=lambda p: not p.side.has_own), key=lambda p: p.side.has_own
    ):
        names = "、".join(party.label for party in group)
        lines.append(f"- {names}:{NOT_MENTIONED}" + ("。" if has_documents else "(库里没有相应的文件)。"))
    return "\n".join(lines)


def _draft_words(parties: Sequence[Party], documents: Documents) -> Draft:
    marks = Marks(documents)
    speaking = [party for party in parties if party.extract]
    budget = _LONGEST_STATEMENTS // max(1, len(speaking))
    lines = []
    for party in speaking[:_MOST_LINES]:
        assert party.extract is not None
        statements = party.extract.statements[:_MOST_STATEMENTS]
        while len(statements) > 1 and sum(len(s.body) for s in statements) > budget:
            statements = statements[:-1]
        said = "".join(f"{s.body}[{marks.cite(s.quote).n}]。" for s in statements)
        lines.append(f"- {party.label}:{said}")

    def cite(party: Party) -> int:
        assert party.extract is not None
        return marks.cite(party.extract.statements[0].quote).n

    table = words_table(parties, cite, _told)
    return Draft(
        answer=_joined([], lines, _silent(parties)),
        short_answer=None,
        citations=marks.citations,
        table=table,
    )


def _told(party: Party) -> str:
    assert party.extract is not None
    return party.extract.short.text if party.extract.short else party.extract.statements[0].body
