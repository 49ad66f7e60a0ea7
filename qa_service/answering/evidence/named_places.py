"""Whether what a sentence says is said of a place that it names: a town in a county's report, or a zone.

A figure is that of the place named before it, of places in a row that of their turn where they have one each
(分别为312项、287项), and of no single one where they have it together (两镇办理案件23件). This module does
not know which places there are.
"""

import re
from collections.abc import Sequence

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.cells import Cell
from qa_service.answering.evidence.figures import figures_in
from qa_service.gazetteer import KINDS_OF_ZONES

_PART = re.compile(r"(?:^|、)(?P<name>[㐀-鿿“”]{2,12})$")
_JOINS = "、|和|与|及|以及"
_BEFORE_IN_ROW = re.compile(rf"(?P<item>[一-鿿]{{1,7}}[镇乡村县区市旗道])(?:{_JOINS})$")
_AFTER_IN_ROW = re.compile(
    rf"(?:{_JOINS})(?P<item>[一-鿿]{{1,7}}?[镇乡村县区市旗道])(?![一-鿿]{{0,3}}(?:{_JOINS})?级)"
)
_ANOTHER_PLACE = re.compile(
    r"[镇乡村县区市旗](?![级长内里中上域场民管企])|街道|[全各]|其[余他]|另|[一两二三四五六七八九十\d]个?(?:地|家单位|部门)"
)
_IN_TURN = re.compile(r"分别|依次")
_EACH = re.compile(r"各|均|都(?=有|是|为)|每")


def names_place(candidate: Candidate, places: Sequence[str], asked: str) -> bool:
    """The sentence, or a heading above it, names the place; before a figure, with no other place between
    them, or no other figure but that of the whole of which it is a part that folded ``asked`` names."""
    sentence = candidate.sentence
    if any(place in heading for place in places for heading in sentence.passage.section):
        return True
    if isinstance(candidate, Cell):
        return any(place in sentence.text for place in places)
    if candidate.quantity is None:
        return any(name in sentence.text for place in places for name in _names(place))
    return any(_is_told_of(name, candidate, asked) for place in places for name in _names(place))


def _names(place: str) -> tuple[str, ...]:
    """The place with its unit and without; 开发 of 开发区 names no place."""
    return (place, place[:-1]) if len(place) > 2 and place not in KINDS_OF_ZONES else (place,)


def _is_told_of(name: str, candidate: Candidate, asked: str) -> bool:
    """Whether the figure is that of the place last named so before it."""
    text, start = candidate.sentence.folded.text, candidate.sentence.start
    at = text.rfind(name, start, candidate.start)
    if at < 0:
        return False
    before, turn, end = _place_in_row(text, start, at, at + len(name))
    between = text[end : candidate.start]
    if before + turn == 0:
        alone = _ANOTHER_PLACE.search(between) is None
        return alone or not figures_in(between) or _is_named_part(between, asked)
    if in_turn := _IN_TURN.search(between):
        # 三镇办案分别为12件、7件和3件: those before it in the row have theirs before it.
        return len(figures_in(between[in_turn.end() :])) == before
    return _EACH.search(between) is not None and not figures_in(between)


def _place_in_row(text: str, start: int, at: int, end: int) -> tuple[int, int, int]:
    """How many places stand in one row before that at ``at`` to ``end`` and behind it; where it ends."""
    before = behind = 0
    while found := _BEFORE_IN_ROW.search(text, start, at):
        before, at = before + 1, found.start()
    if text[end : end + 1] in ("镇", "乡", "县", "区", "市", "旗"):
        end += 1
    while found := _AFTER_IN_ROW.match(text, end):
        behind, end = behind + 1, found.end()
    return before, behind, end


def _is_named_part(before: str, asked: str) -> bool:
    """Whether what stands ``before`` a figure ends by naming a part that ``asked`` names: 其中餐饮业."""
    whole, found, parts = before.rpartition("其中")
    part = _PART.search(parts)
    return bool(found and part and part["name"] in asked and part["name"] not in whole)
