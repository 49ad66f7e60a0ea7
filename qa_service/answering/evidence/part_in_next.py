"""The part of what the best figure counts, told in the next sentence: 登记市场主体1.83万户。其中企业5127户.

The parts of a whole may stand in a sentence of their own, which says nothing more of the matter; so the whole
holds more words of a question after one of them. Where the question has a word that the label of a part says
and the sentence of the whole does not, the part is meant. This module does not score.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.cells import Cell
from qa_service.answering.evidence.figure_words import words_around
from qa_service.answering.evidence.figures import figures_in
from qa_service.answering.text.folding import fold
from qa_service.answering.text.matching import Term

_PARTS = re.compile(
    r"(?:[一-鿿]{2,4}\d[\d.万余]{0,8}[一-鿿]{1,2},)?其中|(?:从|按|以)[^,。;]{1,8}[分看来][,:]"
)
"""其中…, or behind a step of the whole alone: 审结87件,其中…."""
_LIGHT = re.compile(r"其中|涉及|属于|[的类有为达,、:]")
_GAP = 2
_WORD = 2
_LOOKED_AT = 12
_A_LITTLE = 0.001


def part_in_next(candidates: Sequence[Candidate], terms: Sequence[Term]) -> Sequence[Candidate]:
    """``candidates`` (best first), the part that the question names in ``terms`` before its whole."""
    if not candidates or candidates[0].quantity is None or isinstance(candidates[0], Cell):
        return candidates
    whole = candidates[0]
    parts = [each for each in candidates[1:_LOOKED_AT] if _is_part_of(each, whole)]
    named = [each for each in parts if _names(each, whole, terms)]
    if len(named) != 1:
        return candidates
    # 收到134件,受理129件。其中市本级收到27件,受理25件: what was done with the whole was done with the part.
    done = [each for each in parts if each.start > named[0].start and _core(each) == _core(whole)]
    meant = done[0] if done else named[0]
    others = [each for each in candidates if each is not meant]
    return [replace(meant, score=whole.score + _A_LITTLE), *others]


def _is_part_of(part: Candidate, whole: Candidate) -> bool:
    """Whether the sentence of ``part`` follows that of ``whole`` and parts what it counts."""
    one, other = whole.sentence, part.sentence
    if part.quantity is None or isinstance(part, Cell) or other.passage is not one.passage:
        return False
    follows = 0 <= other.start - one.end <= _GAP
    same = whole.quantity is not None and part.quantity.unit == whole.quantity.unit
    return follows and same and _PARTS.match(other.text) is not None


def _names(part: Candidate, whole: Candidate, terms: Sequence[Term]) -> bool:
    """Whether a word of ``terms`` stands in the part's own label, and not in the sentence of the whole or
    above it."""
    core, sentence = _core(part), whole.sentence
    said = sentence.text + fold("".join(sentence.passage.section)).text
    own = [term.text for term in terms if len(term.text) >= _WORD and term.text in core]
    rest = core
    for word in own:
        rest = rest.replace(word, "")
    # 县政府为被告的案件: what the last word counts it counts in the whole as well.
    return any(word not in said and (len(rest) < _WORD or not core.endswith(word)) for word in own)


def _core(candidate: Candidate) -> str:
    """What the words before the candidate's figure tell of it."""
    sentence = candidate.sentence
    figures = figures_in(sentence.text)
    starts = [sentence.start + figure.start for figure in figures]
    if candidate.start not in starts:
        return ""
    number = starts.index(candidate.start)
    return _LIGHT.sub("", words_around(sentence, figures, number).lead)
