"""A follow-up that leaves its subject out is answered by the sentence that was told right before.

其中民事的有多少 after 办理法律援助案件936件 asks for a figure of that very sentence, though another sentence
may speak of civil cases in more of its words. So the figures of the sentence are looked through for the one
whose own words are those of the follow-up, from the one that was told on. A figure that the sentence makes a
part of another total (其中, or brackets) is none of it. This module does not know what was asked before.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from qa_service.answering.drafting import Draft
from qa_service.answering.evidence.asked_figures import figures_asked
from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.figure_places import Place
from qa_service.answering.evidence.figures import figures_in
from qa_service.answering.extractive import Extract, worded
from qa_service.answering.questions.question import Expects
from qa_service.answering.text.folding import fold
from qa_service.answering.text.sentences import Sentence, sentences
from qa_service.library.records import DocumentSummary
from qa_service.quantities import Quantity
from vectorstore.passages import Passage

_MET = 0.7
_LIGHT = frozenset("占达")
"""民事的占多少: how many of them."""
_NEGATED = re.compile("[没未不非无]")
_PARTS = re.compile(r"其中|\(|包括|分别")

ReadWhole = Callable[[str], Sequence[Passage]]
"""All passages of a document, by its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The figure that was told, at ``[start, end)`` of the folded text of its ``sentence``'s passage."""

    sentence: Sentence
    start: int
    end: int


def told_in(made: Draft, read_whole: ReadWhole) -> Told | None:
    """The figure that the answer ``made`` tells, where it is the only one that it tells."""
    if made.short_answer is None or made.table is not None or not made.citations:
        return None
    cited, short = made.citations[0], fold(made.short_answer).text
    for passage in read_whole(cited.document_id):
        if not passage.start <= cited.start < passage.end:
            continue
        for sentence in sentences(passage):
            start, end = sentence.source_span(sentence.start, sentence.end)
            at = sentence.text.find(short)
            if at >= 0 and start < cited.end and cited.start < end:
                begin = sentence.start + at
                return Told(sentence=sentence, start=begin, end=begin + len(short))
    return None


def read_on(
    find: Callable[[], Told | None], evidence: Evidence, documents: Mapping[str, DocumentSummary]
) -> Extract | None:
    """The figure beside the one that was told whose words are asked for; None where there is none, or where
    no figure is asked for."""
    question = evidence.question
    if not question.wants_figure or question.expects is Expects.COMPARISON or _says_nothing(evidence):
        return None
    told = find()
    if told is None or told.sentence.passage.document_id not in documents:
        return None
    best = _beside(told, evidence)
    return worded([best], [best], evidence, documents) if best is not None else None


def _says_nothing(evidence: Evidence) -> bool:
    return all(term.text in _LIGHT for term in evidence.focus.terms)


def _beside(told: Told, evidence: Evidence) -> Candidate | None:
    sentence, question = told.sentence, evidence.question
    suiting = {figure.start: figure for figure in figures_asked(sentence, question)}
    own_unit = next((f.unit for f in suiting.values() if sentence.start + f.start == told.start), None)
    if question.unit is None and not question.measured and question.expects is Expects.NUMBER:
        suiting = {at: figure for at, figure in suiting.items() if own_unit in (None, figure.unit)}
    beside = (
        _candidate(sentence, figure)
        for figure in suiting.values()
        if sentence.start + figure.start != told.start
    )
    found = [each for each in beside if _is_asked(each, evidence) and not _is_part_of_another(told, each)]
    after = [candidate for candidate in found if candidate.start >= told.end]
    nearest = after or found
    return nearest[0] if len(nearest) == 1 else None


def _candidate(sentence: Sentence, figure: Quantity) -> Candidate:
    return Candidate(
        sentence=sentence,
        start=sentence.start + figure.start,
        end=sentence.start + figure.end,
        score=1.0,
        coverage=1.0,
        direct=1.0,
        quantity=figure,
    )


def _is_asked(candidate: Candidate, evidence: Evidence) -> bool:
    """Whether the figure's own words are all that is asked for."""
    own = Place.of(candidate).own
    if (_NEGATED.search(own) is None) is not (_NEGATED.search(evidence.question.text) is None):
        return False
    return all(term.value_in(own) >= _MET for term in evidence.focus.terms if term.text not in _LIGHT)


def _is_part_of_another(told: Told, candidate: Candidate) -> bool:
    """A part is of the figure before 其中 or the bracket; beside what was told stands what is part of the
    same, or of it."""
    return _whole_of(told.sentence, candidate.start) not in (
        told.start,
        _whole_of(told.sentence, told.start),
    )


def _whole_of(sentence: Sentence, start: int) -> int | None:
    """Where the total begins of which the sentence makes the figure at ``start`` a part; None where it makes
    it none."""
    text = sentence.folded.text
    opened = [match.start() for match in _PARTS.finditer(text, sentence.start, start)]
    opened = [at for at in opened if text[at] != "(" or ")" not in text[at:start]]
    if not opened:
        return None
    before = [found for found in _starts(sentence) if found < opened[-1]]
    return before[-1] if before else None


def _starts(sentence: Sentence) -> list[int]:
    """Where the totals of ``sentence`` begin: its figures that are no rates and no changes."""
    return [sentence.start + f.start for f in figures_in(sentence.text) if f.kind != "percent"]
