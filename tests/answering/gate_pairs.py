"""The pairs of passage and sentence in ``gate/``: what is right, and what is subtly wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qa_service.answering.gate.support import Source
from qa_service.library.records import DocumentMetadata, DocumentSummary
from vectorstore.passages import Passage

FOLDER = Path(__file__).parent / "gate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """``wrong`` says what is wrong about the sentence; empty where it is right."""

    source: Source
    sentence: str
    wrong: str


def pairs(name: str) -> Iterator[Pair]:
    """The pairs of ``gate/NAME.txt``."""
    document: DocumentSummary | None = None
    section: tuple[str, ...] = ()
    source: Source | None = None
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        sign, _, rest = line.partition(" ")
        if sign == "@":
            document = _document(rest)
        elif sign == "§":
            section = tuple(part.strip() for part in rest.split("/") if part.strip())
        elif sign == ">" and document is not None:
            source = Source.of(_passage(rest, document.document_id, section), document)
        elif sign in "+-" and sign and source is not None:
            wrong, _, sentence = rest.partition(": ") if sign == "-" else ("", "", rest)
            yield Pair(source=source, sentence=sentence, wrong=wrong)


def _document(line: str) -> DocumentSummary:
    region, year, title, number = (part.strip() or None for part in line.split("|"))
    return DocumentSummary(
        document_id="d1",
        content_hash="0" * 64,
        source="d1.txt",
        metadata=DocumentMetadata(
            title=title or "",
            region=region,
            region_path=(region,) if region else (),
            year=int(year) if year else None,
            document_number=number,
        ),
        passages=1,
        characters=1000,
    )


def _passage(text: str, document_id: str, section: tuple[str, ...]) -> Passage:
    return Passage(
        passage_id=f"{document_id}-1",
        document_id=document_id,
        paragraph=1,
        section=section,
        text=text,
        start=0,
        end=len(text),
    )
