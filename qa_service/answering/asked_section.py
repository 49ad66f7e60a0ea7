"""Questions after the shortcomings or the plans of a document, answered by its own account of them.

有哪些不足, 下一步怎么打算 ask for all points of the account, 行政执法方面有哪些不足 for those on one matter.
No point is left out; of a long account each is said by its first sentence. Where several documents of a place
and a year give an account each is named. This module does not know what the points say.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa_service.answering.citations import Quote
from qa_service.answering.evidence.announced import ANNOUNCED, Account, account_of, section_wording
from qa_service.answering.extractive import Statement, subject, tidy
from qa_service.answering.questions.question import Expects, Question
from qa_service.answering.retrieval import Retriever
from qa_service.answering.text.folding import fold
from qa_service.answering.text.matching import PARTIAL_VALUE, Matcher, Term
from qa_service.answering.text.sentences import Sentence
from qa_service.library.records import DocumentSummary
from vectorstore.passages import Passage

_MOST_DOCUMENTS = 3
_MOST_READ = 12
_LONGEST_WHOLE = 900
_OWN_MATTER, _OFTEN = 0.4, 5
_POINT = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}是|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、]|[①-⑳]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,2}[,,、])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSection:
    """The account's ``statements`` and the ``passages`` that give it, in order; without statements none of
    its points is on the matter, and nothing else tells what is lacking."""

    statements: tuple[Statement, ...]
    passages: tuple[Passage, ...]
    documents: dict[str, DocumentSummary]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """``named`` are the words of the question that tell which document is meant, not which of its points."""

    document: DocumentSummary
    accounts: tuple[Account, ...]
    on_matter: tuple[Account, ...]
    named: int


def asked_section(
    question: Question, documents: Sequence[DocumentSummary], focus: Matcher, retriever: Retriever
) -> AskedSection | None:
    """The account that ``question`` asks for; None where it asks for none, or none of ``documents``, its
    scope, gives one."""
    if question.expects not in ANNOUNCED or question.scope.across or question.scope.period:
        return None
    read = [_told(question, d, focus.terms, retriever) for d in _asked(question, documents)]
    told = _meant([one for one in read if one.on_matter])
    if not told and question.expects is Expects.SHORTCOMING and any(one.accounts for one in read):
        return AskedSection(statements=(), passages=_passages(read), documents={})
    if not told or len(told) > _MOST_DOCUMENTS:
        return None
    names_each = len(told) > 1
    return AskedSection(
        statements=tuple(s for one in told for s in _statements(one, names_document=names_each)),
        passages=_passages(told),
        documents={one.document.document_id: one.document for one in told},
    )


def _asked(question: Question, documents: Sequence[DocumentSummary]) -> Sequence[DocumentSummary]:
    """The documents of one place that can be meant; those of several places are none."""
    if len({document.metadata.region_path for document in documents}) > 1:
        return []
    years = question.scope.years
    if not years:
        reports = [d for d in documents if section_wording().report.search(d.metadata.title)]
        newest_first = sorted(reports or documents, key=lambda d: d.metadata.year or 0, reverse=True)
        return newest_first[:_MOST_READ]
    if question.expects is Expects.PLAN and not section_wording().of_the_report.search(question.text):
        # What was planned for a year stands in the report on the year before.
        eve = [d for d in documents if d.metadata.year is not None and d.metadata.year + 1 in years]
        if eve:
            return eve
    return [d for d in documents if d.metadata.year in years]


def _meant(told: Sequence[_Told]) -> list[_Told]:
    """Those that the question names most of; the latest of them; reports before programmes, whose tasks are
    all that they tell."""
    most = max((one.named for one in told), default=0)
    meant = [one for one in told if one.named == most]
    reports = [one for one in meant if section_wording().report.search(one.document.metadata.title)]
    meant = reports or meant
    latest = max((year for one in meant if (year := one.document.metadata.year) is not None), default=None)
    return [one for one in meant if one.document.metadata.year == latest]


def _told(
    question: Question, document: DocumentSummary, terms: Sequence[Term], retriever: Retriever
) -> _Told:
    """The account of the document; of words that are not the document's own matter, the points on them."""
    passages = retriever.read_whole(document.document_id)
    accounts = account_of(question.expects, passages, document.metadata.year)
    matter = [term for term in terms if not _is_own_matter(term, document, passages)] if accounts else []
    on_matter = tuple(on_it for account in accounts if (on_it := _on(matter, account)) is not None)
    return _Told(document=document, accounts=accounts, on_matter=on_matter, named=len(terms) - len(matter))


