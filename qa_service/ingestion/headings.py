"""Which lines are headings: marks weighed by what follows them and by their brothers.

A mark alone proves nothing: ``1.`` opens headings, run-in headings (the heading is the first sentence of its
paragraph) and items of lists. A series of brothers (same rung, same parent, 1, 2, 3 …) is decided as a whole:
where most of them head something, all of them are sections, otherwise none is.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import pairwise

from qa_service.ingestion.blocks import Block
from qa_service.ingestion.numbering import Mark, Rung, mark_of
from qa_service.ingestion.title import joined, title_from

_SENTENCE_ENDS = re.compile(r"[。！？!?；;]")
_CLAUSE_END = re.compile(r"[，,。；;：:！!？?]")
_UNFINISHED = re.compile(r"[，,、；;：:]$")
_LONGEST_HEADING = 70
_LONGEST_RUN_IN = 48
_LONGEST_COLON_RUN_IN = 20
_LONGEST_CLAUSE = 60
_SIGNED = re.compile(r"[■●◆▲★◼▶►❖◇□]\s?[一-鿿\d][^。；;，,：:！!？?|]{2,30}")
"""A line that a sign opens in place of a number."""
_FEWEST_SIGNED = 2
_ARTICLE_TITLE = re.compile(r"[【\[〔（(]([^】\]〕）)]{1,30})[】\]〕）)]")
_ANNEX = Mark(rung=Rung.ATTACHMENT, number=0, end=0)
_DIVISIONS = (Rung.PART, Rung.SUBPART, Rung.CHAPTER, Rung.SECTION)


class Shape(Enum):
    """What a marked line looks like by itself."""

    STANDALONE = "standalone"
    RUN_IN = "run-in"
    SENTENCE = "sentence"  # one short sentence with its full stop: a heading only among headings
    ITEM = "item"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A line that opens a section; where ``end``, the length of the heading's words, is less than that of the
    line, it is a paragraph with a run-in heading. ``source_level`` is 0 where the format has none."""

    line: int
    text: str
    end: int
    mark: Mark | None
    source_level: int
    run_in: bool
    lines: int = 1
    """How many lines its words take: 附件1 and the annex's title below it are one heading."""


@dataclass(slots=True, kw_only=True)
class _Candidate:
    line: int
    mark: Mark
    shape: Shape
    source_level: int
    children: list["_Candidate"] = field(default_factory=list)
    accepted: bool = False


def shape_of(line: str, mark: Mark) -> Shape:
    """The look of a marked line, its neighbours left aside."""
    words = line[mark.end : mark.end + 400]
    if len(line) <= _LONGEST_HEADING and not _SENTENCE_ENDS.search(words) and not _UNFINISHED.search(words):
        return Shape.STANDALONE
    stop = _SENTENCE_ENDS.search(words)
    colon = re.search(r"[：:]", words)
    if colon and colon.start() <= _LONGEST_COLON_RUN_IN and (stop is None or colon.start() < stop.start()):
        return Shape.RUN_IN if len(line) - mark.end - colon.end() >= 10 else Shape.SENTENCE
    if stop is None or stop.group() in "；;" or stop.start() > _LONGEST_RUN_IN or stop.start() < 2:
        return Shape.ITEM
    return Shape.RUN_IN if mark.end + stop.end() < len(line) else Shape.SENTENCE


def find_headings(
    lines: Sequence[Block], *, annexes: Sequence[tuple[int, ...]], closed: frozenset[int]
) -> list[Heading]:
    """The headings among ``lines``.

    Lines in ``closed`` (title, signature, contents) are none and end an article; ``annexes`` are
    the lines of titles that stand inside the document; each opens a section.
    """
    inner = frozenset(line for span in annexes for line in span)
    candidates, root = _tree(lines, closed | inner)
    _decide(root, candidates, lines, closed)
    headings = [_heading(lines[c.line].text, c) for c in candidates if c.accepted]
    marked = {heading.line for heading in headings} | closed | inner
    signed = _signed(lines)
    for at, line in enumerate(lines):
        if (line.kind == "heading" or at in signed) and at not in marked:
            headings.append(_unmarked(at, line.text, level=line.level or 1))
    for span in annexes:
        text = joined([lines[at].text for at in span])
        headings.append(_unmarked(span[0], text, lines=len(span), mark=_ANNEX))
    headings.sort(key=lambda heading: heading.line)
    return _with_annex_titles(lines, headings, closed)


