"""Word files: the body in order, with styles, automatic numbers, tables, text boxes and notes.

python-docx opens the package; the body is walked here, since its paragraphs leave out content controls,
text boxes and tracked changes. Deleted and hidden text, field codes, headers and footers are left out.
"""

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from qa_service.errors import DamagedFile
from qa_service.ingestion.blocks import Block
from qa_service.ingestion.readers.characters import storable
from qa_service.ingestion.readers.office_zip import check_office_zip
from qa_service.ingestion.readers.options import ReaderOptions
from qa_service.ingestion.readers.signatures import is_office_zip
from qa_service.ingestion.readers.word_body import WordBody
from qa_service.ingestion.readers.word_numbering import WordNumbering
from qa_service.ingestion.readers.word_styles import WordStyles

if TYPE_CHECKING:
    from docx.opc.part import Part
    from docx.package import Package
    from lxml.etree import _Element


class DocxReader:
    def __init__(self, options: ReaderOptions) -> None:
        self._options = options

    def accepts(self, content: bytes, name: str) -> bool:
        return is_office_zip(content, "word")

    def read(self, content: bytes) -> tuple[Block, ...]:
        """Raises DamagedFile for a broken package, ReaderLimit for one that unpacks to too much."""
        from docx.opc.exceptions import OpcError
        from docx.package import Package
        from lxml.etree import XMLSyntaxError

        check_office_zip(content, name="docx", limit_bytes=self._options.expanded_limit_bytes)
        try:
            package = Package.open(io.BytesIO(content))
            return tuple(_blocks(package))
        except (OpcError, XMLSyntaxError, KeyError, ValueError, zipfile.BadZipFile, AttributeError) as error:
            if "emory" in str(error):
                raise MemoryError from error
            raise DamagedFile(format="docx") from error


def _blocks(package: "Package") -> Iterator[Block]:
    main = package.main_document_part
    if title := storable(package.core_properties.title or "").strip():
        yield Block(text=" ".join(title.split()), kind="property", name="title")
    body = WordBody(
        styles=WordStyles(_related(main, "styles")),
        numbering=WordNumbering(_related(main, "numbering")),
        footnotes=_related(main, "footnotes"),
        endnotes=_related(main, "endnotes"),
    )
    yield from body.blocks(_root(main))


def _related(part: "Part", kind: str) -> "_Element | None":
    """The root of a part that the main part refers to, None when there is no such part."""
    for relation in part.rels.values():
        if not relation.is_external and relation.reltype.endswith(f"/{kind}"):
            return _root(relation.target_part)
    return None


def _root(part: "Part") -> "_Element":
    # Parsed anew, since python-docx keeps no tree of some parts and limits depth and length in others.
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True)
    return etree.fromstring(part.blob, parser)
