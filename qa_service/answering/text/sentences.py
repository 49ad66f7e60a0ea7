"""Passages cut into sentences and clauses, in folded text with the way back to the passage.

A sentence ends at 。！？； or a line break (official enumerations chain whole statements with ；);
a clause ends at a comma or colon as well. Quotation marks and brackets close before a sentence does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from qa_service.answering.text.folding import Folded, fold
from vectorstore.passages import Passage

_SENTENCE = re.compile(r"[^。!?;\n]+(?:[。!?;\n]+[”’」』》)\]]*|$)")
_FIGURE_IN_THOUSANDS = r"(?<!\d)\d{1,3}(?:,\d{3})+(?!\d)"
_CLAUSE = re.compile(rf"[,:]*(?:{_FIGURE_IN_THOUSANDS}|[^,:])+(?:[,:]+|$)|[,:]+$")
_OPENING, _CLOSING = "“‘「『《(", "”’」』》)"
_BRACKETS = re.compile(f"[{_OPENING}{_CLOSING}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a passage. ``start``/``end`` and ``clauses`` are spans of ``folded.text``."""

    passage: Passage
    folded: Folded
    start: int
    end: int
    clauses: tuple[tuple[int, int], ...]

    @property
    def text(self) -> str:
        return self.folded.text[self.start : self.end]

    @property
    def is_whole(self) -> bool:
        """There is nothing in the passage but this sentence."""
        return self.start == 0 and self.end == len(self.folded.text)

    @property
    def before(self) -> str:
        """What the passage says before this sentence."""
        return self.folded.text[: self.start]

    def clause_at(self, position: int) -> int:
        """The number of the clause that holds the folded ``position``."""
        for number, (_, end) in enumerate(self.clauses):
            if position < end:
                return number
        return len(self.clauses) - 1

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The document's span behind folded ``[start, end)`` of this passage."""
        source_start, source_end = self.folded.source_span(start, end)
        return self.passage.start + source_start, self.passage.start + source_end


def _unbroken(text: str, pieces: Iterator[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Join pieces that were cut inside quotation marks or brackets."""
    start: int | None = None
    depth = 0
    last_end = 0
    for piece in pieces:
        if start is None:
            start = piece.start()
        for character in _BRACKETS.findall(piece.group()):
            if character in _OPENING:
                depth += 1
            else:
                depth = max(0, depth - 1)
        last_end = piece.end()
        # An opening mark that never closes must not swallow the rest of the passage.
        if depth == 0 or last_end - start > 200:
            yield start, last_end
            start, depth = None, 0
    if start is not None:
        yield start, last_end


@lru_cache(maxsize=2048)
def _spans(text: str) -> tuple[tuple[tuple[int, int], tuple[tuple[int, int], ...]], ...]:
    spans = []
    for start, end in _unbroken(text, _SENTENCE.finditer(text)):
        clauses = tuple(
            (start + left, start + right)
            for left, right in _unbroken(text[start:end], _CLAUSE.finditer(text[start:end]))
        )
        if clauses:
            spans.append(((start, end), clauses))
    return tuple(spans)


def sentence_spans(folded: str) -> tuple[tuple[int, int], ...]:
    """The spans of the sentences of ``folded`` text, in order."""
    return tuple(span for span, _ in _spans(folded))


@lru_cache(maxsize=1024)
def sentences(passage: Passage) -> tuple[Sentence, ...]:
    """The sentences of a passage, in order. Asked for several times in one answer, and by each question that
    finds the passage."""
    folded = fold(passage.text)
    return tuple(
        Sentence(passage=passage, folded=folded, start=start, end=end, clauses=clauses)
        for (start, end), clauses in _spans(folded.text)
    )
