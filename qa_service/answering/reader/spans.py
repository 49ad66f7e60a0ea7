"""Which runs of words may be a bare fact: short ones inside a clause, and whole clauses.

A run neither begins nor ends with a mark or with a word that only joins others (的, 在…; 和 inside a run is
well). This module weighs nothing.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qa_service.answering.reader.texts import Booleans, Integers, TaggedText

LONGEST_RUN = 12
_JOINING = "的了着和与及或并且而也都还就又则但是为于在由被把将从对向以因所该其"
_NEVER_FIRST = frozenset((*_JOINING, *"过等地得之", "其中", "因为", "由于"))
_NEVER_LAST = frozenset((*_JOINING, *"即至到", "因为", "由于"))
_LEADS = frozenset(
    (
        *"是为因即指以于在由叫称有:如和并",
        "因为",
        "由于",
        "称为",
        "叫做",
        "包括",
        "例如",
        "以及",
        "为了",
        "通过",
    )
)


@dataclass(frozen=True, slots=True)
class Runs:
    """Run ``k`` is the tokens ``first[k]`` to ``last[k]``, both included."""

    first: Integers
    last: Integers

    @property
    def count(self) -> int:
        return len(self.first)

    def some(self, numbers: NDArray[np.intp]) -> "Runs":
        """Those of the given numbers, in their order."""
        return Runs(self.first[numbers], self.last[numbers])


def runs_in(text: TaggedText, left: int, right: int) -> Runs:
    """The runs of the tokens ``[left, right)``, which are one sentence."""
    words = text.words[left:right]
    tags = text.tags[left:right]
    clause = text.clause[left:right]
    may_begin = np.array(
        [
            tag not in ("mark", "close", "pause", "u") and word not in _NEVER_FIRST
            for word, tag in zip(words, tags, strict=True)
        ]
    )
    may_end = np.array(
        [
            tag not in ("mark", "open", "pause", "u", "p") and word not in _NEVER_LAST
            for word, tag in zip(words, tags, strict=True)
        ]
    )
    firsts, lasts = np.nonzero(
        _short(may_begin, may_end, clause) | _clauses(text, left, right, may_begin, may_end)
    )
    return Runs((firsts + left).astype(np.int32), (lasts + left).astype(np.int32))


def _short(may_begin: Booleans, may_end: Booleans, clause: Integers) -> Booleans:
    at = np.arange(len(clause))
    length = at[None, :] - at[:, None]
    inside = (length >= 0) & (length < LONGEST_RUN) & (clause[:, None] == clause[None, :])
    found: Booleans = inside & may_begin[:, None] & may_end[None, :]
    return found


def _clauses(text: TaggedText, left: int, right: int, may_begin: Booleans, may_end: Booleans) -> Booleans:
    """From the beginning of a clause, or from behind a word that leads up to an answer, to the end of one."""
    words = text.words[left:right]
    clause = text.clause[left:right]
    begins = np.concatenate([[True], clause[1:] != clause[:-1]])
    led = np.array([False, *(word in _LEADS or word[0] in "、“《(" for word in words[:-1])])
    ends = np.zeros(len(words), dtype=np.bool_)
    open_end = True
    for at in range(len(words) - 1, -1, -1):
        if text.is_mark[left + at] and text.tags[left + at] in ("mark", "pause"):
            open_end = True
        elif open_end:
            ends[at], open_end = True, False
    number = np.arange(len(words))
    starts = may_begin & (begins | led)
    found: Booleans = starts[:, None] & (ends & may_end)[None, :] & (number[None, :] >= number[:, None])
    return found
