"""Files that must be refused, with the error of each; run through the readers and through the sandbox."""

import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field

from qa_service.errors import (
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    FileTooLarge,
    NeedsOcr,
    ReaderLimit,
    UnreadableFile,
    UnsupportedFormat,
)
from qa_service.ingestion.readers.options import ReaderOptions
from tests.ingestion.readers.making import archive, ole, pdf, picture_pdf, png, sheet, with_part, word

OPTIONS = ReaderOptions(
    file_limit_bytes=4 * 1024 * 1024, expanded_limit_bytes=16 * 1024 * 1024, text_limit_characters=1_000_000
)
"""Small, so that what exceeds them is quickly made."""

_BILLION_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><x>&c;</x>'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BadFile:
    source: str
    make: Callable[[], bytes]
    error: type[UnreadableFile]
    detail: dict[str, str] = field(default_factory=dict)


def _encrypted_zip() -> bytes:
    """Python cannot write an encrypted archive, but can say in its directory that it is one."""
    content = bytearray(word("秘密"))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(signature)
        while place >= 0:
            content[place + offset] |= 1
            place = content.find(signature, place + 4)
    return bytes(content)


def _damaged_part() -> bytes:
    """A directory that can be read, with compressed data that cannot."""
    content = bytearray(word("一" * 5000))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as opened:
        start = opened.getinfo("word/document.xml").header_offset
    content[start + 60 : start + 200] = b"\xff" * 140
    return bytes(content)


