"""What is measured in a process of its own while an index grows.

    python -m tests.benchmarks.growth_steps fill SENTENCES DIRECTORY FIRST LAST BESIDE
    python -m tests.benchmarks.growth_steps search SENTENCES DIRECTORY QUESTIONS

Prints JSON. FIRST and LAST count documents. With BESIDE, a folder, Chroma alone takes the same vectors there
batch by batch in turn with the index, so that whatever else the machine does slows both alike; ``-`` leaves
that out.
"""

import itertools
import json
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from chromadb import Collection, PersistentClient
from chromadb.config import Settings

from qa_service.ingestion.indexing import KEYWORDS_AT_ONCE, VECTORS_AT_ONCE
from tests.benchmarks.recombination import PASSAGES_A_DOCUMENT, MadeDocument, Recombination, read_sentences
from vectorstore.embedders import EmbeddingOptions, load_embedder
from vectorstore.index import PassageIndex
from vectorstore.passages import Vectors

_CHROMA_BATCH = 5000
_WARM_UP_QUESTIONS = 10


class Stopwatch:
    """Adds up the seconds between ``start`` and ``stop`` by name."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._started = 0.0

    def start(self) -> None:
        self._started = time.perf_counter()

    def stop(self, name: str) -> None:
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - self._started


def fill(made: Recombination, directory: Path, first: int, last: int, beside: Path | None) -> None:
    """Words of all documents first, then their vectors, in the batches that ingestion has."""
    embedder = load_embedder(EmbeddingOptions())
    index = (PassageIndex.open if directory.exists() else PassageIndex.create)(directory, embedder)
    alone = plain_chroma(beside) if beside else None
    watch = Stopwatch()
    for documents in _batched(made, first, last, KEYWORDS_AT_ONCE):
        pairs = [pair for document in documents for pair in document.passages()]
        watch.start()
        index.add_keywords(pairs)
        index.commit()
        watch.stop("keyword")
    for documents in _batched(made, first, last, VECTORS_AT_ONCE):
        passages = [passage for document in documents for passage, _ in document.passages()]
        ids = [passage.passage_id for passage in passages]
        watch.start()
        vectors = embedder.embed_passages([passage.text for passage in passages])
        watch.stop("embedding")
        watch.start()
        index.add_vectors(ids, vectors)
        watch.stop("vectors")
        if alone is not None:
            watch.start()
            add_plainly(alone, ids, vectors)
            watch.stop("chroma_alone")
    watch.start()
    index.commit()
    watch.stop("vectors")
    index.close()
    print(json.dumps(watch.seconds))


def search(made: Recombination, directory: Path, questions: int) -> None:
    """Every question in every kind of scope in turn; a line as soon as the first was answered."""
    index = PassageIndex.open(directory, load_embedder(EmbeddingOptions()))
    asked = made.questions(questions + _WARM_UP_QUESTIONS)
    index.search(asked[0])
    print("ready", flush=True)
    for question in asked[:_WARM_UP_QUESTIONS]:
        index.search(question)
    scopes = {kind: itertools.cycle(filters) for kind, filters in made.scopes().items()}
    milliseconds: dict[str, list[float]] = {kind: [] for kind in scopes}
    found: dict[str, int] = dict.fromkeys(scopes, 0)
    for question in asked[_WARM_UP_QUESTIONS:]:
        for kind, filters in scopes.items():
            scope = next(filters)
            started = time.perf_counter()
            hits = index.search(question, filters=scope)
            milliseconds[kind].append((time.perf_counter() - started) * 1000)
            found[kind] += len(hits)
    peak_bytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    report = {"count": index.count(), "milliseconds": milliseconds, "found": found, "peak_bytes": peak_bytes}
    print(json.dumps(report), flush=True)
    index.close()


def plain_chroma(directory: Path) -> Collection:
    """A collection as Chroma makes it when nothing but cosine is asked for."""
    client = PersistentClient(str(directory), settings=Settings(anonymized_telemetry=False))
    return client.get_or_create_collection(
        "vectors", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
    )


def add_plainly(collection: Collection, ids: Sequence[str], vectors: Vectors) -> None:
    for start in range(0, len(ids), _CHROMA_BATCH):
        end = start + _CHROMA_BATCH
        collection.add(ids=list(ids[start:end]), embeddings=vectors[start:end])


def _batched(made: Recombination, first: int, last: int, passages: int) -> Iterator[Sequence[MadeDocument]]:
    """Lists of documents with about so many passages each."""
    documents = made.documents(first, last)
    while batch := list(itertools.islice(documents, -(-passages // PASSAGES_A_DOCUMENT))):
        yield batch


if __name__ == "__main__":
    step, sentences, directory, *numbers = sys.argv[1:]
    if step == "fill":
        beside = None if numbers[2] == "-" else Path(numbers[2])
        fill(read_sentences(Path(sentences)), Path(directory), int(numbers[0]), int(numbers[1]), beside)
    else:
        search(read_sentences(Path(sentences)), Path(directory), int(numbers[0]))
