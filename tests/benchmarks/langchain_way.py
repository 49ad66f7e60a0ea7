"""The same work done the plain LangChain way, beside which the service is measured.

Files cut by RecursiveCharacterTextSplitter, 500 characters with 50 in common; rank-bm25 over jieba's words
and Chroma, with the service's own embedder, joined by EnsembleRetriever. It finds passages and answers
nothing. Its BM25 is pickled, for without that it would be made anew from all documents at every start.

    python -m tests.benchmarks.langchain_way ingest DOCUMENTS DIRECTORY
    python -m tests.benchmarks.langchain_way ask DIRECTORY      (a question a line)
"""

import json
import logging
import pickle
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import jieba
from chromadb import Collection, PersistentClient
from chromadb.api import ClientAPI
from chromadb.config import Settings
from langchain_classic.retrievers import EnsembleRetriever
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_text_splitters import RecursiveCharacterTextSplitter
from pydantic import ConfigDict, SkipValidation
from rank_bm25 import BM25Okapi

from qa_service.evaluation.retrieval import durations, score_rankings
from tests.benchmarks.measuring import finish, running
from tests.benchmarks.retrieval_sets import RetrievalSet
from tests.benchmarks.ways import FOUND_AT_ONCE, ROOT, Asked, Found, Ingested
from vectorstore.embedders import Embedder, EmbeddingOptions, load_embedder

_CHUNK_CHARACTERS = 500
_OVERLAP_CHARACTERS = 50
_CANDIDATES = 20
_BATCH = 5000
_COMMAND = (sys.executable, "-m", "tests.benchmarks.langchain_way")


class LangChainWay:
    name = "plain LangChain"

    def ingest(self, documents: Path, directory: Path) -> Ingested:
        finished = finish((*_COMMAND, "ingest", documents, directory), folder=ROOT)
        counts = json.loads(finished.output)
        return Ingested(**counts, seconds=finished.seconds, peak_bytes=finished.peak_bytes)

    def ask(self, questions: Sequence[str], directory: Path) -> Asked:
        seconds, found = [], []
        with running((*_COMMAND, "ask", directory), folder=ROOT) as process:
            for question in questions:
                started = time.perf_counter()
                process.stdin.write(question.replace("\n", " ") + "\n")
                process.stdin.flush()
                reply = process.stdout.readline()
                seconds.append(time.perf_counter() - started)
                found.append(tuple(Found(**passage) for passage in json.loads(reply)))
        return Asked(
            ready_s=process.ready_s, seconds=tuple(seconds), found=tuple(found), peak_bytes=process.peak_bytes
        )


class Bm25Retriever(BaseRetriever):
    model_config = ConfigDict(arbitrary_types_allowed=True)
    documents: list[Document]
    bm25: BM25Okapi

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        best: list[Document] = self.bm25.get_top_n(jieba.lcut(query), self.documents, n=_CANDIDATES)
        return best


class ChromaRetriever(BaseRetriever):
    model_config = ConfigDict(arbitrary_types_allowed=True)
    collection: Collection
    embedder: SkipValidation[Embedder]

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        answer = self.collection.query(
            query_embeddings=self.embedder.embed_queries([query]), n_results=_CANDIDATES
        )
        texts, metadatas = answer["documents"] or [[]], answer["metadatas"] or [[]]
        return [
            Document(page_content=text, metadata=dict(metadata))
            for text, metadata in zip(texts[0], metadatas[0], strict=True)
        ]


def score_ensemble(one: RetrievalSet, directory: Path) -> dict[str, float]:
    """The figures of ``evaluate_retrieval`` for the ensemble over one set of passages.

    Each passage is a document of its own, as for the service, so that a chunk lies within one passage, which
    it counts for: right is a chunk of a right passage, and a further chunk of a passage takes no place.
    """
    jieba.initialize()
    passages = [Document(page_content=text, metadata={"id": key}) for key, text in one.passages.items()]
    chunks = _chunks(passages)
    collection = _chroma(directory).create_collection("chunks", embedding_function=None)
    embedder = load_embedder(EmbeddingOptions())
    _fill(collection, chunks, embedder)
    ensemble = _ensemble(chunks, _bm25(chunks), collection, embedder)
    rankings, milliseconds = [], []
    for query in one.queries:
        started = time.perf_counter()
        best = ensemble.invoke(query.text)
        milliseconds.append((time.perf_counter() - started) * 1000)
        rankings.append(list(dict.fromkeys(chunk.metadata["id"] for chunk in best)))
    return {**score_rankings(rankings, one.queries), **durations(milliseconds)}


def _ingest(folder: Path, directory: Path) -> None:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    documents, failures = [], 0
    for path in files:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            failures += 1
        else:
            source = path.relative_to(folder).as_posix()
            documents.append(Document(page_content=text, metadata={"source": source}))
    chunks = _chunks(documents)
    directory.mkdir()
    (directory / "bm25.pickle").write_bytes(pickle.dumps((chunks, _bm25(chunks))))
    collection = _chroma(directory).create_collection("chunks", embedding_function=None)
    _fill(collection, chunks, load_embedder(EmbeddingOptions()))
    print(json.dumps({"files": len(files), "passages": len(chunks), "failures": failures}))


def _ask(directory: Path) -> None:
    jieba.initialize()
    chunks, bm25 = pickle.loads((directory / "bm25.pickle").read_bytes())
    collection = _chroma(directory).get_collection("chunks", embedding_function=None)
    ensemble = _ensemble(chunks, bm25, collection, load_embedder(EmbeddingOptions()))
    print("ready", flush=True)
    for line in sys.stdin:
        best = ensemble.invoke(line.strip())[:FOUND_AT_ONCE]
        passages = [{"source": one.metadata["source"], "text": one.page_content} for one in best]
        print(json.dumps(passages), flush=True)


def _chunks(documents: Sequence[Document]) -> list[Document]:
    splitter = RecursiveCharacterTextSplitter(chunk_size=_CHUNK_CHARACTERS, chunk_overlap=_OVERLAP_CHARACTERS)
    return splitter.split_documents(documents)


def _bm25(chunks: Sequence[Document]) -> BM25Okapi:
    return BM25Okapi([jieba.lcut(chunk.page_content) for chunk in chunks])


def _fill(collection: Collection, chunks: Sequence[Document], embedder: Embedder) -> None:
    for start in range(0, len(chunks), _BATCH):
        batch = chunks[start : start + _BATCH]
        texts = [chunk.page_content for chunk in batch]
        collection.add(
            ids=[str(start + row) for row in range(len(batch))],
            documents=texts,
            embeddings=embedder.embed_passages(texts),
            metadatas=[chunk.metadata for chunk in batch],
        )


def _ensemble(
    chunks: list[Document], bm25: BM25Okapi, collection: Collection, embedder: Embedder
) -> EnsembleRetriever:
    keyword = Bm25Retriever(documents=chunks, bm25=bm25)
    dense = ChromaRetriever(collection=collection, embedder=embedder)
    return EnsembleRetriever(retrievers=[keyword, dense], weights=[0.5, 0.5])


def _chroma(directory: Path) -> ClientAPI:
    return PersistentClient(str(directory), settings=Settings(anonymized_telemetry=False))


if __name__ == "__main__":
    jieba.setLogLevel(logging.WARNING)
    if sys.argv[1] == "ingest":
        _ingest(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        _ask(Path(sys.argv[2]))
