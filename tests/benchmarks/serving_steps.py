"""Taking files in as the service does, measured in a process of its own, and Chroma alone beside it.

    python -m tests.benchmarks.serving_steps DOCUMENTS DATA_DIRECTORY BESIDE

Prints JSON: passages, seconds until all can be found by their words, seconds until all have their vectors,
seconds that a collection of Chroma's own makings takes for the same vectors, embedded before.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np

from qa_service.bootstrap import open_service
from qa_service.ingestion.progress import IngestProgress
from qa_service.ingestion.sources import source_files
from qa_service.library.library import Library
from qa_service.settings import Settings
from tests.benchmarks.growth_steps import add_plainly, plain_chroma

_DOCUMENTS_AT_ONCE = 120


def ingest(documents: Path, data: Path, beside: Path) -> dict[str, float]:
    with open_service(Settings(data_dir=data)) as service:
        started = time.perf_counter()
        findable_s = 0.0

        def note(progress: IngestProgress) -> None:
            nonlocal findable_s
            if progress.stage == "documents":
                findable_s = time.perf_counter() - started

        summary = service.ingestor.ingest(source_files([documents]), on_progress=note)
        wholly_s = time.perf_counter() - started
        return {
            "passages": summary.passages,
            "findable_s": findable_s,
            "wholly_s": wholly_s,
            "chroma_alone_s": _chroma_alone(service.library, service.index.embedder.name, beside),
        }


def _chroma_alone(library: Library, embedder: str, directory: Path) -> float:
    """In the batches that it takes most quickly, since nothing else wants them smaller."""
    documents = [summary.document_id for summary in library.summaries()]
    collection = plain_chroma(directory)
    seconds = 0.0
    for start in range(0, len(documents), _DOCUMENTS_AT_ONCE):
        held = library.index_records.vectors(documents[start : start + _DOCUMENTS_AT_ONCE], embedder=embedder)
        names = [f"{key}-{row}" for key, vectors in held.items() for row in range(len(vectors))]
        started = time.perf_counter()
        add_plainly(collection, names, np.concatenate(list(held.values())))
        seconds += time.perf_counter() - started
    return seconds


if __name__ == "__main__":
    print(json.dumps(ingest(*map(Path, sys.argv[1:]))))
