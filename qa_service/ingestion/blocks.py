"""What every reader gives: a file as Blocks, its lines and paragraphs in reading order.

A reader says what the format says and guesses nothing about official documents: page furniture stays
in, marked by hints, so that cleaning can say what it removed; headings are those that the format marks.
Unless a field says otherwise, a hint is None, empty or 0 where the format does not tell.
"""

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["paragraph", "heading", "list_item", "table_row", "caption", "property"]
"""``heading``: marked by the format (Word style, h1-h6, #), never by its words. ``caption``: words that stand
beside the running text (figure caption, text box, footnote). ``property``: a fact the file states about
itself outside its words (HTML title and meta, Word and PDF properties, notes of the reader): never a part of
the text; ``name`` says which."""

Landmark = Literal["navigation", "banner", "contentinfo", "complementary", "search", "form", "dialog", "main"]
"""The WAI-ARIA landmark that an HTML block stands in, from the element (nav, header, footer, aside, …) or its
``role``: https://www.w3.org/TR/wai-aria-1.2/#landmark_roles"""

PageEdge = Literal["top", "bottom"]

Alignment = Literal["center", "right"]

READING_NOTE = "reading_note"
"""``name`` of a property block whose text, in Chinese, tells what was lost in reading (undecodable bytes,
pages without text): to be shown to the user, not indexed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One line or paragraph of the source.

    ``text`` has no control character (a forced line break, <br> or Shift+Enter, starts a new block, but
    within a heading it is kept as ``\\n``), no lone surrogate, and no white space around it; it is never
    empty. White space inside is the source's, for HTML collapsed as a browser does. Automatic numbers of
    Word, HTML and Markdown lists are already in ``text``; ``numbering`` repeats them; bullets are left out.
    """

    text: str
    kind: BlockKind = "paragraph"
    level: int = 0
    """Of a heading 1-9 (Word's Title is 1, as is h1), of a list item its depth from 1; else 0."""

    # Layout
    indent: float = 0.0
    """Indentation of the first line, in widths of one Chinese character; 2 is the usual paragraph."""
    blank_lines_before: int = 0
    alignment: Alignment | None = None
    bold: bool = False
    """The whole block is bold."""
    font_size_pt: float | None = None
    page: int | None = None
    """From 1, where the format has pages."""
    page_edge: PageEdge | None = None
    """First or last lines of a page, apart from the running text: page numbers, running heads and feet."""

    # What the format says the block is
    numbering: str = ""
    style: str = ""
    """Name of the Word style."""
    name: str = ""
    """Of a property: title, READING_NOTE, or the meta's own name (ArticleTitle, PubDate, ContentSource …)."""

    # Tables: a row is one block, ``text`` joins its cells for reading
    table: int | None = None
    """Which table of the file, from 0; rows of one table follow one another. Where columns are known ``text``
    reads "column：value；column：value" without the empty cells, else the cells are joined by " | "."""
    cells: tuple[str, ...] = ()
    """All cells of the row, empty ones too. A cell merged over rows is repeated in each of them, since rows
    are read alone; one merged over columns stands once, at its first place, the rest are empty."""
    columns: tuple[str, ...] = ()
    """Header cells in force for this row, as many as ``cells``; empty when the table has no header row."""
    is_header_row: bool = False

    # Web pages
    landmark: Landmark | None = None
    """The innermost one."""
    ancestry: tuple[str, ...] = ()
    """Lower-case words of class and id of the element and its ancestors, innermost first, split at hyphen,
    underscore and camel case ("wz_crumbNav" -> wz, crumb, nav)."""
    link_density: float = 0.0
    """Share of the characters that are inside links, 0-1; see Kohlschütter et al., WSDM 2010."""
