"""The figure whose whole label stands in the question: of 查处违法建设46处,拆除38处 the second is of what
was 拆除, though the first names the 违法建设 too, which a later one leaves out.

This module compares letters; whether a sentence answers at all it does not know.
"""

import re
from collections.abc import Mapping, Sequence

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.figure_words import FigureWords

_FROM = re.compile(r"[由从](?:原来?的?|法定的?|上年的?|去年的?)?(?=\d)")
"""报告表 of 报告表由30个工作日压缩至12个."""
_AROUND = re.compile(r"^[、,;:()的]{0,6}(?:其中|共|全年|已){0,4}|(?:共计|共|达到?|为|有|约|了|的|数){1,4}$")
_OF_OTHERS = re.compile(r"申请人|被申请人|当事人|(?:受理|立案|审结|开庭|处罚)[前后时]")
_HAN = re.compile(r"[一-鿿]")
_SINCE_FIGURE = re.compile(r"(?<=\d)[^,;。:\d]{4,24}$")
_SHORTEST, _LEAST_LEFT, _LEAST_BEHIND = 2, 2, 4


def verbatim(
    best: Candidate, rivals: Sequence[Candidate], places: Mapping[int, FigureWords], asked: str
) -> Candidate:
    """The one of ``rivals``, figures of one unit in the sentence of ``best``, whose label folded ``asked``
    holds whole where that of ``best`` says more than is asked; else ``best``."""
    own = _OF_OTHERS.sub("", _label(places[best.start]))
    left, held = _without(own, asked)
    if len(_HAN.findall(left)) < _LEAST_LEFT:
        return best
    meant = [
        each
        for each in rivals
        if places[each.start].is_superseded == places[best.start].is_superseded
        and len(label := _label(places[each.start]) or _behind_figure(places[each.start], asked)) >= _SHORTEST
        and label in asked
        and label not in own
        # What a later figure is of, the first may say for both; an earlier one leaves nothing out.
        and (each.start > best.start or all(piece in label for piece in held))
    ]
    return meant[0] if len(meant) == 1 else best


def _behind_figure(place: FigureWords, asked: str) -> str:
    """行政处罚权收回 of 108项行政处罚权收回31项: what stands behind one figure and before the next."""
    before = _SINCE_FIGURE.search(place.text, place.clause_start, place.start)
    said = before.group() if before else ""
    return next((said[at:] for at in range(len(said) - _LEAST_BEHIND + 1) if said[at:] in asked), "")


def _label(place: FigureWords) -> str:
    return _AROUND.sub("", _FROM.split(place.lead)[0])


def _without(label: str, asked: str) -> tuple[str, list[str]]:
    """What of ``label`` is not in ``asked``, and the pieces that are."""
    left, held, at = "", [], 0
    while at < len(label):
        size = next((n for n in range(len(label) - at, 1, -1) if label[at : at + n] in asked), 0)
        if size:
            held.append(label[at : at + size])
        else:
            left += label[at]
        at += size or 1
    return left, held
