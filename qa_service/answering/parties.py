"""Who is compared: the regions, years or documents of a question, each with what its own documents say."""

from collections.abc import Mapping, Sequence

from qa_service.answering.candidates import Candidate
from qa_service.answering.comparison import Party
from qa_service.answering.evidence import Evidence
from qa_service.answering.extractive import extract
from qa_service.answering.question import Question
from qa_service.answering.sufficiency import is_enough
from qa_service.library.records import DocumentSummary

_CLOSE = 0.85
_MOST_PARTIES = 20

Documents = Mapping[str, DocumentSummary]


def several_regions_say(candidates: Sequence[Candidate], evidence: Evidence, documents: Documents) -> bool:
    """A figure asked of no region, that several regions give nearly as well: each of them must be said."""
    scope = evidence.question.scope
    if not evidence.question.wants_figure or scope.regions or scope.absent_regions or not candidates:
        return False
    regions = {
        documents[candidate.sentence.passage.document_id].metadata.region
        for candidate in candidates
        if candidate.score >= _CLOSE * candidates[0].score and is_enough(candidate, evidence)
    }
    return len(regions - {None}) > 1


def parties_of(candidates: Sequence[Candidate], evidence: Evidence, documents: Documents) -> list[Party]:
    """The parties in the order of the question; one without an answer of its own has no extract."""
    scope = evidence.question.scope
    if len(scope.regions) + len(scope.absent_regions) > 1:
        parties = [
            _answered(
                name, [d for d in documents.values() if d.metadata.region_path in paths], candidates, evidence
            )
            if not below
            else Party(name=name, year=None, extract=None)
            for name, paths, below in zip(scope.regions, scope.covers, scope.below, strict=True)
        ]
        return parties + [Party(name=name, year=None, extract=None) for name in scope.absent_regions]
    parties = [
        _answered(_name_of(side[0]), side, candidates, evidence)
        for side in _sides(evidence.question, list(documents.values()))
    ]
    return parties if scope.regions else [p for p in parties if p.extract][:_MOST_PARTIES]


def _answered(
    name: str, side: Sequence[DocumentSummary], candidates: Sequence[Candidate], evidence: Evidence
) -> Party:
    documents = {document.document_id: document for document in side}
    own = [c for c in candidates if c.sentence.passage.document_id in documents]
    extracted = extract(own, evidence, documents)
    if extracted is None:
        return Party(name=name, year=side[0].metadata.year if side else None, extract=None)
    source = documents[extracted.best.sentence.passage.document_id]
    return Party(name=name, year=source.metadata.year, extract=extracted)


def _name_of(document: DocumentSummary) -> str:
    return document.metadata.region or document.metadata.title


def _sides(question: Question, documents: Sequence[DocumentSummary]) -> list[list[DocumentSummary]]:
    """Documents grouped by region, by year too where several years are asked for, else by title."""
    groups: dict[tuple[tuple[str, ...], int | None, str], list[DocumentSummary]] = {}
    for document in documents:
        metadata = document.metadata
        year = metadata.year if len(question.scope.years) > 1 else None
        title = "" if metadata.region_path else metadata.title
        groups.setdefault((metadata.region_path, year, title), []).append(document)
    return list(groups.values())
