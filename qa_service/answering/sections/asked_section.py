"""Questions after a whole part of a document, answered by all its points, or after what it says of itself.

有哪些不足, 下一步怎么打算 ask for the account under such an announcement, 介绍一下规范行政决策的情况 for what
stands under that heading. Where several documents of a place and a year tell, each is named. This module does
not know how a part is found or worded.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa_service.answering.extractive import Statement
from qa_service.answering.questions.kinds_of_documents import titled_as
from qa_service.answering.questions.question import Expects, Question
from qa_service.answering.questions.scoping import ResolvedScope
from qa_service.answering.retrieval import Retriever
from qa_service.answering.sections.accounts import accounts_asked, kinds_asked
from qa_service.answering.sections.aims import aims_asked, asks_aims
from qa_service.answering.sections.announced import ANNOUNCED, section_wording
from qa_service.answering.sections.charged import charged_asked
from qa_service.answering.sections.counted import counted_asked
from qa_service.answering.sections.headings import guide_asked, headings_asked, part_named
from qa_service.answering.sections.meant import MOST_READ
from qa_service.answering.sections.outlines import outlines_asked
from qa_service.answering.sections.own_provisions import OwnProvision, own_provision
from qa_service.answering.sections.telling import LONGEST, Told, told_points
from qa_service.answering.text.folding import fold
from qa_service.answering.text.matching import Matcher
from qa_service.library.records import DocumentSummary
from vectorstore.passages import Passage

_MOST_DOCUMENTS = 6
_NAMED = frozenset({Expects.NAME, Expects.LIST, Expects.PLACE, Expects.YES_NO})
_HEADED = frozenset({Expects.OVERVIEW, Expects.HOW, Expects.LIST, Expects.FACT})


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSection:
    """The part's ``statements`` and the ``passages`` that it stands in, in order; without statements only
    these passages may answer."""

    statements: tuple[Statement, ...]
    passages: tuple[Passage, ...]
    documents: dict[str, DocumentSummary]
    short: str | None = None
    """The bare fact, of what a rule provides about itself."""


def asked_section(
    question: Question, scope: ResolvedScope, focus: Matcher, retriever: Retriever
) -> AskedSection | None:
    """The part that ``question`` asks for; None where it asks for none, or no document of its ``scope`` has
    one. Nothing is told of what compares or sums up."""
    asked = question.scope
    if asked.across or asked.period or question.articles:
        return None
    scope = replace(scope, documents=tuple(titled_as(scope.documents, question.text)))
    if (own := own_provision(question, scope, focus.terms, retriever)) is not None:
        return _of_itself(own)
    if (counted := counted_asked(question, scope, focus.terms, retriever)) is not None:
        return AskedSection(
            statements=(counted.statement,),
            passages=(counted.statement.quote.passage,),
            documents={counted.document.document_id: counted.document},
            short=counted.short,
        )
    if (charged := charged_asked(question, scope, focus.terms, retriever)) is not None:
        return AskedSection(
            statements=charged.statements,
            passages=tuple(statement.quote.passage for statement in charged.statements),
            documents={charged.document.document_id: charged.document},
            short=charged.short,
        )
    if not question.wants_figure and question.expects not in ANNOUNCED and not _is_of_one_place(scope):
        guide = _section(guide_asked(question, scope.documents, focus.terms, retriever), names_documents=True)
        if guide is not None:
            return guide
    if len(scope.documents) > MOST_READ and not asked.regions and not asked.document_ids:
        return None
    if asks_aims(question) and not question.wants_figure and _is_of_one_place(scope):
        aims = _section(aims_asked(question, scope, focus.terms, retriever))
        if aims is not None:
            return aims
    if question.expects in ANNOUNCED:
        accounts = [
            accounts_asked(kind, question, scope, focus.terms, retriever) for kind in kinds_asked(question)
        ]
        told = [one for each in accounts for one in each.told]
        if not told and all(each.of_all for each in accounts):
            # What no document announces no other words tell.
            return AskedSection(statements=(), passages=(), documents={})
        return _section(told) or _nothing_else(question, [p for each in accounts for p in each.beside])
    if not question.wants_figure and _asks_points(question, focus) and _is_of_one_place(scope):
        headed = _section(headings_asked(question, scope.documents, focus.terms, retriever))
        outlined = () if headed else _outlines(question, scope, focus, retriever)
        return headed or _section(outlined, names_documents=True)
    return None


def _asks_points(question: Question, focus: Matcher) -> bool:
    if question.expects in _HEADED and question.wants_points:
        return True
    return question.expects in _NAMED and bool(part_named(fold(question.text).text, focus.terms))


def _of_itself(own: OwnProvision) -> AskedSection:
    if own.statement is None:
        return AskedSection(statements=(), passages=(), documents={})
    return AskedSection(
        statements=(own.statement,),
        passages=(own.statement.quote.passage,),
        documents={own.document.document_id: own.document},
        short=own.short,
    )


def _is_of_one_place(scope: ResolvedScope) -> bool:
    return len({document.metadata.region_path for document in scope.documents}) == 1


def _outlines(
    question: Question, scope: ResolvedScope, focus: Matcher, retriever: Retriever
) -> Sequence[Told]:
    if question.expects is not Expects.OVERVIEW and not section_wording().asks_whole.search(question.text):
        return ()
    return outlines_asked(question, scope, focus.terms, retriever)


def _section(told: Sequence[Told], *, names_documents: bool = False) -> AskedSection | None:
    names_documents = names_documents or len({one.document.document_id for one in told}) > 1
    if not told or len(told) > _MOST_DOCUMENTS:
        return None
    return AskedSection(
        statements=tuple(
            statement
            for one in told
            for statement in told_points(one, names_document=names_documents, longest=LONGEST // len(told))
        ),
        passages=tuple(account.passage for one in told for account in one.accounts),
        documents={one.document.document_id: one.document for one in told},
    )


def _nothing_else(question: Question, beside: Sequence[Passage]) -> AskedSection | None:
    """What is lacking stands in the account of it alone, so that no other words may answer."""
    if question.expects is not Expects.SHORTCOMING or not beside:
        return None
    return AskedSection(statements=(), passages=tuple(beside), documents={})
