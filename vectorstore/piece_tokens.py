"""Words as tokens of the static model, packed for keeping beside a passage.

Cutting 60 passages into tokens when a question is asked took longer than all else together; the words are at
hand when a passage is indexed. A word that the model does not know is its characters. Token 0 ends a clause.
"""

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

CLAUSE_END = 0
_CLAUSE_ENDS = frozenset(",;:。!?、()\n")
_MOST_TOKENS = 1 << 16

TokenIds = NDArray[np.uint16]


class PieceTokens:
    """Knows the number of each token; ``vocabulary`` has fewer than 65,536, and 0 stands for none of them."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        if max(vocabulary.values(), default=0) >= _MOST_TOKENS:
            raise ValueError(f"a vocabulary of more than {_MOST_TOKENS} tokens")
        self._vocabulary = vocabulary

    def ids(self, pieces: Iterable[str]) -> TokenIds:
        """The tokens of a text in pieces, in their order, 0 after each clause but the last."""
        found: list[int] = []
        token_of, add = self._vocabulary.get, found.append
        for piece in pieces:
            token = token_of(piece)
            if token is not None:
                add(token)
            elif piece[0] in _CLAUSE_ENDS:
                if found and found[-1] != CLAUSE_END:
                    add(CLAUSE_END)
            else:
                found.extend([known for c in piece if (known := token_of(c)) is not None])
        if found and found[-1] == CLAUSE_END:
            found.pop()
        return np.array(found, dtype=np.uint16)


def pack(heading: TokenIds, text: TokenIds) -> bytes:
    """The tokens of a heading and of a text as bytes; of a heading no more than 65,535."""
    heading = heading[: _MOST_TOKENS - 1]
    return np.concatenate([np.array([len(heading)], dtype="<u2"), heading, text]).astype("<u2").tobytes()


def unpack(packed: bytes) -> tuple[TokenIds, TokenIds]:
    """What ``pack`` packed."""
    values = np.frombuffer(packed, dtype="<u2")
    if not len(values):
        return values, values
    end = 1 + int(values[0])
    return values[1:end], values[end:]


def distinct(tokens: TokenIds) -> tuple[TokenIds, NDArray[np.intp]]:
    """Each token once, ascending, and where among these each of ``tokens`` is; ``np.unique`` would sort."""
    occurs = np.zeros(_MOST_TOKENS, dtype=np.bool_)
    occurs[tokens] = True
    found = np.flatnonzero(occurs)
    place = np.empty(_MOST_TOKENS, dtype=np.uint16)
    place[found] = np.arange(len(found), dtype=np.uint16)
    return found.astype(np.uint16), place[tokens].astype(np.intp)
