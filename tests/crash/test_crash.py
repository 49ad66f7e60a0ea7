"""kill -9 at any moment: after the restart every acknowledged document is there once and is found."""

import hashlib
import multiprocessing
import random
from collections.abc import Callable, Iterator
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path

import pytest

from qa_service.library.library import Library
from tests.crash import victim
from vectorstore.index import PassageIndex

TEXTS = {"first": victim.UPLOADS | victim.FOLDER, "second": victim.NEW_VERSION}
SEED = 20_240_229
KILLS = (
    ("originals_stored", 3),
    ("acknowledged", 2),
    ("stored", 1),
    ("stored", 2),
    ("indexed", 2),
    ("index_committed", 2),
    ("activated", 1),
    ("activated", 2),
    ("vectors_stored", 1),
    ("vectors_indexed", 2),
    ("index_dropped", 1),
    ("purged", 1),
    ("retired", 1),
    ("index_dropped", 2),
    ("purged", 2),
)


@pytest.fixture(scope="module")
def forks() -> ForkServerContext:
    """Children from a clean process that has imported what they need: they start in milliseconds."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.crash.victim", "chromadb", "tantivy", "rjieba"])
    return context


@pytest.fixture
def start(forks: ForkServerContext, tmp_path: Path) -> Callable[[str, int], ForkServerProcess]:
    def begin(name: str, time: int) -> ForkServerProcess:
        child = forks.Process(target=victim.run, args=(tmp_path / "data", tmp_path / "promises", name, time))
        child.start()
        return child

    return begin


@pytest.fixture
def restarted(tmp_path: Path) -> Iterator[Callable[[], tuple[Library, PassageIndex]]]:
    opened: list[tuple[Library, PassageIndex]] = []

    def restart() -> tuple[Library, PassageIndex]:
        library, index, ingestor = victim.open_house(tmp_path / "data", lambda _name: None)
        opened.append((library, index))
        ingestor.resume()
        return library, index

    yield restart
    for library, index in opened:
        index.close()
        library.close()


def promised(tmp_path: Path) -> tuple[dict[str, str], set[str]]:
    """The text that each source must have, and the sources of which nothing may be known for sure."""
    expected: dict[str, str] = {}
    unsure: set[str] = set()
    path = tmp_path / "promises"
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        kind, source = line.split()
        if kind in TEXTS:
            expected[source] = TEXTS[kind][source]
        else:
            expected.pop(source, None)
            (unsure.add if kind == "removing" else unsure.discard)(source)
    return expected, unsure


def check_promises(tmp_path: Path, library: Library, index: PassageIndex) -> None:
    expected, unsure = promised(tmp_path)
    held = {summary.source: library.document(summary.document_id).text for summary in library.summaries()}
    assert len(held) == len(library.summaries())
    for source, text in expected.items():
        later = victim.NEW_VERSION.get(source)
        assert held.get(source) in (text, later), source
        words = held[source].splitlines()[1]
        found = [hit.passage.text for hit in index.search(words, limit=3)]
        assert found.count(words) == 1
        assert found[0] == words
    removed = {"乙.txt"} - unsure - expected.keys()
    if removed and (tmp_path / "promises").exists() and "removed" in (tmp_path / "promises").read_text():
        assert "乙.txt" not in held
        assert not [hit for hit in index.search("伊春市办结案件二十三件") if "二十三件" in hit.passage.text]


def check_whole(library: Library, index: PassageIndex) -> None:
    """Nothing is half there."""
    assert library.intake.waiting() == ()
    assert library.intake.retired() == ()
    assert all(job.finished for job in library.jobs.latest(100))
    assert index.count() == library.passage_count()
    assert index.dense_ready
    originals = {path.name for path in (library.directory / "originals").iterdir()}
    assert originals == {summary.content_hash for summary in library.summaries()}
    for summary in library.summaries():
        document = library.document(summary.document_id)
        passages = library.passages_of(summary.document_id)
        assert len(passages) == summary.passages
        assert [document.text[p.start : p.end] for p in passages] == [p.text for p in passages]
        assert hashlib.sha256(library.original(summary.document_id)).hexdigest() == summary.content_hash


@pytest.mark.parametrize(("name", "time"), KILLS)
def test_killed_at_a_named_point_it_keeps_what_it_acknowledged(
    start: Callable[[str, int], ForkServerProcess],
    restarted: Callable[[], tuple[Library, PassageIndex]],
    tmp_path: Path,
    name: str,
    time: int,
) -> None:
    child = start(name, time)
    child.join()
    assert child.exitcode == -9
    library, index = restarted()
    check_promises(tmp_path, library, index)
    check_whole(library, index)


@pytest.mark.parametrize("share", [random.Random(SEED + n).random() for n in range(5)])
def test_killed_at_a_random_time_it_keeps_what_it_acknowledged(
    start: Callable[[str, int], ForkServerProcess],
    restarted: Callable[[], tuple[Library, PassageIndex]],
    tmp_path: Path,
    share: float,
) -> None:
    child = start("", 0)
    child.join(share)
    child.kill()
    child.join()
    library, index = restarted()
    check_promises(tmp_path, library, index)
    check_whole(library, index)


def test_killed_again_and_again_it_ends_whole(
    start: Callable[[str, int], ForkServerProcess],
    restarted: Callable[[], tuple[Library, PassageIndex]],
    tmp_path: Path,
) -> None:
    for name in ("stored", "activated", "vectors_stored"):
        start(name, 1).join()
    library, index = restarted()
    check_promises(tmp_path, library, index)
    check_whole(library, index)


def test_left_alone_it_reaches_every_point(
    forks: ForkServerContext,
    restarted: Callable[[], tuple[Library, PassageIndex]],
    tmp_path: Path,
) -> None:
    child = forks.Process(target=victim.run, args=(tmp_path / "data", tmp_path / "promises", "", 0))
    child.start()
    child.join()
    assert child.exitcode == 0
    library, index = restarted()
    assert sorted(s.metadata.title for s in library.summaries()) == ["# 丁", "# 丙", "# 甲二"]
    check_promises(tmp_path, library, index)
    check_whole(library, index)
