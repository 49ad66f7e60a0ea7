"""A whole and its parts in one sentence: 案件402件,其中民事287件、刑事115件.

A part answers where the question names what tells it from the whole, else the whole does. This module does
not know figures of several sentences.
"""

import re
from collections.abc import Sequence

from qa_service.answering.text.matching import Term
from qa_service.quantities import Quantity

PARTS_FOLLOW = "其中"
_FIGURE = re.compile(r"\d")


def is_of_a_part(
    word: str, text: str, figures: Sequence[Quantity], number: int, rivals: Sequence[int]
) -> bool:
    """Whether ``word`` is said only of what follows 其中 in the sentence ``text``, where one of ``rivals``
    stands, and the figure ``number`` stands before it."""
    whole, found, parts = text.partition(PARTS_FOLLOW)
    if not found or figures[number].end > len(whole) or word in whole or word not in parts:
        return False
    return any(figures[rival].start > len(whole) for rival in rivals)


def is_unnamed_part(said: str, lead: str, terms: Sequence[Term]) -> bool:
    """Whether a figure with the words ``lead`` before it is that of a part which no word of the question
    tells from its whole; ``said`` is the sentence up to the figure."""
    whole, found, parts = said.partition(PARTS_FOLLOW)
    if not found or not _FIGURE.search(whole):
        return False
    # Of 其中桥头镇拆除198宗,面积最大,为8万平方米 the clauses together name the part.
    own = lead.rpartition(PARTS_FOLLOW)[2] if is_part(said, lead) else parts
    if len(own) <= 1 or any(_is_one_of_listed(words.strip("、"), whole, terms) for words in (own, lead)):
        return False
    return not any(term.value_in(own) > term.value_in(whole) for term in terms)


def _is_one_of_listed(own: str, whole: str, terms: Sequence[Term]) -> bool:
    """在甲镇、乙镇试点,两镇办案23件,其中甲镇16件: the words of the question name one of those that the whole
    is of, and not the one beside it."""
    named = [term.text for term in terms if term.text in own]
    if not own or len("".join(named)) < len(own):
        return False
    beside = re.search(
        rf"(?:(?P<before>[一-鿿]{{2,8}})[、和与及])?{re.escape(own)}(?:[、和与及](?P<behind>[一-鿿]{{2,8}}))?",
        whole,
    )
    others = [each for each in beside.groups() if each] if beside else []
    return bool(others) and all(any(term not in other for term in named) for other in others)


def is_part(said: str, lead: str) -> bool:
    """Whether the figure is that of a part: behind 其中, or a further member of the list that 其中 opens."""
    return PARTS_FOLLOW in lead or (lead.startswith("、") and PARTS_FOLLOW in said)
