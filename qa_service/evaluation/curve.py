"""Right answers against refusals: what another threshold of confidence would make of a question file.

A reply that was silent is judged by the first passage that it shows beside its silence, for that is what it
would have answered from. Everything is counted from one run. How sure answers have to be is set in
``qa_service.answering.evidence.sufficiency``; this shows what it costs and brings.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa_service.answering.events import Answer
from qa_service.answering.evidence.sufficiency import LEAST_CONFIDENCE
from qa_service.evaluation.judging import REFUSE, JudgedQuestion, judge
from qa_service.evaluation.questions import Judged

THRESHOLDS = tuple(round(0.05 * step, 2) for step in range(21))


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """At ``threshold`` the shares, 0–1: ``right`` and ``wrong`` of the questions that have an answer,
    ``refused`` of those that have none (None where the file has none of them)."""

    threshold: float
    right: float | None
    wrong: float | None
    refused: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome:
    confidence: float
    right: bool


def curve(judged: Sequence[Judged], thresholds: Sequence[float] = THRESHOLDS) -> tuple[Point, ...]:
    """A point for each threshold, and for the one in use."""
    answerable = [_outcome(one.question, one.reply) for one in judged if one.question.kind != REFUSE]
    refusable = [_outcome(one.question, one.reply) for one in judged if one.question.kind == REFUSE]
    return tuple(
        Point(
            threshold=threshold,
            right=_share([o.right and o.confidence >= threshold for o in answerable]),
            wrong=_share([not o.right and o.confidence >= threshold for o in answerable]),
            refused=_share([o.confidence < threshold for o in refusable]),
        )
        for threshold in sorted({*thresholds, LEAST_CONFIDENCE})
    )


def _outcome(question: JudgedQuestion, reply: Answer | None) -> _Outcome:
    if reply is None:
        return _Outcome(confidence=0.0, right=False)
    given = reply if reply.status == "answered" else _would_be(reply)
    marks = judge(question, given).marks if given is not None else {}
    right = bool(marks) and all(held for name, held in marks.items() if name in ("answer", "cited"))
    return _Outcome(confidence=reply.confidence, right=right)


def _would_be(reply: Answer) -> Answer | None:
    if not reply.near:
        return None
    first = replace(reply.near[0], n=1)
    return replace(reply, status="answered", answer=f"{first.quote}[1]", citations=(first,))


def _share(held: Sequence[bool]) -> float | None:
    return sum(held) / len(held) if held else None
