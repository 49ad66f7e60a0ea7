"""Where a word stands in a question: next to which others, and whether it is what the question counts.

This module reads the question by its letters alone.
"""

import re

_HAN = re.compile(r"[㐀-鿿]")
_LINKS = "的地得了中内里有是为"


def is_counted(word: str, asked: str) -> bool:
    """Whether ``word`` is what folded ``asked`` counts, or what was done to it: 多少粉丝, 败诉了几件."""
    escaped = re.escape(word)
    return (
        re.search(f"(?:多少|几).{{0,3}}{escaped}|{escaped}[了的有是为]{{0,2}}(?:多少|几)", asked) is not None
    )


def is_done(word: str, asked: str) -> bool:
    """Whether ``word`` stands right before how many in folded ``asked``: 败诉了几件, 维持的有多少件."""
    return re.search(f"{re.escape(word)}(?:了|的|的有|有)?(?:多少|几)", asked) is not None


def beside_words(word: str, asked: str) -> tuple[str, ...]:
    """The two characters on either side of ``word`` in folded ``asked``, links between them left out; fewer
    where it begins or ends there or at a pause."""
    at = asked.find(word)
    if at < 0:
        return ()
    sides = (asked[:at].rstrip(_LINKS)[-2:], asked[at + len(word) :].lstrip(_LINKS)[:2])
    return tuple(side for side in sides if len(side) == 2 and all(map(_HAN.match, side)))
