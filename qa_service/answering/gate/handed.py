"""Figures that a passage hands out one by one, said of another of the things.

金额、人数分别增长26.8%和67.3% gives 26.8% to 金额 and not to 人数. Only a figure that stands nowhere else in
the passage tells. This module does not know what is counted.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from qa_service.answering.gate.figure_labels import handed_out, spread
from qa_service.answering.gate.figures import figures_of, says_same
from qa_service.quantities import Quantity

_CLAUSE_END = re.compile(r"[,。;:!?\n]")
_DIGIT = re.compile(r"\d")
_LEAST_MARK = 2


def handed_otherwise(statement: str, text: str) -> bool:
    """Whether a clause of folded ``statement`` gives a figure that ``text`` hands to one of several things to
    another of them."""
    everywhere = figures_of(text)
    clauses = _CLAUSE_END.split(spread(statement))
    for pairs in handed_out(text):
        marks = _marks([item for item, _ in pairs])
        figures = [figure for _, figure in pairs]
        for clause in clauses:
            named = [at for at, mark in enumerate(marks) if mark in clause]
            for said in figures_of(clause) if named else ():
                own = _only_place(said, figures, everywhere)
                if own is not None and own not in named:
                    return True
    return False


def _only_place(said: Quantity, figures: Sequence[Quantity], everywhere: Sequence[Quantity]) -> int | None:
    """Which of the ``figures`` it is; None where it is none, or more than one of all."""
    own = [at for at, figure in enumerate(figures) if says_same(said, figure)]
    others = [figure for figure in everywhere if says_same(said, figure)]
    return own[0] if len(own) == 1 and len(others) == 1 else None


def _marks(items: Sequence[str]) -> list[str]:
    """What tells each of the things from the others: 金额 of 购物金额 and 购物人数; a year stays whole."""
    if any(_DIGIT.search(item) for item in items):
        return list(items)
    shared = _shared(items)
    rests = [item[shared:] for item in items]
    behind = _shared([rest[::-1] for rest in rests])
    bare = [rest[: len(rest) - behind] if behind else rest for rest in rests]
    return [
        next((part for part in (short, rest) if len(part) >= _LEAST_MARK), item)
        for short, rest, item in zip(bare, rests, items, strict=True)
    ]


def _shared(texts: Sequence[str]) -> int:
    """With how many characters they all begin."""
    columns = zip(*texts, strict=False)
    return sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, columns))
