"""Web pages through lxml: the visible words in reading order, page furniture included and marked as such.

Elements that a browser does not show are dropped; the title and the meta elements become properties, among
them those that government sites must carry (SiteName, ArticleTitle, PubDate, ContentSource).
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from qa_service.errors import DamagedFile, EmptyFile, ReaderLimit
from qa_service.ingestion.blocks import Block
from qa_service.ingestion.readers.characters import storable
from qa_service.ingestion.readers.decoding import decode
from qa_service.ingestion.readers.html_walk import Walk
from qa_service.ingestion.readers.signatures import is_html
from qa_service.ingestion.readers.text import decoding_notes

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHARSET = re.compile(rb"""(?:charset|encoding)\s*+=\s*+["']?\s*+([\w.:-]+)""", re.IGNORECASE)
_COMMENT = re.compile(r"\s*<!--.*?-->\s*", re.DOTALL)
_TECHNICAL = {"viewport", "robots", "renderer", "generator", "format-detection", "theme-color", "referrer"}


class HtmlReader:
    def accepts(self, content: bytes, name: str) -> bool:
        return is_html(content, name)

    def read(self, content: bytes) -> tuple[Block, ...]:
        """Raises DamagedFile when the bytes are no text, EmptyFile when there is no element, ReaderLimit
        when elements are nested deeper than the parser goes."""
        declared = _CHARSET.search(content[:4096])
        decoded = decode(content, declared=declared[1].decode("ascii") if declared else None)
        if decoded is None:
            raise DamagedFile(format="HTML")
        root = _parsed(storable(decoded.text))
        return (*decoding_notes(decoded), *_properties(root), *Walk().blocks(root))


def fragment_blocks(source: str, *, first_table: int = 0) -> tuple[list[Block], int]:
    """The blocks of a piece of HTML inside another format, and the number of the next table."""
    if _COMMENT.fullmatch(source):
        return [], first_table
    walk = Walk(tables=first_table)
    try:
        return list(walk.blocks(_parsed(source))), walk.tables
    except EmptyFile:
        return [], first_table


def _parsed(source: str) -> "_Element":
    from lxml import etree

    # huge_tree lifts the limits of 256 levels and 10 MB a text node to 2048 levels and 1 GB.
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(source.encode(), parser)
    except etree.XMLSyntaxError as error:
        if "emory" in str(error):
            raise MemoryError from error
        raise EmptyFile from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise ReaderLimit(resource="nesting")
    if root is None:
        raise EmptyFile
    return root


def _properties(root: "_Element") -> Iterator[Block]:
    title = root.find(".//title")
    if title is not None and (words := " ".join("".join(title.itertext()).split())):
        yield Block(text=words, kind="property", name="title")
    for meta in root.iter("meta"):
        name = meta.get("name") or meta.get("property") or ""
        words = " ".join((meta.get("content") or "").split())
        if name and words and name.lower() not in _TECHNICAL:
            yield Block(text=words, kind="property", name=name)