def _signed(lines: Sequence[Block]) -> frozenset[int]:
    """The lines that one sign opens, each with a paragraph below it: ■ 存在问题."""
    found = [
        at
        for at, (line, below) in enumerate(pairwise(lines))
        if line.table is None and _SIGNED.fullmatch(line.text) and _SENTENCE_ENDS.search(below.text)
    ]
    signs = Counter(lines[at].text[0] for at in found)
    return frozenset(at for at in found if signs[lines[at].text[0]] >= _FEWEST_SIGNED)


def _unmarked(line: int, text: str, *, level: int = 0, lines: int = 1, mark: Mark | None = None) -> Heading:
    return Heading(
        line=line, text=text, end=len(text), mark=mark, source_level=level, run_in=False, lines=lines
    )


def _with_annex_titles(
    lines: Sequence[Block], headings: Sequence[Heading], closed: frozenset[int]
) -> list[Heading]:
    """附件1 takes into its words the annex's title that stands below it."""
    merged: list[Heading] = []
    for heading in headings:
        last = merged[-1] if merged else None
        if last and heading.mark is _ANNEX and _is_attachment(last) and heading.line == last.line + 1:
            merged[-1] = _extended(last, heading.text, heading.lines)
        elif last and last.lines > 1 and heading.line < last.line + last.lines:
            merged.append(heading)  # the line below 附件1 is a heading of its own
        else:
            below = _annex_title(lines, heading.line + 1) if _is_attachment(heading) else ()
            if below and not closed & set(below):
                words = joined([lines[at].text for at in below])
                merged.append(_extended(heading, words, len(below)))
            else:
                merged.append(heading)
    return merged


def _is_attachment(heading: Heading) -> bool:
    return heading.mark is not None and heading.mark.rung is Rung.ATTACHMENT and heading.mark is not _ANNEX


def _extended(heading: Heading, words: str, lines: int) -> Heading:
    text = f"{heading.text[: heading.end]} {words}" if heading.lines == 1 else heading.text
    return replace(heading, text=text, end=len(text), lines=1 + lines)


def _annex_title(lines: Sequence[Block], start: int) -> tuple[int, ...]:
    """The lines of a title below 附件1; else one short line without punctuation."""
    found = title_from(lines, start)
    if found or start >= len(lines):
        return found
    line = lines[start]
    plain = line.kind == "paragraph" and line.table is None and mark_of(line.text) is None
    short = 3 <= len(line.text) <= _LONGEST_HEADING and not re.search(r"[|：:。；;，,]", line.text)
    return (start,) if plain and short else ()


def table_of_contents(lines: Sequence[Block]) -> frozenset[int]:
    """The lines from 目录 down to where the first of those below it comes again."""
    for at in range(min(len(lines), 40)):
        if re.fullmatch(r"目[\s　]*[录次]", lines[at].text) and at + 1 < len(lines):
            first = _entry(lines[at + 1].text)
            for again in range(at + 2, min(len(lines), at + 400)):
                if _entry(lines[again].text) == first:
                    return frozenset(range(at, again))
            return frozenset({at})
    return frozenset()


def _entry(line: str) -> str:
    """A line of contents without blanks, dots and page number."""
    return re.sub(r"\s", "", re.sub(r"[\s　.…·]{0,200}\d{0,8}$", "", line))


