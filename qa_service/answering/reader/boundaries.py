"""How an answer to a question of this wording begins, ends and looks: a linear model over pairs of signs.

Each sign of a token (the word, its part of speech, its neighbours …) is paired with each key of the question
(its kind, its interrogative, what is asked for); the pair's hash names its weight (feature hashing,
Weinberger et al. 2009, https://arxiv.org/abs/0902.2206). Learned: 谁 is answered from a surname on, 哪个城市
to a word in 市.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from qa_service.answering.reader.asked import Asked
from qa_service.answering.reader.spans import Runs
from qa_service.answering.reader.texts import Floats, TaggedText

BITS = 17
_SHAPED = 4
_MASK = np.uint32((1 << BITS) - 1)
Hashes = NDArray[np.uint32]


@lru_cache(maxsize=65536)
def _hash(sign: str) -> int:
    return zlib.crc32(sign.encode("utf-8", "replace"))


def _hashes(signs: Sequence[Sequence[str]], width: int) -> Hashes:
    hashed = [_hash(sign) for row in signs for sign in row]
    return np.array(hashed, dtype=np.uint32).reshape(len(signs), width)


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
    words = ["", "", *(_kind_of_number(word) for word in text.words), "", ""]
    tags = ["", "", *text.tags, "", ""]
    hit = [False, False, *(shared_weight > 0).tolist(), False, False]
    edge = [True, *(text.clause[1:] != text.clause[:-1]).tolist(), True]
    first_tokens, begins = np.unique(runs.first, return_inverse=True)
    last_tokens, ends = np.unique(runs.last, return_inverse=True)
    beginning = [
        (
            f"1{words[at]}",
            f"2{tags[at]}{edge[at - 2]}",
            f"3{words[at - 1]}",
            f"4{tags[at - 1]}{tags[at]}",
            f"5{words[at][:1]}",
            f"6{tags[at - 1]}{hit[at - 1]}{tags[at]}",
            f"7{tags[at - 2]}{tags[at - 1]}",
            f"8{tags[at]}{tags[at + 1]}",
        )
        for at in (first_tokens + 2).tolist()
    ]
    end = [
        (
            f"A{words[at]}",
            f"B{tags[at]}{tags[at + 1]}",
            f"C{words[at + 1]}",
            f"D{tags[at]}",
            f"E{words[at][-1:]}",
            f"F{tags[at + 1]}{hit[at + 1]}{tags[at]}",
            f"G{tags[at + 1]}{tags[at + 2]}",
            f"H{tags[at - 1]}{tags[at]}",
        )
        for at in (last_tokens + 2).tolist()
    ]
    sizes = (text.ends[runs.last] - text.starts[runs.first]).tolist()
    form = [
        (
            f"L{_size_class(size)}",
            f"S{''.join(text.tags[a : b + 1]) if b - a < _SHAPED else text.tags[a] + '..' + text.tags[b]}",
            f"T{words[a + 1]}|{words[b + 3]}",
            f"U{tags[a + 1]}|{tags[b + 3]}|{min(b - a, 5)}",
        )
        for a, b, size in zip(runs.first.tolist(), runs.last.tolist(), sizes, strict=True)
    ]
    return Signs(_hashes(beginning, 8), _hashes(end, 8), _hashes(form, 4), begins, ends)


def _size_class(characters: int) -> int:
    if characters < 6:
        return characters
    return 6 + characters // 4 if characters < 30 else 14 + characters // 15


def paired(signs: Hashes, keys: Hashes) -> NDArray[np.int64]:
    """Where the weights of ``signs`` (n, signs) with ``keys`` stand, shape (n, signs * keys)."""
    mixed = signs[:, :, None] * np.uint32(0x9E3779B1) ^ keys * np.uint32(0x85EBCA6B)
    mixed ^= mixed >> np.uint32(15)
    found: NDArray[np.int64] = (mixed & _MASK).reshape(len(signs), -1).astype(np.int64)
    return found
