"""How a clause of a statement is made of the clause of its passage that is most like it, edit by edit.

This module does not know which edits turn a meaning.
"""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from qa_service.answering.gate.alignment import Aligned

_TEXTS_KEPT = 4096
_CLAUSES = re.compile("[^,;。:]+")

Step = tuple[str, int, int, int, int]


def written_for(one: Aligned) -> str:
    """The clause most like it, of those of its sentence that it touches."""
    parts: list[str] = list(dict.fromkeys((one.nearest, *_CLAUSES.findall(one.touched))))
    if len(parts) == 1:
        return one.nearest
    return max(parts, key=lambda part: SequenceMatcher(None, part, one.text, autojunk=False).ratio())


@lru_cache(maxsize=_TEXTS_KEPT)
def steps(written: str, said: str) -> tuple[Step, ...]:
    """What makes ``written`` into ``said``, as ``SequenceMatcher.get_opcodes`` tells it."""
    return tuple(SequenceMatcher(None, written, said, autojunk=False).get_opcodes())
