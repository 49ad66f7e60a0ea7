"""How an answer to a question of this wording begins, ends and looks: a linear model over pairs of signs.

Each sign of a token (the word, its part of speech, its neighbours …) is paired with each key of the question
(its kind, its interrogative, what is asked for); the pair's hash names its weight (feature hashing,
Weinberger et al. 2009, https://arxiv.org/abs/0902.2206). Learned: 谁 is answered from a surname on, 哪个城市
to a word in 市.
"""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from qa_service.answering.reader.asked import Asked
from qa_service.answering.reader.spans import Runs
from qa_service.answering.reader.texts import Booleans, Floats, Integers, TaggedText

BITS = 17
_SHAPED = 4
_MASK = np.uint32((1 << BITS) - 1)
Hashes = NDArray[np.uint32]


@lru_cache(maxsize=65536)
def _hash(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "replace"))


def _hashes(words: Iterable[str]) -> Hashes:
    """Two blanks before and behind, so that every word has neighbours."""
    return np.array([0, 0, *(_hash(word) for word in words), 0, 0], dtype=np.uint32)


def _mixed(sign: int, *parts: Hashes | NDArray[np.integer] | Booleans) -> Hashes:
    """One hash of several, FNV-1a by words (Fowler, Noll, Vo)."""
    mixed = np.full(len(parts[0]), 0x811C9DC5 ^ sign, dtype=np.uint32)
    for part in parts:
        mixed = (mixed ^ part.astype(np.uint32)) * np.uint32(0x01000193)
        mixed ^= mixed >> np.uint32(15)
    return mixed


def question_keys(asked: Asked) -> Hashes:
    """Shape (keys,)."""
    noun = asked.noun or asked.unit
    keys = ("*", f"k{asked.kind}", f"n{asked.kind}{noun}", f"c{asked.kind}{noun[-1:]}", f"h{asked.how}")
    return np.array([_hash(key) for key in keys], dtype=np.uint32)


def _kind_of_number(word: str) -> str:
    if word[:1].isdigit():
        return f"#{min(len(word), 5)}{'.' in word}{'%' in word}"
    return word


@dataclass(frozen=True, slots=True)
class Signs:
    """Hashes: those of each beginning (shape (beginnings, 8)), of each end and of each run's form.
    ``begins`` and ``ends`` have by run the row of its beginning and of its end."""

    beginning: Hashes
    end: Hashes
    form: Hashes
    begins: NDArray[np.intp]
    ends: NDArray[np.intp]


class Boundaries:
    """``weights`` has shape (2 ** BITS,)."""

    def __init__(self, weights: Floats) -> None:
        self._weights = weights

    def scores(self, signs: Signs, asked: Asked) -> tuple[Floats, Floats, Floats]:
        """How well each run begins, ends and looks."""
        keys = question_keys(asked)
        begin, end, form = (
            self._weights[paired(hashes, keys)].sum(axis=1)
            for hashes in (signs.beginning, signs.end, signs.form)
        )
        return begin[signs.begins], end[signs.ends], form


def signs_of(text: TaggedText, shared_weight: Floats, runs: Runs) -> Signs:
    word = _hashes(_kind_of_number(word) for word in text.words)
    initial, final = _hashes(word[0] for word in text.words), _hashes(word[-1] for word in text.words)
    tag = _hashes(text.tags)
    hit = np.concatenate([[False] * 2, shared_weight > 0, [False] * 2])
    edge = np.concatenate([[True] * 3, text.clause[1:] != text.clause[:-1], [True] * 2])
    first_tokens, begins = np.unique(runs.first, return_inverse=True)
    last_tokens, ends = np.unique(runs.last, return_inverse=True)
    a, b = first_tokens + 2, last_tokens + 2
    beginning = [
        _mixed(1, word[a]),
        _mixed(2, tag[a], edge[a]),
        _mixed(3, word[a - 1]),
        _mixed(4, tag[a - 1], tag[a]),
        _mixed(5, initial[a]),
        _mixed(6, tag[a - 1], hit[a - 1], tag[a]),
        _mixed(7, tag[a - 2], tag[a - 1]),
        _mixed(8, tag[a], tag[a + 1]),
    ]
    end = [
        _mixed(9, word[b]),
        _mixed(10, tag[b], tag[b + 1]),
        _mixed(11, word[b + 1]),
        _mixed(12, tag[b]),
        _mixed(13, final[b]),
        _mixed(14, tag[b + 1], hit[b + 1], tag[b]),
        _mixed(15, tag[b + 1], tag[b + 2]),
        _mixed(16, tag[b - 1], tag[b]),
    ]
    a, b = runs.first + 2, runs.last + 2
    # Of a short run all parts of speech, of a long one the first and the last.
    shape = [
        np.where((b - a < _SHAPED) & (a + n <= b), tag[np.minimum(a + n, b)], 0) for n in range(1, _SHAPED)
    ]
    form = [
        _mixed(17, _size_class(text.ends[runs.last] - text.starts[runs.first])),
        _mixed(18, tag[a], tag[b], b - a < _SHAPED, *shape),
        _mixed(19, word[a - 1], word[b + 1]),
        _mixed(20, tag[a - 1], tag[b + 1], np.minimum(b - a, 5)),
    ]
    stacked = [np.stack(signs, axis=1) for signs in (beginning, end, form)]
    return Signs(stacked[0], stacked[1], stacked[2], begins, ends)


def _size_class(characters: Integers) -> NDArray[np.integer]:
    longer = np.where(characters < 30, 6 + characters // 4, 14 + characters // 15)
    return np.where(characters < 6, characters, longer)


def paired(signs: Hashes, keys: Hashes) -> NDArray[np.int64]:
    """Where the weights of ``signs`` (n, signs) with ``keys`` stand, shape (n, signs * keys)."""
    mixed = signs[:, :, None] * np.uint32(0x9E3779B1) ^ keys * np.uint32(0x85EBCA6B)
    mixed ^= mixed >> np.uint32(15)
    found: NDArray[np.int64] = (mixed & _MASK).reshape(len(signs), -1).astype(np.int64)
    return found