def _passages(read: Sequence[_Told]) -> tuple[Passage, ...]:
    return tuple(account.passage for one in read for account in one.accounts)


def _is_own_matter(term: Term, document: DocumentSummary, passages: Sequence[Passage]) -> bool:
    """Whether the title says the word, or so many of the paragraphs that it tells none of them apart."""
    if term.value_in(fold(document.metadata.title).text) >= PARTIAL_VALUE:
        return True
    read = [passage for passage in passages if not passage.is_heading]
    held = sum(term.text in "".join((*passage.section, passage.text)) for passage in read)
    return held >= max(_OWN_MATTER * len(read), _OFTEN)


def _on(matter: Sequence[Term], account: Account) -> Account | None:
    """The points of the account that hold each word of the matter, they or the headings above them."""
    above = fold(" ".join(account.passage.section)).text
    kept = [
        sentence
        for point in _points(account.sentences)
        if all(_held(term, above, point) for term in matter)
        for sentence in point
    ]
    return Account(passage=account.passage, sentences=tuple(kept)) if kept else None


def _held(term: Term, above: str, point: Sequence[Sentence]) -> bool:
    return any(term.value_in(text) >= PARTIAL_VALUE for text in (above, *(s.text for s in point)))


def _points(own: Sequence[Sentence]) -> list[list[Sentence]]:
    """Sentences by point: each begins with its number; without numbers each sentence is one."""
    numbered = any(_POINT.match(sentence.text) for sentence in own)
    points: list[list[Sentence]] = []
    for sentence in own:
        if not points or not numbered or _POINT.match(sentence.text):
            points.append([])
        points[-1].append(sentence)
    return points


def _statements(told: _Told, *, names_document: bool) -> list[Statement]:
    length = sum(s.end - s.start for account in told.on_matter for s in account.sentences)
    runs = [run for account in told.on_matter for run in _runs(account, whole=length <= _LONGEST_WHOLE)]
    # The numbers of several points say how they stand to one another, a single one says nothing.
    several = sum(_POINT.match(sentence.text) is not None for run in runs for sentence in run) > 1
    return [
        _statement(run, told.document, is_first=at == 0, names_document=names_document, numbered=several)
        for at, run in enumerate(runs)
    ]


def _runs(account: Account, *, whole: bool) -> list[Sequence[Sentence]]:
    """Sentences that stand together; of an account too long to be said as a whole the first of each point."""
    if not whole:
        return [point[:1] for point in _points(account.sentences)]
    runs: list[list[Sentence]] = []
    for sentence in account.sentences:
        if not runs or runs[-1][-1].end != sentence.start:
            runs.append([])
        runs[-1].append(sentence)
    return list(runs)


def _statement(
    run: Sequence[Sentence],
    document: DocumentSummary,
    *,
    is_first: bool,
    names_document: bool,
    numbered: bool,
) -> Statement:
    opening = run[0].start
    if not numbered and (number := _POINT.match(run[0].text)):
        opening += number.end()
    start, end = run[0].source_span(opening, run[-1].end)
    quote = Quote(passage=run[0].passage, start=start, end=end)
    body = tidy(quote.text)
    lead = ""
    if is_first:
        lead = f"《{document.metadata.title}》:" if names_document else subject(document, quote, body)
    return Statement(lead=lead, body=body, quote=quote)
