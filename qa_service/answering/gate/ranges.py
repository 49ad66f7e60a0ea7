"""A range that a sentence puts as two bounds: 满300年而不满500年 where its passage has 300年以上不满500年.

Both ends must stand in one range of the passage. This module does not know what is so long or so many.
"""

import re
from itertools import pairwise

from qa_service.answering.gate.figures import figures_of
from qa_service.quantities import Quantity, canonical, direction

_LEAST_BEFORE = re.compile(r"(?:年满|已满|满|达到|达|不少于|不低于|大于等于|超过|在)?$")
_BETWEEN = re.compile(
    r"(?:\(含[^()]{0,12}\))?(?:及以上|以上|[的,、])?[而但且]?[,、]?(?:又|还|尚)?(?:在|为)?(?:[不未]满)?"
)
_BEHIND = re.compile(r"(?:以下|之间)?")
_SAME_AGAIN = re.compile(r"\(含(?P<end>[^()]{1,12})\)")
_LONGEST_PREFIX = 4
_ENDS = 2


def told_as_range(statement: str, text: str) -> str:
    """Folded ``statement`` with what it says by two bounds put as the range that ``text`` writes, and
    25亿元以上 for 25亿元以上(含25亿元)."""
    statement = _without_repeated_end(statement)
    written = [figure for figure in figures_of(text) if figure.high is not None]
    if not written:
        return statement
    for low, high in reversed(list(pairwise(figures_of(statement)))):
        same = next((one for one in written if _are_ends(low, high, one)), None)
        if same is None or not _BETWEEN.fullmatch(statement, low.end, high.start):
            continue
        before = _LEAST_BEFORE.search(statement[max(0, low.start - _LONGEST_PREFIX) : low.start])
        start = low.start - (len(before.group()) if before else 0)
        behind = _BEHIND.match(statement, high.end)
        end = behind.end() if behind else high.end
        statement = f"{statement[:start]}{same.text}{statement[end:]}"
    return statement


def _are_ends(low: Quantity, high: Quantity, written: Quantity) -> bool:
    """Whether two figures bound what the range ``written`` does: the first from below, the second from
    above."""
    if low.high is not None or high.high is not None or direction(high) >= 0 or direction(low) < 0:
        return False
    value, top, unit = canonical(written)
    ends = canonical(low), canonical(high)
    units = {one[_ENDS] for one in ends} | {unit}
    return len(units) == 1 and (ends[0][0], ends[1][0]) == (value, top)


def _without_repeated_end(statement: str) -> str:
    for match in reversed(list(_SAME_AGAIN.finditer(statement))):
        again = figures_of(match["end"])
        before = [figure for figure in figures_of(statement[: match.start()]) if figure.end == match.start()]
        if again and before and canonical(again[0]) == canonical(before[0]) and direction(before[0]):
            statement = statement[: match.start()] + statement[match.end() :]
    return statement
