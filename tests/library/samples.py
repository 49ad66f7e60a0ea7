"""Small documents for tests of the library and of ingestion."""

import hashlib
from collections.abc import Sequence

from qa_service.library.contents import Parsed
from qa_service.library.library import Library
from qa_service.library.reception import Incoming, document_id_of
from qa_service.library.records import Document, DocumentMetadata, Proof, Removal, Section
from vectorstore.passages import Passage

REGION_PATHS = {"沂源县": ("山东省", "淄博市", "沂源县"), "伊春市": ("黑龙江省", "伊春市")}


def incoming(content: str, *, source: str = "报告.txt") -> Incoming:
    raw = content.encode()
    return Incoming(source=source, content_hash=hashlib.sha256(raw).hexdigest(), content=raw)


def parsed(
    content: str, *, source: str = "报告.txt", region: str | None = None, year: int | None = None
) -> Parsed:
    """A document whose passages are the lines of ``content``; lines that begin with # are headings."""
    content_hash = hashlib.sha256(content.encode()).hexdigest()
    document_id = document_id_of(content_hash)
    title = content.split("\n", 1)[0]
    metadata = DocumentMetadata(
        title=title,
        region=region,
        region_path=() if region is None else REGION_PATHS[region],
        year=year,
        proofs={"title": Proof(found_in="title", quote=title, start=0, end=len(title))},
    )
    document = Document(
        document_id=document_id,
        content_hash=content_hash,
        source=source,
        text=content,
        sections=(Section(heading=title, level=1, path=(title,), start=0, end=len(content)),),
        metadata=metadata,
        removed=(Removal(rule="打印栏", text="打印 分享"),),
    )
    return Parsed(document=document, passages=tuple(_passages(content, document_id, title)))


def _passages(content: str, document_id: str, title: str) -> Sequence[Passage]:
    passages: list[Passage] = []
    start = 0
    for line in content.split("\n"):
        if line.strip():
            paragraph = len(passages) + 1
            passages.append(
                Passage(
                    passage_id=f"{document_id}-{paragraph}",
                    document_id=document_id,
                    paragraph=paragraph,
                    section=(title,),
                    text=line,
                    start=start,
                    end=start + len(line),
                    is_heading=line.startswith("#"),
                )
            )
        start += len(line) + 1
    return passages


def put(
    library: Library,
    content: str,
    *,
    source: str = "报告.txt",
    region: str | None = None,
    year: int | None = None,
) -> str:
    """The whole way of a document into the library, without an index; its id."""
    (receipt,) = library.intake.receive([incoming(content, source=source)])
    library.intake.store([parsed(content, source=source, region=region, year=year)])
    activation = library.intake.activate([receipt.document_id], generation=1)
    library.intake.purge(activation.retired)
    return receipt.document_id
