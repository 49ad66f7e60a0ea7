"""A draft: statements turned into marked text, citations and a table, every quote verified.

Marks ``[n]`` number the citations in the order of first use; equal quotes share one. This module does not
choose statements.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qa_service.answering.citations import Quote, verify
from qa_service.answering.comparison import NOT_COMPARED, NOT_MENTIONED, Party, conclusion
from qa_service.answering.events import Citation, Table, TableRow
from qa_service.answering.extractive import Statement
from qa_service.library.records import DocumentSummary

_MOST_STATEMENTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    answer: str
    short_answer: str | None
    citations: tuple[Citation, ...]
    table: Table | None = None


class _Marks:
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


def cite_all(quotes: Sequence[Quote], documents: Mapping[str, DocumentSummary]) -> tuple[Citation, ...]:
    """Verified citations of ``quotes``, numbered from 1."""
    marks = _Marks(documents)
    for quote in quotes:
        marks.cite(quote)
    return marks.citations


def draft(
    statements: Sequence[Statement], short_answer: str | None, documents: Mapping[str, DocumentSummary]
) -> Draft:
    """The answer to a question about one matter."""
    marks = _Marks(documents)
    sentences = [_marked(statement, marks) for statement in statements]
    joined = "\n\n".join(sentences) if len(sentences) > 2 else "".join(sentences)
    return Draft(answer=joined, short_answer=short_answer, citations=marks.citations)


def _marked(statement: Statement, marks: _Marks) -> str:
    return f"{statement.lead}{statement.body}[{marks.cite(statement.quote).n}]。"


def draft_comparison(parties: Sequence[Party], documents: Mapping[str, DocumentSummary]) -> Draft:
    """The answer to a question about several regions or years: a line and a row for each."""
    marks = _Marks(documents)
    lines, rows = [], []
    for party in parties:
        if party.extract is None:
            lines.append(f"- {party.label}:{NOT_MENTIONED}。")
            rows.append(TableRow(cells=(party.name, _year(party), None), n=None))
            continue
        statements = party.extract.statements[:_MOST_STATEMENTS]
        citations = [marks.cite(statement.quote) for statement in statements]
        said = "".join(f"{s.body}[{c.n}]。" for s, c in zip(statements, citations, strict=True))
        lines.append(f"- {party.label}:{said}")
        value = party.extract.short.text if party.extract.short else statements[0].body
        rows.append(TableRow(cells=(party.name, _year(party), value), n=citations[0].n))
    end = conclusion(parties)
    if end:
        used = "" if end == NOT_COMPARED else "".join(f"[{c.n}]" for c in marks.citations)
        lines.append(f"\n{end}{used}。")
    return Draft(
        answer="\n".join(lines),
        short_answer=None,
        citations=marks.citations,
        table=Table(columns=("地区", "年份", "内容"), rows=tuple(rows)),
    )


def _year(party: Party) -> str | None:
    return str(party.year) if party.year is not None else None
