"""Sets of passages and queries on which finding is measured: those of a folder, or one made from seeds/."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from qa_service.evaluation.judging import normalized
from qa_service.evaluation.retrieval import Query, read_passages, read_queries
from qa_service.ingestion.parsing import parse_document
from qa_service.ingestion.readers.options import ReaderOptions
from qa_service.ingestion.sources import source_files
from tests.benchmarks.workload import SEEDS, standalone_questions

_PASSAGES = ".passages.jsonl.xz"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetrievalSet:
    """``passages`` are texts by id, ``queries`` name the ids that are right."""

    name: str
    passages: Mapping[str, str]
    queries: tuple[Query, ...]


def sets_in(folder: Path) -> tuple[RetrievalSet, ...]:
    """A set for each file ``NAME.passages.jsonl.xz`` and ``NAME_*.queries.jsonl.xz`` beside it."""
    return tuple(
        RetrievalSet(
            name=queries.name.removesuffix(".queries.jsonl.xz"),
            passages=read_passages(passages),
            queries=read_queries(queries),
        )
        for passages in sorted(folder.glob(f"*{_PASSAGES}"))
        for queries in sorted(folder.glob(f"{passages.name.removesuffix(_PASSAGES)}_*.queries.jsonl.xz"))
    )


def sample_set() -> RetrievalSet:
    """The paragraphs of the sample documents; right are those that hold a question's evidence."""
    passages: dict[str, str] = {}
    for file in source_files([SEEDS / "documents"]):
        if file.path is not None:
            content = file.path.read_bytes()
            _, cut = parse_document(content, source=file.source, options=ReaderOptions())
            passages.update((p.passage_id, p.text) for p in cut if not p.is_heading)
    texts = {key: normalized(text) for key, text in passages.items()}
    queries = []
    for question in standalone_questions(SEEDS / "questions.jsonl"):
        evidence = [normalized(piece) for piece in question.evidence]
        gold = frozenset(key for key, text in texts.items() if any(piece in text for piece in evidence))
        if gold:
            queries.append(Query(text=question.question, gold=gold))
    return RetrievalSet(name="sample documents", passages=passages, queries=tuple(queries))
