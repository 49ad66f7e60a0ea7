"""Two figures that answer together: 代表建议68件、委员提案83件, asked how many 建议和提案, and 处罚案卷80卷、
许可案卷50卷, asked how many 案卷.

Either the question names both, with 和 between them, or it names what both are called alike and nothing that
tells one from the other, and the sentence gives no whole before them. This module does not add figures up.
"""

import re
from itertools import pairwise

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.cells import Cell
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.figures import figures_in
from qa_service.answering.evidence.wholes import PARTS_FOLLOW
from qa_service.answering.short_answers.spans import Span, span_of
from qa_service.answering.text.folding import fold
from qa_service.quantities import Quantity

_SECOND = re.compile(r"[、,和与及]{1,2}(?:其)?(?P<label>[一-鿿]{2,14})")
_LISTED = re.compile(r"[、和与及]")
_OWN_WORDS = re.compile(r"[一-鿿]{2,30}$")
_AND = re.compile(r"[、和与及]|以及")
_HAN = re.compile(r"[一-鿿]+")
_NO_NAME = re.compile(r"(?:全部|已|共|办理|办结|收到|承办|完成|为|有){1,4}$")
_WORD, _NEAR = 2, 8
_NO_LESS = re.compile(r"[没未不无]")


def paired(candidate: Candidate, evidence: Evidence) -> Span | None:
    """From the first of the two figures to the end of the second; None where the candidate's figure answers
    alone."""
    if candidate.quantity is None or isinstance(candidate, Cell):
        return None
    sentence, asked = candidate.sentence, fold(evidence.question.text).text
    for one, other in pairwise(figures_in(sentence.text)):
        start = candidate.start - sentence.start
        if start not in (one.start, other.start) or one.unit != other.unit:
            continue
        found = _labels(sentence.text, one, other)
        if found is None:
            continue
        listed = _LISTED.match(sentence.text, one.end) is not None
        if _both_named(found, asked) or (
            listed
            and not _has_whole(sentence.text, one)
            and _neither_told_apart(found, asked)
            and all(term.value_in(found[0]) == term.value_in(found[1]) for term in evidence.focus.terms)
        ):
            return span_of(candidate, sentence.start + one.start, sentence.start + other.end)
    return None


def _labels(text: str, one: Quantity, other: Quantity) -> tuple[str, str] | None:
    """What the two figures are called; None where they are not said side by side."""
    second = _SECOND.fullmatch(text, one.end, other.start)
    first = _OWN_WORDS.search(text[: one.start])
    if second is None or first is None or _NO_LESS.search(second["label"]):
        return None
    # Before the first may stand who did what: 抽查各单位的处罚案卷80卷、许可案卷50卷.
    name = _NO_NAME.sub("", second["label"])
    labels = _NO_NAME.sub("", first.group())[-len(name) :], name
    return labels if all(len(label) >= _WORD for label in labels) else None


def _both_named(labels: tuple[str, str], asked: str) -> bool:
    """Whether one of them is named before an 和 of the question and the other behind it."""
    return any(
        _names(asked[: match.start()][-_NEAR:], asked[match.end() :][:_NEAR], *ordered)
        for match in _AND.finditer(asked)
        for ordered in (labels, labels[::-1])
    )


def _names(before: str, behind: str, one: str, other: str) -> bool:
    left, right = before[-_WORD:], behind[:_WORD]
    is_first = len(left) == _WORD and left in one and left not in other
    return is_first and ((right in other and right not in one) or other[-_WORD:] in behind)


def _neither_told_apart(labels: tuple[str, str], asked: str) -> bool:
    """Whether both end alike, in a word of the question, and it has no other words of either that the other
    lacks."""
    one, other = labels
    shared = 0
    while shared < min(len(one), len(other)) and one[-shared - 1] == other[-shared - 1]:
        shared += 1
    if shared < _WORD or one[-_WORD:] not in asked:
        return False
    return not any(
        pair in asked and pair not in rival
        for label, rival in ((one, other), (other, one))
        for pair in (label[at : at + _WORD] for at in range(max(len(label) - shared - 1, 1)))
    )


def _has_whole(text: str, one: Quantity) -> bool:
    """Whether the sentence counts all of them before it parts them."""
    before = text[: one.start]
    return PARTS_FOLLOW in before or any(
        figure.unit == one.unit and figure.end <= one.start for figure in figures_in(text)
    )
