"""The bare fact inside the answering words: a figure, a date, a name, an enumeration, a clause."""

from qa_service.answering.candidates import Candidate
from qa_service.answering.evidence import CONTACT, Evidence, dates_in
from qa_service.answering.names import name_span
from qa_service.answering.question import QUANTITATIVE, Expects
from qa_service.answering.spans import Span, span_of, text_of, trimmed
from qa_service.quantities import DateMention

_LONGEST_CLAUSE = 40
_PART_OF_PERIOD = ("底", "初", "末", "中", "春", "夏", "秋", "冬")


def short_answer(candidate: Candidate, evidence: Evidence) -> Span | None:
    """The bare fact that ``candidate`` gives, or None when the question has none or it is not clear."""
    question = evidence.question
    if candidate.quantity is not None:
        return span_of(candidate, candidate.start, candidate.end)
    if question.expects in QUANTITATIVE:
        return None
    if question.expects is Expects.DATE:
        return _date(candidate, evidence)
    if question.expects is Expects.CONTACT:
        return _contact(candidate)
    if question.expects in (Expects.NAME, Expects.PERSON, Expects.PLACE, Expects.LIST):
        return name_span(candidate, evidence)
    if question.expects in (Expects.YES_NO, Expects.RATE):
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
