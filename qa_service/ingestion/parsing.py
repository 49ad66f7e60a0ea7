"""The pure half of the first journey: read → clean → structure → describe → cut."""

import hashlib

from qa_service.errors import EmptyFile
from qa_service.ingestion.cleaning import clean
from qa_service.ingestion.metadata import describe
from qa_service.ingestion.passages import cut
from qa_service.ingestion.readers.options import ReaderOptions
from qa_service.ingestion.readers.reading import read_file
from qa_service.ingestion.structure import build
from qa_service.library.records import Document
from vectorstore.passages import Passage

_ID_LENGTH = 16


def parse_document(
    content: bytes, *, source: str, options: ReaderOptions | None = None
) -> tuple[Document, tuple[Passage, ...]]:
    """A file's bytes as a document and its passages; the same bytes give the same ids.

    Raises a subclass of UnreadableFile. No effects: runs in a child process.
    """
    content_hash = hashlib.sha256(content).hexdigest()
    document_id = content_hash[:_ID_LENGTH]
    cleaned = clean(read_file(content, source=source, options=options))
    structured = build(cleaned.blocks)
    if not structured.text:
        raise EmptyFile
    document = Document(
        document_id=document_id,
        content_hash=content_hash,
        source=source,
        text=structured.text,
        sections=structured.sections,
        metadata=describe(structured, cleaned.index_table, source=source),
        removed=cleaned.removed,
    )
    return document, cut(structured, document_id)
