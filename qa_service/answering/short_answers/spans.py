"""Slices of an answering sentence, trimmed to what they say.

A span knows its folded place and its words as the document writes them. This module does not know which slice
answers.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.questions.wording import Wording

_EDGE_MARKS = " ,。;:、!?.…"
_OPEN_END = "“《(‘"
_CLOSED_START = "”》)’"
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+(?:是|、)|\([一二三四五六七八九十\d]+\)|\d+[.、](?!\d))")
_WHOLE_WORD = re.compile(
    "经[费济营办验销纪典]|对[象方策口]|由来|将军|向导|为期|达(?=[一-鿿])(?!到)|共[享青建治管商同和]|有[机限轨线]|和[平谐解]|为[民农]|在[线编职建岗]|对[口外接标]|以[案旧工]"
)
"""Words that begin as a function word does: 经费 is not 费."""


@dataclass(frozen=True, slots=True)
class Span:
    """``text`` is the bare fact; ``start``/``end`` its folded span in the passage."""

    text: str
    start: int
    end: int


def text_of(candidate: Candidate, start: int, end: int) -> str:
    return candidate.sentence.folded.text[start:end]


def span_of(candidate: Candidate, start: int, end: int) -> Span:
    """The span with its words as the document writes them, without white space."""
    source_start, source_end = candidate.sentence.folded.source_span(start, end)
    return Span("".join(candidate.sentence.passage.text[source_start:source_end].split()), start, end)


def trimmed(candidate: Candidate, start: int, end: int, wording: Wording, longest: int) -> Span | None:
    """Take marks, numbering and function words off both edges."""
    changed = True
    while changed and start < end:
        changed = False
        text = text_of(candidate, start, end)
        stripped = len(text) - len(text.lstrip(_EDGE_MARKS + _CLOSED_START))
        numbering = _NUMBERING.match(text[stripped:])
        if numbering:
            stripped += numbering.end()
        tail = len(text.rstrip(_EDGE_MARKS + _OPEN_END))
        if stripped or tail < len(text):
            start, end, changed = start + stripped, start + tail, stripped < tail
            continue
        for word in wording.edges_before:
            if text.startswith(word) and len(text) > len(word) + 1 and not _WHOLE_WORD.match(text):
                start, changed = start + len(word), True
                break
        for word in wording.edges_after:
            if text.endswith(word) and len(text) > len(word) + 1:
                end, changed = end - len(word), True
                break
    if not 2 <= end - start <= longest:
        return None
    return span_of(candidate, start, end)


def the_one(found: Sequence[tuple[float, Span]]) -> Span | None:
    """Of spans with how much of what is asked their clauses say, the one that has most; None without any, or
    where several different ones have."""
    most = max((said for said, _ in found), default=0.0)
    texts = {span.text: span for said, span in found if said == most}
    return next(iter(texts.values())) if len(texts) == 1 else None