BAD_FILES = {
    "no bytes": BadFile(source="a.txt", make=lambda: b"", error=EmptyFile),
    "white space": BadFile(source="a.txt", make=lambda: b" \r\n\t\n ", error=EmptyFile),
    "ideographic spaces": BadFile(source="a.txt", make="　　\n　".encode, error=EmptyFile),
    "byte order mark": BadFile(source="a.txt", make=lambda: b"\xef\xbb\xbf\n", error=EmptyFile),
    "only NUL": BadFile(source="a.txt", make=lambda: bytes(4096), error=EmptyFile),
    "page without words": BadFile(
        source="a.html", make=lambda: b"<html><body><script>var a</script></body></html>", error=EmptyFile
    ),
    "Word file without words": BadFile(source="a.docx", make=word, error=EmptyFile),
    "sheet without cells": BadFile(source="a.xlsx", make=sheet, error=EmptyFile),
    "Markdown with a comment": BadFile(source="a.md", make=lambda: b"<!-- nothing -->\n", error=EmptyFile),
    "PDF without words": BadFile(source="a.pdf", make=lambda: pdf((), numbered=False), error=EmptyFile),
    "PDF of pictures": BadFile(source="a.pdf", make=picture_pdf, error=NeedsOcr),
    "PDF with a password": BadFile(
        source="a.pdf", make=lambda: pdf(("秘密",), password="secret"), error=EncryptedFile
    ),
    "PDF cut off": BadFile(
        source="a.pdf", make=lambda: pdf(("报告",))[:300], error=DamagedFile, detail={"format": "PDF"}
    ),
    "PDF of noise": BadFile(
        source="a.pdf", make=lambda: b"%PDF-1.7\n" + random.Random(1).randbytes(5000), error=DamagedFile
    ),
    "Word file with a password": BadFile(
        source="a.docx", make=lambda: ole("EncryptionInfo", "EncryptedPackage"), error=EncryptedFile
    ),
    "encrypted archive": BadFile(source="a.docx", make=_encrypted_zip, error=EncryptedFile),
    "Word file cut off": BadFile(
        source="a.docx", make=lambda: word("报告")[:5000], error=DamagedFile, detail={"format": "docx"}
    ),
    "Word file with a damaged part": BadFile(source="a.docx", make=_damaged_part, error=DamagedFile),
    "Word file with broken XML": BadFile(
        source="a.docx",
        make=lambda: with_part(word("报告"), "word/document.xml", b"<w:document><w:body>"),
        error=DamagedFile,
    ),
    "sheet with broken XML": BadFile(
        source="a.xlsx",
        make=lambda: with_part(sheet(("报告",)), "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row>"),
        error=DamagedFile,
        detail={"format": "xlsx"},
    ),
    "sheet without a workbook": BadFile(
        source="a.xlsx", make=lambda: archive(**{"xl/strange.xml": b"<a/>"}), error=DamagedFile
    ),
    "entities without end in Word": BadFile(
        source="a.docx",
        make=lambda: with_part(word("报告"), "word/document.xml", _BILLION_LAUGHS),
        error=DamagedFile,
    ),
    "entities without end in a sheet": BadFile(
        source="a.xlsx",
        make=lambda: with_part(sheet(("报告",)), "xl/sharedStrings.xml", _BILLION_LAUGHS),
        error=DamagedFile,
    ),
    "zip bomb in Word": BadFile(
        source="a.docx",
        make=lambda: with_part(word("报告"), "word/media/image.bin", bytes(20 * 1024 * 1024)),
        error=ReaderLimit,
        detail={"resource": "unpacked size"},
    ),
    "zip bomb in a sheet": BadFile(
        source="a.xlsx",
        make=lambda: with_part(
            sheet(("报告",)), "xl/worksheets/sheet1.xml", b"<worksheet>" + b" " * (20 * 1024 * 1024)
        ),
        error=ReaderLimit,
        detail={"resource": "unpacked size"},
    ),
    "too many bytes": BadFile(source="a.txt", make=lambda: b"a" * (5 * 1024 * 1024), error=FileTooLarge),
    "too much text": BadFile(
        source="a.txt",
        make=lambda: ("字" * 1_000_001).encode(),
        error=ReaderLimit,
        detail={"resource": "text"},
    ),
    "elements nested without end": BadFile(
        source="a.html",
        make=lambda: b"<html><body>" + b"<div>" * 100_000 + "深处".encode(),
        error=ReaderLimit,
        detail={"resource": "nesting"},
    ),
    "old Word": BadFile(
        source="a.doc",
        make=lambda: ole("WordDocument", "1Table"),
        error=UnsupportedFormat,
        detail={"found": "Word 97-2003 .doc"},
    ),
    "old Word by another name": BadFile(
        source="a.txt",
        make=lambda: ole("WordDocument"),
        error=UnsupportedFormat,
        detail={"found": "Word 97-2003 .doc"},
    ),
    "old Excel": BadFile(
        source="a.xls",
        make=lambda: ole("Workbook"),
        error=UnsupportedFormat,
        detail={"found": "Excel 97-2003 .xls"},
    ),
    "slides": BadFile(
        source="a.docx",
        make=lambda: archive(**{"[Content_Types].xml": b"<a/>", "ppt/presentation.xml": b"<a/>"}),
        error=UnsupportedFormat,
        detail={"found": "PowerPoint .pptx"},
    ),
    "OFD": BadFile(
        source="a.ofd",
        make=lambda: archive(**{"OFD.xml": b"<a/>"}),
        error=UnsupportedFormat,
        detail={"found": "OFD"},
    ),
    "archive": BadFile(
        source="a.docx",
        make=lambda: archive(**{"a.txt": b"a"}),
        error=UnsupportedFormat,
        detail={"found": "ZIP"},
    ),
    "picture named text": BadFile(source="a.txt", make=png, error=UnsupportedFormat, detail={"found": "PNG"}),
    "program named text": BadFile(
        source="a.txt",
        make=lambda: b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 8,
        error=UnsupportedFormat,
        detail={"found": "ELF"},
    ),
    "noise": BadFile(source="a.md", make=lambda: random.Random(2).randbytes(5000), error=UnsupportedFormat),
    "RTF": BadFile(
        source="a.doc", make=lambda: b"{\\rtf1 text}", error=UnsupportedFormat, detail={"found": "RTF"}
    ),
    "XML": BadFile(
        source="a.html",
        make=lambda: _BILLION_LAUGHS,
        error=UnsupportedFormat,
        detail={"found": "XML"},
    ),
}
