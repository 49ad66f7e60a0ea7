"""PDF through PDFium: text with its place on the page, put together to paragraphs.

Nothing is recognised in pictures: a file without usable text is refused, pages without text are noted.
PDFium is not thread-safe; the sandbox reads one file at a time in a process.
"""

import ctypes
import math
import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from qa_service.errors import DamagedFile, EmptyFile, EncryptedFile, NeedsOcr
from qa_service.ingestion.blocks import READING_NOTE, Block
from qa_service.ingestion.readers.characters import is_cjk, storable
from qa_service.ingestion.readers.pdf_layout import Line, Page, layout_blocks
from qa_service.ingestion.readers.signatures import is_pdf

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

_RADICALS = re.compile("[\u2f00-\u2fd5]")
"""Fonts often map 一 to the radical of the same shape."""
_UNUSABLE = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")
_LEAST_CHARACTERS_A_PAGE = 15
"""Scans bear page numbers and stamps of the scanner, but hardly more."""
_WIDE_GAP = 0.8
"""A gap in a line, in widths of a character, that parts two pieces of Chinese text."""
_BOLD_WEIGHT = 600
_HYPHEN = "\x02"
"""What PDFium gives for a hyphen at which a word was broken."""


class PdfReader:
    def accepts(self, content: bytes, name: str) -> bool:
        return is_pdf(content)

    def read(self, content: bytes) -> tuple[Block, ...]:
        """Raises EncryptedFile, DamagedFile, NeedsOcr, or EmptyFile where there is not even a picture."""
        from pypdfium2 import PdfDocument, PdfiumError

        try:
            document = PdfDocument(content)
        except PdfiumError as error:
            if "password" in str(error).lower() or "security" in str(error).lower():
                raise EncryptedFile from error
            raise DamagedFile(format="PDF") from error
        try:
            return _blocks(document)
        finally:
            document.close()


def _blocks(document: "PdfDocument") -> tuple[Block, ...]:
    from pypdfium2 import PdfiumError

    pages: list[Page] = []
    pictures: list[int] = []
    broken: list[int] = []
    for number in range(1, len(document) + 1):
        try:
            page = document[number - 1]
        except PdfiumError:
            broken.append(number)
            continue
        try:
            read = _page(page, number)
            pages.append(read)
            if not read.lines and _has_picture(page):
                pictures.append(number)
        except PdfiumError:
            broken.append(number)
        finally:
            page.close()
    _check(pages, pictures)
    return (*_properties(document, pictures, broken), *layout_blocks(pages))


def _check(pages: list[Page], pictures: list[int]) -> None:
    """Raises where the pages as a whole give no usable text."""
    if not pages:
        raise DamagedFile(format="PDF")
    text = "".join(line.text for page in pages for line in page.lines)
    if pictures and len(text) < _LEAST_CHARACTERS_A_PAGE * len(pages) and 2 * len(pictures) >= len(pages):
        raise NeedsOcr
    if not text:
        raise EmptyFile
    if len(_UNUSABLE.findall(text)) > 0.3 * len(text):
        raise NeedsOcr


def _properties(document: "PdfDocument", pictures: list[int], broken: list[int]) -> Iterator[Block]:
    title = storable(document.get_metadata_value("Title")).strip()
    if title:
        yield Block(text=" ".join(title.split()), kind="property", name="title")
    for numbers, why in ((pictures, "只有图片没有文字,没有读出"), (broken, "已损坏,没有读出")):
        if numbers:
            words = f"第 {'、'.join(map(str, numbers))} 页{why}。"
            yield Block(text=words, kind="property", name=READING_NOTE)


def _has_picture(page: "PdfPage") -> bool:
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    return any(True for _ in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=3))


def _page(page: "PdfPage", number: int) -> Page:
    width, height = page.get_size()
    text_page = page.get_textpage()
    try:
        lines = tuple(_lines(text_page))
    finally:
        text_page.close()
    return Page(number=number, width=width, height=height, lines=lines)


def _lines(text_page: "PdfTextPage") -> Iterator[Line]:
    """PDFium's lines in the order of the page's content, each with the box of its visible characters."""
    from pypdfium2.raw import FPDFText_GetUnicode

    count = text_page.count_chars()
    codes = [FPDFText_GetUnicode(text_page.raw, place) for place in range(count)]
    start = 0
    for place in range(count + 1):
        if place < count and codes[place] not in (10, 13):
            continue
        line = _line(text_page, codes, start, place)
        if line is not None:
            yield line
        start = place + 1


def _line(text_page: "PdfTextPage", codes: list[int], start: int, end: int) -> Line | None:
    from pypdfium2.raw import FPDFText_GetFontWeight

    visible = [place for place in range(start, end) if not _blank(codes[place])]
    if not visible:
        return None
    first, last = _box(text_page, visible[0]), _box(text_page, visible[-1])
    size = _size(text_page, visible[0])
    text = _text(text_page, codes, visible[0], visible[-1] + 1, size)
    hyphenated = text.endswith(_HYPHEN)
    text = storable(_RADICALS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)).strip()
    if not text:
        return None
    return Line(
        text=text,
        left=first[0],
        right=max(last[2], first[2]),
        bottom=first[1],
        size_pt=round(size, 1),
        bold=FPDFText_GetFontWeight(text_page.raw, visible[0]) >= _BOLD_WEIGHT,
        hyphenated=hyphenated,
    )


def _size(text_page: "PdfTextPage", place: int) -> float:
    """The size of a character as it is seen, in points: many files set size 1 and scale it by a matrix."""
    from pypdfium2.raw import FS_MATRIX, FPDFText_GetFontSize, FPDFText_GetMatrix

    size = float(FPDFText_GetFontSize(text_page.raw, place))
    matrix = FS_MATRIX()
    if FPDFText_GetMatrix(text_page.raw, place, ctypes.byref(matrix)):
        size *= math.hypot(matrix.b, matrix.d)
    return max(1.0, size)


def _blank(code: int) -> bool:
    return code <= 1 or code in (9, 32, 0xA0, 0x3000, 0xFFFE, 0xFFFF)


def _text(text_page: "PdfTextPage", codes: list[int], start: int, end: int, size: float) -> str:
    """The characters of a line, without the spaces that PDFium sees in Chinese set apart to fill the line."""
    from pypdfium2.raw import FPDFText_IsGenerated

    marks = [chr(code) if code <= 0x10FFFF else "\ufffd" for code in codes[start:end]]
    for place in range(1, len(marks) - 1):
        if marks[place] == " " and is_cjk(marks[place - 1]) and is_cjk(marks[place + 1]):
            gap = _box(text_page, start + place + 1)[0] - _box(text_page, start + place - 1)[2]
            generated = FPDFText_IsGenerated(text_page.raw, start + place) == 1
            if gap < _WIDE_GAP * size and generated:
                marks[place] = ""
    # Characters beyond the first plane may come as the two halves of UTF-16.
    return "".join(marks).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _box(text_page: "PdfTextPage", place: int) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a character with its side bearings, in points from the bottom left."""
    from pypdfium2.raw import FS_RECTF, FPDFText_GetLooseCharBox

    box = FS_RECTF()
    FPDFText_GetLooseCharBox(text_page.raw, place, ctypes.byref(box))
    return box.left, box.bottom, box.right, box.top
