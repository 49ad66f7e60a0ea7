"""Marks in a text that an LLM wrote: [1], 【1】, [1,2], [1-3], ［１］, ^1^, [^1], ¹, 资料1, before or after
the full stop.

``read`` takes Markdown apart into lines and sentences, each with the numbers of the sources that it names
and without the marks; what could link, run or hide (links, images, HTML, fences, thoughts of the model,
invisible characters) is taken out first. This module does not know what the sources say.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

LineKind = Literal["paragraph", "item", "heading", "row", "rule", "blank"]

_MOST_NUMBERS = 50
_BRACKETS = str.maketrans("［］", "[]")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.DOTALL | re.IGNORECASE)
_BEFORE_THOUGHT_END = re.compile(r"\A.*?</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_RUNNING = re.compile(
    r"<(script|style|iframe|object|svg|template)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_SUP = re.compile(r"<sup>\s*\[?\^?(\d{1,3})\]?\s*</sup>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z!?][^<>]*>")
_FENCE = re.compile(r"^[ \t]*(?:`{3,}|~{3,})[^\n`]*$", re.MULTILINE)
_DEFINITION = re.compile(r"^[ \t]*\[[^\]\n]+\]:[ \t]*\S.*$", re.MULTILINE)
_IMAGE = re.compile(r"!\[[^\]\n]*(?:(?P<end>\])(?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\])?)?")
_LINK = re.compile(r"\[([^\[\]\n]*(?:\[[^\[\]\n]*\][^\[\]\n]*)?)\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)")
_NUMBER_LINK = re.compile(r"^\s*\^?\d{1,3}\s*$")

_NUMBERS = (
    r"\d{1,3}(?:\s*(?:[,，、;；/]|[-–—~～至])\s*+\^?(?:资料|来源|文档|passage|source)?\s*+\d{1,3}){0,20}"
)
_NAMED = r"(?:资料|来源|出处|文献|参考|引用|文档|citation|source|passage|ref|cite)"
_COUNTED = r"\d|[.．]\d|\s*[余多个项种类件份条次名家位户人处所成倍亿万千百元年月日%]"
"""税收来源3项 and 资料2019年 count and date; they name no source."""
_MARK = re.compile(
    rf"\[\[?\s*(?:\^|{_NAMED}\s*+[::]?\s*+)?({_NUMBERS})\s*(?:[†‡][^\]\n]{{0,60}})?\]\]?"
    rf"|【\s*(?:{_NAMED}\s*+[::]?\s*+)?({_NUMBERS})\s*(?:[†‡][^】\n]{{0,60}})?】"
    rf"|〔\s*(\d{{1,2}}(?:\s*[,，、-]\s*\d{{1,2}}){{0,20}})\s*〕(?!\d)"
    rf"|\^\[?({_NUMBERS})\]?\^"
    r"|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?:[,、][⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})*)"
    rf"|[(（]\s*+(?:[见据]|参见|详见)?\s*+{_NAMED}\s*+[::]?\s*+\[?({_NUMBERS})\]?\s*[)）]"
    rf"|(?:根据|依据|按照|参见|详见|见)?(?:资料|来源|文献)\s*\[?({_NUMBERS})(?!{_COUNTED})\]?(?:显示|指出|可知|所述|记载)?[,，:]?",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(\d{1,3})(?:\s*([-–—~～至])\s*(?:\D{0,8}?)(\d{1,3}))?")
_OTHER_BRACKETS = str.maketrans("[]", "〔〕")
"""What is left of brackets is no mark, and must not become half of a link."""


_BULLET = re.compile(r"^\s*(?:[-*•+·]|\d{1,3}[.)、](?!\d)|[(（]\d{1,2}[)）])\s*")
_QUOTE_SIGN = re.compile(r"^\s*(?:>\s*)+")
_HEADING = re.compile(r"^\s*#{1,6}\s+")
_RULE = re.compile(r"^\s*+\|?\s*+:?-{2,}+:?\s*+(?:\|\s*+:?-{2,}+:?\s*+)*+\|?\s*$")
_END = re.compile(r"[。!?！？;；]+[”’」』》)）\]]*")
_EMPHASIS = re.compile(r"\*{1,3}|__|`+|~~|\\(?=[\[\]()*_#])")
_MARKUP = re.compile(r"<(?![\d=\s\u4e00-\u9fff])|&(?![\s\u4e00-\u9fff])|\r")
"""What may be the beginning of a tag, a thought, an entity."""
_ENDED_THOUGHT = re.compile(r"<think(?:ing)?>.*?(?:(?P<end></think(?:ing)?>)|\Z)", re.DOTALL | re.IGNORECASE)
_SENTENCE_AFTER = re.compile(
    r"[。!?！？;；](?:[\[［【]\d{1,3}(?:[,，、-]\d{1,3})*[\]］】])*(?=[\u4e00-\u9fff])"
)
_LONG, _KEPT = 240, 120
"""A line of more characters is read for good up to so many before its end: longer than any mark or markup
without a closing sign."""
_MARK_SIGN = "\ue000"
"""Stands for a mark while a line is cut; it is of the private use area, which no cleaned text holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Words of a sentence up to a mark, with the numbers of the marks behind them (none: the sentence's
    end)."""

    text: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A sentence as the LLM wrote it, without its marks and with its closing punctuation."""

    text: str
    parts: tuple[Part, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(n for part in self.parts for n in part.numbers))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of Markdown: ``lead`` is its sign (``- ``, ``2. ``, ``## ``); a row is one sentence of its
    cells."""

    kind: LineKind
    lead: str = ""
    sentences: tuple[Written, ...] = ()
    cells: tuple[str, ...] = ()


def read(markdown: str) -> list[Line]:
    """The lines of what an LLM wrote, in order."""
    lines = [_line(line) for line in plain(markdown).split("\n")]
    return [
        line
        for at, line in enumerate(lines)
        if line.kind != "blank" or (at and lines[at - 1].kind != "blank")
    ]


class Reading:
    """The lines of a text that grows: feed it the pieces, and what later ones cannot change is read once.

    That is a line that has ended and, of a long one, what stands before a full stop of some time ago, where
    nothing is open. A text with markup is read anew each time, unless it is thoughts that have ended.
    """

    def __init__(self) -> None:
        self._written = ""
        self._begin("")

    def _begin(self, rest: str) -> None:
        self._ended: list[Line] = []
        self._begun: Line | None = None
        self._before: LineKind = "blank"
        self._rest = rest

    def feed(self, piece: str) -> None:
        self._written += piece
        self._rest += piece

    def lines(self) -> list[Line]:
        """What ``read`` makes of the whole."""
        if _MARKUP.search(self._rest):
            bare = _BEFORE_THOUGHT_END.sub("", _ENDED_THOUGHT.sub(_left, self._written))
            if _MARKUP.search(bare) or "&" in self._written:
                return read(self._written)
            self._begin(bare)
        while "\n" in self._rest:
            line, self._rest = self._rest.split("\n", 1)
            self._end(self._line_of(line))
        self._settle()
        last = self._line_of(self._rest)
        return [*self._ended, last] if self._stays(last) else list(self._ended)

    def _end(self, line: Line) -> None:
        if self._stays(line):
            self._ended.append(line)
        self._before, self._begun = line.kind, None

    def _stays(self, line: Line) -> bool:
        return line.kind != "blank" or self._before != "blank"

    def _line_of(self, rest: str) -> Line:
        begun, text = self._begun, plain(rest)
        if begun is None:
            return _line(text)
        text = text.rstrip() if begun.kind == "paragraph" else text
        return replace(begun, sentences=begun.sentences + sentences_of(text))

    def _settle(self) -> None:
        """Read the head of a long line for good."""
        if len(self._rest) < _LONG:
            return
        ends = list(_SENTENCE_AFTER.finditer(self._rest, 0, len(self._rest) - _KEPT))
        if not ends or _MARK.match(self._rest, ends[-1].end()):
            return
        head = self._rest[: ends[-1].end()]
        if not _is_closed(head) or (self._begun is None and "|" in head[: ends[0].end()]):
            return
        begun = self._line_of(head)
        if begun.kind in ("paragraph", "item"):
            self._begun, self._rest = begun, self._rest[len(head) :]


def _is_closed(head: str) -> bool:
    """Whether nothing in the head of a line is open that what follows could close."""
    head = head.translate(_BRACKETS)
    pairs = all(head.count(opening) == head.count(closing) for opening, closing in ("[]", "【】", "〔〕"))
    return pairs and not head.lstrip().startswith("[") and not re.search(r"[<&`~]|\]\(", head)


def plain(markdown: str) -> str:
    """``markdown`` without what could link, run or hide; emphasis signs go too."""
    text = markdown.replace("\r\n", "\n").replace("\r", "\n").translate(_BRACKETS)
    for _ in range(3):  # an entity may hide a tag, and a tag what becomes one when it is gone
        before = text
        text = _without_markup(html.unescape(text))
        if text == before:
            break
    text = "".join(c for c in text if c in "\n\t" or _is_visible(c))
    text = _EMPHASIS.sub("", text).replace("<", "＜")
    return text.replace("](", "] (").replace(_MARK_SIGN, "")


def _without_markup(text: str) -> str:
    text = _THOUGHT.sub("", text)
    text = _BEFORE_THOUGHT_END.sub("", text)
    for pattern in (_COMMENT, _RUNNING, _FENCE, _DEFINITION):
        text = pattern.sub("", text)
    text = _IMAGE.sub(_left, text)
    text = _SUP.sub(r"[\1]", text)
    text = _LINK.sub(lambda link: f"[{link[1].strip()}]" if _NUMBER_LINK.match(link[1]) else link[1], text)
    return _TAG.sub("", text)


def _left(match: re.Match[str]) -> str:
    """Nothing of what has its end. What has none is read once, not once for each sign that opens it."""
    return "" if match["end"] else match.group()


def _is_visible(character: str) -> bool:
    """Not a control, a format sign (zero width, directions, tags), a surrogate, nor of private use."""
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def _line(line: str) -> Line:
    line = _QUOTE_SIGN.sub("", line)
    if not line.strip():
        return Line(kind="blank")
    if _is_row(line):
        return _row(line)
    for kind, pattern in (("heading", _HEADING), ("item", _BULLET)):
        lead = pattern.match(line)
        if lead is not None:
            sign = _sign(lead.group()) if kind == "item" else f"{lead.group().strip()} "
            return Line(kind=kind, lead=sign, sentences=sentences_of(line[lead.end() :]))  # type: ignore[arg-type]
    return Line(kind="paragraph", sentences=sentences_of(line.strip()))


def _is_row(line: str) -> bool:
    """Cells begin before a sentence ends: a table that is written on behind prose is more prose."""
    end = _END.search(line)
    return bool(_RULE.match(line)) or (line.count("|") > 1 and "|" in line[: end.start() if end else None])


def _sign(lead: str) -> str:
    number = re.search(r"\d+", lead)
    return f"{number.group()}. " if number else "- "


def _row(line: str) -> Line:
    if _RULE.match(line):
        return Line(kind="rule")
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    numbers: list[int] = []
    bare = []
    for cell in cells:
        text, found = without_marks(cell)
        bare.append(text.strip().rstrip("。;；"))
        numbers += found
    if any(_END.search(cell) for cell in bare):
        # A mark at the end of the row would be read as the last sentence's alone.
        return Line(kind="paragraph", sentences=sentences_of(" ".join(filter(None, cells))))
    written = Written(
        text=",".join(cell for cell in bare if cell),
        parts=(Part(text=",".join(cell for cell in bare if cell), numbers=tuple(dict.fromkeys(numbers))),),
    )
    return Line(kind="row", sentences=(written,), cells=tuple(bare))


def sentences_of(line: str) -> tuple[Written, ...]:
    """The sentences of one line; a mark directly behind a full stop belongs to the sentence before it."""
    found: list[tuple[int, ...]] = []

    def keep(match: re.Match[str]) -> str:
        found.append(_numbers(next(group for group in match.groups() if group)))
        return _MARK_SIGN

    marked = _MARK.sub(keep, line)
    marked = marked.translate(_OTHER_BRACKETS)
    numbers = iter(found)
    return tuple(_written(piece, numbers) for piece in _pieces(marked) if piece.strip(f"{_MARK_SIGN} \t"))


def replace_marks(text: str, shown: Callable[[tuple[int, ...]], str]) -> str:
    """``text`` with what ``shown`` gives for the numbers of each mark."""
    return _MARK.sub(lambda match: shown(_numbers(next(group for group in match.groups() if group))), text)


def without_marks(text: str) -> tuple[str, tuple[int, ...]]:
    """``text`` without its marks, and their numbers."""
    numbers = [
        n for m in _MARK.finditer(text) for n in _numbers(next(group for group in m.groups() if group))
    ]
    return _MARK.sub("", text).translate(_OTHER_BRACKETS), tuple(dict.fromkeys(numbers))


def _pieces(marked: str) -> Iterator[str]:
    start = 0
    for end in _END.finditer(marked):
        if end.start() < start:
            continue
        stop = end.end()
        while stop < len(marked) and marked[stop] in f"{_MARK_SIGN} 。":
            stop += 1
        yield marked[start:stop]
        start = stop
    if start < len(marked):
        yield marked[start:]


def _written(piece: str, numbers: Iterator[tuple[int, ...]]) -> Written:
    texts = piece.split(_MARK_SIGN)
    parts: list[Part] = []
    behind = False
    for at, text in enumerate(texts):
        of_mark = next(numbers, ()) if at < len(texts) - 1 else ()
        if parts and not text.strip(" 。;；!！?？,，"):
            # Nothing but punctuation between two marks: they are marks of the same words.
            last = parts[-1]
            joined = last.text + ("" if behind else text.strip())
            parts[-1] = Part(text=joined, numbers=last.numbers + of_mark)
        else:
            parts.append(Part(text=text if not parts else text.lstrip(), numbers=of_mark))
        behind = bool(re.search(r"[。;；!！?？]\s*$", parts[-1].text))
    return Written(text="".join(part.text for part in parts).strip(), parts=tuple(parts))


def _numbers(written: str) -> tuple[int, ...]:
    """1,3-5 gives 1, 3, 4, 5; a range that is too long or runs backwards gives its two ends."""
    plain_digits = unicodedata.normalize("NFKC", written.translate(_SUPERSCRIPTS))
    found: list[int] = []
    for match in _RANGE.finditer(plain_digits):
        first = int(match[1])
        last = int(match[3]) if match[3] else first
        found += range(first, last + 1) if first <= last < first + _MOST_NUMBERS else (first, last)
    return tuple(dict.fromkeys(found[:_MOST_NUMBERS]))
