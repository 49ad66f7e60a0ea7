"""Plain text: a line is a block, unless the text was broken to a page width or is the row of a table."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from qa_service.errors import UnsupportedFormat
from qa_service.ingestion.blocks import READING_NOTE, Block
from qa_service.ingestion.readers.characters import indent_of, storable
from qa_service.ingestion.readers.decoding import Decoded, decode
from qa_service.ingestion.readers.run_together import parted
from qa_service.ingestion.readers.signatures import binary_name
from qa_service.ingestion.readers.text_tables import Rows, table_blocks, with_tables
from qa_service.ingestion.readers.wrapping import page_width, paragraph, unwrapped


class TextReader:
    """Takes whatever no other reader took."""

    def accepts(self, content: bytes, name: str) -> bool:
        return True

    def read(self, content: bytes) -> tuple[Block, ...]:
        """Raises UnsupportedFormat when the bytes are no text in any encoding."""
        decoded = decode(content)
        if decoded is None:
            raise UnsupportedFormat(found=binary_name(content))
        return (*decoding_notes(decoded), *_blocks(parted(storable(decoded.text).split("\n"))))


def decoding_notes(decoded: Decoded) -> tuple[Block, ...]:
    """What a user should know about bytes that were lost."""
    if not decoded.lost:
        return ()
    words = f"有 {decoded.lost} 处字节不合 {decoded.encoding.upper()} 编码,读不出,以“\ufffd”代替。"
    return (Block(text=words, kind="property", name=READING_NOTE),)


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    widest = page_width(lines)
    tables = count()
    blank_lines = 0
    run: list[str] = []
    for line in (*lines, ""):
        if line.strip():
            run.append(line)
            continue
        if run:
            yield from _run(run, widest, blank_lines, tables)
            run, blank_lines = [], 0
        blank_lines += 1


def _run(lines: list[str], widest: float | None, blank_lines: int, tables: Iterator[int]) -> Iterator[Block]:
    for part in with_tables(lines):
        if isinstance(part, Rows):
            yield from table_blocks(part, next(tables))
        else:
            yield from _paragraphs(part, widest, blank_lines)
        blank_lines = 0


def _paragraphs(lines: list[str], widest: float | None, blank_lines: int) -> Iterator[Block]:
    groups = ([line] for line in lines) if widest is None else unwrapped(lines, widest)
    for place, group in enumerate(groups):
        block = Block(text=paragraph(group), indent=indent_of(group[0]))
        yield replace(block, blank_lines_before=blank_lines) if place == 0 and blank_lines else block
