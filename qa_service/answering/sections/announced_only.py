"""What may answer a question after shortcomings or plans where no account of them does: words that say of
themselves that something is lacking, or is yet to be done.

A report tells mostly what was done; told as an answer to 下一步怎么发补贴 or 补贴发放有什么问题 that would be
taken for a plan or a fault. Documents that are rules or programmes as a whole are left as they are. This
module does not know whether the words are on the matter.
"""

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.gathering import Gathered
from qa_service.answering.questions.question import Expects, Question
from qa_service.answering.sections.announced import ANNOUNCED, announces_plan, section_wording
from qa_service.answering.sections.meant import is_report
from qa_service.answering.text.folding import fold
from qa_service.library.records import DocumentSummary


def announced_only(question: Question, gathered: Gathered) -> Gathered:
    """``gathered`` without what a report tells as done or in order, where ``question`` asks for one of
    ANNOUNCED."""
    if question.expects not in ANNOUNCED:
        return gathered
    documents = gathered.documents
    return gathered.kept(
        lambda one: _is_announced(question.expects, one, documents[one.sentence.passage.document_id])
    )


def _is_announced(kind: Expects, candidate: Candidate, document: DocumentSummary) -> bool:
    if not is_report(document):
        return True
    sentence = candidate.sentence
    section = sentence.passage.section
    if kind is Expects.PLAN:
        there, said = announces_plan(section, document.metadata.year), section_wording().planned
    else:
        there, said = candidate.in_asked_section, section_wording().lacking
    headings = fold(" ".join(section)).text
    return there or said.search(f"{headings} {sentence.before}{sentence.text}") is not None
