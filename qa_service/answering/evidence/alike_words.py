"""Whether a text may say a word in another way: by its characters, or by the vectors of its tokens.

Two words of two characters that share one of them in different places often mean the same (拖欠, 欠薪); verbs
do that begin alike (办完, 办结), nouns do not (区委, 区政府); what ends alike is of one kind (笔试, 面试). A
longer word is said in another way where half of its characters are. This module knows no meanings: what it
takes for alike is only no proof of the contrary.
"""

import re
from collections.abc import Collection, Sequence

from qa_service.answering.evidence.evidence import Evidence

_HAN = re.compile(r"[㐀-鿿]")
_ALIKE = 0.45
"""From which likeness on a text may say a word in another way."""
_GOOD_PART = 0.5
_MOST_FOUND = 6


def likenesses(words: Sequence[str], texts: Sequence[str], evidence: Evidence) -> list[float]:
    """How well the best of ``texts`` meets each of ``words`` by its vectors; 0 without a model."""
    if evidence.likeness is None or not words:
        return [0.0] * len(words)
    best = [evidence.likeness.best_matches(words, (text,)).tolist() for text in texts]
    return [max(each) for each in zip(*best, strict=True)]


def may_be_said(words: Sequence[str], sentence: str, above: str, evidence: Evidence) -> list[bool]:
    """For each of ``words`` whether folded ``sentence`` or what stands ``above`` it may say it otherwise."""
    near = likenesses(words, (sentence, above), evidence)
    return [
        likeness >= _ALIKE or shares_characters(word, sentence, evidence)
        for word, likeness in zip(words, near, strict=True)
    ]


def shares_characters(word: str, text: str, evidence: Evidence) -> bool:
    """Whether the characters that ``word`` shares with ``text`` may stand for it."""
    if len(word) > 2:
        return sum(character in text for character in word) >= _GOOD_PART * len(word)
    if evidence.reader is None:
        return any(character in text for character in word)
    first, last = word[0], word[-1]
    said = {*_words_with(first, text, evidence), *_words_with(last, text, evidence)}
    return any(
        each[-1] == first or each[0] == last or (each[0] == first and word not in evidence.nouns)
        for each in said
    )


def _words_with(character: str, text: str, evidence: Evidence) -> Collection[str]:
    """The words of two characters in ``text`` that hold ``character``."""
    found = set()
    for match in list(re.finditer(re.escape(character), text))[:_MOST_FOUND]:
        at = match.start()
        for pair in (text[max(0, at - 1) : at + 1], text[at : at + 2]):
            if len(pair) == 2 and all(map(_HAN.match, pair)):
                found.add(pair)
    return {pair for pair in found if evidence.reader is not None and evidence.reader.is_word(pair)}
