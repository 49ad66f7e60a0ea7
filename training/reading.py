"""python -m training.reading: from the data to the reader that the service ships, in one command.

Questions are parted by a digest of their paragraph. What the sentences' trees and the boundaries' weights say
of a part is learned from the other parts, so the span trees learn from signs as weak as they will be in use.
Held-out questions are only measured.
"""

import argparse
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import lightgbm
import numpy as np
from numpy.typing import NDArray

from qa_service.answering.reader.boundaries import Boundaries, signs_of
from qa_service.answering.reader.reader import (
    BOUNDARIES,
    SENTENCE_TREES,
    SENTENCES_READ,
    SPAN_TREES,
    likely,
    runs_of,
    standing,
)
from qa_service.answering.reader.sentence_features import SENTENCE_FEATURES
from qa_service.answering.reader.span_features import SPAN_FEATURES, span_features
from qa_service.answering.reader.texts import Floats
from training.boundary_weights import Choice, learn_boundaries
from training.reading_data import Asking, Example, examples_of, f1_of, of_ours, read_reading_sets, same_words
from training.reading_questions import read_reading_questions, with_paragraphs
from training.rows import read_pairs
from vectorstore.analyzer import Analyzer

_log = logging.getLogger("training")
_Item = TypeVar("_Item")
_Model = TypeVar("_Model")
_Said = TypeVar("_Said")

