"""Who is named right behind what the question calls them: 张巧云 of 环保志愿者张巧云坚持捡拾垃圾八年, asked
which 志愿者 did.

Offices are read elsewhere; this is for callings and for what somebody is to a matter. This module does not
know names without a surname of the list.
"""

import re

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import Expects
from qa_service.answering.short_answers.callings import CALLING
from qa_service.answering.short_answers.persons import name_behind
from qa_service.answering.short_answers.spans import Span, span_of
from qa_service.answering.text.folding import fold

_ASKED = re.compile(
    r"哪一?[位名个](?P<which>[一-鿿]{2,12})|(?P<who>[一-鿿]{0,6}(?:[者员师手匠工民生]|人|农|教授|医生|律师|专家|书记|主任|所长|站长|队长|院长|校长))[”」]?(?:的?名[字称])?(?:叫(?:什么|啥)|是(?:谁|哪位|何人))"
)
_LEAST = 2
_NAME = 3
_IN_GIVEN_NAME = frozenset({"a", "n", "nr", "ng", "ag", "g", "j", "b", "z", "nz", "ns"})


def named_person(candidate: Candidate, evidence: Evidence) -> Span | None:
    """The one person whom the sentence calls as the question does; None where nobody asks so, or the sentence
    names nobody or several."""
    if evidence.question.expects is not Expects.PERSON:
        return None
    asked = _ASKED.search(fold(evidence.question.text).text)
    if asked is None:
        return None
    sentence = candidate.sentence
    return person_called(candidate, asked["which"] or asked["who"], sentence.start, sentence.end, evidence)


def person_called(
    candidate: Candidate, calling: str, start: int, end: int, evidence: Evidence
) -> Span | None:
    """The person named behind a piece of ``calling`` between ``start`` and ``end`` of the passage; the
    longest piece that names anybody decides."""
    text = candidate.sentence.folded.text
    pieces = {
        calling[first:last]
        for first in range(len(calling) - 1)
        for last in range(first + _LEAST, len(calling) + 1)
        if CALLING.search(calling[first:last])
    }
    for piece in sorted(pieces, key=lambda each: -len(each)):
        at, found = text.find(piece, start, end), {}
        while at >= 0:
            named = _name_end(candidate, at + len(piece), evidence)
            if named is not None and named <= end:
                found[text[at + len(piece) : named]] = span_of(candidate, at + len(piece), named)
            at = text.find(piece, at + 1, end)
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
    return None


def anybody_called(candidate: Candidate, start: int, end: int, evidence: Evidence) -> Span | None:
    """The one person named behind any calling between ``start`` and ``end`` of the passage."""
    text, found = candidate.sentence.folded.text, {}
    for at in range(start + 1, end):
        named = _name_end(candidate, at, evidence) if CALLING.search(text, start, at) else None
        if named is not None and named <= end:
            found[text[at:named]] = span_of(candidate, at, named)
    return next(iter(found.values())) if len(found) == 1 else None


def _name_end(candidate: Candidate, start: int, evidence: Evidence) -> int | None:
    """Where the name ends that begins at ``start``, behind a calling; also one whose surname a
    dictionary takes for the beginning of a word (段家|旺)."""
    named = name_behind(candidate, start, evidence)
    words = evidence.reader.words(candidate.sentence, evidence.question) if evidence.reader else None
    if named is not None or words is None:
        return named
    spans = dict(zip(words.starts.tolist(), words.ends.tolist(), strict=True))
    tags = dict(zip(words.starts.tolist(), words.tags, strict=True))
    middle = spans.get(start)
    if middle is None or tags[start] != "n" or spans.get(middle) != start + _NAME:
        return None
    is_surname = candidate.sentence.folded.text[start] in evidence.wording.surnames
    return start + _NAME if is_surname and tags.get(middle) in _IN_GIVEN_NAME else None
