"""What a document says under the heading that a question names: 介绍一下规范行政决策的情况, where a section
is headed (二)规范行政决策,推进政务公开.

This module compares words; it knows no question but those, and does not judge what stands under the heading.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from qa_service.answering.sections.announced import Account
from qa_service.answering.text.folding import fold
from qa_service.answering.text.matching import SYNONYM_VALUE, Term
from qa_service.answering.text.sentences import sentences
from qa_service.quantities.numerals import parse_numeral
from vectorstore.passages import Passage

_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.]|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、]|第[一二三四五六七八九十]{1,3}[部章节])\s*"
)
_UPPERMOST = re.compile(r"第?(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})(?:、|\.(?!\d)|部分|章)")
_CLAUSE_ENDS = re.compile(r"[,;:、\s]+")
_DATED = re.compile(r"^(?:19|20)\d\d年度?")
_LEAST_FIT = 0.6
_SHORTEST_SAID = 4
"""Characters of a heading that is asked for word for word (总体情况)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headed:
    """``accounts`` of the passages under one heading; ``fit``: how much of its likest clause the question
    says, 0–1."""

    accounts: tuple[Account, ...]
    fit: float


def headed_by(terms: Sequence[Term], asked: str, passages: Sequence[Passage]) -> Headed | None:
    """The part of a document whose heading holds all ``terms`` and is said best by ``asked``, the folded
    question; None where no heading is named so."""
    if not terms:
        return None
    best: Headed | None = None
    for heading, under in _parts([passage for passage in passages if not passage.is_heading]):
        if not all(term.value_in(heading) >= SYNONYM_VALUE for term in terms):
            continue
        fit = max((_said(clause, asked) for clause in _CLAUSE_ENDS.split(heading)), default=0.0)
        if fit >= _LEAST_FIT and (best is None or fit > best.fit):
            accounts = tuple(Account(passage=p, sentences=sentences(p)) for p in under)
            best = Headed(accounts=accounts, fit=fit)
    return best


def headed_for(nouns: Sequence[str], passages: Sequence[Passage]) -> Headed | None:
    """The part whose heading ends with one of ``nouns``, else holds one, alone of all headings: 五、申请材料
    for 材料."""
    read = [passage for passage in passages if not passage.is_heading]
    parts = [(heading.rstrip("。:"), under) for heading, under in _parts(read)]
    ending = [under for heading, under in parts if heading.endswith(tuple(nouns))]
    holding = [under for heading, under in parts if any(noun in heading for noun in nouns)]
    found = ending or holding
    if len(found) != 1:
        return None
    accounts = tuple(Account(passage=p, sentences=sentences(p)) for p in found[0])
    return Headed(accounts=accounts, fit=_LEAST_FIT)


def headed_among(passages: Sequence[Passage], is_meant: Callable[[str], bool]) -> Headed | None:
    """The part whose heading ``is_meant``, the uppermost; None where several stand side by side."""
    found: dict[int, list[list[Passage]]] = {}
    for heading, under in _parts([passage for passage in passages if not passage.is_heading]):
        if is_meant(heading.rstrip("。:")):
            depth = min(len(passage.section) for passage in under)
            found.setdefault(depth, []).append(under)
    uppermost = found[min(found)] if found else []
    if len(uppermost) != 1:
        return None
    accounts = tuple(Account(passage=p, sentences=sentences(p)) for p in uppermost[0])
    return Headed(accounts=accounts, fit=_LEAST_FIT)


def headed_exactly(asked: str, passages: Sequence[Passage], *, unless_in: str) -> Headed | None:
    """The part whose heading ``asked``, the folded question, says word for word, of several the longest; none
    that ``unless_in`` says too."""
    best: tuple[str, list[Passage]] = ("", [])
    for heading, under in _parts([passage for passage in passages if not passage.is_heading]):
        bare = _DATED.sub("", heading.rstrip("。:"))
        if max(_SHORTEST_SAID, len(best[0]) + 1) <= len(bare) and bare in asked and bare not in unless_in:
            best = (bare, under)
    accounts = tuple(Account(passage=p, sentences=sentences(p)) for p in best[1])
    return Headed(accounts=accounts, fit=1.0) if accounts else None


def numbered(number: int, passages: Sequence[Passage]) -> Headed | None:
    """The part of a document whose heading, of the uppermost level, has the ``number``: 三、 for 3."""
    read = [passage for passage in passages if not passage.is_heading]
    under = [p for p in read if p.section and _number_of(fold(p.section[0]).text) == number]
    accounts = tuple(Account(passage=p, sentences=sentences(p)) for p in under)
    return Headed(accounts=accounts, fit=1.0) if accounts else None


def _number_of(heading: str) -> int | None:
    match = _UPPERMOST.match(heading)
    number = parse_numeral(match["number"]) if match else None
    return int(number) if number is not None else None


def _parts(passages: Sequence[Passage]) -> Iterator[tuple[str, list[Passage]]]:
    """Folded headings without their numbers, each with the passages under it, the widest first."""
    under: dict[tuple[str, ...], list[Passage]] = {}
    for passage in passages:
        for depth in range(1, len(passage.section) + 1):
            under.setdefault(passage.section[:depth], []).append(passage)
    for path, held in sorted(under.items(), key=lambda part: len(part[0])):
        yield _NUMBERING.sub("", fold(path[-1]).text), held


def _said(clause: str, asked: str) -> float:
    """The share of the clause's pairs of characters that ``asked`` holds."""
    pairs = {clause[at : at + 2] for at in range(len(clause) - 1)}
    return sum(pair in asked for pair in pairs) / len(pairs) if pairs else 0.0
