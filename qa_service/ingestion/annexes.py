"""Titles of documents that another one carries: the measures that an order publishes or a notice sends round.

A line is such a title when the document named it before, in 《》 or as 关于印发…的通知.
"""

import re
from collections.abc import Sequence

from qa_service.ingestion.blocks import Block

_NAMED = re.compile(
    r"《([^《》\n]{4,60})》|(?:印发|发布|公布|转发)(?!《)([^《》，。\n]{6,60}?)的(?:通知|决定|公告|令)"
)
_SCANNED_LINES = 24
_MOST_LINES = 3


def annex_titles(lines: Sequence[Block], *, after: int) -> tuple[tuple[int, ...], ...]:
    """The lines of each carried document's title, in order; a title may stand over up to three lines."""
    names = _names(lines)
    longest = max(map(len, names), default=0)
    found: list[tuple[int, ...]] = []
    at = after
    while names and at < len(lines):
        span = _span(lines, at, names, longest)
        if span:
            found.append(span)
            names = names - {_plain("".join(lines[line].text for line in span))}
        at += max(1, len(span))
    return tuple(found)


def _names(lines: Sequence[Block]) -> frozenset[str]:
    """Titles that the first lines name."""
    head = "\n".join(line.text[:2000] for line in lines[:_SCANNED_LINES])
    return frozenset(_plain(found.group(1) or found.group(2)) for found in _NAMED.finditer(head))


def _span(lines: Sequence[Block], at: int, names: frozenset[str], longest: int) -> tuple[int, ...]:
    joined = ""
    for end in range(at, min(len(lines), at + _MOST_LINES)):
        if len(lines[end].text) > longest + 8 or lines[end].table is not None:
            return ()
        joined += _plain(lines[end].text)
        if joined in names:
            return tuple(range(at, end + 1))
        if len(joined) > longest:
            return ()
    return ()


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)
