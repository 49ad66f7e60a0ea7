"""The points of an answer that was given: 一是…二是…, (一)…(二)…, 1.…2.…, or its sentences.

Knows only the text of the answer, for 第二点具体是什么 means what the reader saw as the second.
"""

import re

from qa_service.quantities.numerals import parse_numeral

_MARKS = re.compile(r"\[\d+\]")
_NUMBERINGS = (
    re.compile(r"[一二三四五六七八九十]{1,3}是(?=[^。]{2})"),
    re.compile(r"[(\uff08][一二三四五六七八九十]{1,3}[)\uff09]"),
    re.compile(r"(?<![\d.])\d{1,2}[.、\uff0e](?=\D)"),
    re.compile(r"(?:^|\n)\s{0,40}(?:-|\*|\d{1,2}[.)])\s+"),
)
_SENTENCE = re.compile(r"[。;\uff1b\n]+")
_ASKED = re.compile(
    r"第(?P<ordinal>[一二三四五六七八九十\d]{1,3})(?:个)?(?:点|条|项|个|方面|款|部分|件)(?!例)"
)
_LONGEST_HEADLINE = 40


def point_asked(text: str) -> int:
    """Which point folded ``text`` asks about, from 1; 0 for none."""
    match = _ASKED.search(text)
    number = parse_numeral(match["ordinal"]) if match else None
    return int(number or 0)


def headline_of(answer: str, number: int) -> str:
    """The first words of the point ``number`` (from 1) of ``answer``; empty where it has fewer."""
    points = _points(_MARKS.sub("", answer))
    if not 1 <= number <= len(points):
        return ""
    opening = re.split(r"[,。;\uff0c\uff1b\uff1a:]", points[number - 1].strip(), maxsplit=1)[0]
    return opening[:_LONGEST_HEADLINE]


def _points(answer: str) -> list[str]:
    for numbering in _NUMBERINGS:
        starts = [match.end() for match in numbering.finditer(answer)]
        ends = [*[match.start() for match in numbering.finditer(answer)][1:], len(answer)]
        if len(starts) > 1:
            return [answer[start:end] for start, end in zip(starts, ends, strict=True)]
    return [sentence for sentence in _SENTENCE.split(answer) if sentence.strip()]
