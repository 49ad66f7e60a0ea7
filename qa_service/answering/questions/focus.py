"""The words of a question that carry its matter.

Everyday phrases are kept whole, compounds are cut into the words that a text may say apart, what a segmenter
cut from its noun is joined again. This module does not know what the words weigh.
"""

import re
from collections.abc import Callable, Sequence

from qa_service.answering.questions.everyday_phrases import take_phrases
from qa_service.answering.questions.wording import Wording
from qa_service.answering.text.matching import MEASURE_SUFFIXES

Segment = Callable[[str], Sequence[str]]
"""Cuts folded text into words."""

HAN = re.compile(r"[㐀-鿿\U00020000-\U0003ffff]")
_LONG_COMPOUND = 5
_LONGEST_WORD = 32


def focus_words(text: str, segment: Segment, wording: Wording) -> tuple[str, ...]:
    """Words of ``text`` that carry its matter, in order, each once."""
    words, left = take_phrases(wording.scaffold.sub(" ", text), wording.everyday_phrases, segment)
    for piece in re.split(r"[\s,?。!;:、“”‘’「」《》()\[\]{}\"'.…—~-]+", left):
        # What no word is long enough for (a line of one letter) is looked for by its beginning.
        words += [word[:_LONGEST_WORD] for word in segment(piece) if word.strip()]
    words = _whole_words(compounds(words), segment, wording)
    kept = [w for w in words if w not in wording.stopwords and (len(w) > 1 or HAN.match(w) or w.isalnum())]
    return tuple(dict.fromkeys(kept))


def compounds(words: Sequence[str]) -> list[str]:
    """Join what the segmenter cut from its noun: 受理 率 is 受理率, not anything with 受理."""
    joined: list[str] = []
    for word in words:
        if word in MEASURE_SUFFIXES and joined and HAN.match(joined[-1]):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _whole_words(words: Sequence[str], segment: Segment, wording: Wording) -> list[str]:
    """Compounds that are made of two words, as those two: a text may say them apart (行政复议 … 申请)."""
    parts: list[str] = []
    for word in words:
        cuts = [
            (abs(len(word) - 2 * at), at)
            for at in range(2, len(word) - 1)
            if list(segment(word[:at])) == [word[:at]] and list(segment(word[at:])) == [word[at:]]
        ]
        at = (
            min(cuts)[1]
            if len(word) >= _LONG_COMPOUND and cuts and word not in wording.synonyms
            else len(word)
        )
        parts += [word[:at], word[at:]] if at < len(word) else [word]
    return parts
