"""The answers to the questions of one message as one answer: in order, its citations numbered through.

An answer that a part did not get is said to be missing, beside those that were found. This module does not
know how a message is cut.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from qa_service.answering.events import Answer, Citation, Scope, Searched
from qa_service.answering.questions.corrections import read_correction

_MARK = re.compile(r"\[(\d+)\]")


def joined(parts: Sequence[tuple[str, Answer]]) -> Answer:
    """One answer of (question, its answer), at least one; ``elapsed_ms`` adds up."""
    first = parts[0][1]
    if len(parts) == 1:
        return first
    answered = [answer for _, answer in parts if answer.status == "answered"]
    citations, texts = _renumbered(parts)
    shorts = [answer.short_answer for answer in answered]
    return replace(
        first,
        status="answered" if answered else "not_found",
        answer="\n\n".join(_each_once(texts)),
        short_answer=";".join(short for short in shorts if short) if all(shorts) else None,
        kind="generated" if any(answer.kind == "generated" for answer in answered) else "extractive",
        scope=_scope([answer.scope for _, answer in parts]),
        citations=citations,
        near=() if answered else _near([answer for _, answer in parts]),
        table=next((answer.table for answer in answered if answer.table), None)
        if len(answered) == 1
        else None,
        searched=Searched(
            documents=max(answer.searched.documents for _, answer in parts),
            passages=max(answer.searched.passages for _, answer in parts),
        ),
        confidence=min((answer.confidence for answer in answered), default=first.confidence),
        elapsed_ms=round(sum(answer.elapsed_ms for _, answer in parts), 1),
    )


def _renumbered(parts: Sequence[tuple[str, Answer]]) -> tuple[tuple[Citation, ...], list[str]]:
    """Each quote is cited once; what a part did not find is told with the words of its question."""
    numbers: dict[tuple[str, int, int], int] = {}
    kept: list[Citation] = []
    texts = []
    for question, answer in parts:
        if answer.status != "answered":
            bare, _ = read_correction(question)
            texts.append(f"“{bare.rstrip('?？。 ')}”:{answer.answer}")
            continue
        new: dict[str, int] = {}
        for citation in answer.citations:
            key = (citation.document_id, citation.start, citation.end)
            if key not in numbers:
                numbers[key] = len(numbers) + 1
                kept.append(replace(citation, n=numbers[key]))
            new[str(citation.n)] = numbers[key]
        texts.append(_MARK.sub(lambda mark, new=new: f"[{new.get(mark[1], mark[1])}]", answer.answer))  # type: ignore[misc]
    return tuple(kept), texts


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
