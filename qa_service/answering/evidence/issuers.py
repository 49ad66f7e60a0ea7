"""Whose document is asked about: 司法局公证办了多少件 is answered by the bureau itself, where it says that.

The government's report tells of its bureaus too; what another bureau writes is its own, unless it names the
one that is asked about.
"""

import re
from collections.abc import Mapping, Sequence

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.sufficiency import is_enough
from qa_service.answering.questions.organs import abbreviates, own_name
from qa_service.answering.text.folding import fold
from qa_service.library.records import DocumentSummary

_SHORTEST_NAME = 3
_IN_A_NAME = r"[^\W\d_的了给在把将被由从到个些是让叫请问跟几多哪什]"
_BUREAU = rf"({_IN_A_NAME}{{1,10}}?(?:局|委员会|委(?![会员托派])|厅|法院|检察院))"


def by_issuer(
    candidates: Sequence[Candidate], evidence: Evidence, documents: Mapping[str, DocumentSummary]
) -> list[Candidate]:
    """``candidates`` (best first) with those of the organ that the question names first, where one of them is
    enough; as they are where it names none, or every document is its own."""
    text = fold(evidence.question.text).text
    candidates = [
        candidate
        for candidate in candidates
        if not _is_of_another_bureau(candidate, documents[candidate.sentence.passage.document_id], text)
    ]
    named = {key for key, document in documents.items() if _is_named(document, text)}
    if not named or len(named) == len(documents):
        return list(candidates)
    own = [c for c in candidates if c.sentence.passage.document_id in named]
    if not any(is_enough(candidate, evidence) for candidate in own):
        return list(candidates)
    return own + [c for c in candidates if c.sentence.passage.document_id not in named]


def _is_of_another_bureau(candidate: Candidate, document: DocumentSummary, asked: str) -> bool:
    """Written by one bureau where another of the region is asked about, which the words do not name."""
    own = own_name(document)
    other = next((organ for place in document.metadata.region_path if (organ := _bureau(place, asked))), None)
    if not own or other is None or own in other or other in own or abbreviates(other, own):
        return False
    sentence = candidate.sentence
    return other not in "".join((*sentence.passage.section, sentence.before, sentence.text))


def _bureau(place: str, asked: str) -> str | None:
    """The bureau that ``asked`` names right behind ``place``: 公安局 of 甲县公安局."""
    named = re.search(f"{re.escape(place[:-1])}{re.escape(place[-1])}?{_BUREAU}", asked)
    return named[1] if named else None


def _is_named(document: DocumentSummary, text: str) -> bool:
    issuer = fold(document.metadata.issuer or "").text
    for place in document.metadata.region_path:
        issuer = issuer.removeprefix(place)
    return len(issuer) >= _SHORTEST_NAME and issuer in text
