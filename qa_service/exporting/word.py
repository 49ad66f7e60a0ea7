"""Blocks as a Word file, through python-docx: a title, headings for the outline, real tables."""

import io
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from qa_service.exporting.blocks import Block, Grid, Heading, Paragraph, Run, Title
from qa_service.exporting.word_layout import CELL, HEADER_CELL, HEADINGS, STYLES, TITLE, lay_out

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell, _Row
    from docx.text.paragraph import Paragraph as WordParagraph

# What python-docx takes for a core property.
_MOST_PROPERTY_CHARACTERS = 255


def to_word(blocks: Sequence[Block], *, labels: Sequence[str], made_on: date) -> bytes:
    """The file. Its properties bear ``labels``, which say whose words it holds, and the first title."""
    from docx import Document

    document = Document()
    lay_out(document)
    for block in blocks:
        _add(document, block)
    titles = [block.text for block in blocks if isinstance(block, Title)]
    _describe(document, "".join(titles[:1]), ";".join(labels), made_on)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _add(document: "Document", block: Block) -> None:
    match block:
        case Title():
            document.add_paragraph(block.text, style=TITLE)
            document.add_paragraph()
        case Heading():
            document.add_paragraph(block.text, style=HEADINGS[block.level])
        case Paragraph(role="quote"):
            for line in "".join(run.text for run in block.runs).split("\n"):
                document.add_paragraph(line, style=STYLES["quote"])
        case Paragraph():
            paragraph = document.add_paragraph(style=STYLES[block.role])
            label = f"{block.label} " if block.label else ""
            _write(paragraph, (Run(text="\u3000" * 2 * block.depth + label), *block.runs))
        case Grid():
            _add_table(document, block)


def _write(paragraph: "WordParagraph", runs: Sequence[Run]) -> None:
    for run in runs:
        if run.text:
            written = paragraph.add_run(run.text)
            written.bold = run.bold or None
            written.font.superscript = run.is_mark or None


def _add_table(document: "Document", grid: Grid) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT

    table = document.add_table(rows=0, cols=len(grid.header), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for position, cells in enumerate((grid.header, *grid.rows)):
        row = table.add_row()
        _keep_whole(row, repeats=position == 0)
        for cell, runs in zip(row.cells, cells, strict=True):
            _fill(cell, runs, HEADER_CELL if position == 0 else CELL)


def _keep_whole(row: "_Row", *, repeats: bool) -> None:
    """No page ends inside the row; the header comes again on every page of the table."""
    from docx.oxml import OxmlElement

    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if repeats:
        properties.append(OxmlElement("w:tblHeader"))


def _fill(cell: "_Cell", runs: Sequence[Run], style: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    _write(paragraph, runs)


def _describe(document: "Document", title: str, labels: str, made_on: date) -> None:
    from datetime import UTC, datetime, time

    from docx.opc.constants import RELATIONSHIP_TYPE

    properties = document.core_properties
    properties.title = title[:_MOST_PROPERTY_CHARACTERS]
    properties.comments = labels[:_MOST_PROPERTY_CHARACTERS]
    properties.author, properties.last_modified_by, properties.language = "", "", "zh-CN"
    properties.created = properties.modified = datetime.combine(made_on, time(), UTC)
    # The picture of the empty template.
    relations = document.part.package.rels
    for relation in list(relations.values()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del relations[relation.rId]
