"""A record as the blocks of a file, in the order of an official document: title, numbered parts, date."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from qa_service.answering.events import Answer, Citation, Table
from qa_service.exporting.answer_text import read_answer
from qa_service.exporting.blocks import Block, Grid, Heading, Paragraph, Row, Run, Title, plain
from qa_service.exporting.characters import in_one_line, legible
from qa_service.exporting.records import Exchange, Record
from qa_service.quantities import format_numeral

NOT_FOUND = "文件里没有找到答案"
NOT_MENTIONED = "未提及"

_TITLE = "问答记录"
_QUESTION, _ANSWER, _REFERENCES = "问题", "答复", "引用原文"
_NEAR = "相近的段落(供参考,不是答案)"
_CUT_OFF = "回答中断,没有保存。"
_SOURCE_COLUMN = "出处"

_Numbering = Callable[[str, int], Heading]


def outline(record: Record) -> tuple[Block, ...]:
    """The blocks of the file."""
    return tuple(_blocks(record))


def label_of(answer: Answer) -> str:
    """Whose words the answer is: the documents', a language model's, or the service's that found nothing."""
    return NOT_FOUND if answer.status == "not_found" else answer.label


def _blocks(record: Record) -> Iterator[Block]:
    if record.title is None:
        yield Title(text=_TITLE)
        for exchange in record.exchanges:
            yield _first_level(_QUESTION, 1)
            yield from _lines(exchange.question)
            yield from _answered(exchange, _first_level, first=2)
    else:
        yield Title(text=in_one_line(record.title) or _TITLE)
        for number, exchange in enumerate(record.exchanges, start=1):
            yield _first_level(in_one_line(exchange.question), number)
            yield from _answered(exchange, _second_level, first=1)
    yield Paragraph(runs=plain(f"导出日期:{_day(record.exported_on)}"), role="date")


def _first_level(text: str, number: int) -> Heading:
    return Heading(text=f"{format_numeral(number)}、{text}", level=1)


def _second_level(text: str, number: int) -> Heading:
    return Heading(text=f"({format_numeral(number)}){text}", level=2)


def _answered(exchange: Exchange, heading: _Numbering, *, first: int) -> Iterator[Block]:
    """The answer with what it rests on, under headings that count from ``first``."""
    yield heading(_ANSWER, first)
    answer = exchange.answer
    if answer is None:
        yield Paragraph(runs=plain(_CUT_OFF), role="label")
        return
    yield Paragraph(runs=plain(f"({label_of(answer)})"), role="label")
    if answer.short_answer:
        yield Paragraph(runs=plain(in_one_line(answer.short_answer), bold=True))
    yield from read_answer(answer.answer, {citation.n for citation in answer.citations})
    if answer.table:
        yield _grid(answer.table)
    yield Paragraph(runs=plain(_note(answer, exchange.asked_on)), role="note")
    if answer.citations:
        yield heading(_REFERENCES, first + 1)
        yield from _references(answer.citations, is_numbered=True)
    if answer.near:
        yield heading(_NEAR, first + 1 + bool(answer.citations))
        yield from _references(answer.near, is_numbered=False)


def _lines(text: str) -> Iterator[Paragraph]:
    for line in legible(text).split("\n"):
        if runs := plain(line.strip()):
            yield Paragraph(runs=runs)


def _grid(table: Table) -> Grid:
    def cell(text: str | None) -> tuple[Run, ...]:
        return plain(NOT_MENTIONED if text is None else in_one_line(text))

    width = max([len(table.columns), *(len(row.cells) for row in table.rows)])
    columns: Row = tuple(cell(column) for column in table.columns)
    has_sources = any(row.n is not None for row in table.rows)
    rows = (
        _filled(tuple(cell(text) for text in row.cells), width)
        + (((Run(text=f"[{row.n}]", is_mark=True),) if row.n is not None else (),) if has_sources else ())
        for row in table.rows
    )
    return Grid(
        header=_filled(columns, width) + ((plain(_SOURCE_COLUMN),) if has_sources else ()), rows=tuple(rows)
    )


def _filled(cells: Row, width: int) -> Row:
    return cells + ((),) * (width - len(cells))


def _note(answer: Answer, asked_on: date) -> str:
    scope = "、".join((*answer.scope.region, *(f"{year}年" for year in answer.scope.year)))
    return in_one_line(
        f"{_day(asked_on)}回答;{f'范围:{scope};' if scope else ''}"
        f"查找了{answer.searched.documents}份文件、{answer.searched.passages}个段落。"
        f"{f'删去了{answer.dropped}句原文不能证实的话。' if answer.dropped else ''}"
        f"{answer.fallback.message if answer.fallback else ''}"
    )


def _references(citations: Sequence[Citation], *, is_numbered: bool) -> Iterator[Paragraph]:
    for citation in citations:
        mark = (Run(text=f"[{citation.n}]", is_mark=True),) if is_numbered else ()
        yield Paragraph(runs=mark + plain(_where(citation)), role="reference")
        yield Paragraph(runs=plain(legible(citation.quote or citation.text).strip()), role="quote")


def _where(citation: Citation) -> str:
    """Where the words stand: everything that is known of the document, then the place in it."""
    number = f"({citation.document_number})" if citation.document_number else ""
    version = citation.version.label if citation.version else ""
    facts = {
        "效力": "" if citation.title.endswith(citation.authority or "") else citation.authority,
        "版本": version,
        "发文机关": citation.issuer,
        "地区": citation.region,
        "年度": citation.year,
        "位置": " > ".join(citation.section),
    }
    known = "".join(f"{name}:{value};" for name, value in facts.items() if value)
    return in_one_line(f"《{citation.title}》{number}。{known}第{citation.paragraph}段。")


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
