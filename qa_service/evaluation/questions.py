"""A question file asked and judged: shares of marks, precision of citations, seconds a reply."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from qa_service.answering.chain import ChatRequest
from qa_service.answering.events import Answer
from qa_service.errors import QAError
from qa_service.evaluation.judging import JudgedQuestion, Verdict, judge

MARKS = ("answer", "short", "cited", "held", "refused")


class Answerer(Protocol):
    """What answers: the answer chain, or a script in a test."""

    def answer(self, request: ChatRequest) -> Answer: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """``held`` of ``applied``."""

    held: int
    applied: int

    @property
    def value(self) -> float:
        return self.held / self.applied


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One question, its reply (None with ``error`` where it failed), its marks, the seconds it took."""

    question: JudgedQuestion
    reply: Answer | None
    error: str
    verdict: Verdict
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionReport:
    """Every judged question; the figures are computed from them."""

    judged: tuple[Judged, ...]

    def shares(self) -> Mapping[str, Share]:
        """The share of each mark over the questions it applies to, in the order of MARKS."""
        held = {
            name: [j.verdict.marks[name] for j in self.judged if name in j.verdict.marks] for name in MARKS
        }
        return {name: _share(marks) for name, marks in held.items() if marks}

    def precision(self) -> Share | None:
        """Of the citations given to single-document questions, those from the right document."""
        given = sum(j.verdict.cited for j in self.judged)
        right = sum(j.verdict.cited_right for j in self.judged)
        return Share(held=right, applied=given) if given else None

    def by_kind(self) -> Mapping[str, Share]:
        marks: defaultdict[str, list[bool]] = defaultdict(list)
        for judged in self.judged:
            marks[judged.question.kind].extend(judged.verdict.marks.values())
        return {kind: _share(held) for kind, held in sorted(marks.items()) if held}

    def seconds_at(self, share: float) -> float:
        """The reply time that ``share`` of the replies kept to; 0 without replies."""
        ordered = sorted(judged.seconds for judged in self.judged if judged.reply)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else 0.0


def evaluate_questions(
    answerer: Answerer,
    questions: Sequence[JudgedQuestion],
    *,
    on_progress: Callable[[int], None] = lambda done: None,
) -> QuestionReport:
    """Ask every question in a conversation of its own, of which nothing is kept."""
    judged = []
    for done, question in enumerate(questions, start=1):
        judged.append(_ask(answerer, question))
        on_progress(done)
    return QuestionReport(judged=tuple(judged))


def _ask(answerer: Answerer, question: JudgedQuestion) -> Judged:
    reply, error = None, ""
    started = time.perf_counter()
    try:
        reply = answerer.answer(ChatRequest(message=question.question, history=question.turns))
    except QAError as failure:
        error = failure.chinese
    seconds = time.perf_counter() - started
    return Judged(
        question=question, reply=reply, error=error, verdict=judge(question, reply), seconds=seconds
    )


def _share(marks: Iterable[bool]) -> Share:
    listed = list(marks)
    return Share(held=sum(listed), applied=len(listed))
