"""Accounts told as the points of an answer: each point with its citation, none left out.

What is short is said as it stands, of what is long the first sentence of each point. Points that stand under
headings of their own are told with these. This module does not choose what is told.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa_service.answering.extractive import Statement
from qa_service.answering.quoting import quoted_clauses
from qa_service.answering.sections.announced import Account
from qa_service.answering.sections.leads import headings_above, lead_of
from qa_service.answering.text.sentences import Sentence
from qa_service.library.records import DocumentSummary

LONGEST = 800
"""Characters of all that is told in one answer."""
_LONGEST_HEADING = 24
_POINT = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}是|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、]|[①-⑳]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,2}[,、](?![一二三四五六七八九十]))"
)

_NUMERAL = re.compile(r"[一二三四五六七八九十\d①-⑳]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one ``document`` tells in answer; never empty."""

    document: DocumentSummary
    accounts: tuple[Account, ...]
    is_planned: bool = False
    """It is what is to be done, and no deed."""


def points_of(own: Sequence[Sentence]) -> list[list[Sentence]]:
    """Sentences by point: each begins with its number; without numbers each sentence is one."""
    numbered = _has_points(own)
    points: list[list[Sentence]] = []
    for sentence in own:
        if not points or not numbered or _POINT.match(sentence.text):
            points.append([])
        points[-1].append(sentence)
    return points


def _has_points(own: Sequence[Sentence]) -> bool:
    return any(_POINT.match(sentence.text) for sentence in own)


def told_points(told: Told, *, names_document: bool, longest: int) -> list[Statement]:
    """The statements of one document, in order, together of about ``longest`` characters at the most; the
    first says whose they are, by the document's title where several documents tell theirs."""
    accounts = [_less_column_names(account) for account in told.accounts]
    above = headings_above([account.passage for account in accounts])
    longest = max(longest - sum(map(len, above)), longest // 2)
    length = sum(s.end - s.start for account in accounts for s in account.sentences)
    budget = None if length <= longest else longest // len(accounts)
    headed = [
        (heading if at == 0 else "", run)
        for account, heading in zip(accounts, above, strict=True)
        for at, run in enumerate(_runs(account, budget))
    ]
    runs = [run for _, run in headed]
    is_long = sum(run[-1].end - run[0].start for run in runs) > longest
    # The numbers of several points say how they stand to one another, a single one says nothing.
    styles = Counter(style for run in runs for sentence in run if (style := _numbered(sentence)))
    each = longest // len(runs) if is_long else None
    statements = []
    for at, (heading, run) in enumerate(headed):
        quote, body = quoted_clauses(run, opening=_opening(run, styles), longest=each)
        lead = heading
        if at == 0:
            lead = lead_of(told.document, quote, heading + body, told.is_planned, names_document) + heading
        statements.append(Statement(lead=lead, body=body, quote=quote))
    return statements


def _opening(run: Sequence[Sentence], styles: Counter[str]) -> int:
    """Where what is told of ``run`` begins: behind a number that no other is like."""
    number = _POINT.match(run[0].text)
    alone = number is not None and styles[_numbered(run[0])] <= 1
    return run[0].start + (number.end() if number is not None and alone else 0)


def _less_column_names(account: Account) -> Account:
    """Rows say the names of their columns themselves."""
    rows = tuple(each for each in account.sentences if "|" not in each.text or ":" in each.text)
    return replace(account, sentences=rows) if rows else account


def _numbered(sentence: Sentence) -> str:
    """How the sentence is numbered, (#) of (二); empty where it is not."""
    number = _POINT.match(sentence.text)
    return _NUMERAL.sub("#", number.group()) if number else ""


def _runs(account: Account, budget: int | None) -> list[Sequence[Sentence]]:
    """Sentences to be told together; without a budget of characters all of them."""
    if budget is None:
        told = points_of(account.sentences) if _has_points(account.sentences) else [account.sentences]
        return [run for point in told for run in _connected(point)]
    points = points_of(account.sentences)
    if len(points) == len(account.sentences):
        return [_within(account.sentences, budget)]
    # A point that begins with its own heading ((一)规范行政决策。) is told with what it heads.
    return [point[: 2 if point[0].end - point[0].start <= _LONGEST_HEADING else 1] for point in points]


def _within(own: Sequence[Sentence], budget: int) -> Sequence[Sentence]:
    """The first sentences, one at least, that stay within ``budget`` characters."""
    last = 1
    while last < len(own) and own[last].end - own[0].start <= budget:
        last += 1
    return own[:last]


def _connected(own: Sequence[Sentence]) -> list[Sequence[Sentence]]:
    runs: list[list[Sentence]] = []
    for sentence in own:
        if not runs or runs[-1][-1].end != sentence.start:
            runs.append([])
        runs[-1].append(sentence)
    return list(runs)
