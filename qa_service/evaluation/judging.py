"""Judging one reply to one question: pure functions over normalised text.

A question file has one JSON object a line: ``id``, ``kind``, ``question``; ``turns``, the earlier questions
of the conversation; ``answers``, the accepted ones, where a list inside the list means that all of its parts
are needed, and without which only the citation is judged; ``evidence``, text that a cited paragraph must
hold, a list of such texts when all are needed; ``doc`` or ``docs``, names of the documents that a right
citation comes from, or parts of them. The kind ``refuse`` marks a question that the documents do not answer.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from qa_service.answering.events import Answer, Citation
from qa_service.evaluation.files import Row, read_rows, text_of, texts

REFUSE = "refuse"
SHORT_ANSWER_KINDS = frozenset({"number", "date", "name", "paraphrase", "chat", "law"})
LONG_ANSWER_KINDS = frozenset({"compare", "reason", "plan", "list"})
MAX_ANSWER_CHARACTERS = 300
MAX_LONG_ANSWER_CHARACTERS = 900
SHORT_ANSWER_SLACK = 8
"""Characters that a short answer may have beyond the accepted one."""

_IGNORED = re.compile(r"[\s*_`]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedQuestion:
    """One line of a question file; ``answers`` and ``evidence`` as described above."""

    question_id: str
    kind: str
    question: str
    turns: tuple[str, ...] = ()
    answers: tuple[tuple[str, ...], ...] = ()
    evidence: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    one_document: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Marks of one reply, only those that apply to its kind; its citations, those from the right document."""

    marks: Mapping[str, bool] = field(default_factory=dict)
    cited: int = 0
    cited_right: int = 0


def read_questions(path: Path) -> tuple[JudgedQuestion, ...]:
    """The questions of a file. Raises QuestionFileError with the number of the line that is wrong."""
    return tuple(_parse(row, path, line) for line, row in read_rows(path))


def _parse(row: Row, path: Path, line: int) -> JudgedQuestion:
    answers = row.get("answers")
    return JudgedQuestion(
        question_id=str(row.get("id", line)),
        kind=text_of(row, "kind", path, line),
        question=text_of(row, "question", path, line),
        turns=texts(row.get("turns")),
        answers=tuple(texts(answer) for answer in answers) if isinstance(answers, list) else (),
        evidence=texts(row.get("evidence")),
        documents=texts(row.get("docs")) or texts(row.get("doc")),
        one_document=isinstance(row.get("evidence"), str),
    )


def normalized(text: str | None) -> str:
    """NFKC without white space and Markdown emphasis: what counts is the words and figures."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text or ""))


def accepted(answers: Sequence[Sequence[str]], text: str | None, *, slack: int | None = None) -> bool:
    """Whether an answer, with all of its parts, stands in ``text``; with ``slack``, in not much more."""
    given = normalized(text)
    for answer in answers:
        parts = [normalized(part) for part in answer]
        fits = slack is None or len(given) <= sum(map(len, parts)) + slack
        if fits and all(part in given for part in parts):
            return True
    return False


def judge(question: JudgedQuestion, reply: Answer | None) -> Verdict:
    """The marks of ``reply``; None, a reply that failed, loses every one that applies."""
    if question.kind == REFUSE:
        return Verdict(marks={"refused": reply is not None and reply.status == "not_found"})
    answer = reply.answer if reply else ""
    citations = reply.citations if reply else ()
    limit = MAX_LONG_ANSWER_CHARACTERS if question.kind in LONG_ANSWER_KINDS else MAX_ANSWER_CHARACTERS
    marks = {
        "cited": _is_cited(question, answer, citations),
        "held": reply is not None and reply.status == "answered",
    }
    if question.answers:
        marks["answer"] = accepted(question.answers, answer) and len(normalized(answer)) <= limit
    if question.answers and question.kind in SHORT_ANSWER_KINDS:
        marks["short"] = accepted(
            question.answers, reply.short_answer if reply else None, slack=SHORT_ANSWER_SLACK
        )
    if not question.one_document:
        return Verdict(marks=marks)
    right = sum(_is_from_right_document(question, citation) for citation in citations)
    return Verdict(marks=marks, cited=len(citations), cited_right=right)


def _is_cited(question: JudgedQuestion, answer: str, citations: Sequence[Citation]) -> bool:
    usable = [
        normalized(citation.text)
        for citation in citations
        if f"[{citation.n}]" in answer and _is_from_right_document(question, citation)
    ]
    return all(any(normalized(wanted) in text for text in usable) for wanted in question.evidence)


def _is_from_right_document(question: JudgedQuestion, citation: Citation) -> bool:
    source = normalized(citation.source)
    names = [normalized(PurePosixPath(name).name) for name in question.documents]
    return not names or any(name in source for name in names)
