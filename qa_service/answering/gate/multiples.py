"""By how many times something grew, and how many times another it is: 增长1.3倍 is 2.3 times, 是2019年的1.3倍
is not.

This module does not know what grew.
"""

import re
from collections.abc import Sequence

from qa_service.answering.gate.figures import figures_of, says_same
from qa_service.quantities import Kind, Quantity, canonical

_GREW = re.compile(r"(?:增长|增加|提高|提升|扩大|上升|上涨|高出?|多出?|增)了?(?:近|约|超过?|达)?$")
_IS_OF = re.compile(r"(?:是|为|相当于|达到?)[^,。;:!?\n]{1,24}的(?:近|约|超过?)?$")
_DOUBLED = re.compile("翻了?一番")
_TIMES, _REACH = "倍", 32


def turned_multiple(statement: str, text: str) -> bool:
    """Whether folded ``statement`` says that something grew by so many times where ``text`` says only that it
    is so many times another, or the other way round."""
    there = _multiples(text)
    for figure in _multiples(statement):
        same = [other for other in there if says_same(figure, other)]
        grew, is_of = _grew(figure, statement), _is_of(figure, statement)
        if not same or grew == is_of:
            continue
        if grew and all(_is_of(other, text) and not _grew(other, text) for other in same):
            return True
        if is_of and all(_grew(other, text) for other in same):
            return True
    return False


def grew_as_much(figure: Quantity, statement: str, text: str, there: Sequence[Quantity]) -> bool:
    """增长1倍 of 翻一番, 增长1.2倍 of 增长120%."""
    if figure.high is not None or not _grew(figure, statement):
        return False
    by = _grown_by(figure)
    if by is None:
        return False
    if by == 1 and not figure.modifier and _DOUBLED.search(text):
        return True
    return any(
        other.modifier == figure.modifier and _grew(other, text) and _grown_by(other) == by for other in there
    )


def _grown_by(figure: Quantity) -> object:
    is_share = figure.kind is Kind.PERCENT and figure.unit == "%"
    return canonical(figure)[0] if is_share or figure.unit == _TIMES else None


def _multiples(text: str) -> list[Quantity]:
    return [figure for figure in figures_of(text) if figure.unit == _TIMES]


def _grew(figure: Quantity, text: str) -> bool:
    return _GREW.search(text[max(0, figure.start - _REACH) : figure.start]) is not None


def _is_of(figure: Quantity, text: str) -> bool:
    return _IS_OF.search(text[max(0, figure.start - _REACH) : figure.start]) is not None
