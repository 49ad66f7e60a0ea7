"""Figures of another procedure than is asked for: 12345热线受理了多少件 is not told by 受理行政复议案件103件.

A question that names a procedure (复议, 信访, 公证, …) is answered only where the figure's sentence, those
right before it or what stands above it name that procedure too, and never where the words of the figure's
own name another one or what is no step of it (出庭 where 被告 is asked). The procedures are data
(``phrases/procedures.toml``). This module does not know which step of a procedure a figure is of.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.cells import Cell
from qa_service.answering.evidence.figure_places import Place
from qa_service.answering.text.folding import fold
from qa_service.library.records import DocumentSummary

_SENTENCE = re.compile(r"[^。;!?\n]{1,400}[。;!?\n]?")
_MOST_BEFORE = 3
"""Sentences before the figure's that may tell of what it is."""
_TURNED = re.compile(r"[^,。;:\d]{0,2}[降升增减扩缩压提][^,。;:\d]{0,2}[至到为]")
_ALL_OF_THEM = re.compile(r"[,;]?(?:全部|全都|均|都|全员|一律)")
_DIVIDED = re.compile(r"(?:从|按照?)[^,。;:\d]{1,10}[分看来][,:]|[^,。;:\d]{0,4}类型为?[:,]")
_BODY = re.compile(r"[^,。;:\d]{2,14}?(?:中心|处(?!理|[罚置分])|院|局|组织|机构|委员会)(?=[^,。;:\d]{2})")
_TAKEN_IN = re.compile(r"(?:全年|共)*(?:受理|收到|新收|接到|立案)[^,。;:\d]{2,14}(?=\d)")
_LINE = re.compile(r"(?<!\d)1[12]\d{3}(?!\d|[件条个次余])")
_IN_A_ROW = ":|"
"""What stands right before a figure that is told in a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """How questions name a procedure, and how the words around a figure of it do; ``beside`` are words that
    make a figure one of something else, each with those of a question that asks for that. What
    ``is_told_beside`` is a matter of several procedures; the figure's own sentence names it, or a heading."""

    name: str
    asked: re.Pattern[str]
    told: re.Pattern[str]
    beside: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    is_told_beside: bool


@cache
def _procedures() -> tuple[Procedure, ...]:
    path = files("qa_service.answering") / "phrases" / "procedures.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return tuple(
        Procedure(
            name=each["name"],
            asked=re.compile(each["asked"]),
            told=re.compile(each["told"]),
            beside=tuple((re.compile(said), re.compile(but)) for said, but in each.get("beside", ())),
            is_told_beside=each.get("is_told_beside", False),
        )
        for each in data["procedure"]
    )


def is_of_other_procedure(candidate: Candidate, asked: str, document: DocumentSummary | None) -> bool:
    """Whether folded ``asked`` is after a figure of a procedure and that of ``candidate``, out of
    ``document``, is of another one, or of none."""
    named = [procedure for procedure in _procedures() if procedure.asked.search(asked)]
    if not named or candidate.quantity is None or _legislates(document):
        return False
    said, matters = _beside(candidate), [each for each in named if each.is_told_beside]
    label = _label(candidate)
    beside = [matter for matter in matters if not matter.told.search(label)]
    if not all(matter.told.search(said) for matter in matters) or _is_beside(beside, label, asked):
        return True
    named = [procedure for procedure in named if procedure not in matters]
    others = [each for each in _procedures() if each not in named and not each.is_told_beside]
    if not named:
        return False
    around = _around(candidate, document)
    if not all(procedure.told.search(around) for procedure in named):
        # What a table counts may stand far above it.
        return not _is_in_row(candidate) or any(procedure.asked.search(around) for procedure in others)
    if _is_beside(named, label, asked) or _is_of_other_line(asked, around):
        return True
    # What is divided (复议案件从类型看,行政处罚47件), or whose work is told, is said of all its figures.
    whole = _whole(candidate) or _taken_in(candidate)
    if not any(procedure.asked.search(whole) for procedure in named) and any(
        procedure.asked.search(whole) for procedure in others
    ):
        return True
    if any(procedure.told.search(label) for procedure in named):
        return False
    return any(procedure.asked.search(label) for procedure in others)


def _whole(candidate: Candidate) -> str:
    """Of what or whom the sentence tells before its figures: what it divides into parts, that or the sentence
    before, or the body that its words begin with; empty where it tells of neither."""
    sentence = candidate.sentence
    if isinstance(candidate, Cell):
        return ""
    before = sentence.folded.text[sentence.start : candidate.start]
    division = _DIVIDED.search(before)
    if division is not None:
        return before[: division.start()] or "".join(_SENTENCE.findall(sentence.before)[-1:])
    body = _BODY.match(before)
    return body.group() if body else ""


def _taken_in(candidate: Candidate) -> str:
    """What the sentence says before its figures came in: 受理劳动仲裁申请205件,其中裁决160件."""
    sentence = candidate.sentence
    if isinstance(candidate, Cell):
        return ""
    found = _TAKEN_IN.match(sentence.folded.text, sentence.start, candidate.start)
    return found.group() if found else ""


def _is_beside(named: Sequence[Procedure], label: str, asked: str) -> bool:
    return any(
        said.search(label) is not None and but.search(asked) is None
        for procedure in named
        for said, but in procedure.beside
    )


def _is_of_other_line(asked: str, around: str) -> bool:
    """A hotline is known by its number: 12345 is no 12348."""
    lines, told = set(_LINE.findall(asked)), set(_LINE.findall(around))
    return bool(lines and told) and lines.isdisjoint(told)


def _beside(candidate: Candidate) -> str:
    """Headings and the figure's sentence up to the end of its clause, or of the next (311名,全部参加了…)."""
    return fold("|".join((*candidate.sentence.passage.section, _said(candidate)))).text


def _said(candidate: Candidate) -> str:
    """What the sentence says of the figure: what comes in later clauses is said of others."""
    sentence = candidate.sentence
    if isinstance(candidate, Cell):
        return f"{sentence.text}|{candidate.own}"
    text, at = sentence.folded.text, sentence.clause_at(candidate.start)
    later = sentence.clauses[at + 1 :][:1]
    of_them = later and _ALL_OF_THEM.match(text, later[0][0])
    _, end = later[0] if of_them else sentence.clauses[at]
    return text[sentence.start : end]


def _around(candidate: Candidate, document: DocumentSummary | None) -> str:
    """Title, issuer and headings; the first sentence of the passage, the last ones before the figure's, and
    what that says of it."""
    sentence, metadata = candidate.sentence, document.metadata if document else None
    above = (metadata.title, metadata.issuer or "") if metadata else ()
    before = _SENTENCE.findall(sentence.before)
    told = (*above, *sentence.passage.section, *before[:1], *before[-_MOST_BEFORE:], _said(candidate))
    return fold("|".join(told)).text


def _label(candidate: Candidate) -> str:
    """The figure's own words; those of 由17件降至9件 stand before the first of the two."""
    if isinstance(candidate, Cell):
        return fold(candidate.own).text
    place = Place.of(candidate)
    if _TURNED.fullmatch(place.lead) is None or not place.clauses_before:
        return place.own
    return place.clauses_before[-1][0] + place.own


def _is_in_row(candidate: Candidate) -> bool:
    text = candidate.sentence.folded.text
    return isinstance(candidate, Cell) or text[max(0, candidate.start - 1) : candidate.start] in _IN_A_ROW


def _legislates(document: DocumentSummary | None) -> bool:
    return document is not None and document.rank is not None and document.rank.legislates
