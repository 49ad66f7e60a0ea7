"""Bytes to text, for files that are likely to be Chinese.

Order of preference: byte order mark; UTF-8, because other text hardly ever is valid UTF-8; UTF-16 without a
mark; the declared encoding; GB18030 (which holds GBK and GB2312); Big5; what charset-normalizer finds. An
encoding is believed only when the result looks like a language. A file with a few broken bytes, or with lines
in two encodings, is decoded line by line and the lost bytes are counted.
"""

import codecs
from collections import Counter
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_SAMPLE = 65_536
_CONTROLS = frozenset(map(chr, range(32))) - frozenset("\t\n\v\f\r\x1a\x1b")
_PLAUSIBLE = 0.9
"""Share of everyday characters: Chinese texts measure 0.97 to 1.0, UTF-8 read as GBK 0.3 to 0.7."""
_OUTSIDE_STANDARDS = "\u3007\u2022\u00a0\u200b\u200d\ufe0f\ufeff"
"""In everyday use and in neither standard: 〇, the bullet, spaces and joiners."""
_MOST_CONTROLS = 0.3
_FORGIVEN = 0.02
"""Share of characters that may be lost before a file counts as binary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """``lost`` counts the bytes that fitted no encoding and stand as U+FFFD in ``text``."""

    text: str
    encoding: str
    lost: int = 0


def decode(content: bytes, *, declared: str | None = None) -> Decoded | None:
    """The text of ``content``, or None when it is no text. ``declared`` is what the file says of itself."""
    return (
        _by_mark(content)
        or _utf8(content)
        or _unmarked_utf16(content)
        or (_strict(content, _python_name(declared)) if declared else None)
        or _strict(content, "gb18030")
        or _strict(content, "big5hkscs")
        or _line_by_line(content)
        or _guessed(content)
    )


def _by_mark(content: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            text = content[len(mark) :].decode(encoding, errors="replace")
            # Two bytes are a weak sign: a binary file can begin with them.
            if encoding == "utf-8" or everyday_share(text) >= 0.5:
                return Decoded(text=text, encoding=encoding, lost=text.count("\ufffd"))
    return None


def _utf8(content: bytes) -> Decoded | None:
    """Valid UTF-8, whatever it says; but zero bytes in plain ASCII are a sign of UTF-16 or of no text."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if _control_share(text) > _MOST_CONTROLS or (
        text.isascii() and "\x00" in text and everyday_share(text) < 0.9
    ):
        return None
    return Decoded(text=text, encoding="utf-8")


def _strict(content: bytes, encoding: str) -> Decoded | None:
    try:
        text = content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
    return Decoded(text=text, encoding=encoding) if everyday_share(text) >= _PLAUSIBLE else None


def _unmarked_utf16(content: bytes) -> Decoded | None:
    """UTF-16 of Chinese or English has its zero or ideograph-page bytes all on one side."""
    if len(content) < 2:
        return None
    even = content[: len(content) & ~1]
    for encoding in ("utf-16-le", "utf-16-be"):
        text = even.decode(encoding, errors="replace")
        lost = text.count("\ufffd")
        if lost <= len(text) * _FORGIVEN and everyday_share(text) >= _PLAUSIBLE:
            return Decoded(text=text, encoding=encoding, lost=lost + len(content) % 2)
    return None


def _line_by_line(content: bytes) -> Decoded | None:
    """Each line as UTF-8 or GB18030, whichever fits; in both a newline byte is never part of a character."""
    lines = [_line(line) for line in content.split(b"\n")]
    text = "\n".join(line.text for line in lines)
    lost = sum(line.lost for line in lines)
    if lost > len(text) * _FORGIVEN or everyday_share(text) < 0.8:
        return None
    used = {line.encoding for line in lines if line.encoding != "ascii"}
    return Decoded(text=text, encoding="+".join(sorted(used)) or "utf-8", lost=lost)


def _line(line: bytes) -> Decoded:
    if line.isascii():
        return Decoded(text=line.decode("ascii"), encoding="ascii")
    utf8 = line.decode("utf-8", errors="replace")
    lost = utf8.count("\ufffd")
    if not lost:
        return Decoded(text=utf8, encoding="utf-8")
    gb = line.decode("gb18030", errors="replace")
    gb_lost = gb.count("\ufffd")
    if gb_lost < lost and everyday_share(gb) >= everyday_share(utf8):
        return Decoded(text=gb, encoding="gb18030", lost=gb_lost)
    return Decoded(text=utf8, encoding="utf-8", lost=lost)


def _guessed(content: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes

    if b"\x00" in content[:_SAMPLE]:
        return None
    best = from_bytes(content[:_SAMPLE]).best()
    if best is None or best.encoding.startswith(("cp037", "cp500", "cp1140", "utf_7")):
        return None
    text = content.decode(best.encoding, errors="replace")
    lost = text.count("\ufffd")
    if lost > len(text) * _FORGIVEN or _control_share(text) > 0.001:
        return None
    return Decoded(text=text, encoding=best.encoding, lost=lost)


def everyday_share(text: str) -> float:
    """Share of characters, ASCII aside, that GB2312 or Big5 holds; 1.0 for an empty text or plain ASCII.

    Both standards hold the characters in daily use, about a third of the ideographs in Unicode, so text in
    a wrong encoding falls far below. Controls count against it.
    """
    counts = Counter(text[:_SAMPLE])
    controls = sum(count for mark, count in counts.items() if mark in _CONTROLS)
    foreign = {mark: count for mark, count in counts.items() if mark >= "\x80"}
    if not foreign:
        return 1.0 - controls / max(1, counts.total())
    everyday = sum(count for mark, count in foreign.items() if _is_everyday(mark))
    return everyday / (sum(foreign.values()) + controls)


def _is_everyday(mark: str) -> bool:
    # Emoji and the ideographs of the second plane are rare but no sign of a wrong encoding.
    if mark >= "\U0001f000" or mark in _OUTSIDE_STANDARDS:
        return True
    for standard in ("gb2312", "big5"):
        try:
            mark.encode(standard)
        except UnicodeEncodeError:
            continue
        return True
    return False


def _control_share(text: str) -> float:
    counts = Counter(text[:_SAMPLE])
    controls = sum(count for mark, count in counts.items() if mark in _CONTROLS or "\x7f" <= mark < "\xa0")
    return controls / max(1, counts.total())


def _python_name(declared: str) -> str:
    name = declared.strip().strip("\"'").lower()
    # Pages that say gb2312 hold GBK, and GB18030 holds both.
    return "gb18030" if name in {"gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936"} else name
