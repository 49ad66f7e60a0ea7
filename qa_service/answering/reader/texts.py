"""A folded text as the reader sees it: words with parts of speech, in sentences and clauses, as arrays.

Everything is by number of the word (token), half-open; marks and line breaks are tokens too.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Tag = Callable[[str], Sequence[tuple[str, str]]]
"""Cuts folded text into pieces with their parts of speech; joined, the pieces are the text."""
Integers = NDArray[np.int32]
Floats = NDArray[np.float32]
Booleans = NDArray[np.bool_]

_TAGS = ("nr", "ns", "nt", "nz", "vn", "ng", "eng")
_UNITS = frozenset("%‰℃°$¥£€")
_FRACTION = re.compile(r"\d")
_THOUSANDS = re.compile(r"\d{3}(?!\d)")
CLAUSE_MARKS = frozenset(",:。!?;\n")
OPENING = frozenset("“‘「『《([<")
CLOSING = frozenset("”’」』》)]>")


def tag_group(word: str, tag: str) -> str:
    """The part of speech, coarse: proper names apart, else the first letter; marks by what they do."""
    if word[0] in _UNITS:
        return "q"
    if not word[0].isalnum():
        return (
            "open"
            if word[0] in OPENING
            else "close"
            if word[-1] in CLOSING
            else "pause"
            if word == "、"
            else "mark"
        )
    if word[0].isdigit():
        return "digit"
    for name in _TAGS:
        if tag.startswith(name):
            return name
    return tag[:1] or "n"


@dataclass(frozen=True, slots=True)
class TaggedText:
    """``sentence`` and ``clause`` number the sentence and the clause (over the whole text) of each token;
    ``first`` and ``last`` are the tokens each clause begins and ends with, its closing marks left out."""

    text: str
    words: tuple[str, ...]
    tags: tuple[str, ...]
    starts: Integers
    ends: Integers
    sentence: Integers
    clause: Integers
    is_mark: Booleans

    @property
    def count(self) -> int:
        return len(self.words)


def tagged_text(text: str, sentences: Sequence[tuple[int, int]], tag: Tag) -> TaggedText:
    """``sentences`` are spans of ``text`` in order."""
    pieces = [(word, tag_group(word, name)) for word, name in _whole_numbers(tag(text))]
    words = tuple(word for word, _ in pieces)
    ends = np.cumsum([len(word) for word in words], dtype=np.int32)
    starts = np.concatenate([[0], ends[:-1]]).astype(np.int32)
    sentence = np.searchsorted([start for start, _ in sentences], starts, side="right").astype(np.int32) - 1
    is_mark = np.array([not word[0].isalnum() for word in words], dtype=np.bool_)
    ends_clause = np.array([word[-1] in CLAUSE_MARKS for word in words], dtype=np.bool_)
    clause = np.concatenate([[0], np.cumsum(ends_clause)[:-1]]).astype(np.int32)
    return TaggedText(
        text=text,
        words=words,
        tags=tuple(name for _, name in pieces),
        starts=starts,
        ends=ends,
        sentence=sentence,
        clause=clause,
        is_mark=is_mark,
    )


def _whole_numbers(pieces: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """587,000 and 12.5 are one word each, and no comma in them ends a clause."""
    joined: list[tuple[str, str]] = []
    for at, (word, tag) in enumerate(pieces):
        follows = pieces[at + 1][0] if at + 1 < len(pieces) else ""
        before = joined[-1][0] if joined else ""
        goes_on = _THOUSANDS.match(follows) if word == "," else _FRACTION.match(follows)
        is_mark = word in (",", ".") and before[-1:].isdigit() and goes_on is not None
        if is_mark or (before[-1:] in (",", ".") and len(before) > 1 and before[0].isdigit()):
            joined[-1] = (before + word, joined[-1][1])
        else:
            joined.append((word, tag))
    return joined
