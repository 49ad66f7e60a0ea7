"""A draft: statements turned into marked text, citations and a table, every quote verified.

Marks ``[n]`` number the citations in the order of first use; equal quotes share one. This module does not
choose statements.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qa_service.answering.citations import Quote, verify
from qa_service.answering.events import Citation, Table
from qa_service.answering.extractive import Extract, Statement
from qa_service.answering.questions.asked_years import in_words
from qa_service.answering.questions.question import Question
from qa_service.answering.questions.scoping import ResolvedScope
from qa_service.answering.text.folding import fold
from qa_service.library.records import DocumentSummary

_MARK = re.compile(r"\[\d{1,3}\]")
_FARTHEST = 40
_FIGURE_ALONE = re.compile(r"[约近超]?[\d.,]{1,16}[^\d,。;、]{0,6}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    answer: str
    short_answer: str | None
    citations: tuple[Citation, ...]
    table: Table | None = None


class Marks:
    """Numbers citations in the order in which they are first used."""

    def __init__(self, documents: Mapping[str, DocumentSummary]) -> None:
        self._documents = documents
        self._citations: dict[tuple[str, int, int], Citation] = {}

    def cite(self, quote: Quote) -> Citation:
        key = (quote.passage.passage_id, quote.start, quote.end)
        if key not in self._citations:
            document = self._documents[quote.passage.document_id]
            self._citations[key] = verify(quote, document, len(self._citations) + 1)
        return self._citations[key]

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(self._citations.values())


def saying(made: Draft | None, words: re.Pattern[str] | None) -> Draft | None:
    """``made``, if it says ``words`` where such are asked for: of its figure, where that is the bare fact.
    Another bare fact that does not say them is left out."""
    if made is None or words is None:
        return made
    text, short = _MARK.sub("", fold(made.answer).text), fold(made.short_answer or "").text
    near = (text[max(0, at.start() - len(short)) : at.end() + _FARTHEST] for at in words.finditer(text))
    if not any(short in each for each in near) if _FIGURE_ALONE.fullmatch(short) else not words.search(text):
        return None
    return made if _FIGURE_ALONE.fullmatch(short) or words.search(short) else replace(made, short_answer=None)


def cite_all(quotes: Sequence[Quote], documents: Mapping[str, DocumentSummary]) -> tuple[Citation, ...]:
    """Verified citations of ``quotes``, numbered from 1."""
    marks = Marks(documents)
    for quote in quotes:
        marks.cite(quote)
    return marks.citations


def draft(
    statements: Sequence[Statement], short_answer: str | None, documents: Mapping[str, DocumentSummary]
) -> Draft:
    """The answer to a question about one matter."""
    marks = Marks(documents)
    sentences = [_marked(statement, marks) for statement in statements]
    joined = "\n\n".join(sentences) if len(sentences) > 2 else "".join(sentences)
    return Draft(answer=joined, short_answer=short_answer, citations=marks.citations)


def drafted(extracted: Extract, documents: Mapping[str, DocumentSummary]) -> Draft:
    """The answer in the documents' own words."""
    short = extracted.short.text if extracted.short else None
    return draft(extracted.statements, short, documents)


def _marked(statement: Statement, marks: Marks) -> str:
    return f"{statement.lead}{statement.body}[{marks.cite(statement.quote).n}]。"


def noted(question: Question, scope: ResolvedScope, answer: str) -> str:
    """An answer from another year, because the region lacks the one asked for, says so first."""
    there = "以下为其他年份"
    years = question.scope.years if scope.other_year else question.scope.instead_of
    if not years:
        return answer
    if question.scope.instead_of:
        there = f"以下按库里最近的{in_words(question.scope.years)}回答"
    return f"库里没有{'、'.join(question.scope.regions)}{in_words(years)}的文件,{there}。\n\n{answer}"
