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
from qa_service.answering.evidence.cells_beside import cell_beside, cell_told
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
_NAMES_A_MATTER, _OF_ONE_MATTER = 4, 3
_HAN_AT_END = re.compile("[一-鿿“”]{0,40}$")
_STAGES = re.compile("办理|受理|审结|办结|完成|开展|全年|共计?|案件|各类")
_CHANGED = re.compile("(?:[增减]加?|减少|上升|下降|多|少)了?$")
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
        begin, stop = cited.start - passage.start, cited.end - passage.start
        if cell := cell_told(passage, begin, stop, short):
            return Told(sentence=cell.sentence, start=cell.start, end=cell.end)
    return None


def may_read_on(evidence: Evidence) -> bool:
    """Whether a figure is asked for, by words that a sentence can say of it; what is aimed at stands
    elsewhere than what was reached."""
    question = evidence.question
    says = any(term.text not in _LIGHT for term in evidence.focus.terms)
    reached = question.expects is not Expects.COMPARISON and not question.aimed
    return question.wants_figure and reached and says


def read_on(told: Told, evidence: Evidence, documents: Mapping[str, DocumentSummary]) -> Extract | None:
    """The figure beside the one that was told whose words are asked for; None where there is none."""
    if told.sentence.passage.document_id not in documents:
        return None
    best = cell_beside(told.sentence.passage, told.start, evidence) or _beside(told, evidence)
    return worded([best], [best], evidence, documents) if best is not None else None


def is_of_another_matter(told: Told, other: Told | None, evidence: Evidence) -> bool:
    """Whether ``other`` is a part of a total of the told sentence that counts another matter than what was
    told, and that the question does not name: 刑事案件 of 法律援助案件, where 公证 was told."""
    if other is None or other.sentence.start != told.sentence.start:
        return False
    if other.sentence.passage.passage_id != told.sentence.passage.passage_id:
        return False
    whole = _whole_of(other.sentence, other.start)
    if whole is None or whole in (told.start, _whole_of(told.sentence, told.start)):
        return False
    counts, before = _words_before(other.sentence, whole), _words_before(told.sentence, told.start)
    if any(term.value_in(counts) >= _MET for term in evidence.focus.terms if len(term.text) > 1):
        return False
    return len(counts) >= _NAMES_A_MATTER and _longest_shared(counts, before) < _OF_ONE_MATTER


def _words_before(sentence: Sentence, start: int) -> str:
    """The words that lead up to the figure at ``start``, from the figure or the pause before it on."""
    before = sentence.folded.text[sentence.start : start]
    words = _HAN_AT_END.search(_STAGES.sub("", before))
    return words.group() if words else ""


def _longest_shared(one: str, other: str) -> int:
    """The length of the longest run of characters that both have."""
    longest = 0
    for start in range(len(one)):
        while one[start : start + longest + 1] in other and start + longest < len(one):
            longest += 1
    return longest


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
    """Where the total begins of which the sentence makes the figure at ``start`` a part: the last of its
    measure before 其中 or the bracket that is no change; None where it makes it none."""
    text = sentence.folded.text
    opened = [match.start() for match in _PARTS.finditer(text, sentence.start, start)]
    opened = [at for at in opened if text[at] != "(" or ")" not in text[at:start]]
    if not opened:
        return None
    figures = figures_in(sentence.text)
    unit = next((figure.unit for figure in figures if sentence.start + figure.start == start), None)
    before = [sentence.start + figure.start for figure in figures if figure.unit == unit]
    before = [at for at in before if at < opened[-1] and not _CHANGED.search(text, sentence.start, at)]
    return before[-1] if before else None
