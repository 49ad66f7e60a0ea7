"""Rows for the ranker: for each question what the index finds, each passage with its features and label.

The figures of the interaction model come last, for it learns from the same lists.

The features lean on the embedding model, which must not have learned from the very questions that it is
looked at with here: a ranker would trust it too much.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from training.interaction import CandidateList
from vectorstore.analyzer import Analyzer
from vectorstore.features import FEATURES, Candidate, FeatureExtractor, interaction_figures
from vectorstore.index import IndexOptions, PassageIndex
from vectorstore.interaction import InteractionModel
from vectorstore.passages import DocumentFacts, IndexEntry, Passage
from vectorstore.piece_tokens import PieceTokens, pack, unpack
from vectorstore.static_embedder import StaticEmbedder

_BATCH = 2000

Asked = tuple[str, frozenset[str]]
"""A question and the texts that are right; whatever passage bears one of them answers."""


@dataclass(frozen=True, slots=True)
class Text:
    """A passage of a collection, with its headings and its document's title and authority where known."""

    text: str
    title: str = ""
    authority: int | None = None
    section: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranked:
    """One question: features of shape (candidates, features), and the candidates with which are right."""

    features: NDArray[np.float32]
    found: CandidateList

    @property
    def right(self) -> NDArray[np.bool_]:
        return self.found.right

    def looked_at_with(self, interaction: InteractionModel) -> "Ranked":
        """The same with the figures of ``interaction``."""
        found, features = self.found, self.features.copy()
        scores = interaction.scores(found.asked, found.idf, found.texts, found.headings)
        for name, figures in interaction_figures(scores).items():
            features[:, FEATURES.index(name)] = figures
        return replace(self, features=features)


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
    questions: Sequence[Asked],
    *,
    bare: bool = False,
) -> list[Ranked]:
    """What ``index`` finds for each question; ``bare``: as if no headings were known.

    Questions whose candidates are all right or all wrong tell a ranker nothing and are kept nevertheless:
    they count when it is measured.
    """
    rows = []
    for question, answers in questions:
        hits, candidates = index.candidates(question)
        if not candidates:
            continue
        if bare:
            candidates = [_bare(candidate) for candidate in candidates]
        tokens, idf = extractor.weighed_tokens(question)
        kept = [unpack(candidate.indexed.tokens) for candidate in candidates]
        found = CandidateList(
            asked=tokens,
            idf=idf,
            headings=[heading for heading, _ in kept],
            texts=[text for _, text in kept],
            keyword=np.array([candidate.keyword for candidate in candidates], dtype=np.float32),
            right=np.array([hit.passage.text in answers for hit in hits]),
        )
        rows.append(Ranked(extractor.extract(question, candidates), found))
    return rows


def extractor_for(index: PassageIndex, embedder: StaticEmbedder) -> FeatureExtractor:
    """What looks at the candidates of ``index``, without an interaction model."""
    return FeatureExtractor(
        Analyzer(),
        embedder,
        PieceTokens(embedder.vocabulary()),
        frequency=index.frequency,
        count=index.count,
        interaction=None,
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
        section=text.section,
        text=text.text,
        start=0,
        end=len(text.text),
    )
    return IndexEntry(
        passage=passage, facts=DocumentFacts(title=text.title, authority=text.authority), vector=vector
    )
