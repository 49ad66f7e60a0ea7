"""Words that a segmenter guessed at: 要罚, 会判, 内去 are no words but a function word beside one.

A segmenter joins single characters that its dictionary does not hold together. In everyday questions the
first or last of them mostly belongs to the grammar (罚款[要罚]多少, 30天[内去]申请); what is left of the
word is its matter. This module does not judge words of the dictionary (要求, 能力).
"""

import re
from collections.abc import Callable, Sequence

Tagged = Callable[[str], Sequence[tuple[str, str]]]
"""Cuts folded text into the words of the dictionary alone, each with its part of speech."""

_LEADS = frozenset("要会能可得该应将内里后前时来去没被每再就才还只所让给有是多最他她我你们")
_TRAILS = frozenset("要会能可得该应就才还去来向到在过完里着")
_SHORT = re.compile(r"[㐀-鿿]{2,3}")


def without_guesses(words: Sequence[str], tagged: Tagged) -> list[str]:
    """``words`` with those that were guessed at cut where a function word stands at their edge."""
    cut: list[str] = []
    for word in words:
        cut += _cut(word, tagged) if _may_be_guessed(word) else [word]
    return cut


def _may_be_guessed(word: str) -> bool:
    return (word[0] in _LEADS or word[-1] in _TRAILS) and _SHORT.fullmatch(word) is not None


def _cut(word: str, tagged: Tagged) -> list[str]:
    pieces = [piece for piece, _ in tagged(word)]
    if len(pieces) == 1:
        return [word]
    start = next((n for n, piece in enumerate(pieces) if piece not in _LEADS), len(pieces))
    end = next((n for n in range(len(pieces), start, -1) if pieces[n - 1] not in _TRAILS), start)
    middle = "".join(pieces[start:end])
    return [*pieces[:start], *([middle] if middle else []), *pieces[end:]]
