"""Folded text: how two writings of the same words are made equal, with the way back to the source.

Folding is NFKC, lower case, and no white space (official texts are full of stray spaces: ``申请 107件``) but
line breaks, which part the rows of a table and the items of an article.
Every folded character knows the source character that it came from, so a match in folded text is an exact
slice of the source. This module does not know traditional characters or synonyms.
"""

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

_IS_ONE = (1).__eq__


@lru_cache(maxsize=8192)
def _fold_character(character: str) -> str:
    if character == "\n":
        return character
    return "".join(unicodedata.normalize("NFKC", character).split()).lower()


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` folded; ``origins[i]`` is the offset in the source of folded character ``i``."""

    text: str
    origins: tuple[int, ...]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the source behind ``text[start:end]``; ``start < end``."""
        return self.origins[start], self.origins[end - 1] + 1

    def folded_span(self, source_start: int, source_end: int) -> tuple[int, int]:
        """The half-open span of folded text that came from ``[source_start, source_end)``."""
        return bisect_left(self.origins, source_start), bisect_left(self.origins, source_end)


@lru_cache(maxsize=4096)
def fold(text: str) -> Folded:
    """Fold ``text``. Passages are asked about again and again, so the last few thousand are kept."""
    pieces = list(map(_fold_character, text))
    folded = "".join(pieces)
    if all(map(_IS_ONE, map(len, pieces))):
        return Folded(folded, tuple(range(len(text))))
    return Folded(folded, tuple([offset for offset, piece in enumerate(pieces) for _ in piece]))
