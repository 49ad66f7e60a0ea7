"""Cutting: a structured document becomes passages, the units that are found and cited.

A passage is a paragraph; an article with the lines that belong to it; a lead-in that ends in a colon with its
short list; a few rows of a table. What is longer is cut at ends of sentences or before 一是, (1), and inside
《》 or “” only where nothing else is left. Law: passages are slices of the text, in order, without overlap,
and cover every visible character.
"""

import re
from collections.abc import Iterator, Sequence

from qa_service.ingestion.structure import Paragraph, Structured
from vectorstore.passages import Passage

LONGEST_PARAGRAPH = 500
LONGEST_ARTICLE = 800
_LONGEST_LIST_ITEM = 160
_SHORTEST_PART = 120
_LONGEST_BLANK_DRAWN_ROW = 100
_SENTENCE_MARK = re.compile(r"[，。；！？]")
_OPENING, _CLOSING = "《〈“‘「『（(【", "》〉”’」』）)】"
_SENTENCE_END = re.compile(r"[。！？!?；;]+[”’」』）)】]*")
_ENDS = (_SENTENCE_END, re.compile(r"\s"), re.compile(r"[，,：:]"), re.compile("、"))
"""Where a sentence may be cut, the best place first."""
_ENUMERATOR = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}(?:是|要)|第[一二三四五六七八九十]{1,2}[，,、]|其[一二三四五六七八九十]|[（(][一二三四五六七八九十\d]{1,2}[）)]|[①-⑳]|\d{1,2}[.、．](?!\d))"
)
_LEAD_IN = re.compile(r"[：:]$|^附件[：:]")

Span = tuple[int, int]


def cut(structured: Structured, document_id: str) -> tuple[Passage, ...]:
    """The passages of a document, numbered from 1."""
    passages: list[Passage] = []
    for group in _groups(structured.paragraphs):
        first = group[0]
        section = structured.sections[first.section]
        heading = first.role in ("title", "heading", "contents")
        path = section.path[:-1] if first.role == "heading" else section.path
        for start, end in _spans(structured.text, group):
            number = len(passages) + 1
            passages.append(
                Passage(
                    passage_id=f"{document_id}-{number}",
                    document_id=document_id,
                    paragraph=number,
                    section=path,
                    text=structured.text[start:end],
                    start=start,
                    end=end,
                    is_heading=heading,
                )
            )
    return tuple(passages)


