"""Sentences in a row as the words of one quotation.

This module does not choose the sentences, and does not say whose words they are.
"""

from collections.abc import Sequence

from qa_service.answering.citations import Quote
from qa_service.answering.extractive import Statement, subject
from qa_service.answering.text.sentences import Sentence
from qa_service.answering.text.tidying import tidy
from qa_service.library.records import DocumentSummary


def quote_of(sentence: Sentence) -> Quote:
    """The whole sentence."""
    start, end = sentence.source_span(sentence.start, sentence.end)
    return Quote(passage=sentence.passage, start=start, end=end)


def quoted(run: Sequence[Sentence], document: DocumentSummary) -> Statement:
    """``run``, sentences of one passage in a row, as a statement that says whose they are."""
    return quoted_span(run[0], run[0].start, run[-1].end, document)


def quoted_span(sentence: Sentence, start: int, end: int, document: DocumentSummary) -> Statement:
    """What stands from folded ``start`` to ``end`` of the sentence's passage, as a statement that says
    whose words it is."""
    source_start, source_end = sentence.source_span(start, end)
    quote = Quote(passage=sentence.passage, start=source_start, end=source_end)
    body = tidy(quote.text)
    return Statement(lead=subject(document, quote, body), body=body, quote=quote)


def quoted_clauses(run: Sequence[Sentence], *, opening: int, longest: int | None = None) -> tuple[Quote, str]:
    """The quotation of ``run`` from the folded ``opening`` on, and its words as they are told; no more of its
    clauses than stay within ``longest`` characters, but one."""
    start, end = run[0].source_span(opening, run[-1].end if longest is None else _clipped(run, longest))
    quote = Quote(passage=run[0].passage, start=start, end=end)
    return quote, tidy(quote.text)


def _clipped(run: Sequence[Sentence], longest: int) -> int:
    """Where the last clause ends that stays within ``longest`` characters of the run; the first one's end
    where none does."""
    ends = [end for sentence in run for _, end in sentence.clauses]
    within = [end for end in ends if end - run[0].start <= longest]
    return within[-1] if within else ends[0]
