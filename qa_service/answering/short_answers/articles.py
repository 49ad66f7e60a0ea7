"""An article as short answers read it: without its number, in clauses that lay down a case and that rule.

This module does not know what is asked; it only compares characters with a question's.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.text.folding import fold
from qa_service.answering.text.sentences import Sentence, sentences

_NUMBER = re.compile(r"第[〇零一二三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十]+)?")
_QUOTES = re.compile(rf"{_NUMBER.pattern}(?:第[一二三四五六七八九十]+[款项])*(?:明确)?规定")
_ITEM = re.compile(r"[(][一二三四五六七八九十\d]+[)]")
_CASE = re.compile(r"的[;。]?\s*$")
_LEADS = re.compile(r"(?:下列|以下|如下)[^。]{0,120}:\s{0,4}$")
_MARKS = ",;:。\n "
_CONDITION = re.compile(
    r"(?:的(?:[^一-鿿]|$)|(?:时|时候|后|期间|届满|以外|前|条件下|情况下)$)|^(?:违反|依照|按照|根据|除)"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """``text`` is the folded clause at ``start``, without number and marks."""

    text: str
    start: int
    is_condition: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def is_article(candidate: Candidate) -> bool:
    """Whether the candidate stands in an article of a law, known by its number, or quotes one."""
    sentence = candidate.sentence
    if _NUMBER.match(sentence.folded.text) or _QUOTES.search(sentence.text):
        return True
    return any(_NUMBER.search(fold(heading).text) for heading in sentence.passage.section[-1:])


def past_number(candidate: Candidate, start: int, end: int) -> int:
    """``start``, or where the words begin behind an article's number."""
    number = _NUMBER.match(candidate.sentence.folded.text, start, end)
    return number.end() if number and number.end() < end and start == 0 else start


def clauses_of(sentence: Sentence) -> list[Clause]:
    """The clauses of ``sentence``, in order."""
    return [
        clause
        for start, end in sentence.clauses
        if (clause := _clause(sentence.folded.text, start, end)).text
    ]


def _clause(text: str, start: int, end: int) -> Clause:
    for prefix in (_NUMBER, _ITEM):
        match = prefix.match(text, start, end)
        start = match.end() if match else start
    while start < end and text[start] in _MARKS:
        start += 1
    said = text[start:end].rstrip(_MARKS)
    return Clause(said, start, _CONDITION.search(said) is not None)


def chained(candidate: Candidate) -> tuple[Sentence, ...]:
    """The candidate's sentence with those that ; joins to it: the rule and what is heavier or lighter."""
    own = sentences(candidate.sentence.passage)
    at = next((n for n, each in enumerate(own) if each.start == candidate.sentence.start), None)
    if at is None:
        return (candidate.sentence,)
    first = last = at
    while first > 0 and own[first - 1].text.rstrip().endswith(";"):
        first -= 1
    while last + 1 < len(own) and own[last].text.rstrip().endswith(";"):
        last += 1
    return own[first : last + 1]


def leading(candidate: Candidate) -> Candidate | None:
    """What the items of an article are led up to by (有下列情形之一的,…:), where the candidate is one of them
    that names a case and no more (分设重点班的); else None."""
    own = candidate.sentence
    if _ITEM.match(own.text.lstrip()) is None or _CASE.search(own.text) is None:
        return None
    before = [each for each in sentences(own.passage) if each.start < own.start]
    lead = next((each for each in reversed(before) if _LEADS.search(each.text)), None)
    if lead is None:
        return None
    start, end = lead.clauses[0][0], lead.clauses[-1][1]
    return replace(candidate, sentence=lead, start=start, end=end, quantity=None)


def pairs_of(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of ``text``."""
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def ruled(clauses: Sequence[Clause], decides: Callable[[Clause], bool]) -> Iterator[tuple[Clause, str]]:
    """Each clause that rules and ``decides``, with what leads up to it, as text."""
    before: list[str] = []
    for clause in clauses:
        if clause.is_condition or not decides(clause):
            before.append(clause.text)
            continue
        yield clause, ",".join(before)
