"""Folded text: how two writings of the same words are made equal, with the way back to the source.

Folding is NFKC, lower case, and no white space (official texts are full of stray spaces: ``申请 107件``) but
line breaks, which part the rows of a table and the items of an article.
Every folded character knows the source character that it came from, so a match in folded text is an exact
slice of the source. This module does not know traditional characters or synonyms.
"""

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache

_KEPT_CHARACTERS = 32_768


class _Folds(dict[int, str]):
    """What each character is folded to, by its code point, worked out when it is met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        bare = "".join(unicodedata.normalize("NFKC", character).split())
        folded = character if character == "\n" else bare.lower()
        if len(self) < _KEPT_CHARACTERS:
            self[code] = folded
        return folded


_FOLDS = _Folds()


@dataclass(frozen=True)
class Folded:
    """``text`` is ``source`` folded."""

    text: str
    source: str

    @cached_property
    def origins(self) -> tuple[int, ...]:
        """``origins[i]`` is the offset in the source of folded character ``i``."""
        # Of the passages that a question reads only those that it cites are asked for it.
        return tuple([offset for offset, character in enumerate(self.source) for _ in _FOLDS[ord(character)]])

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the source behind ``text[start:end]``; ``start < end``."""
        return self.origins[start], self.origins[end - 1] + 1

    def folded_span(self, source_start: int, source_end: int) -> tuple[int, int]:
        """The half-open span of folded text that came from ``[source_start, source_end)``."""
        return bisect_left(self.origins, source_start), bisect_left(self.origins, source_end)


@lru_cache(maxsize=4096)
def fold(text: str) -> Folded:
    """Fold ``text``. Passages are asked about again and again, so the last few thousand are kept."""
    return Folded(text.translate(_FOLDS), text)
