"""The part of a document under the heading that a question names.

This module does not know how the part is told, nor what the heading means.
"""

import re
from collections.abc import Sequence

from qa_service.answering.evidence.told_year import is_of_plan, is_yet_to_come, told_year
from qa_service.answering.questions.question import Question
from qa_service.answering.questions.wording import load_wording
from qa_service.answering.retrieval import Retriever
from qa_service.answering.sections.announced import Account
from qa_service.answering.sections.headed import Headed, headed_by, numbered
from qa_service.answering.sections.meant import MOST_READ
from qa_service.answering.sections.telling import Told
from qa_service.answering.text.folding import fold
from qa_service.answering.text.matching import Term
from qa_service.library.records import DocumentSummary
from qa_service.quantities.numerals import parse_numeral

_PART = re.compile(
    r"第(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})(?:大|个)?(?:部分|章)(?:的?(?:主要)?(?:是|讲|写|说|谈|规定|内容|介绍))"
)


def headings_asked(
    question: Question, documents: Sequence[DocumentSummary], terms: Sequence[Term], retriever: Retriever
) -> tuple[Told, ...]:
    """Of ``documents`` of one place those of the latest year that say most of the question in a heading, with
    what stands under it; ``terms`` are the question's words."""
    if len(documents) > MOST_READ:
        return ()
    asked = fold(question.text).text
    number = _part_asked(asked)
    matter = [term for term in terms if term.text not in load_wording().point_nouns]
    found: list[tuple[float, Told]] = []
    for document in documents:
        passages = retriever.read_whole(document.document_id)
        headed = numbered(number, passages) if number else headed_by(matter, asked, passages)
        if headed is not None and (accounts := _in_time(headed, question, document)):
            found.append((headed.fit, Told(document=document, accounts=accounts)))
    likest = max((fit for fit, _ in found), default=0.0)
    told = [one for fit, one in found if fit == likest]
    latest = max((one.document.metadata.year or 0 for one in told), default=0)
    return tuple(one for one in told if (one.document.metadata.year or 0) == latest)


def _part_asked(asked: str) -> int:
    """The number of the part that is asked for (第三部分讲了什么); 0 for none."""
    match = _PART.search(asked)
    return int(parse_numeral(match["number"]) or 0) if match else 0


def _in_time(headed: Headed, question: Question, document: DocumentSummary) -> tuple[Account, ...]:
    """What is told of the years asked for, or where none is, of what was done."""
    years = question.scope.years
    if years:
        return tuple(a for a in headed.accounts if told_year(a.passage.section, document) in years)
    return tuple(
        a
        for a in headed.accounts
        if not is_of_plan(a.passage.section, document) and not is_yet_to_come(a.passage.section)
    )
