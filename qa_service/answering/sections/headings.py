"""The part of a document under the heading that a question names.

This module does not know how the part is told, nor what the heading means.
"""

from collections.abc import Sequence

from qa_service.answering.evidence.told_year import is_of_plan, is_yet_to_come, told_year
from qa_service.answering.questions.question import Question
from qa_service.answering.questions.wording import load_wording
from qa_service.answering.retrieval import Retriever
from qa_service.answering.sections.announced import Account
from qa_service.answering.sections.headed import Headed, headed_by
from qa_service.answering.sections.meant import MOST_READ
from qa_service.answering.sections.telling import Told
from qa_service.answering.text.folding import fold
from qa_service.answering.text.matching import Term
from qa_service.library.records import DocumentSummary


def headings_asked(
    question: Question, documents: Sequence[DocumentSummary], terms: Sequence[Term], retriever: Retriever
) -> tuple[Told, ...]:
    """Of ``documents`` of one place those of the latest year that say most of the question in a heading, with
    what stands under it; ``terms`` are the question's words."""
    if len(documents) > MOST_READ:
        return ()
    asked = fold(question.text).text
    matter = [term for term in terms if term.text not in load_wording().point_nouns]
    found: list[tuple[float, Told]] = []
    for document in documents:
        headed = headed_by(matter, asked, retriever.read_whole(document.document_id))
        if headed is not None and (accounts := _in_time(headed, question, document)):
            found.append((headed.fit, Told(document=document, accounts=accounts)))
    likest = max((fit for fit, _ in found), default=0.0)
    told = [one for fit, one in found if fit == likest]
    latest = max((one.document.metadata.year or 0 for one in told), default=0)
    return tuple(one for one in told if (one.document.metadata.year or 0) == latest)


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
