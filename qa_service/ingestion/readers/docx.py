"""Word files: the body in order, with styles, automatic numbers, tables, text boxes and notes.

python-docx opens the package; the body is walked here, since its documents leave out content controls,
text boxes and tracked changes. Deleted and hidden text, field codes, headers and footers are left out.
"""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
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
    from lxml.etree import _Element

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


class DocxReader:
    def __init__(self, options: ReaderOptions) -> None:
        self._options = options

    def accepts(self, content: bytes, name: str) -> bool:
        return is_office_zip(content, "word")

    def read(self, content: bytes) -> tuple[Block, ...]:
        """Raises DamagedFile for a broken package, ReaderLimit for one that unpacks to too much."""
        from docx.opc.exceptions import OpcError
        from lxml.etree import XMLSyntaxError

        check_office_zip(content, name="docx", limit_bytes=self._options.expanded_limit_bytes)
        try:
            roots = _roots(content)
        except (OpcError, XMLSyntaxError, KeyError, ValueError, zipfile.BadZipFile, AttributeError) as error:
            if "emory" in str(error):
                raise MemoryError from error
            raise DamagedFile(format="docx") from error
        return tuple(_blocks(roots))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Roots:
    """The root elements of the parts that are read; all but the first may be missing."""

    document: "_Element"
    styles: "_Element | None"
    numbering: "_Element | None"
    footnotes: "_Element | None"
    endnotes: "_Element | None"
    properties: "_Element | None"


def _roots(content: bytes) -> _Roots:
    # The layer below python-docx's documents, which parse every part, with limits of depth and length.
    from docx.opc.pkgreader import PackageReader

    reader = PackageReader.from_file(io.BytesIO(content))  # type: ignore[no-untyped-call]
    parts = {str(name): blob for name, _, _, blob in reader.iter_sparts()}
    targets: dict[str, dict[str, str]] = {}
    for source, relation in reader.iter_srels():
        if not relation.is_external:
            kind = posixpath.basename(relation.reltype)
            targets.setdefault(str(source), {}).setdefault(kind, str(relation.target_partname))
    main = targets["/"]["officeDocument"]
    related = targets.get(main, {})
    return _Roots(
        document=_parsed(parts[main]),
        styles=_optional(parts, related.get("styles")),
        numbering=_optional(parts, related.get("numbering")),
        footnotes=_optional(parts, related.get("footnotes")),
        endnotes=_optional(parts, related.get("endnotes")),
        properties=_optional(parts, targets["/"].get("core-properties")),
    )


def _optional(parts: dict[str, bytes], name: str | None) -> "_Element | None":
    return None if name is None else _parsed(parts[name])


def _parsed(part: bytes) -> "_Element":
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True)
    return etree.fromstring(part.replace(_STRICT, _TRANSITIONAL), parser)


def _blocks(roots: _Roots) -> Iterator[Block]:
    title = None if roots.properties is None else roots.properties.findtext(_TITLE)
    if words := " ".join(storable(title or "").split()):
        yield Block(text=words, kind="property", name="title")
    body = WordBody(
        styles=WordStyles(roots.styles),
        numbering=WordNumbering(roots.numbering),
        footnotes=roots.footnotes,
        endnotes=roots.endnotes,
    )
    # The children of the root: a background, the body.
    yield from body.blocks(roots.document)
