"""Emphasis in Markdown as Chinese writers mean it.

CommonMark closes no ``**`` between a full stop and a letter, so ``**要求。**各单位…`` keeps its marks; the
rule was made for scripts with spaces. Here CJK punctuation does not hinder, after the CJK-friendly amendments
of https://github.com/tats-u/markdown-cjk-friendly. What is no emphasis stays: 5*3, 张**、李**, a footnote.
"""

import re
from typing import TYPE_CHECKING

from qa_service.ingestion.readers.characters import CJK_CLASS, is_cjk

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

_OPENS_QUOTE = "《〈“‘「『（【〔"
_NEVER_FIRST = "，。、；：！？）】〕》〉”’」』…,.;:!?)]"
"""No emphasis begins with these: 张**、李** is a pair of masked names."""
_MOST_MARKS = 3
"""A longer run hides figures or is a line to write on."""
_ACROSS_LINES = re.compile(r"(?m)^([ \t\u3000]*)\*\*(?=[^\s*])(?=[^*\n]*\n)([^*]++)(?<!\s)\*\*")
_PADDED = re.compile(rf"(?<![\w*])\*\*(?!\*)(?=[^*\n]*?{CJK_CLASS})([^*\n]++)\*\*(?!\*)")
_SHELTER = "\x1d"
"""Stands for a star that is meant as such; no control character is left in the source."""


def tokenize_emphasis(state: "StateInline", silent: bool) -> bool:
    """The rule ``emphasis`` of markdown-it for texts without spaces between words."""
    from markdown_it.rules_inline.state_inline import Delimiter

    start, marker = state.pos, state.src[state.pos]
    if silent or marker not in "_*":
        return False
    scanned = state.scanDelims(start, marker == "*")
    before = state.src[start - 1] if start else " "
    after = state.src[start + scanned.length : start + scanned.length + 1] or " "
    can_open, can_close = scanned.can_open, scanned.can_close
    if before.isalnum() and after in _OPENS_QUOTE and marker == "*":
        can_open = True
    if is_cjk(before) and not before.isalnum() and not after.isspace():
        # A line to write on, as in 甲方：__，乙方：__, closes nothing.
        can_close = marker == "*" or before in "。！？"
    if after in _NEVER_FIRST:
        can_open = False
    product = scanned.length == 1 and _is_word_of_ascii(before) and _is_word_of_ascii(after)
    if product or scanned.length > _MOST_MARKS:
        can_open = can_close = False
    for _ in range(scanned.length):
        token = state.push("text", "", 0)
        token.content = marker
        state.delimiters.append(
            Delimiter(
                marker=ord(marker),
                length=scanned.length,
                token=len(state.tokens) - 1,
                end=-1,
                open=can_open,
                close=can_close,
            )
        )
    state.pos += scanned.length
    return True


def _is_word_of_ascii(character: str) -> bool:
    return character.isascii() and character.isalnum()


def joined_lines_unmarked(source: str) -> str:
    """``source`` without the pair of ``**`` that opens on one line and closes on a later one."""
    return _ACROSS_LINES.sub(r"\1\2", source) if "**" in source and "\n" in source else source


def sheltered(text: str) -> str:
    """``text`` whose stars ``without_padded_marks`` leaves alone: escaped ones and those in code."""
    return text.replace("*", _SHELTER)


def without_padded_marks(text: str) -> str:
    """``text`` without pairs of ``**`` that are padded with blanks, and with sheltered stars again."""
    if "**" in text:
        text = _PADDED.sub(lambda found: found[1].strip(), text)
    return text.replace(_SHELTER, "*")
