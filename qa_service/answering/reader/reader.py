"""The reader: a text's sentences in the order in which they may answer, and the span that most likely does.

Two steps. Trees rank the sentences; of the best ones every run of words is scored by how much of the answer
it may be expected to be (``.5 F1² + .5 exact``, what the trees were fitted to): that is its confidence.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa_service.answering.reader.asked import Asked
from qa_service.answering.reader.boundaries import Boundaries, signs_of
from qa_service.answering.reader.overlap import Overlap
from qa_service.answering.reader.sentence_features import SENTENCE_FEATURES, sentence_features
from qa_service.answering.reader.span_features import SPAN_FEATURES, span_features
from qa_service.answering.reader.spans import Runs, runs_in
from qa_service.answering.reader.texts import Floats, Integers, TaggedText
from vectorstore.boosted_trees import BoostedTrees
from vectorstore.errors import RerankerUnavailable

BUILT_IN = Path(__file__).parent / "qa-reader-zh"
SENTENCE_TREES, SPAN_TREES, BOUNDARIES = "sentences.txt", "spans.txt", "boundaries.npy"
SENTENCES_READ = 3
RUNS_WEIGHED = 96


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSpan:
    """``start``/``end`` are offsets in the folded text; ``confidence`` is about 0 to 1."""

    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The runs of some sentences, with the sentence of each by its place in the order."""

    runs: Runs
    place: Integers


class Reader:
    """Reads texts for questions. Thread-safe; keeps nothing between them."""

    def __init__(self, sentences: BoostedTrees, spans: BoostedTrees, boundaries: Boundaries) -> None:
        self._sentences = sentences
        self._spans = spans
        self._boundaries = boundaries

    def sentence_scores(
        self, text: TaggedText, sentences: Sequence[tuple[int, int]], asked: Asked, shared: Overlap
    ) -> Floats:
        """Shape (sentences,); scores compare only within one text."""
        rows = sentence_features(text, sentences, asked, shared)
        return self._sentences.scores(rows).astype(np.float32)

    def best_span(
        self,
        text: TaggedText,
        asked: Asked,
        shared: Overlap,
        scores: Floats,
        *,
        only: int | None = None,
    ) -> FoundSpan | None:
        """The run of words that most likely answers, in the sentences that ``scores`` put first, or in the
        sentence ``only``."""
        read = np.argsort(-scores, kind="stable")[:SENTENCES_READ].astype(np.int32)
        if only is not None and only not in read:
            read[-1] = only
        chosen = runs_of(text, [number if only in (None, number) else -1 for number in read])
        if not chosen.runs.count:
            return None
        boundary = self._boundaries.scores(signs_of(text, shared.weight, chosen.runs), asked)
        kept = likely(boundary, scores[read][chosen.place])
        runs, place = chosen.runs.some(kept), chosen.place[kept]
        rows = span_features(
            text, asked, shared, runs, standing(scores[read], place), [score[kept] for score in boundary]
        )
        confidence = self._spans.scores(rows)
        best = int(np.argmax(confidence))
        return FoundSpan(
            start=int(text.starts[runs.first[best]]),
            end=int(text.ends[runs.last[best]]),
            confidence=float(confidence[best]),
        )


def likely(boundary: Sequence[Floats], sentence: Floats) -> NDArray[np.intp]:
    """The runs worth a closer look, by form and sentence alone; 0.96 of the answers' F1 is left of 0.965."""
    return np.argsort(-(boundary[0] + boundary[1] + boundary[2] + sentence), kind="stable")[:RUNS_WEIGHED]


def standing(ordered: Floats, place: Integers) -> tuple[Floats, Floats, Floats]:
    """Of each run its sentence's score, its place in the order, and how far it leads or lies behind."""
    rival = np.full(len(ordered), ordered[0] if len(ordered) else 0.0, dtype=np.float32)
    if len(ordered):
        rival[0] = ordered[1] if len(ordered) > 1 else ordered[0] - 1.0
    margin = (ordered - rival).astype(np.float32)
    return ordered[place], place.astype(np.float32), margin[place]


def runs_of(text: TaggedText, order: Sequence[int] | Integers) -> Chosen:
    """The runs of the sentences numbered in ``order``; -1 keeps a place free."""
    found, places = [], []
    for place, number in enumerate(order):
        tokens = np.flatnonzero((text.sentence == number) & (number >= 0))
        if len(tokens):
            found.append(runs_in(text, int(tokens[0]), int(tokens[-1]) + 1))
            places.append(np.full(found[-1].count, place, dtype=np.int32))
    nothing = np.zeros(0, dtype=np.int32)
    return Chosen(
        runs=Runs(
            np.concatenate([nothing, *(runs.first for runs in found)]),
            np.concatenate([nothing, *(runs.last for runs in found)]),
        ),
        place=np.concatenate([nothing, *places]),
    )


@lru_cache(maxsize=1)
def load_reader(folder: Path = BUILT_IN) -> Reader:
    """The reader in ``folder``. Raises RerankerUnavailable where its trees cannot be read or are for other
    signs."""
    sentences, spans = BoostedTrees.read(folder / SENTENCE_TREES), BoostedTrees.read(folder / SPAN_TREES)
    if sentences.feature_names != SENTENCE_FEATURES or spans.feature_names != SPAN_FEATURES:
        raise RerankerUnavailable("the reader's trees were made for other signs")
    return Reader(sentences, spans, Boundaries(np.load(folder / BOUNDARIES).astype(np.float32)))
