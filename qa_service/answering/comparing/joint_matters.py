"""One matter that several places have in common: 甲县和乙县联合检查多少次, 互评的案卷有几卷.

Such a question names several places and compares none: the report of one of them answers it, where it names
the others beside its figure. This module does not know what the documents say.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from qa_service.answering.comparing.aims import Aim, aims_of
from qa_service.answering.drafting import Draft
from qa_service.answering.questions.question import Question, compared_kind
from qa_service.answering.questions.wording import load_wording
from qa_service.answering.text.folding import fold
from qa_service.library.records import DocumentSummary

_JOINS = re.compile(r"(?:人民政府|政府)?(?:[、和与及跟同]|以及)")
_JOINT = re.compile(
    r"(?:人民政府|政府|两[地县区市]|双方|(?:20)?\d\d年|去年|之间|的){0,3}"
    r"(?:互(?!联网)|相互|(?:联合|共同|合作|协作|携手|一起|一同|一道|联手)(?!点|的?不足|存在|[^,。?]{0,6}问题)"
    r"|共建|共签|结对|结成|签订|签署|签约|毗邻|交界|接壤|之间)"
)
"""Right behind the last of the places."""
_SHORTEST = 3


def is_joint(question: Question) -> bool:
    """The places that the question names do one thing together, and nothing is asked of each."""
    aims, text = aims_of(question.text), fold(question.text).text
    if aims.numeric or Aim.EACH in aims or question.scope.across or len(question.scope.years) > 1:
        return False
    spans = sorted(span for name in _places(question) if (span := _span(name, text)))
    if len(spans) < 2:
        return False
    gaps = [text[end:start] for (_, end), (start, _) in pairwise(spans)]
    return all(map(_JOINS.fullmatch, gaps)) and _JOINT.match(text, spans[-1][1]) is not None


def as_joint(question: Question) -> Question:
    """``question`` as the one about the thing itself that it asks for."""
    return replace(question, expects=compared_kind(fold(question.text).text, load_wording()))


def names_the_others(made: Draft, question: Question, documents: Mapping[str, DocumentSummary]) -> bool:
    """Whether each of the quotes, or what its passage says before it, names all places but its own."""
    names = _places(question)
    return bool(made.citations) and all(
        _names(
            citation.text.partition(citation.quote)[0] + citation.quote,
            [name for name in names if not _is_of(documents[citation.document_id], name)],
        )
        for citation in made.citations
    )


def _places(question: Question) -> tuple[str, ...]:
    return question.scope.regions + question.scope.absent_regions


def _is_of(document: DocumentSummary, name: str) -> bool:
    return name in document.metadata.region_path


def _names(text: str, places: Sequence[str]) -> bool:
    return bool(places) and all(_span(name, text) is not None for name in places)


def _span(name: str, text: str) -> tuple[int, int] | None:
    """Where ``text`` has the place, by its full or its short name."""
    for written in (name, name[:-1] if len(name) >= _SHORTEST else name):
        if (at := text.find(written)) >= 0:
            return at, at + len(written)
    return None
