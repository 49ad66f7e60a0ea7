"""Markdown through markdown-it-py (CommonMark and tables).

Habits of Chinese texts differ from CommonMark: each line is usually a paragraph of its own, four spaces are
an indentation, not code, and emphasis ends beside punctuation. HTML inside goes through the HTML reader.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qa_service.errors import UnsupportedFormat
from qa_service.ingestion.blocks import Block
from qa_service.ingestion.readers.characters import numbered, storable
from qa_service.ingestion.readers.decoding import decode
from qa_service.ingestion.readers.html import fragment_blocks
from qa_service.ingestion.readers.markdown_emphasis import (
    joined_lines_unmarked,
    sheltered,
    tokenize_emphasis,
    without_padded_marks,
)
from qa_service.ingestion.readers.signatures import binary_name, is_markdown
from qa_service.ingestion.readers.tables import Cell, Grid, row_blocks
from qa_service.ingestion.readers.text import decoding_notes
from qa_service.ingestion.readers.wrapping import page_width, paragraph, unwrapped

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\n", re.DOTALL)
_MARKUP = re.compile(r"[\\`*_\[\]<&!]")
_ALL_BOLD = re.compile(r"(\*\*|__)(?=\S)(?:(?!\1).)+\1")
_INLINE_LIMIT_CHARACTERS = 20_000
"""Inline parsing is quadratic in the number of delimiters; a longer paragraph loses its pairs of ** only."""


class MarkdownReader:
    def accepts(self, content: bytes, name: str) -> bool:
        return is_markdown(content, name)

    def read(self, content: bytes) -> tuple[Block, ...]:
        """Raises UnsupportedFormat when the bytes are no text in any encoding."""
        decoded = decode(content)
        if decoded is None:
            raise UnsupportedFormat(found=binary_name(content))
        properties, body = _front_matter(storable(decoded.text))
        return (*decoding_notes(decoded), *properties, *_Walk().blocks(body))


def _front_matter(text: str) -> tuple[list[Block], str]:
    found = _FRONT_MATTER.match(text)
    if found is None:
        return [], text
    pairs = (line.partition(":") for line in found[1].split("\n") if not line.startswith((" ", "-", "#")))
    properties = [
        Block(text=value.strip().strip("\"'"), kind="property", name=name.strip())
        for name, _, value in pairs
        if value.strip().strip("\"'") and name.strip()
    ]
    return properties, text[found.end() :]


@dataclass(slots=True)
class _Walk:
    """One pass over the tokens of a text. ``numbering`` waits for the first words of its list item; ``rows``
    and ``cells`` gather the table that is open."""

    tables: int = 0
    heading: int = 0
    depth: int = 0
    numbering: str = ""
    in_item: bool = False
    header_rows: int = 0
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    in_table: bool = False
    blank_lines: int = 0

    def blocks(self, text: str) -> Iterator[Block]:
        from markdown_it import MarkdownIt

        # Indented code would swallow Chinese paragraphs. Inline marks are parsed apart, where there are any.
        structure = MarkdownIt("commonmark").enable("table").disable(["code", "inline", "text_join"])
        inline = MarkdownIt("commonmark").disable("text_join")
        inline.inline.ruler.at("emphasis", tokenize_emphasis)
        last_line = 0
        for token in structure.parse(text):
            if token.type != "inline":
                yield from self._step(token)
                continue
            first, end = token.map or (last_line, last_line)
            self.blank_lines = max(0, first - last_line) if last_line else 0
            last_line = max(end, last_line)
            yield from self._words(token.content, inline)

    def _step(self, token: "Token") -> Iterator[Block]:
        kind = token.type
        if kind == "heading_open":
            self.heading = int(token.tag[1])
        elif kind == "heading_close":
            self.heading = 0
        elif kind in {"bullet_list_open", "ordered_list_open"}:
            self.depth += 1
        elif kind in {"bullet_list_close", "ordered_list_close"}:
            self.depth -= 1
        elif kind == "list_item_open":
            self.in_item = True
            self.numbering = f"{token.info}{token.markup}" if token.info else ""
        elif kind == "list_item_close":
            self.in_item = False
        elif kind == "html_block":
            blocks, self.tables = fragment_blocks(token.content, first_table=self.tables)
            yield from blocks
        elif kind == "fence":
            lines = (line.strip() for line in token.content.split("\n"))
            yield from (Block(text=line) for line in lines if line)
        else:
            yield from self._table_step(kind)

    def _table_step(self, kind: str) -> Iterator[Block]:
        if kind == "table_open":
            self.in_table, self.rows, self.header_rows = True, [], 0
        elif kind == "tr_open":
            self.cells = []
        elif kind == "tr_close":
            self.rows.append(tuple(self.cells))
        elif kind == "thead_close":
            self.header_rows = len(self.rows)
        elif kind == "table_close":
            self.in_table = False
            yield from row_blocks(Grid(rows=tuple(self.rows), header_rows=self.header_rows), self.tables)
            self.tables += 1

    def _words(self, content: str, inline: "MarkdownIt") -> Iterator[Block]:
        if self.in_table:
            self.cells.append(Cell(text=" ".join(_plain(content, inline).split())))
            return
        if self.heading:
            if text := _plain(content, inline).strip():
                yield Block(
                    text=text, kind="heading", level=self.heading, blank_lines_before=self.blank_lines
                )
            return
        lines = joined_lines_unmarked(content).split("\n")
        widest = page_width(lines)
        groups = ([line] for line in lines) if widest is None else unwrapped(lines, widest)
        for group in groups:
            yield from self._paragraph(paragraph(group), inline)

    def _paragraph(self, source: str, inline: "MarkdownIt") -> Iterator[Block]:
        text = _plain(source, inline).strip()
        if not text:
            return
        bold = _ALL_BOLD.fullmatch(source) is not None
        if not self.in_item:
            yield Block(text=text, bold=bold, blank_lines_before=self.blank_lines)
            self.blank_lines = 0
            return
        # Only the first paragraph of an item bears its number.
        yield Block(
            text=numbered(self.numbering, text),
            kind="list_item",
            level=self.depth,
            blank_lines_before=self.blank_lines,
            numbering=self.numbering,
            bold=bold,
        )
        self.blank_lines = 0
        self.in_item, self.numbering = False, ""


def _plain(source: str, inline: "MarkdownIt") -> str:
    """The words without their marks; the text of links stays, pictures go."""
    if _MARKUP.search(source) is None:
        return source
    if len(source) > _INLINE_LIMIT_CHARACTERS:
        return without_padded_marks(source)
    parts = []
    for token in inline.parseInline(source)[0].children or []:
        if token.type == "text":
            parts.append(token.content)
        elif token.type in {"code_inline", "text_special"}:
            parts.append(sheltered(token.content))
        elif token.type in {"softbreak", "hardbreak"} or token.content[:3].lower() == "<br":
            parts.append("\n")
    return without_padded_marks("".join(parts))
