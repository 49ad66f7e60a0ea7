"""An answer across documents as text, table and citations: what follows first, then each side in a line.

Every line bears the mark of its citation, every computed sentence says so and bears the marks of all the
figures that it rests on. This module does not choose or compute anything.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from qa_service.answering.comparing.aims import Aim, Aims
from qa_service.answering.comparing.comparison import (
    NOT_COMPARED,
    NOT_MENTIONED,
    findings,
)
from qa_service.answering.comparing.parties import Party
from qa_service.answering.comparing.readings import Fit, Reading
from qa_service.answering.comparing.said import figure_of, quote_of, words_of
from qa_service.answering.comparing.tables import figures_table, words_table
from qa_service.answering.comparing.values import Finding, Values, values_of
from qa_service.answering.drafting import Draft, Marks
from qa_service.answering.questions.organs import organ_of
from qa_service.library.records import DocumentSummary

_LONGEST_ANSWER = 820
_MOST_LINES = 24
_MOST_STATEMENTS = 3
_LONGEST_STATEMENTS = 840

Documents = Mapping[str, DocumentSummary]
Cite = Callable[[Reading], int]


def draft_across(
    parties: Sequence[Party],
    aims: Aims,
    documents: Documents,
    *,
    figures: bool,
    note: str = "",
    of_level: bool = True,
) -> Draft:
    """The answer that ``parties`` give; ``figures``: each was asked for a figure. ``note`` is said first. The
    parties are set against each other where they are ``of_level``, the places that were asked of."""
    if figures:
        made = _draft_figures(parties, aims, documents, of_level=of_level)
    else:
        made = _draft_words(parties, aims, documents)
    short = made.short_answer if of_level else None
    lead = f"{note}\n\n" if note and made.answer.startswith("- ") else note
    return replace(made, answer=lead + made.answer, short_answer=short)


def _draft_figures(parties: Sequence[Party], aims: Aims, documents: Documents, *, of_level: bool) -> Draft:
    marks = Marks(documents)

    def cite(reading: Reading) -> int:
        return marks.cite(quote_of(reading)).n

    def organ(reading: Reading) -> str:
        document = documents[reading.candidate.sentence.passage.document_id]
        return organ_of(document) or f"《{document.metadata.title}》"

    values = values_of(parties)
    table = figures_table(parties, values, cite, organ)
    found = findings(parties, aims) if of_level else []
    first = [_finding(finding, cite) for finding in found]
    if found:
        first.insert(0, _basis(values))
        first += _left_out(values.counted_otherwise)
    elif len(parties) > 1 and of_level:
        first.append(_why_not(parties, aims, cite))
    if any(first):
        first.insert(0, _shared_year(parties))
        first.append(_note_on_years(parties))
    elif shared := _shared_year(parties):
        first = [f"{shared.rstrip(',')}:"]
    compared = {id(value.party) for value in values.values}
    speaking = [party for party in parties if party.says_something]
    for shortly in (False, True):
        lines = [
            _line(party, cite, organ, shortly=shortly, apart=bool(compared) and id(party) not in compared)
            for party in speaking
        ]
        answer = _joined(first, lines, _silent(parties))
        if len(answer) <= _LONGEST_ANSWER:
            break
    else:
        kept = max(3, min(_MOST_LINES, len(lines) * _LONGEST_ANSWER // len(answer) - 2))
        if kept < len(lines):
            lines = [*lines[:kept], f"- 其余{len(lines) - kept}项见表。"]
            answer = _joined(first, lines, _silent(parties))
    short = next((finding.short for finding in found if finding.short), None)
    return Draft(answer=answer, short_answer=short, citations=marks.citations, table=table)


def _basis(values: Values) -> str:
    """Which step of the matter is compared, where the question names none."""
    readings = [value.party.reading for value in values.values if value.party.reading]
    if not readings or readings[0].stage_asked or not readings[0].stage_words:
        return ""
    written = dict.fromkeys(reading.stage_words for reading in readings if reading.stage_words)
    return f"按写明的{''.join(f'“{words}”' for words in written)}数比较:"


def _why_not(parties: Sequence[Party], aims: Aims, cite: Cite) -> str:
    """Why nothing is computed; empty where nothing was wanted."""
    same = [party for party in parties if party.fit is Fit.SAME and party.reading]
    if len(same) > 1:
        return f"{NOT_COMPARED}。"
    if not aims.numeric:
        return ""
    if len(same) == 1 and same[0].reading:
        return f"只有{same[0].label}写明了所问的数字,无法比较[{cite(same[0].reading)}]。"
    return "各文件都没有写明所问的数字,无法比较。"


def _shared_year(parties: Sequence[Party]) -> str:
    sides = [party.side for party in parties]
    year = next((side.year for side in sides if side.year is not None and not side.says_year), None)
    return f"{year}年," if year is not None else ""


def _joined(first: Sequence[str], lines: Sequence[str], silent: str) -> str:
    head = "".join(first)
    body = "\n".join([*lines, *([silent] if silent else [])])
    return f"{head}\n\n{body}" if head else body


def _finding(finding: Finding, cite: Cite) -> str:
    readings = [party.reading for party in finding.parties if party.reading]
    return finding.text + "".join(f"[{n}]" for n in dict.fromkeys(map(cite, readings))) + "。"


def _left_out(counted_otherwise: Sequence[Party]) -> list[str]:
    unsure = [party.label for party in counted_otherwise if party.others]
    differing = [party.label for party in counted_otherwise if not party.others]
    said = []
    if differing:
        said.append(f"{'、'.join(differing)}统计的内容不同,未列入。")
    if unsure:
        said.append(f"{'、'.join(unsure)}的几份文件数字不一,未列入。")
    return said


def _note_on_years(parties: Sequence[Party]) -> str:
    """That the years were chosen, or that they differ between the sides."""
    years = {party.year for party in parties if party.quantity and party.year is not None}
    if any(party.side.year_chosen for party in parties):
        return "(问题未写明年份,取各方最近的年份。)" if len(years) > 1 else "(问题未写明年份,取最近的年份。)"
    names = {party.name for party in parties}
    return "(各文件年份不同。)" if len(years) > 1 and len(names) == len(parties) else ""


def _line(party: Party, cite: Cite, organ: Callable[[Reading], str], *, shortly: bool, apart: bool) -> str:
    """``apart``: the others count something else than this one."""
    assert party.reading is not None
    readings = (party.reading, *party.others)
    said = []
    for reading in readings:
        words = words_of(quote_of(reading))
        mark = f"[{cite(reading)}]"
        if party.others:
            said.append(f"{organ(reading)}{figure_of(reading)}{mark}")
        elif party.fit is not Fit.SAME:
            said.append(f"{NOT_MENTIONED},原文写的是“{words}”,统计的内容不同{mark}")
        elif apart:
            said.append(f"{figure_of(reading)},“{words}”,统计的内容不同{mark}")
        elif shortly:
            said.append(f"{figure_of(reading)}{mark}")
        else:
            said.append(f"{figure_of(reading)},“{words}”{mark}")
    lead = f"{len(readings)}份文件数字不一," if len(readings) > 1 else ""
    beside = "、".join(f"{organ(r)}{figure_of(r)}[{cite(r)}]" for r in party.of_organs)
    aside = f"(取政府的数字,另有{beside})" if beside else ""
    return f"- {party.label}:{lead}{';'.join(said)}{aside}。"


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


def _draft_words(parties: Sequence[Party], aims: Aims, documents: Documents) -> Draft:
    marks = Marks(documents)
    speaking = [party for party in parties if party.extract]
    affirming = [party for party in speaking if party.affirms]
    budget = _LONGEST_STATEMENTS // max(1, len(speaking))
    lines = []
    for party in speaking[:_MOST_LINES]:
        assert party.extract is not None
        statements = party.extract.statements[:_MOST_STATEMENTS]
        while len(statements) > 1 and sum(len(s.body) for s in statements) > budget:
            statements = statements[:-1]
        said = "".join(f"{_clipped(s.body, budget)}[{marks.cite(s.quote).n}]。" for s in statements)
        denied = "原文写的是:" if party.affirms is False else ""
        lines.append(f"- {party.label}:{denied}{said}")

    def cite(party: Party) -> int:
        assert party.extract is not None
        return marks.cite(party.extract.statements[0].quote).n

    table = words_table(parties, cite, _told)
    first, short = [], None
    if any(party.affirms is not None for party in parties):
        names = "、".join(party.label for party in affirming)
        marked = "".join(f"[{n}]" for n in dict.fromkeys(map(cite, affirming)))
        number = (
            f"{len(affirming)}{'份文件' if parties[0].side.kind == '文件' else '个' + parties[0].side.kind}"
        )
        first = [
            f"{_shared_year(parties)}写明的有{number}:{names}{marked}。"
            if affirming
            else "没有一份文件写明已这样做。"
        ]
        short = (number if Aim.COUNT in aims else "、".join(party.name for party in affirming)) or None
    if aims.unmentioned:
        first, short = _unmentioned(parties, cite)
    return Draft(
        answer=_joined(first, lines, _silent(parties)),
        short_answer=short,
        citations=marks.citations,
        table=table,
    )


def _unmentioned(parties: Sequence[Party], cite: Callable[[Party], int]) -> tuple[list[str], str | None]:
    """Who says nothing of it, with those who only plan it; the same shortly."""
    silent = [party.name for party in parties if not party.extract and party.side.has_own]
    planning = [party for party in parties if party.extract and not party.affirms]
    said = [f"没有提到的有{len(silent)}个:{'、'.join(silent)}" if silent else ""]
    said += [f"只在计划里提到的有:{'、'.join(f'{p.name}[{cite(p)}]' for p in planning)}" if planning else ""]
    text = ";".join(each for each in said if each) or "各文件都提到了"
    names = silent + [f"{party.name}(只在计划里提到)" for party in planning]
    return [f"{text}。"], "、".join(names) or None


def _told(party: Party) -> str:
    assert party.extract is not None
    return party.extract.short.text if party.extract.short else party.extract.statements[0].body


def _clipped(body: str, longest: int) -> str:
    """``body`` up to a pause, where many sides share the room."""
    if len(body) <= longest:
        return body
    cut = max(body.rfind(mark, longest // 2, longest) for mark in "。;；,，")
    return f"{body[: cut if cut > 0 else longest]}…"
