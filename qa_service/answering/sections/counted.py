"""What a number counts, told one by one: 三项制度是哪三项, 什么是“五个一”标准, 哪8个工作专班.

Told only from a sentence that lists as many as it counts. This module searches the documents in scope for
the number and its noun; other lists are the reader's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa_service.answering.evidence.told_year import told_year
from qa_service.answering.extractive import Statement
from qa_service.answering.questions.question import Question
from qa_service.answering.questions.scoping import ResolvedScope
from qa_service.answering.quoting import quoted_span
from qa_service.answering.retrieval import Retriever
from qa_service.answering.sections.meant import is_own_matter
from qa_service.answering.text.enumerations import Enumeration, items_before, items_behind
from qa_service.answering.text.folding import fold
from qa_service.answering.text.matching import PARTIAL_VALUE, Term
from qa_service.answering.text.sentences import Sentence, sentences
from qa_service.library.records import DocumentSummary
from qa_service.quantities.numerals import parse_numeral
from vectorstore.passages import Passage

_MOST_READ = 24
_MOST_COUNTED = 20
_LONGEST = 160
_NUMBERING = re.compile(
    r"(?:\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}[是、]|\d{1,2}[.、](?!\d))"
)
_NUMBER = r"(?P<number>[两二三四五六七八九十]{1,2}|\d{1,2})"
_MEASURE = r"(?P<measure>大类|方面|个|项|大|类|种|家|条|名|所|件|支|部|级|处|座|张|型)"
_ASKED = (
    re.compile(rf"(?:什么|啥)(?:是|叫){_NUMBER}{_MEASURE}(?P<noun>[一-鿿]{{1,8}})"),
    re.compile(rf"哪{_NUMBER}{_MEASURE}(?P<noun>[一-鿿]{{0,6}})"),
    re.compile(
        rf"{_NUMBER}{_MEASURE}(?P<noun>[一-鿿]{{1,8}}?)(?:分别|具体|都|各自)?(?:是|指|有|包括|叫)的?是?(?:哪|什么|啥|谁)"
    ),
)
_QUOTED = re.compile(r"“(?P<name>[^“”]{0,3}?(?P<number>[两二三四五六七八九十])[^“”]{1,6})”")
_ASKS_QUOTED = re.compile(r"什么是|什么叫|何谓|(?:是|指|包括|有)的?是?(?:哪|什么|啥)|意思|含义|内容")
_NAMES = re.compile(r"^[^,。;:、]{0,12}?(?:[,:(]{0,2}(?:即|是指|指的?是|包括|分别[是为]|就是|是|为)|[:(])")
_NOUN_ENDS = re.compile(r"[的在是有被把对开进获列都分]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The ``statement`` that lists what is counted, of ``document``, and the bare list."""

    document: DocumentSummary
    statement: Statement
    short: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """``said`` is how a sentence counts what is asked for."""

    count: int
    said: re.Pattern[str]
    words: str
    is_name: bool


def counted_asked(
    question: Question, scope: ResolvedScope, terms: Sequence[Term], retriever: Retriever
) -> Counted | None:
    """The one list in the documents of ``scope`` that ``question`` asks for by its number; None where none
    has as many items, or several differ. ``terms`` are the question's words."""
    asked = _asked(fold(question.text).text)
    if asked is None or len(scope.documents) > _MOST_READ:
        return None
    years = () if scope.other_year else question.scope.years
    found: dict[tuple[str, ...], tuple[DocumentSummary, Sentence, Enumeration]] = {}
    for document in scope.documents:
        passages = retriever.read_whole(document.document_id)
        others = [
            term
            for term in terms
            if len(term.text) > 1
            and term.text not in asked.words
            and not is_own_matter(term, document, passages)
        ]
        for sentence, listed in _lists(asked, passages):
            in_time = not years or _is_of(years, sentence, document)
            if in_time and all(_is_said(term, sentence) for term in others):
                found.setdefault(listed.items, (document, sentence, listed))
    if len(found) != 1:
        return None
    document, sentence, listed = next(iter(found.values()))
    return Counted(
        document=document,
        statement=_statement(sentence, listed, document),
        short=_as_written(sentence, listed),
    )


def _asked(text: str) -> _Asked | None:
    named = _QUOTED.search(text)
    if named and _ASKS_QUOTED.search(text):
        return _Asked(_value(named["number"]), re.compile(re.escape(named.group())), named.group(), True)
    match = next((found for pattern in _ASKED if (found := pattern.search(text))), None)
    if match is None:
        return None
    count, noun = _value(match["number"]), _NOUN_ENDS.split(match["noun"], maxsplit=1)[0]
    if not 1 < count <= _MOST_COUNTED:
        return None
    number = "|".join({match["number"], str(count), *(["二", "两"] if count == 2 else [])})
    if not noun:
        # 三项制度是哪三项: the noun stands before.
        before = re.search(
            rf"(?:{number}){match['measure']}([一-鿿]{{1,6}}?)(?:是|有|包括|分别|指|都|具体)", text
        )
        noun = before[1] if before else ""
    if not noun:
        return None
    said = re.compile(rf"(?<!第)(?<!\d)(?:{number}){match['measure']}[^,。;:、]{{0,4}}?{noun}")
    return _Asked(count, said, match.group() + text[: match.start()] * (not match["noun"]), False)


def _value(number: str) -> int:
    return int(number) if number.isdigit() else int(parse_numeral(number.replace("两", "二")) or 0)


def _lists(asked: _Asked, passages: Sequence[Passage]) -> Iterator[tuple[Sentence, Enumeration]]:
    for passage in passages:
        if passage.is_heading or asked.said.search(fold(passage.text).text) is None:
            continue
        for sentence in sentences(passage):
            text = sentence.folded.text
            for said in asked.said.finditer(text, sentence.start, sentence.end):
                before = items_before(text, sentence.start, _before(text, said.start()), asked.count)
                named = _NAMES.match(text[said.end() : sentence.end])
                behind = (
                    items_behind(text, said.end() + named.end(), sentence.end, asked.count) if named else None
                )
                if (listed := behind or before) is not None:
                    yield sentence, listed


def _is_of(years: Sequence[int], sentence: Sentence, document: DocumentSummary) -> bool:
    """Whether the sentence tells of one of ``years``, the next one where it stands under 下一步工作."""
    told, reported = told_year(sentence.passage.section, document), document.metadata.year
    if told is not None:
        return told in years
    return reported is None or reported + 1 in years


def _before(text: str, at: int) -> int:
    """Where a list ends of which the number stands at ``at``: before a quotation mark that opens there."""
    return at - 1 if text[at - 1 : at] == "“" else at


def _is_said(term: Term, sentence: Sentence) -> bool:
    around = "".join((*sentence.passage.section, sentence.text))
    return term.value_in(fold(around).text) >= PARTIAL_VALUE


def _statement(sentence: Sentence, listed: Enumeration, document: DocumentSummary) -> Statement:
    """The sentence less its number, of a long one the clauses that hold the list."""
    number = _NUMBERING.match(sentence.text)
    start, end = sentence.start + (number.end() if number else 0), sentence.end
    if end - start > _LONGEST:
        start = sentence.clauses[sentence.clause_at(listed.start)][0]
        end = sentence.clauses[sentence.clause_at(listed.end)][1]
    return quoted_span(sentence, start, end, document)


def _as_written(sentence: Sentence, listed: Enumeration) -> str:
    start, end = sentence.folded.source_span(listed.start, listed.end)
    return "".join(sentence.passage.text[start:end].split()).strip("。;；,，:：、.!！ )）”")
