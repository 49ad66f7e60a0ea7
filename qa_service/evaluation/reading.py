"""Answering alone, with the paragraph given: right sentences, exact match and F1 of the short answer.

Exact match and F1 are those of CMRC 2018 (Cui et al. 2019, https://aclanthology.org/D19-1600): punctuation
and case do not count, Chinese counts by character and Latin by word, F1 goes by the longest common run, and
the best of the accepted answers counts. A sentence is right when an accepted answer stands in it.
"""

import re
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qa_service.answering.reading import Reading
from qa_service.evaluation.errors import QuestionFileError
from qa_service.evaluation.files import read_rows, text_of
from qa_service.evaluation.judging import normalized

_TOKEN = re.compile(r"[a-z0-9_]+|[^\s]", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedAnswer:
    """``start`` is where it stands in the paragraph, in code points; None where the file does not say."""

    text: str
    start: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingQuestion:
    context: str
    question: str
    answers: tuple[AcceptedAnswer, ...]


Read = Callable[[str, str], Reading]
"""(paragraph, question) to what answers it."""


def read_reading_questions(path: Path) -> tuple[ReadingQuestion, ...]:
    """Lines of ``{"context", "question", "answers"}``, plain or .xz; an answer is a text, or
    ``{"text", "start"}``. Raises QuestionFileError."""
    questions = []
    for line, row in read_rows(path):
        listed = row.get("answers")
        answers = tuple(_answers(listed if isinstance(listed, list) else [listed]))
        if not answers:
            raise QuestionFileError(file=path.name, line=line, reason="answers")
        questions.append(
            ReadingQuestion(
                context=text_of(row, "context", path, line),
                question=text_of(row, "question", path, line),
                answers=answers,
            )
        )
    return tuple(questions)


def _answers(listed: Iterable[object]) -> Iterator[AcceptedAnswer]:
    for answer in listed:
        if isinstance(answer, str):
            yield AcceptedAnswer(text=answer)
        elif isinstance(answer, dict) and isinstance(answer.get("text"), str):
            start = answer.get("start")
            yield AcceptedAnswer(text=answer["text"], start=start if isinstance(start, int) else None)


def evaluate_reading(
    read: Read,
    questions: Sequence[ReadingQuestion],
    *,
    on_progress: Callable[[int], None] = lambda done: None,
) -> Mapping[str, float]:
    """``sentence@1``, ``sentence@3``, ``exact_match``, ``f1`` (shares, 0 to 1) and ``ms`` a question."""
    totals = dict.fromkeys(("sentence@1", "sentence@3", "exact_match", "f1", "ms"), 0.0)
    for done, question in enumerate(questions, start=1):
        started = time.perf_counter()
        answer = read(question.context, question.question)
        totals["ms"] += (time.perf_counter() - started) * 1000
        short = answer.short_answer or ""
        totals["sentence@1"] += holds_answer(answer.sentences[:1], question)
        totals["sentence@3"] += holds_answer(answer.sentences[:3], question)
        totals["exact_match"] += max(exact_match(short, accepted.text) for accepted in question.answers)
        totals["f1"] += max(f1(short, accepted.text) for accepted in question.answers)
        on_progress(done)
    return {name: total / max(len(questions), 1) for name, total in totals.items()}


def holds_answer(sentences: Sequence[tuple[int, int]], question: ReadingQuestion) -> bool:
    """Whether an accepted answer stands in one of the sentences, at its own place where that is known."""
    return any(
        normalized(answer.text) in normalized(question.context[start:end])
        and (answer.start is None or start <= answer.start < end)
        for start, end in sentences
        for answer in question.answers
    )


def exact_match(given: str, accepted: str) -> bool:
    return _letters(given) == _letters(accepted)


def f1(given: str, accepted: str) -> float:
    """Harmonic mean of the shares of both that their longest common run of tokens covers."""
    tokens, wanted = _TOKEN.findall(_letters(given)), _TOKEN.findall(_letters(accepted))
    common = _longest_common_run(tokens, wanted)
    if common == 0:
        return 0.0
    precision, recall = common / len(tokens), common / len(wanted)
    return 2 * precision * recall / (precision + recall)


def _letters(text: str) -> str:
    """Lower case, without punctuation and symbols; white space stays, because it ends Latin words."""
    kept = (c for c in text.lower() if unicodedata.category(c)[0] not in "PS")
    return " ".join("".join(kept).split())


def _longest_common_run(first: Sequence[str], second: Sequence[str]) -> int:
    best, previous = 0, [0] * (len(second) + 1)
    for token in first:
        present = [0] * (len(second) + 1)
        for position, other in enumerate(second, start=1):
            if token == other:
                present[position] = previous[position - 1] + 1
                best = max(best, present[position])
        previous = present
    return best
