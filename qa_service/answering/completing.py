"""Words that the reader found, made whole: the noun that names the thing, brackets, all items of a list.

Who answers a quiz may leave out what the question says already (哪个人民调解委员会: 婚姻家庭纠纷), an office
may not. This module only makes a span longer; whether it is the answer is decided elsewhere.
"""

import re

from qa_service.answering.candidates import Candidate
from qa_service.answering.evidence import Evidence
from qa_service.answering.question import Expects

_PAIRS = {"《": "》", "“": "”", "(": ")", "「": "」", "『": "』", "‘": "’"}
_JOINED = re.compile(r"[”》]?(?:、|以及|及|和|与)")
_END_OF_ITEM = re.compile(r"[、,;。:!?”》的]|等|以及")
_ITEM_BEFORE = re.compile(r"[^、,;。:!?]*$")
_SIGNS = ("%", "‰", "℃")


def whole(candidate: Candidate, start: int, end: int, evidence: Evidence) -> tuple[int, int]:
    """The folded span in the candidate's passage that ``start`` and ``end`` are a part of."""
    text = candidate.sentence.folded.text
    first, last = candidate.sentence.start, candidate.sentence.end
    while text[end - 1].isdigit() and text[end : end + 1] in _SIGNS:
        end += 1
    if evidence.question.expects is Expects.LIST:
        start, end = _whole_list(text, start, end, first, last)
    end = _with_noun(text, end, last, evidence.question.asked_phrase)
    return _in_pairs(text, start, end, first, last)


def _with_noun(text: str, end: int, last: int, phrase: tuple[str, ...]) -> int:
    """婚姻家庭纠纷人民调解委员会 for 婚姻家庭纠纷, asked which 人民调解委员会."""
    for at in range(len(phrase)):
        noun = "".join(phrase[at:])
        if text.startswith(noun, end) and end + len(noun) <= last:
            return end + len(noun)
    return end


def _whole_list(text: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """All items of the enumeration that the span lies in."""
    while start > first and text[start - 1] == "、":
        before = _ITEM_BEFORE.search(text[first : start - 1])
        start = first + before.start() if before else first
    while (item := _next_item(text, end)) is not None and item < last:
        following = _END_OF_ITEM.search(text, item, last)
        end = following.start() if following else last
    return start, end


def _next_item(text: str, end: int) -> int | None:
    """Where the next item begins, behind a 、 or quoted beside the last one; None where the list ends."""
    joined = _JOINED.match(text, end)
    if joined:
        return joined.end()
    return end + 2 if text[end : end + 2] in ("”“", "》《") else None


def _in_pairs(text: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """With the title's brackets around it, and with both marks of each pair that it has one of."""
    if start > first and text[start - 1] == "《" and text[end : end + 1] == "》":
        return start - 1, end + 1
    for opening, closing in _PAIRS.items():
        inner = text[start:end]
        if closing in inner and opening not in inner[: inner.index(closing)]:
            at = text.rfind(opening, first, start)
            start = at if at >= 0 else start
        if opening in inner and closing not in inner[inner.rindex(opening) :]:
            at = text.find(closing, end, last)
            end = at + 1 if at >= 0 else end
    return start, end
