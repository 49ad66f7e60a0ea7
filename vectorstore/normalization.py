"""Folding of text and normal forms of numerals, so that 第四十七条 and 第47条 are one thing.

Everything here is a pure function of the text. ``fold`` works character by character, so that the way back
to the original offsets is known (``fold_with_offsets``); combining sequences that NFKC would join across
characters stay apart. This module does not cut words.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_BRACKETS = {"〔": "[", "〕": "]", "【": "[", "】": "]", "﹝": "[", "﹞": "]"}

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}

_NUMERAL = "[零〇○一二三四五六七八九十百千万亿两]"
_ORDINAL = re.compile(rf"第({_NUMERAL}{{1,12}}|\d{{1,6}})(编|章|节|条|款|项|目|号|次|届|批|期)")
_LONG_NUMERAL = re.compile(rf"{_NUMERAL}{{2,16}}")
_DOCUMENT_NUMBER = re.compile(r"\w{1,24}?[\[(](\d{4})[\])]第?(\d{1,6})号")
_MAX_CACHED = 1 << 16
_MAX_CACHED_ORDINALS = 1 << 12


class _Table(dict[int, str]):
    """A translation table for ``str.translate`` that fills itself; bounded by the code points that occur."""

    def __init__(self, rule: Callable[[str], str]) -> None:
        super().__init__()
        self._rule = rule

    def __missing__(self, code: int) -> str:
        folded = self._rule(chr(code))
        if len(self) < _MAX_CACHED:
            self[code] = folded
        return folded


def _fold_character(character: str) -> str:
    if character in _INVISIBLE or character == "\0" or 0xD800 <= ord(character) <= 0xDFFF:
        return ""
    if character in _BRACKETS:
        return _BRACKETS[character]
    return unicodedata.normalize("NFKC", character).casefold()


class Folder:
    """NFKC, width and case folding that knows the way back.

    NUL, lone surrogates and zero-width characters vanish; the brackets of document numbers (〔〕【】) become
    ``[]``. Instances hold a cache of the characters seen and may be shared by threads.
    """

    def __init__(self) -> None:
        self._table = _Table(_fold_character)

    def fold(self, text: str) -> str:
        """The folded text; its length may differ from that of ``text``."""
        return text.translate(self._table)

    def fold_with_offsets(self, text: str) -> tuple[str, list[int]]:
        """The folded text and, for each of its characters, the offset in ``text`` that it came from."""
        table = self._table
        pieces = [table[ord(character)] for character in text]
        offsets = [i for i, piece in enumerate(pieces) for _ in piece]
        return "".join(pieces), offsets


def numeral_value(numeral: str) -> int | None:
    """The value of a Chinese or Arabic whole number, or None where it is not well formed.

    Both 四十七 (with units) and 二〇一九 (digit by digit) are read; 十 stands for 一十.
    """
    if numeral.isascii() and numeral.isdigit():
        return int(numeral)
    if numeral and all(c in DIGITS for c in numeral):
        return int("".join(str(DIGITS[c]) for c in numeral))
    total = section = 0
    digit: int | None = None
    smallest_unit = 10_000
    for character in numeral:
        if character in DIGITS:
            if digit:
                return None
            digit = DIGITS[character]
        elif character in _UNITS:
            unit = _UNITS[character]
            if unit >= smallest_unit or (not digit and (section or unit > 10)):
                return None
            section += (digit or 1) * unit
            smallest_unit, digit = unit, None
        elif character in _MYRIADS:
            section += digit or 0
            if not section and not total:
                return None
            total = (total + section) * _MYRIADS[character]
            section, digit, smallest_unit = 0, None, 10_000
        else:
            return None
    return total + section + (digit or 0)


def normalize_ordinals(folded: str) -> str:
    """第四十七条 -> 第47条, 第〇四七号 -> 第47号, in text that is folded already."""
    return _ORDINAL.sub(_arabic_ordinal, folded) if "第" in folded else folded


def _arabic_ordinal(match: re.Match[str]) -> str:
    return _in_digits(match[0])


@lru_cache(maxsize=_MAX_CACHED_ORDINALS)
def _in_digits(ordinal: str) -> str:
    value = numeral_value(ordinal[1:-1])
    return ordinal if value is None else f"第{value}{ordinal[-1]}"


def ordinals(normalized: str) -> list[str]:
    """Each 第…条, 第…章 and so on in text whose ordinals are normal, as one term: 第47条."""
    return [match[0] for match in _ORDINAL.finditer(normalized)] if "第" in normalized else []


def numerals(folded: str) -> list[str]:
    """Arabic forms of the Chinese numbers of at least two characters: 三十日 -> 30, 二〇一九年 -> 2019."""
    values = (numeral_value(match[0]) for match in _LONG_NUMERAL.finditer(folded))
    return [str(value) for value in values if value is not None]


def document_number_keys(folded: str) -> list[str]:
    """Keys of the 发文字号 in folded text: year and serial number, ``#2020-2`` for 源政字[2020]2号.

    The letters before the year are left out: a name may stand before them without a break. They are found by
    their words and bigrams.
    """
    if "号" not in folded:
        return []
    return [f"#{match[1]}-{int(match[2])}" for match in _DOCUMENT_NUMBER.finditer(folded)]
