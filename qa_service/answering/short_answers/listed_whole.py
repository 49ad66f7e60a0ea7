"""A list as a whole: all the titles of 完成《甲》《乙》等成果, and the parts of a sum behind 其中."""

import re

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.short_answers.spans import Span, span_of

_TITLES = re.compile(r"《[^《》]{1,60}》(?:[、,和及与]?《[^《》]{1,60}》){1,20}")
_PART = r"[一-鿿“”()]{2,16}?[为是]?\d[\d.]{0,9}[万亿]?(?:余|多)?[一-鿿%]{1,3}"
_PARTS = re.compile(rf"其中[,:]?(?P<parts>{_PART}(?:[,、;和]{_PART}){{1,12}})(?=[,。;:(]|$)")
_ASKS_PARTS = re.compile(r"包括|包含|由哪|有哪些|有哪几|哪几[类种项]|分为|分别是|构成")


def all_titles(span: Span, candidate: Candidate) -> Span:
    """``span``, or all of the titles in a row of which it holds or touches but some."""
    for run in _TITLES.finditer(
        candidate.sentence.folded.text, candidate.sentence.start, candidate.sentence.end
    ):
        if run.start() < span.end and span.start < run.end():
            return span_of(candidate, *run.span())
    return span


def parts_of_sum(candidate: Candidate, asked: str) -> Span | None:
    """预算审计7个,责任审计58个 of 开展审计103个,其中预算审计7个,责任审计58个; None where nobody asks what a
    sum is made up of, or the sentence tells of more than one."""
    if not _ASKS_PARTS.search(asked):
        return None
    sentence = candidate.sentence
    found = list(_PARTS.finditer(sentence.folded.text, sentence.start, sentence.end))
    return span_of(candidate, *found[0].span("parts")) if len(found) == 1 else None
