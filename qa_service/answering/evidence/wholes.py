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
    return len(own) > 1 and not any(term.value_in(own) > term.value_in(whole) for term in terms)


def is_part(said: str, lead: str) -> bool:
    """Whether the figure is that of a part: behind 其中, or a further member of the list that 其中 opens."""
    return PARTS_FOLLOW in lead or (lead.startswith("、") and PARTS_FOLLOW in said)
