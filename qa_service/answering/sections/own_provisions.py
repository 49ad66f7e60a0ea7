"""What a rule provides about itself: from when and how long it is in force, who interprets it, what it
applies to, on what it is based and why it was made.

Asked of one document as a whole. Where it does not say how long it is valid or who interprets it, no other
sentence says so. This module reads wording; it does not know whether the rule is still in force.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from qa_service.answering.extractive import Statement
from qa_service.answering.questions.question import Question
from qa_service.answering.questions.scoping import ResolvedScope
from qa_service.answering.questions.wording import load_wording
from qa_service.answering.quoting import quoted
from qa_service.answering.retrieval import Retriever
from qa_service.answering.text.folding import fold
from qa_service.answering.text.matching import PARTIAL_VALUE, Term
from qa_service.answering.text.sentences import Sentence, sentences
from qa_service.library.records import DocumentSummary
from vectorstore.passages import Passage

_SAID_LAST = frozenset({"in_force", "valid", "interpreted"})
"""At the end of a rule; the others at its beginning."""
_LONGEST_FACT = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class _Role:
    name: str
    asked: re.Pattern[str]
    said: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Roles:
    roles: tuple[_Role, ...]
    idle: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnProvision:
    """What ``document`` says of itself; without a ``statement`` it does not say what was asked."""

    document: DocumentSummary
    statement: Statement | None = None
    short: str | None = None


@cache
def _roles() -> _Roles:
    file = files("qa_service.answering") / "phrases" / "own_provisions.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    idle = re.compile(f"(?:{data.pop('idle')['words']}){{1,6}}")
    roles = tuple(
        _Role(name=name, asked=re.compile(kept["asked"]), said=re.compile(kept["said"]))
        for name, kept in data.items()
    )
    return _Roles(roles=roles, idle=idle)


def own_provision(
    question: Question, scope: ResolvedScope, terms: Sequence[Term], retriever: Retriever
) -> OwnProvision | None:
    """What the one document that ``question`` asks of says; None where it asks no such thing, or of several
    documents, or where other words may answer. ``terms`` are the question's words."""
    role = _asked(question)
    asked_of = [d for d in scope.documents if all(_is_idle(term, d) for term in terms)] if role else []
    if role is None or len(asked_of) != 1:
        return None
    document = asked_of[0]
    found = list(_said(role, retriever.read_whole(document.document_id)))
    if not found:
        return OwnProvision(document=document) if role.name in _SAID_LAST else None
    sentence, match = found[-1] if role.name in _SAID_LAST else found[0]
    fact = next((group for group in match.groups() if group), "").strip()
    return OwnProvision(
        document=document,
        statement=quoted([sentence], document),
        short=fact if 0 < len(fact) <= _LONGEST_FACT else None,
    )


def _asked(question: Question) -> _Role | None:
    text = fold(question.text).text
    if load_wording().about_document["self"].search(text) is None:
        return None
    return next((role for role in _roles().roles if role.asked.search(text)), None)


def _is_idle(term: Term, document: DocumentSummary) -> bool:
    """It names the document, or says no more than what is asked."""
    if term.value_in(fold(document.metadata.title).text) >= PARTIAL_VALUE:
        return True
    return _roles().idle.fullmatch(term.text) is not None


def _said(role: _Role, passages: Sequence[Passage]) -> Iterator[tuple[Sentence, re.Match[str]]]:
    for passage in passages:
        if passage.is_heading:
            continue
        for sentence in sentences(passage):
            if (match := role.said.search(sentence.text)) is not None:
                yield sentence, match