def _tree(lines: Sequence[Block], closed: frozenset[int]) -> tuple[list[_Candidate], _Candidate]:
    """All marked lines as a tree by rung. Inside an article only divisions and articles count."""
    root = _Candidate(
        line=-1, mark=Mark(rung=Rung.ATTACHMENT, number=0, end=0), shape=Shape.ITEM, source_level=0
    )
    stack = [root]
    candidates: list[_Candidate] = []
    last_article = 0
    for at in range(len(lines)):
        if at in closed:
            while len(stack) > 1 and stack[-1].mark.rung >= Rung.ARTICLE:
                stack.pop()
            continue
        line = lines[at]
        mark = mark_of(line.text) if line.table is None and line.kind != "caption" else None
        if mark is None:
            continue
        in_article = any(open_.mark.rung is Rung.ARTICLE for open_ in stack[1:])
        level = line.level if line.kind == "heading" else 0
        if in_article and mark.rung > Rung.ARTICLE and not level:
            continue
        if mark.rung is Rung.ARTICLE:
            spaced = mark.end < len(line.text) and line.text[mark.end - 1] != "条"
            if not (spaced or mark.end == len(line.text) or mark.number in (1, last_article + 1)):
                continue
            last_article = mark.number
        if mark.rung in _DIVISIONS and not level and shape_of(line.text, mark) is not Shape.STANDALONE:
            continue
        while len(stack) > 1 and stack[-1].mark.rung >= mark.rung:
            stack.pop()
        candidate = _Candidate(line=at, mark=mark, shape=shape_of(line.text, mark), source_level=level)
        stack[-1].children.append(candidate)
        stack.append(candidate)
        candidates.append(candidate)
    return candidates, root


def _decide(
    root: _Candidate, candidates: Sequence[_Candidate], lines: Sequence[Block], closed: frozenset[int]
) -> None:
    next_line = {
        c.line: candidates[i + 1].line if i + 1 < len(candidates) else len(lines)
        for i, c in enumerate(candidates)
    }
    pending = [root]
    while pending:
        parent = pending.pop()
        pending.extend(parent.children)
        for series in _series(parent.children):
            votes = sum(_heads_something(c, next_line[c.line], len(series), closed) for c in series)
            fixed = series[0].mark.rung <= Rung.ARTICLE
            for candidate in series:
                candidate.accepted = fixed or candidate.source_level > 0 or votes * 2 >= len(series)


def _series(children: Sequence[_Candidate]) -> list[list[_Candidate]]:
    """Runs of brothers on one rung; a number that starts again at 1 starts a new run."""
    runs: dict[Rung, list[list[_Candidate]]] = {}
    for child in children:
        of_rung = runs.setdefault(child.mark.rung, [])
        if not of_rung or child.mark.number == 1:
            of_rung.append([])
        of_rung[-1].append(child)
    return [run for of_rung in runs.values() for run in of_rung]


def _heads_something(
    candidate: _Candidate, next_marked_line: int, brothers: int, closed: frozenset[int]
) -> bool:
    if candidate.mark.rung is Rung.CHINESE_IS and (brothers == 1 or candidate.shape is Shape.SENTENCE):
        return False  # 一是…;二是… in one paragraph: the first of them does not head the others
    if candidate.shape is Shape.RUN_IN:
        return True
    below = next_marked_line > candidate.line + 1 and candidate.line + 1 not in closed
    return candidate.shape is not Shape.ITEM and (below or bool(candidate.children))


def _heading(text: str, candidate: _Candidate) -> Heading:
    mark = candidate.mark
    end = len(text)
    if mark.rung is Rung.ARTICLE:
        title = _ARTICLE_TITLE.match(text, mark.end)
        end = title.end() if title and len(text) > title.end() + 4 else len(text[: mark.end].rstrip(" 　:："))
    elif candidate.shape is not Shape.STANDALONE:
        limit = _LONGEST_RUN_IN if candidate.shape is not Shape.ITEM else _LONGEST_CLAUSE
        ends = _SENTENCE_ENDS if candidate.shape is not Shape.ITEM else _CLAUSE_END
        stop = ends.search(text, mark.end, mark.end + limit + 1)
        colon = re.compile(r"[：:]").search(text, mark.end, mark.end + _LONGEST_COLON_RUN_IN + 1)
        if colon and (stop is None or colon.start() < stop.start()):
            stop = colon
        end = stop.start() if stop else min(len(text), mark.end + _LONGEST_RUN_IN)
    run_in = mark.rung is Rung.ARTICLE or candidate.shape is not Shape.STANDALONE
    return Heading(
        line=candidate.line,
        text=text[:end],
        end=end,
        mark=mark,
        source_level=candidate.source_level,
        run_in=run_in,
    )
