"""The process that is killed: it uploads, replaces, removes and ingests, and says what it was promised.

Every promise is a line in ``promises``, written after the call that made it has returned.
"""

import os
import signal
from collections.abc import Callable
from pathlib import Path

from qa_service.ingestion.indexing import open_index
from qa_service.ingestion.ingest import Ingestor
from qa_service.ingestion.sources import SourceFile
from qa_service.library.library import Library
from tests.ingestion.ingest_standins import LineReader
from vectorstore.embedders import NgramEmbedder
from vectorstore.index import PassageIndex

UPLOADS = {"甲.txt": "# 甲\n沂源县新收行政复议申请一百零七件", "乙.txt": "# 乙\n伊春市办结案件二十三件"}
NEW_VERSION = {"甲.txt": "# 甲二\n沂源县新收行政复议申请一百一十件"}
FOLDER = {"丙.txt": "# 丙\n全年开展执法检查四百次", "丁.txt": "# 丁\n群众满意率达到九成"}


def open_house(directory: Path, checkpoint: Callable[[str], None]) -> tuple[Library, PassageIndex, Ingestor]:
    library = Library.open(directory, checkpoint=checkpoint)
    embedder = NgramEmbedder(dimensions=16)
    index = open_index(
        library,
        open_in=lambda place: PassageIndex.open(place, embedder),
        create_in=lambda place: PassageIndex.create(place, embedder),
    )
    return library, index, Ingestor(library, index, LineReader(), checkpoint=checkpoint)


def kill_at(name: str, time: int) -> Callable[[str], None]:
    """A checkpoint that kills this process when it passes ``name`` for the nth time; an empty name never."""
    passed = 0

    def checkpoint(reached: str) -> None:
        nonlocal passed
        passed += reached == name
        if reached == name and passed == time:
            os.kill(os.getpid(), signal.SIGKILL)

    return checkpoint


def run(directory: Path, promises: Path, name: str, time: int) -> None:
    """The life of the victim, from an empty directory on."""
    library, index, ingestor = open_house(directory, kill_at(name, time))

    def promise(kind: str, source: str) -> None:
        with promises.open("a", encoding="utf-8") as file:
            file.write(f"{kind} {source}\n")

    for source, content in UPLOADS.items():
        ingestor.submit(source, content.encode())
        promise("first", source)
    ingestor.resume()
    for source, content in NEW_VERSION.items():
        ingestor.submit(source, content.encode())
        promise("second", source)
    ingestor.resume()
    ingestor.ingest(SourceFile(source=source, content=text.encode()) for source, text in FOLDER.items())
    for source in FOLDER:
        promise("first", source)
    (document_id,) = [s.document_id for s in library.summaries() if s.source == "乙.txt"]
    promise("removing", "乙.txt")
    ingestor.remove(document_id)
    promise("removed", "乙.txt")
    index.close()
    library.close()