def _groups(paragraphs: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    """Paragraphs that are read together."""
    at = 0
    while at < len(paragraphs):
        end = at + 1
        first = paragraphs[at]
        if first.role == "article":
            end = _end_of_article(paragraphs, at)
        elif first.role in ("title", "signature", "contents"):
            while end < len(paragraphs) and paragraphs[end].role == first.role:
                end += 1
        elif first.role == "table_row" or _drawn_cells(first):
            end = _end_of_rows(paragraphs, at)
        elif first.role in ("body", "run_in") and _LEAD_IN.search(first.text):
            end = _end_of_list(paragraphs, at)
        yield list(paragraphs[at:end])
        at = end


def _end_of_article(paragraphs: Sequence[Paragraph], at: int) -> int:
    end = at + 1
    while end < len(paragraphs) and paragraphs[end].role in ("body", "table_row"):
        if paragraphs[end].section != paragraphs[at].section:
            break
        end += 1
    return end


def _end_of_rows(paragraphs: Sequence[Paragraph], at: int) -> int:
    """The rows below that belong to the same table, as many as are read at a glance."""
    first = paragraphs[at]
    end = at + 1
    while end < len(paragraphs) and paragraphs[end].end - first.start <= LONGEST_PARAGRAPH:
        row = paragraphs[end]
        if row.role != first.role or row.table != first.table or _drawn_cells(row) != _drawn_cells(first):
            break
        end += 1
    return end


def _drawn_cells(paragraph: Paragraph) -> int:
    """How many cells a row of plain text has that draws its table with bars, tabs or blanks; 0 for others."""
    text = paragraph.text
    if paragraph.role != "body" or len(text) > LONGEST_PARAGRAPH:
        return 0
    cells = len(re.split(r"[|丨｜\t]+", text.strip("|丨｜ ")))
    if cells < 3 and len(text) <= _LONGEST_BLANK_DRAWN_ROW and not _SENTENCE_MARK.search(text):
        cells = len(text.split())
    return cells if cells >= 3 else 0


def _end_of_list(paragraphs: Sequence[Paragraph], at: int) -> int:
    """The short items below a lead-in; the lead-in stays alone where what follows is running text."""
    end = at + 1
    while end < len(paragraphs):
        item = paragraphs[end]
        listed = _ENUMERATOR.match(item.text) or item.text.endswith(("；", ";"))
        if item.role != "body" or item.section != paragraphs[at].section or not listed:
            break
        if len(item.text) > _LONGEST_LIST_ITEM or item.end - paragraphs[at].start > LONGEST_ARTICLE:
            break
        end += 1
    return end


def _spans(text: str, group: Sequence[Paragraph]) -> Iterator[Span]:
    """The group as one span, or as several where it is too long; at line ends first, then inside a line."""
    start, end = group[0].start, group[-1].end
    longest = LONGEST_ARTICLE if len(group) > 1 or group[0].role == "article" else LONGEST_PARAGRAPH
    if end - start <= longest:
        yield start, end
        return
    run: Span | None = None
    for part in _pieces_of_group(text, group, longest):
        if run is not None and part[1] - run[0] <= longest and (part[0] - run[1] <= 1) and len(group) > 1:
            run = (run[0], part[1])
            continue
        if run is not None:
            yield run
        run = part
    if run is not None:
        yield run


def _pieces_of_group(text: str, group: Sequence[Paragraph], longest: int) -> Iterator[Span]:
    """The lines of a group, too long ones in parts; a lead-in and its list as one where it fits."""
    at = 0
    while at < len(group):
        end = _end_of_items(group, at) if _LEAD_IN.search(group[at].text) else at + 1
        if end - at > 1 and group[end - 1].end - group[at].start <= longest:
            yield group[at].start, group[end - 1].end
        else:
            end = at + 1
            yield from _parts(text, group[at].start, group[at].end, longest)
        at = end


def _end_of_items(group: Sequence[Paragraph], at: int) -> int:
    end = at + 1
    while end < len(group) and (_ENUMERATOR.match(group[end].text) or group[end].text.endswith(("；", ";"))):
        end += 1
    return end


def _parts(text: str, start: int, end: int, longest: int) -> Iterator[Span]:
    """``text[start:end]`` in parts of at most ``longest``, each without blanks at its ends."""
    if end - start <= longest:
        yield start, end
        return
    pieces = list(_pieces(text, start, end, longest))
    begin, stop = pieces[0][0], pieces[0][1]
    for piece_start, piece_end in pieces[1:]:
        opens = _ENUMERATOR.match(text, piece_start) is not None
        if piece_end - begin > longest or (
            opens and stop - begin >= _SHORTEST_PART and end - piece_start >= _SHORTEST_PART
        ):
            yield from _trimmed(text, begin, stop)
            begin = piece_start
        stop = piece_end
    yield from _trimmed(text, begin, stop)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end


def _pieces(text: str, start: int, end: int, longest: int) -> Iterator[Span]:
    """Sentences outside quotation marks; a sentence that is still too long, in clauses; then by force."""
    begin = start
    for boundary in _boundaries(text, start, end):
        if boundary - begin > longest:
            yield from _forced(text, begin, boundary, longest)
        elif boundary > begin:
            yield begin, boundary
        begin = boundary
    if begin < end:
        if end - begin > longest:
            yield from _forced(text, begin, end, longest)
        else:
            yield begin, end


def _boundaries(text: str, start: int, end: int) -> Iterator[int]:
    """Ends of sentences outside brackets and quotes; one that does not close within ``LONGEST_PARAGRAPH``
    characters is taken as a slip of the pen."""
    depth, opened = 0, start
    position = start
    for found in re.compile(r"[《〈“‘「『（(【》〉”’」』）)】]|[。！？!?；;]+").finditer(text, start, end):
        mark = found.group()
        if mark in _OPENING:
            depth += 1
            opened = found.start() if depth == 1 else opened
        elif mark in _CLOSING:
            depth = max(0, depth - 1)
            if (
                depth == 0
                and found.start()
                and text[found.start() - 1] in "。！？!?"
                and found.end() > position
            ):
                position = found.end()
                yield position
        else:
            if depth and found.start() - opened > LONGEST_PARAGRAPH:
                depth = 0
            if depth == 0:
                position = found.end()
                yield position


def _forced(text: str, start: int, end: int, longest: int) -> Iterator[Span]:
    """Cuts where no sentence ends outside quotes: at an end inside, a comma, a blank, or the limit."""
    while end - start > longest:
        window = text[start : start + longest]
        at = start + _last_end(window, longest)
        yield start, at
        start = at
    if start < end:
        yield start, end


def _last_end(window: str, longest: int) -> int:
    """Where to cut a sentence that is too long; not so early that a stump is left."""
    for pattern in _ENDS:
        ends = [found.end() for found in pattern.finditer(window)]
        if ends and ends[-1] >= longest // 4:
            return ends[-1]
    return longest
