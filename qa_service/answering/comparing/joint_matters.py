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
from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.questions.question import Question, compared_kind
from qa_service.answering.questions.wording import load_wording
from qa_service.answering.text.folding import fold
from qa_service.library.records import DocumentSummary
from qa_service.quantities import Quantity, find_quantities, same_value

_JOINS = re.compile(r"(?:人民政府|政府)?(?:[、和与及跟同]|以及)")
_JOINT = re.compile(
    r"(?:人民政府|政府|两[地县区市]|双方|(?:20)?\d\d年|去年|之间|的){0,3}"
    r"(?P<how>互(?!联网)|相互|(?:联合|共同|合作|协作|携手|一起|一同|一道|联手)(?!点|的?不足|存在|[^,。?]{0,6}问题)"
    r"|共建|共签|结对|结成|毗邻|交界|接壤|之间"
    r"|签[订署]?(?=了|多少|几|哪|什么|[^,。?]{0,8}(?:协议|备忘录|协定|公约|框架|意向书)))"
)
"""Right behind the last of the places. 签订劳动合同, 签约 does each with others."""
_SHORTEST = 3
_BREAK = re.compile(r"[。!?;\n]")
_CLAUSE = re.compile(r"[,:]")
_PART = re.compile(r"其中[^,。;]{0,40}$|的(?:有|为|达|共)?$")
"""Right before the figure of a part of what was counted before: 评为优秀的21卷."""


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


def names_the_others(
    made: Draft,
    question: Question,
    documents: Mapping[str, DocumentSummary],
    candidates: Sequence[Candidate] = (),
) -> bool:
    """Whether each of the quotes tells of all places but its own, and of ``candidates`` from the documents of
    those none a figure otherwise."""
    if not made.citations:
        return False
    how, short = _how(question), fold(made.short_answer or "").text
    told = all(
        _tells_of(
            fold(citation.text.partition(citation.quote)[0]).text,
            fold(citation.quote).text,
            short,
            _others(documents[citation.document_id], question),
            how,
        )
        for citation in made.citations
    )
    cited = {citation.document_id for citation in made.citations}
    return told and not any(
        _tells_otherwise(candidate, short, _others(documents[document_id], question), how)
        for candidate in candidates
        if (document_id := candidate.sentence.passage.document_id) not in cited
    )


def _how(question: Question) -> str:
    """The word for the doing together: 联合, 互 of 互评."""
    text = fold(question.text).text
    ends = [span[1] for name in _places(question) if (span := _span(name, text))]
    found = _JOINT.match(text, max(ends, default=0))
    return found["how"] if found else ""


def _others(document: DocumentSummary, question: Question) -> list[str]:
    return [name for name in _places(question) if not _is_of(document, name)]


def _tells_of(before: str, quote: str, short: str, places: Sequence[str], how: str) -> bool:
    """The sentence of ``quote`` names ``places``: before ``short``, with no other figure between, in one
    clause with it or where it says ``how``. ``before`` is what the passage says before the quote."""
    lead = _BREAK.split(before)[-1]
    figure = re.search(rf"(?<![\d.]){re.escape(short)}", quote) if short else None
    if figure is None:
        return not _amounts(short) and _names(lead + quote, places)
    said = _BREAK.split(lead + quote[: figure.start()])[-1]
    if not _names(said, places):
        return False
    if not _amounts(short):
        return True
    between = said[max(span[1] for name in places if (span := _span(name, said))) :]
    if _amounts(between) and not _PART.search(between):
        return False
    return not _CLAUSE.search(between) or how in said


def _tells_otherwise(candidate: Candidate, short: str, places: Sequence[str], how: str) -> bool:
    """It tells as much of ``places`` and gives another figure in the unit of ``short``."""
    given, asked = candidate.quantity, _amounts(short)
    if given is None or not asked or given.unit != asked[0].unit or same_value(given, asked[0]):
        return False
    sentence = candidate.sentence
    figure = fold(given.text).text
    return _tells_of(sentence.before, sentence.text, figure, places, how)


def _amounts(text: str) -> list[Quantity]:
    """The figures of ``text`` that count or measure: no dates, ordinals or articles."""
    return [figure for figure in find_quantities(text) if figure.kind not in ("date", "ordinal", "article")]


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
