"""The body of a Word file to blocks, without recursion, in the order of the file."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from qa_service.ingestion.blocks import Alignment, Block
from qa_service.ingestion.readers.characters import indent_of, joined, numbered, storable
from qa_service.ingestion.readers.tables import row_blocks
from qa_service.ingestion.readers.word_numbering import WordNumbering
from qa_service.ingestion.readers.word_styles import ParagraphFormat, W, WordStyles, is_on, value_of
from qa_service.ingestion.readers.word_tables import cells_of, grid_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_CONTAINERS = frozenset(
    f"{W}{tag}" for tag in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "body")
)
# Deleted and moved-away text, properties, the old-format twin of a drawing, readings above characters.
_LEFT_OUT = frozenset(
    [f"{W}{tag}" for tag in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "rt")] + [f"{_MC}Fallback"]
)
_WORDS = {f"{W}t", f"{_M}t"}
_MARKS = {
    f"{W}tab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}ptab": "\t",
}
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}


@dataclass(slots=True)
class _Words:
    """What stands in one paragraph; ``boxes`` are its text boxes, ``notes`` its footnotes by kind and id."""

    text: str = ""
    bold: bool = False
    size_pt: float | None = None
    boxes: list["_Element"] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class WordBody:
    """Walks one document; counts its lists and tables while it goes."""

    styles: WordStyles
    numbering: WordNumbering
    footnotes: "_Element | None" = None
    endnotes: "_Element | None" = None
    tables: int = 0
    blank_lines: int = 0

    def blocks(self, document: "_Element") -> Iterator[Block]:
        stack: list[Iterator[_Element]] = [iter(document)]
        while stack:
            element = next(stack[-1], None)
            if element is None:
                stack.pop()
            elif element.tag == f"{W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{W}tbl":
                grid = grid_of(element, self._cell_text)
                if grid is None:
                    stack.append(child for cell in cells_of(element) for child in cell)
                    continue
                yield from row_blocks(grid, self.tables)
                self.tables += 1
            elif element.tag in _CONTAINERS:
                stack.append(iter(element))

    def _cell_text(self, cell: "_Element") -> str:
        text = ""
        for paragraph in cell.iter(f"{W}p"):
            form = self.styles.of_paragraph(paragraph)
            words = _words(paragraph, form)
            text = joined(
                text, numbered(self._number(form), words.text.strip()) if words.text.strip() else ""
            )
        return text

    def _number(self, form: ParagraphFormat) -> str:
        if form.list_id is None:
            return ""
        place = form.list_level
        if place is None:
            place = self.numbering.level_of_style(form.list_id, form.style_id) or 0
        return self.numbering.next_number(form.list_id, place)

    def _paragraph(self, paragraph: "_Element") -> Iterator[Block]:
        form = self.styles.of_paragraph(paragraph)
        words = _words(paragraph, form)
        lines = [line for line in words.text.split("\n") if line.strip()]
        if lines:
            yield from self._lines(lines, form, words)
            self.blank_lines = 0
        elif not words.boxes:
            self.blank_lines += 1
        for box in words.boxes:
            for inner in box.iter(f"{W}p"):
                text = _words(inner, ParagraphFormat()).text
                yield from (
                    Block(text=line.strip(), kind="caption") for line in text.split("\n") if line.strip()
                )
        for kind, note_id in words.notes:
            if text := self._note(kind, note_id):
                yield Block(text=text, kind="caption", style=kind)

    def _lines(self, lines: list[str], form: ParagraphFormat, words: _Words) -> Iterator[Block]:
        number = self._number(form)
        block = Block(
            text=numbered(number, lines[0].strip()),
            kind="heading" if form.heading else "list_item" if form.list_id is not None else "paragraph",
            level=form.heading or ((form.list_level or 0) + 1 if form.list_id is not None else 0),
            indent=form.indent + indent_of(lines[0]),
            blank_lines_before=self.blank_lines,
            alignment=_alignment(form.justification),
            bold=words.bold,
            font_size_pt=words.size_pt,
            numbering=number,
            style=form.style,
        )
        if form.heading:
            yield replace(block, text="\n".join((block.text, *(line.strip() for line in lines[1:]))))
            return
        yield block
        for line in lines[1:]:
            yield replace(
                block, text=line.strip(), indent=indent_of(line), blank_lines_before=0, numbering=""
            )

    def _note(self, kind: str, note_id: str) -> str:
        notes = self.footnotes if kind == "footnote" else self.endnotes
        if notes is None:
            return ""
        for note in notes.iter(f"{W}{kind}"):
            if note.get(f"{W}id") == note_id:
                paragraphs = (_words(inner, ParagraphFormat()).text.split() for inner in note.iter(f"{W}p"))
                return " ".join(word for words in paragraphs for word in words)
        return ""


def _alignment(justification: str) -> Alignment | None:
    if justification == "center":
        return "center"
    return "right" if justification in {"right", "end"} else None


def _words(paragraph: "_Element", form: ParagraphFormat) -> _Words:
    words = _Words(size_pt=form.size_pt)
    pieces: list[str] = []
    weights: list[bool] = []
    stack: list[Iterator[_Element]] = [iter(paragraph)]
    runs: list[_Element | None] = [None]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
            runs.pop()
            continue
        tag = element.tag
        if tag in _WORDS and element.text:
            pieces.append(element.text)
            if element.text.strip():
                run = runs[-1]
                weights.append(is_on(run, "b", form.bold))
                size = value_of(run, "sz")
                if len(weights) == 1 and size.isdigit():
                    words.size_pt = int(size) / 2
        elif tag in _MARKS:
            pieces.append(_MARKS[tag])
        elif tag in _NOTES:
            words.notes.append((_NOTES[tag], element.get(f"{W}id") or ""))
        elif tag == f"{W}txbxContent":
            words.boxes.append(element)
        elif tag == f"{W}r":
            properties = element.find(f"{W}rPr")
            if not is_on(properties, "vanish", form.hidden):
                stack.append(iter(element))
                runs.append(properties)
        elif tag not in _LEFT_OUT and len(element):
            stack.append(iter(element))
            runs.append(runs[-1])
    words.text = storable("".join(pieces))
    words.bold = bool(weights) and all(weights)
    return words
