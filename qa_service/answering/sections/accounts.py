"""The account of shortcomings or plans that a question asks of a document; of one matter the points on it.

有哪些不足 asks for all points, 行政执法方面有哪些不足 for those on one matter; a word that is the document's
own matter (法治政府建设) tells which document is meant. This module does not know how the points are told.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from qa_service.answering.questions.question import Expects, Question
from qa_service.answering.questions.scoping import ResolvedScope
from qa_service.answering.retrieval import Retriever
from qa_service.answering.sections.aims import aims_said, asks_aims
from qa_service.answering.sections.announced import Account, account_of, deeds, section_wording, whole_of
from qa_service.answering.sections.meant import (
    is_own_matter,
    is_programme,
    is_report,
    likely_reports,
    meant_of,
)
from qa_service.answering.sections.telling import Told, points_of
from qa_service.answering.text.folding import fold
from qa_service.answering.text.matching import PARTIAL_VALUE, Term
from qa_service.answering.text.sentences import Sentence
from qa_service.library.records import DocumentSummary
from vectorstore.passages import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsAsked:
    """What is ``told`` on the matter, and ``beside`` it the passages of all accounts that were looked at;
    where no document of the scope gives one, those that announce nothing to come. ``of_all`` says that the
    question names no matter but what its documents are about as a whole."""

    told: tuple[Told, ...]
    beside: tuple[Passage, ...]
    of_all: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """``named`` counts the words of the question that tell which document is meant; ``of_all`` where all
    of them do."""

    document: DocumentSummary
    named: int
    of_all: bool
    deeds: tuple[Passage, ...]
    accounts: tuple[Account, ...]
    on_matter: tuple[Account, ...]


def kinds_asked(question: Question) -> tuple[Expects, ...]:
    """The accounts that it asks for, in the order of reports: 存在的问题和下一步打算 asks for both."""
    both = section_wording().both.search(question.text) is not None
    return (Expects.SHORTCOMING, Expects.PLAN) if both else (question.expects,)


def accounts_asked(
    kind: Expects, question: Question, scope: ResolvedScope, terms: Sequence[Term], retriever: Retriever
) -> AccountsAsked:
    """Of the documents of each place those that give the account of ``kind`` which ``question`` asks for;
    ``terms`` are its words."""
    places: dict[tuple[str, ...] | None, list[_Read]] = {}
    for document in _asked(kind, question, scope, terms):
        read = _read(kind, document, terms, retriever)
        places.setdefault(document.metadata.region_path, []).append(read)
    meant = [
        one for read in places.values() for one in _meant([r for r in read if r.on_matter], kind, question)
    ]
    every = [one for read in places.values() for one in read]
    beside = tuple(account.passage for one in every for account in one.accounts)
    if not beside and len(every) == len(scope.documents):
        beside = tuple(passage for one in every for passage in one.deeds)
    return AccountsAsked(
        told=tuple(
            Told(document=one.document, accounts=_wanted(one, question), is_planned=kind is Expects.PLAN)
            for one in meant
        ),
        beside=beside,
        of_all=len(every) == len(scope.documents) and all(one.of_all for one in every),
    )


def _asked(
    kind: Expects, question: Question, scope: ResolvedScope, terms: Sequence[Term]
) -> Sequence[DocumentSummary]:
    """The documents whose account can be meant: of no year the latest reports and what the question names."""
    years, documents = question.scope.years, scope.documents
    if not years or scope.other_year:
        return likely_reports(documents, terms)
    if _asks_ahead(kind, question):
        # What was planned for a year stands in the report on the year before, and in its own programme.
        eve = [d for d in documents if d.metadata.year is not None and d.metadata.year + 1 in years]
        if eve:
            ahead = [d for d in documents if d.metadata.year in years and is_programme(d)]
            return likely_reports([*eve, *ahead], terms, all_kinds=True)
    return likely_reports([d for d in documents if d.metadata.year in years], terms, all_kinds=True)


def _asks_ahead(kind: Expects, question: Question) -> bool:
    """Whether it asks for the plan for the years that it names, not for that in a report on them."""
    of_the_report = section_wording().of_the_report.search(question.text) is not None
    return kind is Expects.PLAN and bool(question.scope.years) and not of_the_report


def _meant(found: Sequence[_Read], kind: Expects, question: Question) -> Sequence[_Read]:
    """Of one place those that are meant; beside the report that planned a year its own programmes."""
    if not _asks_ahead(kind, question):
        return meant_of(found)
    years, most = question.scope.years, max((one.named for one in found), default=0)
    named = [one for one in found if one.named == most]
    ahead = [one for one in named if one.document.metadata.year in years and is_programme(one.document)]
    return [*meant_of([one for one in named if one not in ahead]), *ahead]


def _wanted(read: _Read, question: Question) -> tuple[Account, ...]:
    return aims_said(read.on_matter) if asks_aims(question) else read.on_matter


def _read(kind: Expects, document: DocumentSummary, terms: Sequence[Term], retriever: Retriever) -> _Read:
    """The account of the document; of words that are not the document's own matter, the points on them."""
    passages = retriever.read_whole(document.document_id)
    accounts = account_of(kind, passages, document.metadata.year, looks_back=is_report(document))
    if not accounts and kind is Expects.PLAN and is_programme(document):
        accounts = whole_of(passages)
    matter = [term for term in terms if not is_own_matter(term, document, passages)]
    on_matter = tuple(on_it for account in accounts if (on_it := _on(matter, account)) is not None)
    return _Read(
        document=document,
        deeds=tuple(deeds(passages, document.metadata.year)),
        accounts=accounts,
        on_matter=on_matter,
        named=len(terms) - len(matter) if accounts else len(terms),
        of_all=not matter,
    )


def _on(matter: Sequence[Term], account: Account) -> Account | None:
    """The points of the account that hold each word of the matter, they or what is said above them."""
    lead, colon, _ = account.sentences[0].text.partition(":")
    above = fold(" ".join(account.passage.section)).text + (lead if colon else "")
    kept = [
        sentence
        for point in points_of(account.sentences)
        if all(_held(term, above, point) for term in matter)
        for sentence in point
    ]
    return Account(passage=account.passage, sentences=tuple(kept)) if kept else None


def _held(term: Term, above: str, point: Sequence[Sentence]) -> bool:
    return any(term.value_in(text) >= PARTIAL_VALUE for text in (above, *(s.text for s in point)))
