"""A figure's words in its document, for an answer across documents: the quote and how it reads.

The words are those of the figure's clause, with the clauses before it that say what it is about. This module
does not know what is asked.
"""

import re

from qa_service.answering.citations import Quote
from qa_service.answering.comparing.readings import Reading
from qa_service.answering.evidence.cells import Cell
from qa_service.answering.text.tidying import tidy

_LONGEST = 64
_EDGE = ",，。;；:：、\n"
_SUBSTANCE = re.compile(r"[\u4e00-\u9fff]")
_NUMBERED = re.compile(
    r"^(?:\(?\d{1,2}[.、)]\s*|[(（][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+、)(?=[\u4e00-\u9fff])"
)
_LEAST_SUBSTANCE = 8


def quote_of(reading: Reading) -> Quote:
    """The clause that holds the figure, with what leads up to it where it is short."""
    candidate = reading.candidate
    sentence = candidate.sentence
    last = sentence.clause_at(max(candidate.start, candidate.end - 1))
    first = sentence.clause_at(candidate.start)
    end = sentence.clauses[last][1]
    text = sentence.folded.text
    while (
        first > 0
        and not _tells(text[sentence.clauses[first][0] : candidate.start], reading)
        and end - sentence.clauses[first - 1][0] <= _LONGEST
    ):
        first -= 1
    begin = sentence.clauses[first][0]
    while end > candidate.end and text[end - 1] in _EDGE:
        end -= 1
    start, stop = sentence.source_span(begin, end)
    return Quote(passage=sentence.passage, start=start, end=stop)


def _tells(lead: str, reading: Reading) -> bool:
    """It says by itself what is counted."""
    return reading.names_topic(lead) or len(_SUBSTANCE.findall(lead)) >= 2 * _LEAST_SUBSTANCE


def words_of(quote: Quote) -> str:
    """The words without the number of their paragraph."""
    return _NUMBERED.sub("", tidy(quote.text))


def figure_of(reading: Reading) -> str:
    """The figure as the document writes it, without white space; of what went down with its sign."""
    candidate = reading.candidate
    start, end = candidate.sentence.folded.source_span(candidate.start, candidate.end)
    written = "".join(candidate.sentence.passage.text[start:end].split())
    if isinstance(candidate, Cell) and candidate.quantity:
        return candidate.quantity.text
    return f"-{written}" if reading.falls else written
