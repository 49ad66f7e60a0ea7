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
_IN_A_NAME = r"[^\W\d_的了给在把将被由从到个些是让叫请问跟几多哪什各每]"
# A committee of the party is its place's, no bureau that writes reports of its own.
_BUREAU = (
    rf"({_IN_A_NAME}{{1,10}}?(?:局|委员会|(?<![党工团省市县区州旗盟乡镇])委(?![会员托派])|厅|法院|检察院))"
)


def by_issuer(
    candidates: Sequence[Candidate], evidence: Evidence, documents: Mapping[str, DocumentSummary]
) -> list[Candidate]:
    """``candidates`` (best first) with those of the organ that the question names first, where one of them is
    enough; as they are where it names none, or every document is its own."""
    text = fold(evidence.question.text).text
    others = {key: other for key, document in documents.items() if (other := _other_bureau(document, text))}
    candidates = [c for c in candidates if not _is_of(others.get(c.sentence.passage.document_id), c)]
    named = {key for key, document in documents.items() if _is_named(document, text)}
    if not named or len(named) == len(documents):
        return list(candidates)
    own = [c for c in candidates if c.sentence.passage.document_id in named]
    if not any(is_enough(candidate, evidence) for candidate in own):
        return list(candidates)
    return own + [c for c in candidates if c.sentence.passage.document_id not in named]


def _other_bureau(document: DocumentSummary, asked: str) -> str | None:
    """The bureau of its region that is asked about, where another one has written ``document``."""
    own = own_name(document)
    if not own:
        return None
    named = [organ for place in document.metadata.region_path for organ in _bureaus(place, asked)]
    is_own = any(own in organ or organ in own or abbreviates(organ, own) for organ in named)
    return None if is_own or not named else named[0]


def _is_of(other: str | None, candidate: Candidate) -> bool:
    """Whether its words do not name the ``other`` bureau, so that they are of the one that wrote them."""
    sentence = candidate.sentence
    return other is not None and other not in "".join(
        (*sentence.passage.section, sentence.before, sentence.text)
    )


def _bureaus(place: str, asked: str) -> list[str]:
    """The bureau that ``asked`` names right behind ``place``, with and without its unit as the name's begin:
    公安局 of 甲县公安局, 市场监管局 of 义乌市场监管局."""
    ways = (rf"{re.escape(place)}{_BUREAU}", rf"{re.escape(place[:-1])}{_BUREAU}")
    return [named[1] for way in ways if (named := re.search(way, asked))]


def _is_named(document: DocumentSummary, text: str) -> bool:
    issuer = fold(document.metadata.issuer or "").text
    for place in document.metadata.region_path:
        issuer = issuer.removeprefix(place)
    return len(issuer) >= _SHORTEST_NAME and issuer in text
