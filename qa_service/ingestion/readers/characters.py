"""Characters that no store or page can hold are taken out, line ends become one kind.

Emoji, variation selectors, zero-width joiners and all planes beyond the first are kept.
"""

import re

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")

# C0 and C1 controls but tab and newline, soft hyphen, zero-width space, bidirectional controls, word joiner,
# BOM, interlinear annotation, surrogates and the noncharacters of the first plane.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\ufdd0-\ufdef\ud800-\udfff]"
)

# Ideographs of all planes, kana, CJK punctuation and full-width forms: scripts written without spaces.
_CJK = (
    "\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
)
_CJK_PUNCTUATION = "\u2018\u2019\u201c\u201d\u2014\u2026\u00b7"

CJK_CLASS = f"[{_CJK}{_CJK_PUNCTUATION}]"
"""Regular expression of one character of a script that is written without spaces."""

_STARTS_CJK = re.compile(CJK_CLASS)
_WIDE = re.compile(f"[{_CJK}]")


def storable(text: str) -> str:
    """``text`` with LF line ends and without controls, NUL, lone surrogates and invisible marks."""
    return _UNWANTED.sub("", _LINE_ENDS.sub("\n", text))


def is_cjk(character: str) -> bool:
    """Whether a character belongs to a script that is written without spaces."""
    return _STARTS_CJK.match(character) is not None


def joined(left: str, right: str) -> str:
    """Two pieces of a broken line as one: a space between words of spaced scripts, none beside Chinese."""
    if not left or not right:
        return left + right
    if is_cjk(left[-1]) or is_cjk(right[0]):
        return left + right
    return f"{left} {right}"


def width(text: str) -> float:
    """Width of a line, in Chinese characters: any other character counts as half of one."""
    return (len(text) + len(_WIDE.findall(text))) / 2


def indent_of(line: str) -> float:
    """Width of the leading white space, in Chinese characters; a tab counts as two."""
    lead = line[: len(line) - len(line.lstrip())]
    return sum(1.0 if mark == "\u3000" else 2.0 if mark == "\t" else 0.5 for mark in lead)


def numbered(numbering: str, text: str) -> str:
    """``text`` behind its automatic number: 一、总则, 1.措施, but "1. 2020年" and "第一章 总则"."""
    if not numbering or not text:
        return numbering + text
    apart = numbering[-1].isalnum() or (text[0].isascii() and text[0].isalnum())
    return f"{numbering} {text}" if apart else numbering + text
