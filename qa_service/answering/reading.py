"""Reading alone: what of one given paragraph answers a question.

This is the learned reader by itself. The chain has passages of a library, its scope and the forms of official
text besides.
"""

from dataclasses import dataclass

import numpy as np

from qa_service.answering.reader.asked import read_question
from qa_service.answering.reader.overlap import overlap
from qa_service.answering.reader.reader import Reader, load_reader
from qa_service.answering.reader.texts import tagged_text
from qa_service.answering.text.folding import fold
from qa_service.answering.text.sentences import sentence_spans
from vectorstore.analyzer import Analyzer


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The spans of the paragraph's sentences, the one that most likely answers first, and the bare fact or
    None."""

    sentences: tuple[tuple[int, int], ...]
    short_answer: str | None


class ParagraphReader:
    """Finds the answering sentence and the bare fact in a paragraph; the best it can, however unsure."""

    def __init__(self, analyzer: Analyzer, reader: Reader | None = None) -> None:
        self._tag = analyzer.tagged
        self._reader = reader or load_reader()

    def read(self, paragraph: str, question: str) -> Reading:
        """All sentences of ``paragraph``, best first; none where it holds no word."""
        folded = fold(paragraph)
        cut = sentence_spans(folded.text)
        text = tagged_text(folded.text, cut, self._tag)
        if not text.count:
            return Reading(sentences=(), short_answer=None)
        asked = read_question(question, self._tag)
        shared = overlap(text, cut, asked)
        scores = self._reader.sentence_scores(text, cut, asked, shared)
        ordered = [folded.source_span(*cut[number]) for number in np.argsort(-scores, kind="stable")]
        found = self._reader.best_span(text, asked, shared, scores)
        start, end = folded.source_span(found.start, found.end) if found else (0, 0)
        return Reading(sentences=tuple(ordered), short_answer=paragraph[start:end] or None)
