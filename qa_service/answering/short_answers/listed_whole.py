"""A list as a whole: all the titles of 完成《甲》《乙》等成果, the parts of a sum behind 其中, what is behind
内容包括."""

import re

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.short_answers.spans import Span, span_of

_TITLES = re.compile(r"《[^《》]{1,60}》(?:[、,和及与]?《[^《》]{1,60}》){1,20}")
_PART = r"[一-鿿“”()]{2,16}?[为是]?\d[\d.]{0,9}[万亿]?(?:余|多)?[一-鿿%]{1,3}"
_PARTS = re.compile(rf"其中[,:]?(?P<parts>{_PART}(?:[,、;和]{_PART}){{1,12}})(?=[,。;:(]|$)")
_ASKS_PARTS = re.compile(r"包括|包含|由哪|有哪些|有哪几|哪几[类种项]|分为|分别是|构成")


_ASKS_CONTENTS = re.compile(
    r"(?P<noun>[一-鿿]{2})(?:主要|具体|都|分别|重点)?(?:包括|包含|涵盖|涉及)(?:了|到)?(?:哪|什么|啥)"
)
_LAST_ITEM = re.compile(r"[^,。;:、()等]{1,10}(?=等)")
_CONTENTS_END = re.compile(r"等|[,。;:]|(?:[两二三四五六七八九十]{1,2}|\d{1,2})(?:大|个|项|类|种)")
_FEWEST = 2


def contents(candidate: Candidate, asked: str) -> Span | None:
    """甲、乙和丙 of 改造内容包括甲、乙和丙等5类; None where nobody asks what something includes, or it is no
    list."""
    found = _ASKS_CONTENTS.search(asked)
    if found is None:
        return None
    text, end = candidate.sentence.folded.text, candidate.sentence.end
    said = re.compile(rf"{found['noun']}(?:主要|具体|分别|重点)?(?:包括|包含|涵盖|涉及)(?:了|到)?:?")
    openings = list(said.finditer(text, candidate.sentence.start, end))
    if len(openings) != 1:
        return None
    opening = openings[0]
    until = _CONTENTS_END.search(text, opening.end(), end)
    stop = until.start() if until else end
    listed = text[opening.end() : stop]
    if listed.count("、") + 1 < _FEWEST or listed.count("(") != listed.count(")"):
        return None
    return span_of(candidate, opening.end(), stop)


def to_last_item(span: Span, candidate: Candidate) -> Span:
    """``span``, or where it lists and breaks off within its last item, up to 等."""
    if "、" not in span.text:
        return span
    rest = _LAST_ITEM.match(candidate.sentence.folded.text, span.end, candidate.sentence.end)
    return span_of(candidate, span.start, rest.end()) if rest else span


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
