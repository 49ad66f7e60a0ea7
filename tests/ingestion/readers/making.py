"""Files of every format, made in code."""

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence

import docx
import openpyxl
from reportlab.lib import pdfencrypt
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
PAGE_WIDTH, PAGE_HEIGHT = 595, 842
LEFT, RIGHT, TOP, BOTTOM = 72, 523, 740, 100
SIZE = 16


def pdf(
    paragraphs: Sequence[str],
    *,
    titles: Sequence[str] = (),
    running_header: str = "",
    numbered: bool = True,
    password: str = "",
) -> bytes:
    """A PDF set as official documents are: first lines indented by two characters, lines filled."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = io.BytesIO()
    encryption = pdfencrypt.StandardEncryption(password, strength=128) if password else None
    canvas = Canvas(buffer, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), encrypt=encryption)
    canvas.setTitle("报告")
    y, page = TOP, 1

    def end_page() -> None:
        canvas.setFont(FONT, 9)
        if running_header:
            canvas.drawString(LEFT, 800, running_header)
        if numbered:
            canvas.drawCentredString(PAGE_WIDTH / 2, 40, f"— {page} —")
        canvas.showPage()

    for title in titles:
        canvas.setFont(FONT, 22)
        canvas.drawCentredString(PAGE_WIDTH / 2, y, title)
        y -= 40
    for paragraph in paragraphs:
        for number, line in enumerate(_set(paragraph)):
            if y < BOTTOM:
                end_page()
                y, page = TOP, page + 1
            canvas.setFont(FONT, SIZE)
            canvas.drawString(LEFT + (0 if number else 2 * SIZE), y, line)
            y -= 28
    end_page()
    canvas.save()
    return buffer.getvalue()


def _set(paragraph: str) -> list[str]:
    lines, room = [], RIGHT - LEFT - 2 * SIZE
    while paragraph:
        count = 1
        while count < len(paragraph) and pdfmetrics.stringWidth(paragraph[: count + 1], FONT, SIZE) <= room:
            count += 1
        lines.append(paragraph[:count])
        paragraph, room = paragraph[count:], RIGHT - LEFT
    return lines


def picture_pdf(pages: int = 2) -> bytes:
    """A scan: a picture on each page and nothing else."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(PAGE_WIDTH, PAGE_HEIGHT))
    for _ in range(pages):
        canvas.drawImage(ImageReader(io.BytesIO(png())), 50, 50, 400, 600)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def png() -> bytes:
    """The smallest picture: one grey point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\x00\x80")) + chunk(b"IEND", b"")


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def saved(document: "docx.document.Document | openpyxl.Workbook") -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def sheet(*rows: Sequence[object]) -> bytes:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    return saved(workbook)


def with_part(office_file: bytes, name: str, data: bytes) -> bytes:
    """An Office file with one part replaced or added."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(office_file)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, data)
    return buffer.getvalue()


def archive(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return buffer.getvalue()


def ole(*streams: str) -> bytes:
    """What matters of an OLE file: its signature and the names of its streams."""
    names = b"".join(stream.encode("utf-16-le").ljust(64, b"\x00") + bytes(64) for stream in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + names + bytes(1024)


W_OPENING = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
)
W_CLOSING = "</w:body></w:document>"


def word_xml(body: str) -> bytes:
    """A Word file whose body is given as XML."""
    return with_part(word(), "word/document.xml", f"{W_OPENING}{body}{W_CLOSING}".encode())
