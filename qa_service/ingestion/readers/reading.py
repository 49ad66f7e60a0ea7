"""A file's bytes to blocks, by the first reader that accepts its content."""

from typing import Protocol

from qa_service.errors import EmptyFile, FileTooLarge, ReaderLimit
from qa_service.ingestion.blocks import Block
from qa_service.ingestion.readers.docx import DocxReader
from qa_service.ingestion.readers.html import HtmlReader
from qa_service.ingestion.readers.markdown import MarkdownReader
from qa_service.ingestion.readers.options import ReaderOptions
from qa_service.ingestion.readers.pdf import PdfReader
from qa_service.ingestion.readers.signatures import refuse_foreign
from qa_service.ingestion.readers.text import TextReader
from qa_service.ingestion.readers.xlsx import XlsxReader


class Reader(Protocol):
    """The seam of a format; heavy libraries are imported in ``read``."""

    def accepts(self, content: bytes, name: str) -> bool:
        """Whether ``content`` is this format. ``name`` counts only where content cannot tell."""
        ...

    def read(self, content: bytes) -> tuple[Block, ...]:
        """The blocks of a file in reading order; raises a subclass of UnreadableFile."""
        ...


def readers(options: ReaderOptions) -> tuple[Reader, ...]:
    """Every reader, the surest sign first; plain text takes the rest."""
    return (
        PdfReader(),
        DocxReader(options),
        XlsxReader(options),
        HtmlReader(),
        MarkdownReader(),
        TextReader(),
    )


def read_file(content: bytes, *, source: str, options: ReaderOptions | None = None) -> tuple[Block, ...]:
    """The blocks of a file; at least one of them is text of its body.

    Raises a subclass of UnreadableFile: UnsupportedFormat, EmptyFile, DamagedFile, EncryptedFile, NeedsOcr,
    FileTooLarge or ReaderLimit.
    """
    limits = options or ReaderOptions()
    if len(content) > limits.file_limit_bytes:
        raise FileTooLarge(size_bytes=len(content), limit_bytes=limits.file_limit_bytes)
    if not content.strip(b"\x00\t\n\x0b\x0c\r "):
        raise EmptyFile
    refuse_foreign(content)
    reader = next(reader for reader in readers(limits) if reader.accepts(content, source))
    blocks = reader.read(content)
    if all(block.kind == "property" for block in blocks):
        raise EmptyFile
    if sum(len(block.text) for block in blocks) > limits.text_limit_characters:
        raise ReaderLimit(resource="text")
    return blocks
