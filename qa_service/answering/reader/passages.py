"""The reader over passages of a library, for the chain: which words of a sentence are the bare fact.

Which sentence answers the chain decides, by headings, titles and scope besides: with the reader's order of a
passage's sentences mixed in, answers from whole documents were no better, those about law a little worse.

Place and year of a question are a matter of scope: documents leave out what is true of all they say, so the
reader is asked without them.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from qa_service.answering.questions.question import Question
from qa_service.answering.reader.asked import Asked, read_question
from qa_service.answering.reader.overlap import Overlap, overlap
from qa_service.answering.reader.reader import FoundSpan, Reader, load_reader
from qa_service.answering.reader.texts import Floats, Tag, TaggedText, tagged_text
from qa_service.answering.text.folding import fold
from qa_service.answering.text.sentences import Sentence, sentence_spans

_YEAR = re.compile(r"(?:19|20)\d\d年度?|[去今前]年|上一?年度?|本年度?")
_LONGEST_TEXT = 3000
_KEPT = 512
_NAMES_A_THING = frozenset("nj")
"""Nouns and what is short for one, by the first letter of jieba's tags."""


@dataclass(frozen=True, slots=True)
class _Opened:
    text: TaggedText
    cut: tuple[tuple[int, int], ...]
    asked: Asked
    shared: Overlap
    scores: Floats


class PassageReader:
    """Reads passages for one question after another. Thread-safe; keeps the last few texts in their words."""

    def __init__(self, tag: Tag, reader: Reader | None = None) -> None:
        self._tag = tag
        self._reader = reader or load_reader()
        self._open = lru_cache(maxsize=_KEPT)(self._read)

    def span(self, sentence: Sentence, question: Question) -> FoundSpan | None:
        """The words of ``sentence`` that most likely are the bare fact; offsets are those of its passage."""
        opened = self._open(sentence.folded.text, _bare(question))
        if opened is None:
            return None
        number = _number(sentence, opened)
        return self._reader.best_span(opened.text, opened.asked, opened.shared, opened.scores, only=number)

    def nouns(self, question: Question) -> frozenset[str]:
        """The words of ``question`` that name things, times and places left out."""
        tagged = self._tag(_bare(question))
        return frozenset(word for word, tag in tagged if tag[:1] in _NAMES_A_THING and len(word) > 1)

    def is_word(self, text: str) -> bool:
        """Whether the analyzer keeps ``text`` whole."""
        return len(self._tag(text)) == 1

    def words(self, sentence: Sentence, question: Question) -> TaggedText | None:
        """The sentence's whole passage in words; None where it is too long to be read."""
        opened = self._open(sentence.folded.text, _bare(question))
        return opened.text if opened else None

    def _read(self, folded: str, question: str) -> _Opened | None:
        if not 0 < len(folded) <= _LONGEST_TEXT:
            return None
        cut = sentence_spans(folded)
        text = tagged_text(folded, cut, self._tag)
        asked = read_question(question, self._tag)
        shared = overlap(text, cut, asked)
        scores = self._reader.sentence_scores(text, cut, asked, shared)
        return _Opened(text=text, cut=cut, asked=asked, shared=shared, scores=scores)


def _number(sentence: Sentence, opened: _Opened) -> int:
    return next(number for number, (start, _) in enumerate(opened.cut) if start == sentence.start)


@lru_cache(maxsize=256)
def _bare_text(text: str, regions: tuple[str, ...]) -> str:
    for region in regions:
        text = text.replace(region, "")
    return _YEAR.sub("", text).lstrip(",的在 ")


def _bare(question: Question) -> str:
    return _bare_text(fold(question.text).text, question.scope.regions)