_FOLDS = 3
_COMMON = {
    "lambda_l2": 5.0,
    "bagging_freq": 1,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbosity": -1,
}
_SENTENCES = {
    **_COMMON,
    "objective": "lambdarank",
    "lambdarank_truncation_level": 5,
    "learning_rate": 0.06,
    "num_leaves": 15,
    "max_depth": 5,
    "min_data_in_leaf": 30,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.8,
}
_SPANS = {
    **_COMMON,
    "objective": "regression",
    "learning_rate": 0.08,
    "num_leaves": 31,
    # A tree is followed level by level for all runs at once, so depth is time.
    "max_depth": 6,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.7,
}
_SENTENCE_ROUNDS, _SPAN_ROUNDS = 200, 250
_TOUCHES = 0.3
_WEIGHT = {"cmrc2018_trial": 0.6}
"""Its answers are often whole sentences, and some run past the one that answers."""
_ELSEWHERE = 0.7
_EXACT = 0.999


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What the reader sees of a question's runs; ``worth`` is what each is fitted to,
    ``first_holds`` whether the first sentence holds an answer."""

    example: Example
    first_holds: bool
    rows: Floats
    f1: Floats
    same: NDArray[np.bool_]

    @property
    def worth(self) -> NDArray[np.float64]:
        f1 = np.maximum(self.f1, _ELSEWHERE * self.same)
        worth: NDArray[np.float64] = 0.5 * f1 * f1 + 0.5 * (f1 > _EXACT)
        return worth


def read_arguments(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training.reading", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with pairs.jsonl.xz and mrc/")
    parser.add_argument("--laws", type=Path, required=True, help="folder with cases as Markdown")
    parser.add_argument("--questions", type=Path, default=Path(__file__).parent / "reading_questions")
    parser.add_argument("--out", type=Path, required=True, help="folder for the reader")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> None:
    given = read_arguments(arguments)
    logging.basicConfig(level=logging.INFO, format="%(relativeCreated)8d ms  %(message)s")
    ours = with_paragraphs(read_reading_questions(given.questions), read_pairs(given.data), given.laws)
    askings: list[Asking] = [*read_reading_sets(given.data / "mrc"), *of_ours(ours)]
    examples = list(examples_of(askings, Analyzer().tagged))
    _log.info("%d questions", len(examples))
    learn(examples, given.out)


def learn(examples: Sequence[Example], folder: Path) -> None:
    """Fit everything, put it into ``folder`` and tell what it reaches."""
    folder.mkdir(parents=True, exist_ok=True)
    askings = [example.asking for example in examples]
    sentences, scores = _across_folds(
        examples, askings, fit_sentences, lambda model, example: _predicted(model, example.signs)
    )
    sentences.save_model(folder / SENTENCE_TREES)
    choices = [choice_of(example, score) for example, score in zip(examples, scores, strict=True)]
    _log.info("sentences are ranked")
    weights, boundary = _across_folds(choices, askings, learn_boundaries, _boundary_scores)
    np.save(folder / BOUNDARIES, weights.astype(np.float16))
    _log.info("boundaries are learned")
    reads = [read_of(choice, score) for choice, score in zip(choices, boundary, strict=True)]
    spans = fit_spans([read for read in reads if not read.example.asking.held_out])
    spans.save_model(folder / SPAN_TREES)
    _report("held out", [read for read in reads if read.example.asking.held_out], spans)


def _across_folds(
    items: Sequence[_Item],
    askings: Sequence[Asking],
    fit: Callable[[Sequence[_Item]], _Model],
    apply: Callable[[_Model, _Item], _Said],
) -> tuple[_Model, list[_Said]]:
    """The model of all that is not held out, and for each item what a model says that has not seen it."""
    seen = [(item, asking) for item, asking in zip(items, askings, strict=True) if not asking.held_out]
    whole = fit([item for item, _ in seen])
    parts = [fit([item for item, asking in seen if asking.fold_of(_FOLDS) != part]) for part in range(_FOLDS)]
    said = [
        apply(whole if asking.held_out else parts[asking.fold_of(_FOLDS)], item)
        for item, asking in zip(items, askings, strict=True)
    ]
    return whole, said


def fit_sentences(examples: Sequence[Example]) -> lightgbm.Booster:
    """Trees that put the sentence with the answer first."""
    telling = [e for e in examples if len(e.sentences) > 1 and e.holds.max() > 0.5]
    labels = np.concatenate([(e.holds > 0.5).astype(np.int32) + (e.holds > _EXACT) for e in telling])
    told = lightgbm.Dataset(
        np.concatenate([e.signs for e in telling]),
        labels,
        weight=np.concatenate([np.full(len(e.sentences), _weight(e)) for e in telling]),
        group=[len(e.sentences) for e in telling],
        feature_name=list(SENTENCE_FEATURES),
    )
    return lightgbm.train(_SENTENCES, told, _SENTENCE_ROUNDS)


def choice_of(example: Example, scores: Floats) -> Choice:
    """The runs of the sentences that ``scores`` put first."""
    order = np.argsort(-scores, kind="stable")[:SENTENCES_READ].astype(np.int32)
    chosen = runs_of(example.text, order)
    return Choice(
        example=example,
        chosen=chosen,
        signs=signs_of(example.text, example.shared.weight, chosen.runs),
        f1=f1_of(example, chosen.runs),
        first_holds=bool(example.holds[order[0]] > _EXACT),
        standing=standing(scores[order], chosen.place),
    )


def _boundary_scores(weights: Floats, choice: Choice) -> tuple[Floats, Floats, Floats]:
    return Boundaries(weights).scores(choice.signs, choice.example.asked)


def read_of(choice: Choice, boundary: tuple[Floats, Floats, Floats]) -> Read:
    """The signs of the runs of ``choice`` that the reader would weigh."""
    example = choice.example
    kept = likely(boundary, choice.standing[0])
    runs = choice.chosen.runs.some(kept)
    return Read(
        example=example,
        first_holds=choice.first_holds,
        rows=span_features(
            example.text,
            example.asked,
            example.shared,
            runs,
            [column[kept] for column in choice.standing],
            [column[kept] for column in boundary],
        ),
        f1=choice.f1[kept],
        same=same_words(example, runs),
    )


def fit_spans(reads: Sequence[Read]) -> lightgbm.Booster:
    """Trees that tell what a run is worth."""
    telling = [read for read in reads if read.f1.max(initial=0.0) > _TOUCHES]
    told = lightgbm.Dataset(
        np.concatenate([read.rows for read in telling]),
        np.concatenate([read.worth for read in telling]),
        weight=np.concatenate([np.full(len(read.rows), _weight(read.example)) for read in telling]),
        feature_name=list(SPAN_FEATURES),
    )
    _log.info("fitting spans to %d questions", len(telling))
    return lightgbm.train(_SPANS, told, _SPAN_ROUNDS)


def _weight(example: Example) -> float:
    return _WEIGHT.get(example.asking.source, 1.0)


def _predicted(model: lightgbm.Booster, rows: Floats) -> Floats:
    return np.asarray(model.predict(rows), dtype=np.float32)


def _report(name: str, reads: Sequence[Read], spans: lightgbm.Booster) -> None:
    """Exact match and F1 of the best span, by set, and of the most confident half and quarter."""
    told = [(read.example.asking.source, *_reached(read, spans)) for read in reads if len(read.rows)]
    for source in ("all", *sorted({row[0] for row in told})):
        own = sorted((row[1:] for row in told if source in ("all", row[0])), key=lambda row: -row[3])
        for share in (1.0, 0.5, 0.25):
            part = np.array(own[: max(1, int(len(own) * share))])
            _log.info(
                "%s, %s, %d most confident: sentence %.3f exact %.3f F1 %.3f, confidence from %.2f",
                *(name, source, len(part), *part[:, :3].mean(axis=0), part[-1, 3]),
            )


def _reached(read: Read, spans: lightgbm.Booster) -> tuple[float, float, float, float]:
    confidence = _predicted(spans, read.rows)
    best = int(np.argmax(confidence))
    f1 = max(float(read.f1[best]), float(read.same[best]))
    return float(read.first_holds), float(f1 > _EXACT), f1, float(confidence[best])


if __name__ == "__main__":
    main()
