"""Numbers that open a line of an official document: 第一章, 第三条, 一、, 壹、, (一), 1., (1), ①,
一是.

The ladder 一、 → (一) → 1. → (1) is that of GB/T 9704-2012 §7.3.3; 编, 章, 节, 条 are those of the
Legislation Law, article 65.
This module reads marks; whether a line is a heading is for ``outline`` to say.
"""

import re
from dataclasses import dataclass
from enum import IntEnum

from qa_service.quantities import parse_numeral

_CHINESE = "零〇一二三四五六七八九十百千两"
_FORMAL = "壹贰叁肆伍陆柒捌玖拾"
"""The same as sums write them: 叁、2025年安排."""
_FIGURE = rf"(?:[{_CHINESE}]{{1,9}}|[0-9０-９]{{1,4}})"


class Rung(IntEnum):
    """Steps of the ladder, outermost first."""

    ATTACHMENT = 1
    PART = 2
    SUBPART = 3
    CHAPTER = 4
    SECTION = 5
    ARTICLE = 6
    CHINESE = 7
    CHINESE_IN_BRACKETS = 8
    ARABIC = 9
    ARABIC_DOTTED_2 = 10
    ARABIC_DOTTED_3 = 11
    ARABIC_IN_BRACKETS = 12
    CIRCLED = 13
    CHINESE_IS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A number at the start of a line; ``end`` is where the words after it begin."""

    rung: Rung
    number: int
    end: int


_MARKS: tuple[tuple[Rung, re.Pattern[str]], ...] = (
    (Rung.SUBPART, re.compile(rf"第\s*({_FIGURE})\s*分编[\s　]*")),
    (Rung.PART, re.compile(rf"第\s*({_FIGURE})\s*编[\s　]*")),
    (Rung.CHAPTER, re.compile(rf"第\s*({_FIGURE})\s*章(?:之{_FIGURE})?[\s　]*")),
    (Rung.SECTION, re.compile(rf"第\s*({_FIGURE})\s*节[\s　]*")),
    (Rung.ARTICLE, re.compile(rf"第\s*({_FIGURE})\s*条(?:之{_FIGURE})?[\s　:：]*")),
    (Rung.CHINESE, re.compile(rf"([{_CHINESE}]{{1,4}}|[{_FORMAL}]{{1,3}})\s*[、．.]\s*")),
    (Rung.CHINESE_IN_BRACKETS, re.compile(rf"[（(〔]\s*([{_CHINESE}]{{1,4}})\s*[）)〕][、.．]?\s*")),
    (
        Rung.ARABIC_DOTTED_3,
        re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.([0-9]{1,2})(?![0-9.%年月])[\s、.．]*(?=[^\W\d])"),
    ),
    (Rung.ARABIC_DOTTED_2, re.compile(r"[0-9]{1,2}\.([0-9]{1,2})(?:[\s　]+|、)(?=[^\W\d])")),
    # "3.2023年…" is item 3, "1.5万元" is a figure, "5、6月份" a pair of months.
    (Rung.ARABIC, re.compile(r"([0-9０-９]{1,2})\s*[、．.][\s　]*(?![0-9０-９])")),
    (Rung.ARABIC, re.compile(r"([0-9０-９]{1,2})\s*[、．.][\s　]*(?=(?:19|20)[0-9]{2}\s*[年—\-–])")),
    (Rung.ARABIC_IN_BRACKETS, re.compile(r"[（(]\s*([0-9０-９]{1,2})\s*[）)][、.．]?\s*")),
    (Rung.ARABIC_IN_BRACKETS, re.compile(r"([0-9０-９]{1,2})[）)]\s*")),
    (Rung.CIRCLED, re.compile(r"([①-⑳])\s*")),
    (Rung.CHINESE_IS, re.compile(rf"([{_CHINESE}]{{1,2}})(?:是|要)[，,:：]?")),
    (Rung.ATTACHMENT, re.compile(r"附\s*[件录表]\s*+([0-9０-９一二三四五六七八九十]{0,3})[\s　:：]*$")),
)
_OPENERS = re.compile(rf"[第附0-9０-９（(〔①-⑳{_CHINESE}{_FORMAL}]")
_REFERENCE = re.compile(r"(?:规定|所列|所称|的|第|、|和|至|或者|以及|中|款|项|之)")
_LONGEST_MARK = 24


def figure(text: str) -> int:
    """The value of a mark's number, Chinese, Arabic or circled; 0 where it is none."""
    if not text:
        return 0
    if "①" <= text[0] <= "⑳":
        return ord(text[0]) - ord("①") + 1
    if text.isdecimal():
        return int(text)
    value = parse_numeral(text)
    return int(value) if value is not None else 0


def mark_of(line: str) -> Mark | None:
    """The mark that opens ``line``, or None. A reference such as 第三条规定的… is not a mark."""
    if not _OPENERS.match(line):
        return None
    head = line[:_LONGEST_MARK] if len(line) > _LONGEST_MARK else line
    for rung, pattern in _MARKS:
        found = pattern.match(head)
        if found is None:
            continue
        if (
            Rung.PART <= rung <= Rung.ARTICLE
            and head[found.end() - 1] in "编章节条"
            and _REFERENCE.match(line, found.end())
        ):
            return None
        return Mark(rung=rung, number=figure(found.group(1)), end=found.end())
    return None
