"""Everyday phrases of a question that no segmenter keeps whole: 告政府, and with a gap 要回…工钱, as it is in
要回多少工钱.

A phrase with a gap is found where its parts stand in their order, near one another and with no stop between;
a part of one character where that is no piece of a word. This module does not know what the phrases mean.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

GAP = "…"
"""What stands in a phrase for the few words that others may put there."""
_LONGEST_GAP = 8
_SHORTEST = 3

ByStart = Mapping[str, tuple[tuple[int, str], ...]]
"""The phrases by the two characters, or before a gap by the one, that they begin with, each with its place
among all."""
_Segment = Callable[[str], Sequence[str]]
"""Cuts folded text into words."""


def by_start(words: Sequence[str]) -> ByStart:
    """Those of ``words`` that are phrases, the longest first."""
    phrases = [word for word in words if GAP in word or len(word) >= _SHORTEST]
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for place, phrase in enumerate(sorted(phrases, key=lambda phrase: (GAP in phrase) - len(phrase))):
        found[phrase.partition(GAP)[0][:2]].append((place, phrase))
    return {start: tuple(placed) for start, placed in found.items()}


def take_phrases(text: str, phrases: ByStart, segment: _Segment) -> tuple[list[str], str]:
    """The phrases of folded ``text``, the longest first, and what is left of it, blanks in their place."""
    starts = {*text, *(text[at : at + 2] for at in range(len(text) - 1))}
    taken = []
    for _, phrase in sorted({each for start in starts for each in phrases.get(start, ())}):
        left = put_for(phrase, " ", text)
        if left != text and _of_whole_words(phrase, text, segment):
            taken.append(phrase)
            text = left
    return taken, text


def put_for(phrase: str, other: str, text: str) -> str:
    """``text`` with ``other`` in the place of ``phrase`` and before what stands in its gap; one with a gap is
    looked for once."""
    if GAP not in phrase:
        return text.replace(phrase, other)
    if any(part not in text for part in phrase.split(GAP)):
        return text
    return _with_gap(phrase).sub(lambda found: " ".join((other, *found.groups(), "")), text, count=1)


def _of_whole_words(phrase: str, text: str, segment: _Segment) -> bool:
    """Whether ends of the phrase that are single characters are no pieces of words: 死…人 is not in 死亡的
    人口."""
    head, tail = phrase.partition(GAP)[0], phrase.rpartition(GAP)[2]
    found = _with_gap(phrase).search(text) if min(len(head), len(tail)) == 1 else None
    if found is None:
        return True
    edges = _edges(text, segment)
    return (len(head) > 1 or found.start() in edges) and (len(tail) > 1 or found.end() in edges)


def _edges(text: str, segment: _Segment) -> set[int]:
    """Where words of ``text`` begin or end."""
    edges, at = {0, len(text)}, 0
    for word in segment(text):
        start = text.find(word, at)
        if start >= 0:
            at = start + len(word)
            edges |= {start, at}
    return edges


@lru_cache(maxsize=512)
def _with_gap(phrase: str) -> re.Pattern[str]:
    between = f"([^,;:。!?]{{1,{_LONGEST_GAP}}}?)"
    return re.compile(between.join(map(re.escape, phrase.split(GAP))))
