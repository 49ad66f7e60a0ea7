"""Whose document is asked about: 司法局公证办了多少件 is answered by the bureau itself, where it says that.

A preference and no filter, for the government's report tells of its bureaus too.
"""

from collections.abc import Mapping, Sequence

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.sufficiency import is_enough
from qa_service.answering.text.folding import fold
from qa_service.library.records import DocumentSummary

_SHORTEST_NAME = 3


def by_issuer(
    candidates: Sequence[Candidate], evidence: Evidence, documents: Mapping[str, DocumentSummary]
) -> list[Candidate]:
    """``candidates`` (best first) with those of the organ that the question names first, where one of them is
    enough; as they are where it names none, or every document is its own."""
    text = fold(evidence.question.text).text
    named = {key for key, document in documents.items() if _is_named(document, text)}
    if not named or len(named) == len(documents):
        return list(candidates)
    own = [c for c in candidates if c.sentence.passage.document_id in named]
    if not any(is_enough(candidate, evidence) for candidate in own):
        return list(candidates)
    return own + [c for c in candidates if c.sentence.passage.document_id not in named]


def _is_named(document: DocumentSummary, text: str) -> bool:
    issuer = fold(document.metadata.issuer or "").text
    for place in document.metadata.region_path:
        issuer = issuer.removeprefix(place)
    return len(issuer) >= _SHORTEST_NAME and issuer in text
