"""A document as a whole, told by its headings: 介绍一下这份报告, 2023年都做了些什么.

This module does not know what stands under the headings.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa_service.answering.questions.question import Question
from qa_service.answering.questions.scoping import ResolvedScope
from qa_service.answering.questions.wording import load_wording
from qa_service.answering.retrieval import Retriever
from qa_service.answering.sections.announced import Account, deeds, section_wording
from qa_service.answering.sections.meant import is_own_matter, latest_reports, meant_of
from qa_service.answering.sections.telling import Told
from qa_service.answering.text.folding import fold
from qa_service.answering.text.matching import Term
from qa_service.answering.text.sentences import sentences
from qa_service.library.records import DocumentSummary
from vectorstore.passages import Passage

_FEWEST, _MOST = 3, 30
_LONGEST_LINE = 16
"""Characters of a paragraph that says nothing by itself (请遵照执行。)."""
_SPACE = re.compile(r"\s+")
_ARTICLE = re.compile(r"第[〇零一二三四五六七八九十百千\d]+条")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outlined:
    document: DocumentSummary
    named: int
    headings: tuple[Account, ...]


def outlines_asked(
    question: Question, scope: ResolvedScope, terms: Sequence[Term], retriever: Retriever
) -> tuple[Told, ...]:
    """The headings of those documents of ``scope``, of one place, that are asked of as a whole: none of the
    question's words, ``terms``, is of one matter in them. Where it asks what was done, only those of that."""
    years = () if scope.other_year or question.scope.document_ids else question.scope.years
    documents = scope.documents
    asked = [d for d in documents if d.metadata.year in years] if years else latest_reports(documents)
    is_of_deeds = section_wording().deeds.search(question.text) is not None
    matter = [term for term in terms if not _is_idle(term)]
    found: list[_Outlined] = []
    for document in asked:
        passages: Sequence[Passage] = retriever.read_whole(document.document_id)
        if all(is_own_matter(term, document, passages) for term in matter):
            if is_of_deeds:
                passages = deeds(passages, document.metadata.year)
            headings = _headings(document, passages)
            found.append(_Outlined(document=document, named=len(matter), headings=headings))
    meant = meant_of([one for one in found if one.headings])
    return tuple(Told(document=one.document, accounts=one.headings) for one in meant)


def _is_idle(term: Term) -> bool:
    """工作, 工作总结: it says that a document is asked of, not which."""
    return term.text in load_wording().point_nouns or section_wording().whole.fullmatch(term.text) is not None


def _headings(document: DocumentSummary, passages: Sequence[Passage]) -> tuple[Account, ...]:
    """The headings of the two upper levels, or of the first alone where that are too many; none where they
    are too few to tell anything, what paragraphs begin with where there are none."""
    title = _SPACE.sub("", fold(document.metadata.title).text)
    found: list[tuple[int, Account]] = []
    for passage in passages:
        if passage.is_heading and _SPACE.sub("", fold(passage.text).text) not in title:
            found.append((len(passage.section), Account(passage=passage, sentences=sentences(passage))))
        elif passage.section and _begins_with_heading(passage):
            # A heading that its own paragraph begins with: (一)规范行政决策。…
            run_in = Account(passage=passage, sentences=sentences(passage)[:1])
            found.append((len(passage.section) - 1, run_in))
    for deepest in sorted({depth for depth, _ in found}, reverse=True)[-2:]:
        chosen = tuple(heading for depth, heading in found if depth <= deepest)
        if _FEWEST <= len(chosen) <= _MOST:
            return chosen
    return () if found else _openings(passages)


def _openings(passages: Sequence[Passage]) -> tuple[Account, ...]:
    """Of a document without headings the first sentence of each paragraph: of each article, each matter."""
    read = [passage for passage in passages if not passage.is_heading and "|" not in passage.text]
    articles = [passage for passage in read if _ARTICLE.match(passage.text)]
    # Number, addressees and signature are no sentences.
    read = articles or [p for p in read if len(p.text) > _LONGEST_LINE and p.text.rstrip().endswith("。")]
    if not _FEWEST <= len(read) <= _MOST:
        return ()
    return tuple(Account(passage=passage, sentences=sentences(passage)[:1]) for passage in read)


def _begins_with_heading(passage: Passage) -> bool:
    """An article's number heads no more than itself."""
    heading = passage.section[-1]
    return passage.text.startswith(heading) and _ARTICLE.match(heading) is None
