"""Rows for the ranker: for each question what the index finds, each passage with its features and label.

The features lean on the embedding model, which must not have learned from the very questions that it is
looked at with here: a ranker would trust it too much. So questions are halved by their passage, and each half
is looked at with a model that learned from the other one.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from vectorstore.analyzer import Analyzer
from vectorstore.features import Candidate, FeatureExtractor
from vectorstore.index import IndexOptions, PassageIndex
from vectorstore.passages import DocumentFacts, IndexEntry, Passage
from vectorstore.piece_tokens import PieceTokens, pack, unpack
from vectorstore.static_embedder import StaticEmbedder

_BATCH = 2000


@dataclass(frozen=True, slots=True)
class Text:
    """A passage of a collection, with its document's title and authority where these are known."""

    text: str
    title: str = ""
    authority: int | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """One question: features of shape (candidates, features), and which candidates are right."""

    features: NDArray[np.float32]
    right: NDArray[np.bool_]


def half_of(passage: str) -> int:
    """0 or 1, by the text of the passage."""
    return hashlib.sha256(passage.encode()).digest()[1] % 2


@contextmanager
def indexed(texts: Sequence[Text], embedder: StaticEmbedder) -> Iterator[PassageIndex]:
    """An index of ``texts``, number ``i`` being passage and document ``i``; gone when the block ends."""
    with TemporaryDirectory() as folder:
        index = PassageIndex.create(Path(folder) / "index", embedder, IndexOptions(rerank=False))
        with closing(index):
            for start in range(0, len(texts), _BATCH):
                batch = texts[start : start + _BATCH]
                vectors = embedder.embed_passages([text.text for text in batch])
                index.add([_entry(start + i, text, vectors[i]) for i, text in enumerate(batch)])
            index.commit()
            yield index


def look_up(
    index: PassageIndex,
    extractor: FeatureExtractor,
    questions: Sequence[tuple[str, str]],
    *,
    bare: bool = False,
) -> list[Ranked]:
    """What ``index`` finds for each question and right passage; ``bare``: as if no headings were known.

    Passages with the text of the right one are right too. Questions whose candidates are all right or all
    wrong tell a ranker nothing and are kept nevertheless: they count when it is measured.
    """
    rows = []
    for question, passage in questions:
        hits, candidates = index.candidates(question)
        if not candidates:
            continue
        if bare:
            candidates = [_bare(candidate) for candidate in candidates]
        right = np.array([hit.passage.text == passage for hit in hits])
        rows.append(Ranked(features=extractor.extract(question, candidates), right=right))
    return rows


def extractor_for(index: PassageIndex, embedder: StaticEmbedder) -> FeatureExtractor:
    return FeatureExtractor(
        Analyzer(), embedder, PieceTokens(embedder.vocabulary()), frequency=index.frequency, count=index.count
    )


def recall_of(rows: Sequence[Ranked], scores: Mapping[int, NDArray[np.float64]], k: int) -> float:
    """The share of questions with a right passage among the first ``k`` by ``scores[i]``."""
    found = [bool(row.right[np.argsort(-scores[i], kind="stable")[:k]].any()) for i, row in enumerate(rows)]
    return float(np.mean(found))


def _bare(candidate: Candidate) -> Candidate:
    _, text = unpack(candidate.indexed.tokens)
    nothing = np.zeros(0, dtype=np.uint16)
    return replace(
        candidate,
        indexed=replace(candidate.indexed, title="", authority=None, tokens=pack(nothing, text)),
    )


def _entry(number: int, text: Text, vector: NDArray[np.float32]) -> IndexEntry:
    passage = Passage(
        passage_id=f"{number}-1",
        document_id=str(number),
        paragraph=1,
        section=(),
        text=text.text,
        start=0,
        end=len(text.text),
    )
    return IndexEntry(
        passage=passage, facts=DocumentFacts(title=text.title, authority=text.authority), vector=vector
    )
