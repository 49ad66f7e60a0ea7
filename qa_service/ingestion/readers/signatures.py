"""What a file is, told by its content; its name is only asked where content cannot tell.

The formats that are read are recognised here; what is not read is named, so that the refusal can say what
was found. Names of formats are written so that they read well in Chinese and in English.
"""

import io
import re
import zipfile

from qa_service.errors import DamagedFile, EncryptedFile, UnsupportedFormat

_SAMPLE = 65_536
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")

# Streams of an OLE file (names are UTF-16) and what they make it.
_OLE_STREAMS = (
    ("WordDocument", "Word 97-2003 .doc"),
    ("Workbook", "Excel 97-2003 .xls"),
    ("Book", "Excel 5.0 .xls"),
    ("PowerPoint Document", "PowerPoint 97-2003 .ppt"),
    ("__nameid_version1.0", "Outlook .msg"),
)

# A part of a zip archive and what it makes it.
_ZIP_PARTS = (
    ("ppt/presentation.xml", "PowerPoint .pptx"),
    ("xl/workbook.bin", "Excel .xlsb"),
    ("OFD.xml", "OFD"),
    ("META-INF/container.xml", "EPUB"),
    ("META-INF/MANIFEST.MF", "Java .jar"),
    ("AndroidManifest.xml", "Android .apk"),
)

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"MZ", "Windows .exe"),
    (b"\x7fELF", "ELF"),
    (b"\xcf\xfa\xed\xfe", "Mach-O"),
    (b"\xfe\xed\xfa", "Mach-O"),
    (b"\xca\xfe\xba\xbe", "Mach-O / Java .class"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"\x1f\x8b", "gzip"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"BZh", "bzip2"),
    (b"{\\rtf", "RTF"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"%!PS", "PostScript"),
    (b"CAJ\x00", "CAJ"),
    (b"HN\x00\x00", "CAJ"),
)

_HTML_OPENING = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,4000}?-->\s*)*+<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TAG = re.compile(
    rb"</(?:p|div|span|td|tr|table|ul|h[1-6]|body|html|section|article)\s*>", re.IGNORECASE
)
_XML_OPENING = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*<\?xml\b")
_MHTML = re.compile(
    rb"\A(?:From:|MIME-Version:)[^\0]{0,4000}?Content-Type:\s*multipart/related", re.IGNORECASE
)
_ATX_HEADING = re.compile(rb"^#{1,6} +\S", re.MULTILINE)
_ODF_TYPE = re.compile(rb"application/vnd\.oasis\.opendocument\.(\w+)")


def refuse_foreign(content: bytes) -> None:
    """Raises UnsupportedFormat when ``content`` bears the signature of a format that is not read,
    EncryptedFile when an Office container is locked, DamagedFile when a zip container cannot be opened."""
    if content.startswith(_OLE):
        raise _ole_refusal(content)
    if content.startswith(_ZIP):
        _refuse_foreign_zip(content)
        return
    for magic, found in _MAGIC:
        # Two letters are a weak sign, so these must also look binary.
        if content.startswith(magic) and (len(magic) > 2 or b"\x00" in content[:256]):
            raise UnsupportedFormat(found=found)
    if content[4:8] == b"ftyp" or content.startswith((b"RIFF", b"ID3", b"OggS", b"\x1aE\xdf\xa3")):
        raise UnsupportedFormat(found=_media_name(content))
    sample = _as_ascii(content[:_SAMPLE])
    if _MHTML.match(sample):
        raise UnsupportedFormat(found="MHTML")
    if _XML_OPENING.match(sample) and not _HTML_OPENING.match(sample):
        raise UnsupportedFormat(found="XML")


def is_pdf(content: bytes) -> bool:
    """Readers take a PDF whose header stands anywhere in the first 1024 bytes."""
    return b"%PDF-" in content[:1024]


def is_office_zip(content: bytes, folder: str) -> bool:
    """Whether ``content`` is an Office Open XML file whose parts stand in ``folder`` (word, xl)."""
    return content.startswith(_ZIP) and any(part.startswith(f"{folder}/") for part in _zip_parts(content))


def is_html(content: bytes, name: str) -> bool:
    sample = _as_ascii(content[:_SAMPLE])
    if _HTML_OPENING.match(sample):
        return True
    tags = len(_HTML_TAG.findall(sample))
    if _suffix(name) in {"html", "htm", "xhtml", "shtml"}:
        return tags > 0
    return sample.lstrip()[:1] == b"<" and tags >= 3


def is_markdown(content: bytes, name: str) -> bool:
    """By name, since any text is Markdown; without the name by a heading in its first line."""
    if _suffix(name) in {"md", "markdown", "mdown", "mkd"}:
        return True
    opening = _as_ascii(content[:_SAMPLE]).removeprefix(b"\xef\xbb\xbf").lstrip()
    return _ATX_HEADING.match(opening) is not None and len(_ATX_HEADING.findall(opening)) >= 2


def _suffix(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _as_ascii(sample: bytes) -> bytes:
    """UTF-16 with its zero bytes taken out, so that tags can be looked for; other bytes as they are."""
    if sample[:2] in (b"\xff\xfe", b"\xfe\xff") or sample[:256].count(b"\x00") > 16:
        return sample.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\x00", b"")
    return sample


def _refuse_foreign_zip(content: bytes) -> None:
    parts = _zip_parts(content)
    if any(flags & 1 for flags in parts.values()):
        raise EncryptedFile
    if any(part.startswith(("word/", "xl/")) for part in parts) and "xl/workbook.bin" not in parts:
        return
    if opendocument := _ODF_TYPE.search(content[:200]):
        raise UnsupportedFormat(found=f"OpenDocument {opendocument[1].decode()}")
    raise UnsupportedFormat(found=next((found for part, found in _ZIP_PARTS if part in parts), "ZIP"))


def _zip_parts(content: bytes) -> dict[str, int]:
    """Names of the parts of an archive and their flags."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {part.filename: part.flag_bits for part in archive.infolist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise DamagedFile(format=_damaged_zip_name(content)) from error


def _damaged_zip_name(content: bytes) -> str:
    if b"word/" in content:
        return "docx"
    return "xlsx" if b"xl/" in content else "ZIP"


def _ole_refusal(content: bytes) -> UnsupportedFormat | EncryptedFile:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return EncryptedFile()
    for stream, found in _OLE_STREAMS:
        if stream.encode("utf-16-le") in content:
            return UnsupportedFormat(found=found)
    return UnsupportedFormat(found="OLE .doc/.xls/.ppt")


def _media_name(content: bytes) -> str:
    if content.startswith(b"RIFF"):
        return {b"WEBP": "WebP", b"WAVE": "WAV", b"AVI ": "AVI"}.get(content[8:12], "RIFF")
    if content[4:8] == b"ftyp":
        return "HEIC" if content[8:11] == b"hei" else "MP4"
    return "MP3" if content.startswith(b"ID3") else "Ogg" if content.startswith(b"OggS") else "Matroska"


def binary_name(content: bytes) -> str:
    """The best name for bytes that are no text."""
    import puremagic

    try:
        found = puremagic.what(None, content[:4096])
    except (puremagic.PureError, ValueError):
        found = None
    return str(found or "binary")
