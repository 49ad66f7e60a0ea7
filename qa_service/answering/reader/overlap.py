"""Where a text holds the words of a question, token by token.

A word weighs by its length and by how few sentences of the text hold it. Besides whole words, pairs of
characters are compared, which writings of one name share. This module does not know what is asked for.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qa_service.answering.reader.asked import Asked
from qa_service.answering.reader.texts import Booleans, Floats, Integers, TaggedText

_LENGTH = (0.0, 0.4, 1.0, 1.25, 1.4)


@dataclass(frozen=True, slots=True)
class Overlap:
    """``weights`` are those of ``asked.words``; ``holds`` (sentences × words) says what each sentence holds.

    ``weight`` is by token that of the word it is, else 0; ``side`` is -1 for a word that stands before the
    interrogative, 1 behind it, 0 for none; ``covered`` is by character whether it is one of a shared pair.
    """

    weights: Floats
    holds: Booleans
    weight: Floats
    side: Integers
    covered: Booleans
    pairs: tuple[str, ...]
    pair_weights: Floats
    holds_pair: Booleans


def _rarity(holds: Booleans) -> Floats:
    sentences = len(holds)
    found = holds.sum(axis=0)
    rarity: Floats = (np.log(1 + (sentences + 1) / (found + 1)) / math.log(2 + sentences)).astype(np.float32)
    return rarity


def pairs_of(asked: Asked) -> tuple[str, ...]:
    """The pairs of neighbouring characters of the question, its interrogative left out."""
    found = [
        side[at : at + 2]
        for side in (asked.left, asked.right)
        for at in range(len(side) - 1)
        if side[at].isalnum() and side[at + 1].isalnum()
    ]
    return tuple(dict.fromkeys(found))


def overlap(text: TaggedText, sentences: Sequence[tuple[int, int]], asked: Asked) -> Overlap:
    slices = [text.text[start:end] for start, end in sentences]
    holds = _held(slices, asked.words)
    lengths = np.array([_LENGTH[min(len(word), 4)] for word in asked.words], dtype=np.float32)
    weights = lengths * _rarity(holds)
    pairs = pairs_of(asked)
    holds_pair = _held(slices, pairs)
    covered = np.zeros(len(text.text) + 1, dtype=np.bool_)
    for pair in pairs:
        at = text.text.find(pair)
        while at >= 0:
            covered[at : at + 2] = True
            at = text.text.find(pair, at + 1)
    of_word = {word: number for number, word in enumerate(asked.words)}
    numbers = [of_word.get(word, -1) for word in text.words]
    known = np.array([number >= 0 for number in numbers], dtype=np.bool_)
    weight = np.array([weights[number] if number >= 0 else 0.0 for number in numbers], dtype=np.float32)
    # A word that is cut otherwise is known by its pairs of characters.
    cumulated = np.concatenate([[0], np.cumsum(covered[:-1])])
    share = (cumulated[text.ends] - cumulated[text.starts]) / (text.ends - text.starts)
    partly = ~known & (share == 1.0) & ~text.is_mark & (text.ends - text.starts > 1)
    weight = np.where(partly, 0.6, weight).astype(np.float32)
    side = np.array(
        [0 if number < 0 else (-1 if asked.starts[number] < asked.at else 1) for number in numbers],
        dtype=np.int32,
    )
    return Overlap(
        weights=weights,
        holds=holds,
        weight=weight,
        side=side,
        covered=covered[:-1],
        pairs=pairs,
        pair_weights=_rarity(holds_pair),
        holds_pair=holds_pair,
    )


def _held(slices: Sequence[str], words: Sequence[str]) -> Booleans:
    return np.array([[word in held for word in words] for held in slices], dtype=np.bool_).reshape(
        len(slices), len(words)
    )


def longest_run(first: str, second: str) -> int:
    """The length of the longest run of characters that both hold."""
    longest = 0
    for start in range(len(first)):
        while start + longest < len(first) and first[start : start + longest + 1] in second:
            longest += 1
    return longest


def common_end(first: str, second: str) -> int:
    """How many characters both end with."""
    count = 0
    while count < min(len(first), len(second)) and first[-1 - count] == second[-1 - count]:
        count += 1
    return count


def common_start(first: str, second: str) -> int:
    """How many characters both begin with."""
    count = 0
    while count < min(len(first), len(second)) and first[count] == second[count]:
        count += 1
    return count
