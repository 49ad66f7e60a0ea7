"""Make the .docx and .pdf of ``seeds/documents`` anew: ``python -m tests.seeds.make_documents``.

A source has one paragraph a line, after a letter that says what it is: T title, N notice, 1 to 3 heading of
that level, P text. The files come out the same, byte for byte, while the writing libraries stay the same.
"""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

SOURCES = Path(__file__).parent / "sources"
DOCUMENTS = Path(__file__).parents[2] / "seeds" / "documents"
FONT = "STSong-Light"
"""A CID font of the PDF standard's Asian fonts: readers bring it, no font file is needed."""
WRITTEN_AT = datetime(2025, 1, 1, tzinfo=UTC)

Line = tuple[str, str]


def read_source(path: Path) -> tuple[Line, ...]:
    """The lines of a source as (letter, text)."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple((line[0], line[2:]) for line in lines if line)


def make_docx(lines: Sequence[Line]) -> bytes:
    """A Word file with Word's own styles Title, Heading 1 to 3 and Normal."""
    document: WordDocument = docx.Document()
    properties = document.core_properties
    properties.author, properties.title = "qa-service", lines[0][1]
    properties.created = properties.modified = WRITTEN_AT.replace(tzinfo=None)
    for letter, text in lines:
        if letter == "T":
            document.add_heading(text, level=0).alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif letter in "123":
            document.add_heading(text, level=int(letter))
        else:
            document.add_paragraph(text)
    written = io.BytesIO()
    document.save(written)
    return _without_clock(written.getvalue())


def _without_clock(packed: bytes) -> bytes:
    """The same zip archive with one fixed time for all members."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as source, zipfile.ZipFile(written, "w") as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, WRITTEN_AT.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(member, source.read(name))
    return written.getvalue()


def make_pdf(lines: Sequence[Line]) -> bytes:
    """A PDF with text, a running header and page numbers such as — 2 —."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    written = io.BytesIO()
    title = lines[0][1]
    template = SimpleDocTemplate(
        written, pagesize=A4, title=title, author="qa-service", invariant=1,
        leftMargin=2.7 * cm, rightMargin=2.7 * cm, topMargin=2.8 * cm, bottomMargin=2.8 * cm,
    )  # fmt: skip
    story = [Paragraph(text, _style(letter)) for letter, text in lines]
    template.build(story, onFirstPage=_page_number, onLaterPages=_furniture(title))
    return written.getvalue()


def _style(letter: str) -> ParagraphStyle:
    if letter == "T":
        return ParagraphStyle(
            letter, fontName=FONT, fontSize=18, leading=30, alignment=TA_CENTER, spaceAfter=12
        )
    size = {"1": 15, "2": 13.5, "3": 12}.get(letter, 12)
    return ParagraphStyle(
        letter,
        fontName=FONT,
        fontSize=size,
        leading=21,
        firstLineIndent=2 * size,
        wordWrap="CJK",
        spaceAfter=3,
    )


def _page_number(canvas: Canvas, template: SimpleDocTemplate) -> None:
    canvas.setFont(FONT, 10)
    canvas.drawCentredString(A4[0] / 2, 1.6 * cm, f"— {template.page} —")


def _furniture(title: str) -> Callable[[Canvas, SimpleDocTemplate], None]:
    def draw(canvas: Canvas, template: SimpleDocTemplate) -> None:
        canvas.setFont(FONT, 9)
        canvas.drawCentredString(A4[0] / 2, A4[1] - 1.6 * cm, title)
        _page_number(canvas, template)

    return draw


def main() -> None:
    """Write both files."""
    for name, make, suffix in (
        ("浈江区司法局2020年法治政府建设工作报告", make_docx, ".docx"),
        ("杏花岭区2023年法治政府建设情况报告", make_pdf, ".pdf"),
    ):
        (DOCUMENTS / f"{name}{suffix}").write_bytes(make(read_source(SOURCES / f"{name}.txt")))


if __name__ == "__main__":
    main()
