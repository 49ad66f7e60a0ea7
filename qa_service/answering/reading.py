"""Reading alone: what of one given paragraph answers a question, by the steps that the chain takes.

Without a library there is no scope, and words are weighed by how few of the paragraph's sentences hold them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qa_service.answering.evidence import Evidence
from qa_service.answering.matching import Matcher, Term, weigh
from qa_service.answering.question import analyse
from qa_service.answering.sentences import sentences
from qa_service.answering.short_answers import short_answer
from qa_service.answering.wording import load_wording
from qa_service.gazetteer import RegionMention
from vectorstore.analyzer import Analyzer
from vectorstore.passages import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The spans of the answering sentences in the paragraph, best first, and the bare fact or None."""

    sentences: tuple[tuple[int, int], ...]
    short_answer: str | None


class ParagraphReader:
    """Finds the answering sentence and the bare fact in a paragraph."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        self._wording = load_wording()

    def read(self, paragraph: str, question: str, *, today: date) -> Reading:
        """The sentences of ``paragraph`` that may answer ``question``; none where no word of it matches."""
        passage = Passage(
            passage_id="-",
            document_id="-",
            paragraph=1,
            section=(),
            text=paragraph,
            start=0,
            end=len(paragraph),
        )
        analysed = analyse(question, segment=self._segment, find_regions=_no_regions, today=today)
        held = [sentence.text for sentence in sentences(passage)]
        evidence = Evidence(
            analysed, Matcher(self._weighed(analysed.focus, held)), Matcher(()), self._wording
        )
        candidates = evidence.candidates([(passage, "")])
        ranked = dict.fromkeys(c.sentence.source_span(c.sentence.start, c.sentence.end) for c in candidates)
        short = short_answer(candidates[0], evidence) if candidates else None
        return Reading(sentences=tuple(ranked), short_answer=short.text if short else None)

    def _segment(self, text: str) -> Sequence[str]:
        return [word.text for word in self._analyzer.words(text)]

    def _weighed(self, words: Sequence[str], held: Sequence[str]) -> tuple[Term, ...]:
        return weigh(
            words,
            synonyms=lambda word: self._wording.synonyms.get(word, ()),
            frequency=lambda word: sum(word in text for text in held),
            passages=max(1, len(held)),
        )


def _no_regions(_text: str) -> Sequence[RegionMention]:
    return ()
