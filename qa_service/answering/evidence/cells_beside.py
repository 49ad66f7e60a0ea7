"""The cell of a table beside the one that was told.

收到的呢 after 受理183 asks for another column of its row, 市场监管的呢 for the same column of another row.

The words of the follow-up stand in the head of the one, or in the names of the other, and in no third. This
module does not know what was asked before.
"""

import re
from collections.abc import Sequence

from qa_service.answering.evidence.cells import Cell, cells_in_rows
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.text.folding import fold
from vectorstore.passages import Passage

_MET = 0.7
_NEGATED = re.compile("[没未不非无]")
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


def cell_told(passage: Passage, start: int, end: int, short: str) -> Cell | None:
    """The cell of ``passage`` that says the figure of folded ``short`` in the row that lies in
    ``passage.text[start:end]``; None where none does, or several."""
    number = _NUMBER.match(short)
    found = [
        cell
        for cell in cells_in_rows(passage)
        if number and _number_of(cell) == number.group() and _lies_in(cell, start, end)
    ]
    return found[0] if len(found) == 1 else None


def cell_beside(passage: Passage, told: int, evidence: Evidence) -> Cell | None:
    """The cell that is asked for beside the one at folded ``told``; None where that is none of a row, or the
    question does not tell one from the others."""
    cells = cells_in_rows(passage)
    own = next((cell for cell in cells if cell.start <= told < cell.end), None)
    if own is None:
        return None
    others = [cell for cell in cells if cell is not own]
    in_row = [c for c in others if c.sentence.start == own.sentence.start and _says(c.heads, evidence)]
    below = [c for c in others if c.heads == own.heads and _says(c.names, evidence)]
    if _says(own.names, evidence):
        below = []
    found = in_row or below
    return found[0] if len(found) == 1 else None


def _says(words: Sequence[str], evidence: Evidence) -> bool:
    said = "".join(words)
    if (_NEGATED.search(said) is None) is not (_NEGATED.search(fold(evidence.question.text).text) is None):
        return False
    return bool(evidence.focus.terms) and all(term.value_in(said) >= _MET for term in evidence.focus.terms)


def _number_of(cell: Cell) -> str:
    number = _NUMBER.match(cell.sentence.folded.text, cell.start)
    return number.group() if number else ""


def _lies_in(cell: Cell, start: int, end: int) -> bool:
    at, stop = cell.sentence.folded.source_span(cell.start, cell.end)
    return start <= at and stop <= end
