"""The aims of a programme or for a year, where they are asked for and not all that is planned.

They stand under a heading of their own (二、发展目标) or, in a report, in the sentence of its plan that names
them (2025年主要预期目标是:…). This module does not know how the rest of a plan is found.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa_service.answering.questions.question import Question
from qa_service.answering.questions.scoping import ResolvedScope
from qa_service.answering.retrieval import Retriever
from qa_service.answering.sections.announced import Account
from qa_service.answering.sections.headed import Headed, headed_among
from qa_service.answering.sections.meant import MOST_READ, is_own_matter, meant_of
from qa_service.answering.sections.telling import Told
from qa_service.answering.text.folding import fold
from qa_service.answering.text.matching import Term
from qa_service.library.records import DocumentSummary
from vectorstore.passages import Passage

_ASKED = re.compile(
    r"(?P<which>总体|主要|发展|工作|预期|年度|阶段|具体|远景|近期|任务|建设|行动|奋斗)?目标(?:任务)?"
    r"(?=(?:是|有|为|包括|分别|都|定|呢|[??。]|$))"
)
_HEADS = re.compile(r"(?:目标(?:任务|指标)?|任务目标|目标[和与及]主要(?:任务|指标))$")
_OTHER_AIMS = re.compile(r"远景|绩效|考核")
_SAYS_AIMS = re.compile(r"(?:预期|总体|主要|工作|奋斗|发展)目标(?:任务)?(?:是|为|:|如下)")
_IDLE = re.compile(r"(?:总体|主要|发展|工作|预期|年度|阶段性?|具体|远景|近期|任务|目标|指标|规划|纲要|方案)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    document: DocumentSummary
    named: int
    headed: Headed


def asks_aims(question: Question) -> bool:
    """Whether it asks for aims, and not for tasks or for what is planned altogether."""
    return _ASKED.search(fold(question.text).text) is not None


def aims_asked(
    question: Question, scope: ResolvedScope, terms: Sequence[Term], retriever: Retriever
) -> tuple[Told, ...]:
    """The aims under headings of those documents of ``scope`` that the question's words, ``terms``, name most
    of; none where a word tells of another matter than theirs."""
    asked = _ASKED.search(fold(question.text).text)
    if asked is None or len(scope.documents) > MOST_READ:
        return ()
    years, found = question.scope.years, list[_Read]()
    matter = [term for term in terms if _IDLE.fullmatch(term.text) is None]
    for document in scope.documents:
        passages = retriever.read_whole(document.document_id)
        headed = _under_heading(asked["which"] or "", passages)
        if headed is None or not all(is_own_matter(term, document, passages) for term in matter):
            continue
        if years and document.metadata.year not in (None, *years):
            continue
        named = sum(term.value_in(fold(document.metadata.title).text) > 0 for term in terms)
        found.append(_Read(document=document, named=named, headed=headed))
    return tuple(
        Told(document=one.document, accounts=one.headed.accounts, is_planned=True) for one in meant_of(found)
    )


def _under_heading(which: str, passages: Sequence[Passage]) -> Headed | None:
    """The part headed by aims of this kind, else the only one headed by aims that are not of a far future."""
    own = headed_among(passages, lambda heading: which in heading and _of_aims(heading)) if which else None
    return own or headed_among(
        passages, lambda heading: not _OTHER_AIMS.search(heading) and _of_aims(heading)
    )


def _of_aims(heading: str) -> bool:
    return _HEADS.search(heading) is not None


def aims_said(accounts: Sequence[Account]) -> tuple[Account, ...]:
    """Of a plan the sentences that say its aims; all of it where none does."""
    said = []
    for account in accounts:
        kept = tuple(sentence for sentence in account.sentences if _SAYS_AIMS.search(sentence.text))
        if kept:
            said.append(Account(passage=account.passage, sentences=kept))
    return tuple(said) or tuple(accounts)
