"""The answers to the questions of one message as one answer: in order, its citations numbered through.

An answer that a part did not get is said to be missing, beside those that were found. This module does not
know how a message is cut.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import takewhile

from qa_service.answering.events import Answer, Citation, Scope, Searched, Table, TableRow
from qa_service.answering.questions.corrections import read_correction

_MARK = re.compile(r"\[(\d+)\]")
_ASKED = re.compile(
    r",?(?:分别|各自|各|都)?(?:是|有|为|达到?)?(?:多少|几|哪|谁|相差|对比|比较)[^,。;多少]{0,16}$"
)


def joined(parts: Sequence[tuple[str, Answer]]) -> Answer:
    """One answer of (question, its answer), at least one; ``elapsed_ms`` adds up."""
    first = parts[0][1]
    if len(parts) == 1:
        return first
    answered = [answer for _, answer in parts if answer.status == "answered"]
    citations, texts, numbers = _renumbered(parts)
    compared = [answer.table is not None for _, answer in parts]
    if all(compared):
        names = _told_apart([question for question, _ in parts])
        texts = [f"{name}:{_own_line(text)}" for name, text in zip(names, texts, strict=True)]
    shorts = [answer.short_answer for answer in answered]
    return replace(
        first,
        status="answered" if answered else "not_found",
        answer="\n\n".join(_each_once(texts)),
        short_answer=";".join(short for short in shorts if short) if shorts and all(shorts) else None,
        kind="generated" if any(answer.kind == "generated" for answer in answered) else "extractive",
        scope=_scope([answer.scope for _, answer in parts]),
        citations=citations,
        near=() if answered else _near([answer for _, answer in parts]),
        table=_one_table(names, [answer.table for _, answer in parts], numbers)
        if all(compared)
        else next((answer.table for answer in answered if answer.table), None)
        if len(answered) == 1
        else None,
        searched=Searched(
            documents=max(answer.searched.documents for _, answer in parts),
            passages=max(answer.searched.passages for _, answer in parts),
        ),
        confidence=min((answer.confidence for answer in answered), default=first.confidence),
        elapsed_ms=round(sum(answer.elapsed_ms for _, answer in parts), 1),
    )


def _told_apart(questions: Sequence[str]) -> list[str]:
    """What each of the questions asks for, less the words that they all begin with and ask by."""
    bare = [_ASKED.sub("", read_correction(question)[0].rstrip("?？。 ")) for question in questions]
    alike = sum(1 for _ in takewhile(lambda each: len(set(each)) == 1, zip(*bare, strict=False)))
    return [words[alike:] or words for words in bare]


def _own_line(text: str) -> str:
    return f"\n\n{text}" if text.startswith("- ") else text


def _one_table(
    names: Sequence[str], tables: Sequence[Table | None], numbers: Sequence[Mapping[str, int]]
) -> Table:
    """The tables one below the other, with a column that says which measure a row is of; units differ, so no
    column is to be drawn."""
    held = [table for table in tables if table is not None]
    columns = list(dict.fromkeys(column for table in held for column in table.columns))
    rows = []
    for name, table, new in zip(names, held, numbers, strict=True):
        for row in table.rows:
            cells = dict(zip(table.columns, row.cells, strict=True))
            n = None if row.n is None else new.get(str(row.n), row.n)
            rows.append(TableRow(cells=(*(cells.get(column) for column in columns), name), n=n))
    return Table(columns=(*columns, "指标"), rows=tuple(rows))


def _renumbered(
    parts: Sequence[tuple[str, Answer]],
) -> tuple[tuple[Citation, ...], list[str], list[dict[str, int]]]:
    """Each quote is cited once; what a part did not find is told with the words of its question."""
    numbers: dict[tuple[str, int, int], int] = {}
    kept: list[Citation] = []
    texts = []
    given: list[dict[str, int]] = []
    for question, answer in parts:
        new: dict[str, int] = {}
        given.append(new)
        if answer.status != "answered":
            bare, _ = read_correction(question)
            texts.append(f"“{bare.rstrip('?？。 ')}”:{answer.answer}")
            continue
        for citation in answer.citations:
            key = (citation.document_id, citation.start, citation.end)
            if key not in numbers:
                numbers[key] = len(numbers) + 1
                kept.append(replace(citation, n=numbers[key]))
            new[str(citation.n)] = numbers[key]
        texts.append(_MARK.sub(lambda mark, new=new: f"[{new.get(mark[1], mark[1])}]", answer.answer))  # type: ignore[misc]
    return tuple(kept), texts, given


def _each_once(texts: Sequence[str]) -> list[str]:
    """The texts in order, without those that another one holds whole."""
    distinct = list(dict.fromkeys(texts))
    return [text for text in distinct if not any(text != other and text in other for other in distinct)]


def _near(answers: Sequence[Answer]) -> tuple[Citation, ...]:
    """What is near to any part, each once, numbered from 1."""
    kept = {(c.document_id, c.start, c.end): c for answer in answers for c in answer.near}
    return tuple(replace(citation, n=n) for n, citation in enumerate(kept.values(), start=1))


def _scope(scopes: Sequence[Scope]) -> Scope:
    return Scope(
        region=tuple(dict.fromkeys(region for scope in scopes for region in scope.region)),
        year=tuple(dict.fromkeys(year for scope in scopes for year in scope.year)),
    )
