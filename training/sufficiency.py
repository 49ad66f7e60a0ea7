"""python -m training.sufficiency: from documents and questions of them to the weights by which the service
tells whether a candidate is enough of an answer, in one command.

``--documents`` holds sets, each a folder ``documents`` and a file ``questions.jsonl``; ``--laws`` laws as
Markdown, which are asked the questions of ``training.silence``. A logistic regression with a squared penalty
on the weights of standardised signs. Each set is judged by what the others teach, before all teach together.
Which candidates there are depends a little on the weights that stand: after a change of signs run it twice.
"""

import argparse
import json
import logging
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from qa_service.answering.evidence.answer_signs import OWN_SIGNS
from qa_service.answering.evidence.likeness_signs import LIKENESS_SIGNS
from qa_service.bootstrap import Service, open_service
from qa_service.evaluation.judging import REFUSE, JudgedQuestion
from qa_service.ingestion.sources import source_files
from qa_service.settings import load_settings
from training.silence.__main__ import write_questions
from training.sufficiency_data import Round, Row, read_asked, rows_of

_log = logging.getLogger("training")

SIGNS = (*OWN_SIGNS, *LIKENESS_SIGNS)
_PENALTY = 3.3
_ASKED_OF_LAWS = Path(__file__).parent / "silence" / "asked.jsonl"
_THRESHOLDS = (0.5, 0.4, 0.35, 0.3, 0.25, 0.2)

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSet:
    """One library's questions with the rows that they gave."""

    name: str
    rounds: Sequence[Round]
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    base: float
    weights: Floats

    def confidence(self, row: Row) -> float:
        return float(1 / (1 + np.exp(-(self.base + self.weights @ row.signs))))


def asked_sets(documents: Path, laws: Path | None, questions: Path) -> Iterator[AskedSet]:
    """The rows of every set below ``documents``, and of the questions about ``laws``."""
    for folder in sorted(path.parent for path in documents.glob("*/questions.jsonl")):
        with _served(folder / "documents") as service:
            rounds, rows = rows_of(service, read_asked(folder / "questions.jsonl"), withhold=True)
        yield AskedSet(name=folder.name, rounds=rounds, rows=rows)
    if laws is not None:
        with _served(laws) as service:
            rounds, rows = rows_of(service, questions_about_laws(questions), withhold=False)
        yield AskedSet(name="laws", rounds=rounds, rows=rows)


@contextmanager
def _served(documents: Path) -> Iterator[Service]:
    with (
        tempfile.TemporaryDirectory() as folder,
        open_service(load_settings(data_dir=Path(folder))) as service,
    ):
        service.ingestor.ingest(source_files([documents]))
        yield service


def fit(sets: Sequence[AskedSet]) -> Fitted:
    """Weights by which the rows of ``sets`` that answer stand out."""
    rows = [row for one in sets for row in one.rows]
    signs, answers = np.stack([row.signs for row in rows]), np.array([row.answers for row in rows])
    mean, scale = signs.mean(axis=0), signs.std(axis=0) + 1e-9
    standard = (signs - mean) / scale
    signed = np.where(answers, 1.0, -1.0)

    def loss(weights: Floats) -> tuple[float, Floats]:
        logits = standard @ weights[1:] + weights[0]
        missed = 1 / (1 + np.exp(signed * logits))
        slope = -signed * missed
        total = np.logaddexp(0, -signed * logits).sum() + 0.5 * _PENALTY * (weights[1:] ** 2).sum()
        return float(total), np.append(slope.sum(), standard.T @ slope + _PENALTY * weights[1:])

    found = minimize(loss, np.zeros(signs.shape[1] + 1), jac=True, method="L-BFGS-B").x
    weights = found[1:] / scale
    return Fitted(base=float(found[0] - weights @ mean), weights=weights)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Shares of the questions of a kind: of those to answer ``right`` and ``wrong``; of those whose answer is
    ``withheld`` and of those ``unanswered`` by any document the ones that were answered all the same."""

    right: float
    wrong: float
    withheld: float
    unanswered: float


def outcome(sets: Sequence[AskedSet], confidences: Sequence[Sequence[float]], threshold: float) -> Outcome:
    """What the first candidate that is sure enough says, where one is."""
    right, wrong, withheld, unanswered = [], [], [], []
    for one, of_rows in zip(sets, confidences, strict=True):
        first: dict[int, Row] = {}
        for row, confidence in sorted(zip(one.rows, of_rows, strict=True), key=lambda pair: pair[0].place):
            if confidence >= threshold:
                first.setdefault(row.asked, row)
        for number, asked in enumerate(one.rounds):
            said = first.get(number)
            if asked.withheld:
                withheld.append(said is not None)
            elif asked.asked.kind != REFUSE:
                right.append(said is not None and said.answers)
                wrong.append(said is not None and not said.answers)
            else:
                unanswered.append(said is not None)
    return Outcome(
        right=_share(right), wrong=_share(wrong), withheld=_share(withheld), unanswered=_share(unanswered)
    )


def _share(of: Sequence[bool]) -> float:
    return sum(of) / len(of) if of else 0.0


def _log_curve(name: str, sets: Sequence[AskedSet], confidences: Sequence[Sequence[float]]) -> None:
    for threshold in _THRESHOLDS:
        at = outcome(sets, confidences, threshold)
        _log.info(
            "%s at %.2f: right %.3f, wrong %.3f; said though withheld %.3f, though in no document %.3f",
            name, threshold, at.right, at.wrong, at.withheld, at.unanswered,
        )  # fmt: skip


def judged(sets: Sequence[AskedSet]) -> list[list[float]]:
    """The confidence of every row by what the other sets teach."""
    taught = [fit([other for other in sets if other is not one]) for one in sets]
    return [[by.confidence(row) for row in one.rows] for one, by in zip(sets, taught, strict=True)]


def write(fitted: Fitted, out: Path) -> None:
    """As JSON: the base and the weight of each sign."""
    weights = {sign: round(float(weight), 4) for sign, weight in zip(SIGNS, fitted.weights, strict=True)}
    text = json.dumps({"base": round(fitted.base, 4), "weights": weights}, indent=2)
    out.write_text(text + "\n", encoding="utf-8")


def questions_about_laws(questions: Path) -> list[JudgedQuestion]:
    """Those of ``training.silence``, and some more with the words that answer them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "questions.jsonl"
        write_questions(questions, path)
        return [*read_asked(path), *read_asked(_ASKED_OF_LAWS)]


def main() -> None:
    """Read the arguments, measure, and write the weights."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    parser = argparse.ArgumentParser(
        description="make the weights of qa_service.answering.evidence.sufficiency"
    )
    parser.add_argument("--documents", type=Path, required=True)
    parser.add_argument("--laws", type=Path)
    parser.add_argument("--questions", type=Path, default=Path("training/questions"))
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    sets = list(asked_sets(given.documents, given.laws, given.questions))
    confidences = judged(sets)
    for one, of_rows in zip(sets, confidences, strict=True):
        _log_curve(one.name, [one], [of_rows])
    _log_curve("all", sets, confidences)
    write(fit(sets), given.out)


if __name__ == "__main__":
    main()
