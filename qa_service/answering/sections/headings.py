"""The part of a document under the heading that a question names.

This module does not know how the part is told, nor what the heading means.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from qa_service.answering.evidence.told_year import is_of_plan, is_yet_to_come, told_year
from qa_service.answering.questions.question import Question
from qa_service.answering.questions.wording import load_wording
from qa_service.answering.retrieval import Retriever
from qa_service.answering.sections.announced import Account, section_wording
from qa_service.answering.sections.headed import Headed, headed_by, headed_exactly, headed_for, numbered
from qa_service.answering.sections.meant import MOST_READ, is_own_matter, is_programme, is_shortened
from qa_service.answering.sections.telling import Told
from qa_service.answering.text.folding import fold
from qa_service.answering.text.matching import PARTIAL_VALUE, Term
from qa_service.library.records import DocumentSummary
from qa_service.quantities.numerals import parse_numeral
from vectorstore.passages import Passage

_PART = re.compile(
    r"第(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})(?:大|个)?(?:部分|章)(?:的?(?:主要)?(?:是|讲|写|说|谈|规定|内容|介绍))"
)

_MOST_LOOKED_THROUGH = 40
"""Documents, where a question names no matter."""
_NAME = re.compile(r"《(?:[^《》]|《[^《》]{0,200}》){0,200}》")
_DOES = re.compile(
    r"[交办要带备领收]|提出|上级|上级部门|办理|收费|免费|申报|申请|提交|提供|准备|需要|满足|符合|具备|工作|具体|主要|出来|计算"
)
_PARTS = {
    **{
        noun: (noun,)
        for noun in ["材料", "条件", "标准", "时限", "对象", "范围", "措施", "职责", "分工", "原则"]
    },
    **dict.fromkeys(("流程", "程序", "步骤"), ("流程", "程序", "步骤")),
    "建议": ("意见建议", "对策建议", "意见和建议", "工作建议", "有关建议", "几点建议", "建议"),
    "意见建议": ("意见建议", "意见和建议", "建议"),
}
"""What guides, programmes and rules have headings for, by the word that asks for it."""
_WAYS = (
    (re.compile(r"(?:怎么|如何|怎样|咋)(?:去)?(?:办理?|申请|申报|申领|领取?)"), ("流程", "程序", "步骤")),
    (re.compile(r"(?:在哪|去哪|哪里|哪儿|什么地方)[里儿]?(?:去)?(?:办|申请|申报|受理|领)"), ("地点", "地址")),
    (re.compile(r"(?:收|交)(?:不收|不交)?(?:费|钱)[吗么?]|免费"), ("收费",)),
)
"""The same, asked without such a word."""


def headings_asked(
    question: Question, documents: Sequence[DocumentSummary], terms: Sequence[Term], retriever: Retriever
) -> tuple[Told, ...]:
    """Of ``documents`` of one place those of the latest year that say most of the question in a heading, with
    what stands under it; ``terms`` are the question's words."""
    if len(documents) > MOST_READ:
        return ()
    asked = fold(question.text).text
    found: list[tuple[float, Told]] = []
    for document in documents:
        headed = _headed(asked, terms, document, retriever.read_whole(document.document_id))
        if headed is not None and (accounts := _in_time(headed, question, document)):
            is_planned = is_programme(document)
            found.append((headed.fit, Told(document=document, accounts=accounts, is_planned=is_planned)))
    likest = max((fit for fit, _ in found), default=0.0)
    told = [one for fit, one in found if fit == likest]
    latest = max((one.document.metadata.year or 0 for one in told), default=0)
    return tuple(one for one in told if (one.document.metadata.year or 0) == latest)


