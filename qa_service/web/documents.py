"""The documents of the library: upload, list, read, download, remove."""

import hashlib
import unicodedata
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Annotated

from fastapi import APIRouter, File, Path, Query, Request, UploadFile
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from qa_service.bootstrap import Service
from qa_service.ingestion.reading_ahead import groups
from qa_service.ingestion.sources import SourceFile
from qa_service.library.jobs import Job
from qa_service.library.records import Document, DocumentSummary
from qa_service.web.attachments import attachment
from qa_service.web.dependencies import ServiceDep
from qa_service.web.fields import Id, TextParameter, YearParameter
from qa_service.web.jobs import job_out
from qa_service.web.languages import preferred_language
from qa_service.web.openapi import FILE_RESPONSES, errors
from qa_service.web.schemas import (
    DocumentDetail,
    DocumentOut,
    DocumentsReply,
    ParagraphOut,
    ProofOut,
    RemovalOut,
    UploadReply,
)
from vectorstore.passages import Passage

UPLOAD_PATH = "/api/documents"
router = APIRouter()

_NAMELESS = "未命名"
_MAX_NAME_CHARACTERS = 200

DocumentId = Annotated[Id, Path()]


@router.post(UPLOAD_PATH, status_code=202, responses=errors(413, 507), summary="Upload documents")
async def upload(
    files: Annotated[list[UploadFile], File()], service: ServiceDep, request: Request
) -> UploadReply:
    """A job for each file; what is wrong with a file is said by its job and stops none of the others.

    When the reply comes, the bytes of every file that did not fail are safe on disk. A file that is too large
    and came alone is refused with 413.
    """
    language = preferred_language(request.scope)
    jobs: list[Job] = []
    for group in groups(files, size=lambda file: file.size or 0):
        read = [await _read(file) for file in group]
        jobs += await run_in_threadpool(_open_jobs, service, read, alone=len(files) == 1)
    return UploadReply(jobs=[job_out(job, language) for job in jobs])


async def _read(file: UploadFile) -> SourceFile:
    content = await file.read()
    await file.close()
    # Browsers and curl write a quotation mark of a name so, and nothing else of what a name may hold.
    source = base_name((file.filename or "").replace("%22", '"'))
    if source == _NAMELESS:
        # Files of one name replace one another; those without a name have nothing in common.
        source += f"-{hashlib.sha256(content).hexdigest()[:8]}"
    return SourceFile(source=source, content=content)


def _open_jobs(service: Service, files: Sequence[SourceFile], *, alone: bool) -> list[Job]:
    if alone:
        job_ids: tuple[str, ...] = tuple(
            service.ingestor.submit(file.source, file.content or b"") for file in files
        )
    else:
        job_ids = service.ingestor.submit_all(files)
    return [service.library.jobs.get(job_id) for job_id in job_ids]


def base_name(given: str) -> str:
    """The last part of a client's file name, without separators, control characters or excess length."""
    name = PurePosixPath(given.replace("\\", "/")).name
    name = "".join(c for c in name if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}).strip()
    if name in {"", ".", ".."}:
        return _NAMELESS
    if len(name) <= _MAX_NAME_CHARACTERS:
        return name
    stem, suffix = PurePosixPath(name).stem, PurePosixPath(name).suffix[:16]
    return stem[: _MAX_NAME_CHARACTERS - len(suffix)] + suffix


@router.get("/api/documents", summary="List documents")
def list_documents(
    service: ServiceDep,
    region: TextParameter = None,
    year: YearParameter = None,
    q: TextParameter = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    cursor: TextParameter = None,
) -> DocumentsReply:
    """Newest first. ``region`` matches any part of a document's region path; ``q`` is looked for in title,
    source, issuer and document number; ``total`` counts the whole list."""
    page = service.library.documents_page(region=region, year=year, q=q, limit=limit, cursor=cursor)
    return DocumentsReply(
        items=[document_out(summary) for summary in page.items],
        next_cursor=page.next_cursor,
        total=page.total,
    )


@router.get("/api/documents/{document_id}", responses=errors(404), summary="One document")
def document(document_id: DocumentId, service: ServiceDep) -> DocumentDetail:
    """A document with its paragraphs, the words that prove its metadata, and what cleaning took out."""
    whole = service.library.document(document_id)
    passages = service.library.passages_of(document_id)
    return DocumentDetail(
        **document_out(summary_of(whole, passages)).model_dump(),
        proofs={name: ProofOut.model_validate(proof) for name, proof in whole.metadata.proofs.items()},
        removed=[RemovalOut.model_validate(removal) for removal in whole.removed],
        paragraphs=[ParagraphOut.model_validate(passage) for passage in passages],
    )


@router.get(
    "/api/documents/{document_id}/original",
    response_class=Response,
    responses=FILE_RESPONSES,
    summary="The uploaded file",
)
def original(document_id: DocumentId, service: ServiceDep) -> Response:
    """The very bytes, always as an attachment, so that no browser runs what somebody uploaded."""
    source = service.library.document(document_id).source
    return Response(
        service.library.original(document_id),
        media_type="application/octet-stream",
        headers={
            "Content-Disposition": attachment(base_name(source)),
            "Content-Security-Policy": "sandbox; default-src 'none'",
        },
    )


@router.delete(
    "/api/documents/{document_id}", status_code=204, responses=errors(404), summary="Remove a document"
)
def remove(document_id: DocumentId, service: ServiceDep) -> None:
    """Remove it everywhere; from the reply on it is never found and never cited."""
    service.ingestor.remove(document_id)


def summary_of(whole: Document, passages: Sequence[Passage]) -> DocumentSummary:
    """The document without its text; ``passages`` are all of its own, headings too."""
    return DocumentSummary(
        document_id=whole.document_id,
        content_hash=whole.content_hash,
        source=whole.source,
        metadata=whole.metadata,
        passages=len(passages),
        findable_passages=sum(not passage.is_heading for passage in passages),
        characters=len(whole.text),
    )


def document_out(summary: DocumentSummary) -> DocumentOut:
    """What is shown of a document beside its text."""
    metadata = summary.metadata
    return DocumentOut(
        document_id=summary.document_id,
        source=summary.source,
        title=metadata.title,
        region=metadata.region,
        region_path=list(metadata.region_path),
        year=metadata.year,
        issuer=metadata.issuer,
        document_number=metadata.document_number,
        issued_on=metadata.issued_on,
        kind=metadata.kind,
        passages=summary.passages,
        characters=summary.characters,
    )
