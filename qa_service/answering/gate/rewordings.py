"""What the clauses of a statement say in other words than those of its passage, named edit by edit.

Each clause is laid, character by character, against the clause of its sentence most like it. ``-`` names
what goes, ``+`` what comes, ``=`` and ``~`` the same where the other of the two says it elsewhere, ``>`` what
takes the place of what, ``|`` behind or before which character. This module does not know which edits turn a
meaning.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from qa_service.answering.gate.alignment import Aligned
from qa_service.answering.gate.known import Known

_TEXTS_KEPT = 4096
_DIGITS = re.compile(r"\d[\d.,]*")
_CLAUSES = re.compile("[^,;。:]+")
_PUT = "的是在和及与对把也而则、,;:。0()《》“” "
"""Characters that only say how a thing is put."""
_LONGEST, _SIZES = 4, (1, 2, 3)

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


def rewordings_of(aligned: Sequence[Aligned], statement: str, held: Known) -> frozenset[str]:
    """The names of the edits that make the passage's clauses into those of folded ``statement``."""
    found: set[str] = set()
    for one in aligned:
        written, said = _DIGITS.sub("0", written_for(one)), _DIGITS.sub("0", one.text)
        for kind, start, end, said_start, said_end in steps(written, said):
            if kind == "equal":
                continue
            old, new = written[start:end], said[said_start:said_end]
            if max(len(old), len(new)) <= _LONGEST:
                found.update((f"{old}>{new}", f"{said[:said_start][-1:]}|{old}>{new}"))
                found.add(f"{old}>{new}|{said[said_end : said_end + 1]}")
            found.update(_named("-=", old, statement))
            found.update(_named("+~", new, held.text) if new not in held.around else ())
    return frozenset(found)


def _named(signs: str, text: str, other: str) -> Iterator[str]:
    """The characters of ``text``, the pairs and the threes of them, with the first sign or, where the
    ``other`` text has them, the second."""
    for size in _SIZES:
        for at in range(len(text) - size + 1):
            piece = text[at : at + size]
            if not any(character in _PUT for character in piece):
                yield signs[piece in other] + piece