def guide_asked(
    question: Question, documents: Sequence[DocumentSummary], terms: Sequence[Term], retriever: Retriever
) -> tuple[Told, ...]:
    """Of documents of several places the one guide or programme that has a heading for what is asked for
    (申请材料): whose title names the matter, or where none is named the only one of a small library."""
    asked = fold(question.text).text
    if question.scope.regions or question.scope.years or not part_named(asked, terms):
        return ()
    general = load_wording().point_nouns
    matter = [
        term
        for term in terms
        if term.text not in general and not _is_part(term) and _DOES.fullmatch(term.text) is None
    ]
    guides = [d for d in documents if d.rank is None or not d.rank.legislates]
    if matter:
        guides = [d for d in guides if all(_is_in_title(term, d) for term in matter)]
    if len(guides) > (MOST_READ if matter else _MOST_LOOKED_THROUGH):
        return ()
    found = []
    for document in guides:
        headed = _headed(asked, terms, document, retriever.read_whole(document.document_id))
        if headed is not None:
            found.append((headed.fit, Told(document=document, accounts=headed.accounts)))
    likest = max((fit for fit, _ in found), default=0.0)
    told = tuple(one for fit, one in found if fit == likest)
    return told if len(told) == 1 else ()


def _is_in_title(term: Term, document: DocumentSummary) -> bool:
    title = fold(document.metadata.title).text
    return term.value_in(title) >= PARTIAL_VALUE or is_shortened(term.text, title)


def _headed(
    asked: str, terms: Sequence[Term], document: DocumentSummary, passages: Sequence[Passage]
) -> Headed | None:
    general = load_wording().point_nouns
    matter = [term for term in terms if term.text not in general and not _is_part(term)]
    if number := _part_asked(asked):
        is_of_it = all(is_own_matter(term, document, passages) for term in _beside_part(asked, matter))
        return numbered(number, passages) if is_of_it else None
    if (headed := headed_by(matter, asked, passages)) is not None:
        nouns = part_named(asked, terms)
        # 转移登记需要什么材料: of what stands under the heading the part that is asked for.
        within = headed_for(nouns, [a.passage for a in headed.accounts]) if nouns else None
        return replace(within, fit=headed.fit) if within else headed
    if not _of_matter(matter, document, passages) and (exact := _said(asked, document, passages)) is not None:
        # 总体情况, 工作要求: words that tell no matter, and are a heading all the same.
        return exact
    said = [term for term in matter if len(term.text) > 1 and _DOES.fullmatch(term.text) is None]
    untitled = [term for term in said if not is_own_matter(term, document, passages)]
    if 0 < len(untitled) < len(matter) and (rest := headed_by(untitled, asked, passages)) is not None:
        # 教师招聘的总成绩怎么算: the title says the rest.
        return rest
    # 申请补助要哪些材料: all but what every such document has a heading for is said by the title.
    part = part_named(asked, terms)
    if not part or untitled:
        return None
    return headed_for(part, passages) or headed_for([noun[-2:] for noun in part], passages)


def _said(asked: str, document: DocumentSummary, passages: Sequence[Passage]) -> Headed | None:
    """The part whose heading is asked for word for word, and not as a part of the document's name."""
    title = fold(document.metadata.title).text
    return headed_exactly(_NAME.sub(" ", asked).replace(title, " "), passages, unless_in=title)


def _of_matter(
    terms: Sequence[Term], document: DocumentSummary, passages: Sequence[Passage]
) -> Sequence[Term]:
    """The terms that are neither of the document's own matter nor words of a document as such."""
    whole = section_wording().whole
    return [t for t in terms if whole.fullmatch(t.text) is None and not is_own_matter(t, document, passages)]


def _part_asked(asked: str) -> int:
    """The number of the part that is asked for (第三部分讲了什么); 0 for none."""
    match = _PART.search(asked)
    return int(parse_numeral(match["number"]) or 0) if match else 0


def _beside_part(asked: str, terms: Sequence[Term]) -> list[Term]:
    """The words that tell which document is meant, of which the numbered part is asked for."""
    rest, whole = _PART.sub(" ", asked), section_wording().whole
    return [term for term in terms if term.text in rest and whole.fullmatch(term.text) is None]


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


def part_named(asked: str, terms: Sequence[Term]) -> tuple[str, ...]:
    """The words with which the part is headed that the folded question asks for; none where it asks for
    none."""
    named = [term.text for term in terms if _is_part(term)]
    if named:
        return (named[-1],) if named[-1] not in _PARTS else _PARTS[named[-1]]
    return next((nouns for way, nouns in _WAYS if way.search(asked)), ())


def _is_part(term: Term) -> bool:
    """条件, 报名条件."""
    return term.text[-2:] in _PARTS
