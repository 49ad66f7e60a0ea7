"""The Chinese characters of a question that tell something: what words no library has are known by them."""

import re
from functools import lru_cache

from qa_service.answering.questions.wording import load_wording
from qa_service.answering.text.folding import fold

_HAN = re.compile(r"[㐀-鿿]")


@lru_cache(maxsize=64)
def telling_characters(question: str) -> frozenset[str]:
    """The distinct ones of ``question``, less those that stand in any question (什么, 的)."""
    return frozenset(_HAN.findall(fold(question).text)) - load_wording().idle_characters


def share_held(characters: frozenset[str], text: str) -> float:
    """Which share of ``characters`` stands in ``text``, 0–1; 0 of none."""
    return sum(character in text for character in characters) / max(1, len(characters))
