"""The bare fact inside the answering words: a figure, a date, a name, an enumeration, a clause."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from qa_service.answering.candidates import Candidate
from qa_service.answering.completing import whole
from qa_service.answering.evidence import CONTACT, Evidence, dates_in
from qa_service.answering.names import name_span, suits_asked
from qa_service.answering.question import QUANTITATIVE, Expects
from qa_service.answering.spans import Span, span_of, text_of, trimmed
from qa_service.quantities import DateMention, find_quantities

_LONGEST_CLAUSE = 40
_POINT = re.compile(r"[一二三四五六七八九十]+是(?=..)|[(][一二三四五六七八九十\d]+[)](?=..)")
LEAST_READ: Mapping[Expects, float] = MappingProxyType(
    {
        Expects.NAME: 0.3,
        Expects.PERSON: 0.3,
        Expects.PLACE: 0.3,
        Expects.LIST: 0.4,
        Expects.DATE: 0.4,
        Expects.FACT: 0.4,
        Expects.REASON: 0.4,
        Expects.HOW: 0.4,
        Expects.DEFINITION: 0.4,
        Expects.NUMBER: 0.6,
        Expects.DURATION: 0.6,
    }
)
"""From which confidence on the reader's words are the bare fact. Of 503 held-out questions about one
paragraph those above it reach F1 0.82 (name), 0.83 (person), 0.89 (list), 0.95 (date), 0.85 (reason), 0.79
(how); by rule all reach 0.44, 0.21, 0.59, 0.75, nothing, nothing. A figure that a rule finds is as good."""
NAMED = frozenset({Expects.NAME, Expects.PERSON, Expects.PLACE, Expects.LIST})
"""What the reader is not sure of here a rule rarely knows: F1 0.53 for names that end as asked, else 0.18."""
SURE = 0.5
_LONGEST_LIST = 90
_PART_OF_PERIOD = ("底", "初", "末", "中", "春", "夏", "秋", "冬")


def short_answer(candidate: Candidate, evidence: Evidence) -> Span | None:
    """The bare fact that ``candidate`` gives, or None when the question has none or it is not clear."""
    question = evidence.question
    if candidate.quantity is not None:
        return span_of(candidate, candidate.start, candidate.end)
    if question.expects is Expects.CONTACT:
        return _contact(candidate)
    by_rule = _by_rule(candidate, evidence)
    read = _read(candidate, evidence)
    if question.expects not in NAMED:
        return read or by_rule
    if read or by_rule is None or evidence.reader is None:
        return read or by_rule
    told = suits_asked(by_rule.text, evidence, untold=False)
    return by_rule if told or _agree(candidate, by_rule, evidence) else None


def _agree(candidate: Candidate, span: Span, evidence: Evidence) -> bool:
    """The reader is unsure, but what it would say lies within ``span`` or holds it."""
    found = evidence.reader.span(candidate.sentence, evidence.question) if evidence.reader else None
    if found is None:
        return False
    common = min(span.end, found.end) - max(span.start, found.start)
    return common >= min(span.end - span.start, found.end - found.start)


def _read(candidate: Candidate, evidence: Evidence) -> Span | None:
    """What the reader takes for the bare fact, where it is sure enough."""
    expects = evidence.question.expects
    least = LEAST_READ.get(expects)
    if evidence.reader is None or least is None:
        return None
    found = evidence.reader.span(candidate.sentence, evidence.question)
    if found is None or found.confidence < least:
        return None
    start, end = whole(candidate, found.start, found.end, evidence)
    point = _POINT.match(text_of(candidate, start, end))
    span = span_of(candidate, start + point.end() if point else start, end)
    if len(span.text) > (_LONGEST_LIST if expects is Expects.LIST else _LONGEST_CLAUSE):
        return None
    if expects in QUANTITATIVE:
        return span if any(character.isdigit() for character in span.text) else None
    if expects in NAMED and any(figure.text == span.text for figure in find_quantities(span.text)):
        return None
    if expects is Expects.PERSON and any(character.isdigit() for character in span.text):
        return None
    if expects in NAMED and found.confidence < SURE and not suits_asked(span.text, evidence):
        return None
    if expects in NAMED and _repeats(span.text, evidence):
        return None
    return span


def _repeats(text: str, evidence: Evidence) -> bool:
    """What is said in the question already is nothing that it asks for, the asked noun aside."""
    asked = "".join(evidence.question.asked_phrase)
    said = [term.text for term in evidence.focus.terms if term.text not in asked and term.text in text]
    return 2 * sum(map(len, said)) >= len(text)


def _by_rule(candidate: Candidate, evidence: Evidence) -> Span | None:
    question = evidence.question
    if question.expects is Expects.DATE:
        return _date(candidate, evidence)
    if question.expects in (Expects.NAME, Expects.PERSON, Expects.PLACE, Expects.LIST):
        return name_span(candidate, evidence)
    if question.expects is Expects.YES_NO:
        return _clause(candidate, evidence)
    return None


def _date(candidate: Candidate, evidence: Evidence) -> Span | None:
    """The date of the clause that says most of what was asked, or the one before it."""
    sentence = candidate.sentence

    def rank(mention: DateMention) -> tuple[float, int]:
        start, end = sentence.clauses[sentence.clause_at(sentence.start + mention.start)]
        text = text_of(candidate, start, end)
        said = evidence.focus.coverage(evidence.focus.values(text))
        said += sum(0.5 for word in evidence.question.predicate if word in text)
        return said, -abs(candidate.start - sentence.start - mention.start)

    dates = dates_in(sentence.text, evidence.question)
    if not dates:
        return None
    best = max(dates, key=rank)
    start, end = sentence.start + best.start, sentence.start + best.end
    if text_of(candidate, end, end + 1) in _PART_OF_PERIOD:
        end += 1
    return span_of(candidate, start, end)


def _contact(candidate: Candidate) -> Span | None:
    sentence = candidate.sentence
    found = CONTACT.search(sentence.text)
    if not found:
        return None
    return span_of(candidate, sentence.start + found.start(), sentence.start + found.end())


def _clause(candidate: Candidate, evidence: Evidence) -> Span | None:
    """The clause that holds most of the question's words."""
    sentence = candidate.sentence

    def value(span: tuple[int, int]) -> float:
        return evidence.focus.coverage(evidence.focus.values(text_of(candidate, *span)))

    start, end = max(sentence.clauses, key=value)
    return trimmed(candidate, start, end, evidence.wording, _LONGEST_CLAUSE)
