"""The first journey: what becomes of files."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from qa_service.errors import DocumentNotFound, FileTooLarge
from qa_service.ingestion.indexing import open_index
from qa_service.ingestion.ingest import Ingestor
from qa_service.ingestion.progress import IngestProgress
from qa_service.ingestion.sources import SourceFile, source_files
from qa_service.library.library import Library
from tests.ingestion.ingest_standins import LineReader, MemoryIndex, MemoryIndexes
from vectorstore.errors import IndexDiskFull
from vectorstore.passages import DocumentFacts, Passage


@dataclass
class House:
    library: Library
    index: MemoryIndex
    reader: LineReader
    ingestor: Ingestor

    def titles(self) -> list[str]:
        return sorted(summary.metadata.title for summary in self.library.summaries())


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with Library.open(tmp_path / "data") as library:
        indexes, reader = MemoryIndexes(), LineReader()
        index = open_index(library, open_in=indexes.open_in, create_in=indexes.create_in)
        yield House(library, index, reader, Ingestor(library, index, reader, file_limit_bytes=10_000))


def file(content: str, *, source: str = "报告.txt") -> SourceFile:
    return SourceFile(source=source, content=content.encode())


def finish(house: House) -> None:
    """Work on what was submitted until nothing is left."""
    house.ingestor.resume()


def test_a_file_becomes_a_document_that_is_found_by_words_and_by_meaning(house: House) -> None:
    summary = house.ingestor.ingest([file("# 题\n甲\n乙")])
    assert (summary.added, summary.passages, summary.failed) == (1, 2, ())
    assert house.index.texts() == ["乙", "甲"]
    assert house.index.dense_ready
    (document,) = house.library.summaries()
    kept = house.library.index_records.vectors([document.document_id], embedder=house.index.embedder.name)
    assert kept[document.document_id].shape == (2, 8)


def test_an_unchanged_file_costs_a_hash_and_is_not_read_again(house: House) -> None:
    files = [file(f"文{n}", source=f"{n}.txt") for n in range(3)]
    house.ingestor.ingest(files)
    revision = house.library.revision
    summary = house.ingestor.ingest(files)
    assert (summary.added, summary.unchanged, summary.replaced) == (0, 3, 0)
    assert len(house.reader.read) == 3
    assert house.library.revision == revision


def test_a_file_that_fails_never_stops_the_others(house: House) -> None:
    contents = ["坏的", "好的甲", "", "崩溃", "好的乙", "x" * 10_001]
    summary = house.ingestor.ingest(file(text, source=f"{n}") for n, text in enumerate(contents))
    assert house.titles() == ["好的乙", "好的甲"]
    assert sorted((failed.source, failed.reason.code) for failed in summary.failed) == [
        ("0", "damaged_file"),
        ("2", "empty_file"),
        ("3", "internal_error"),
        ("5", "file_too_large"),
    ]
    assert len(list((house.library.directory / "originals").iterdir())) == 2
    assert house.library.intake.waiting() == ()


def test_a_file_that_cannot_be_opened_is_a_failed_file(house: House, tmp_path: Path) -> None:
    summary = house.ingestor.ingest([SourceFile(source="gone.txt", path=tmp_path / "gone.txt"), file("甲")])
    assert (summary.added, [failed.source for failed in summary.failed]) == (1, ["gone.txt"])


def test_every_copy_of_a_failed_file_is_reported(house: House) -> None:
    summary = house.ingestor.ingest([file("坏", source="a"), file("坏", source="b")])
    assert [failed.source for failed in summary.failed] == ["a", "b"]


def test_the_same_bytes_under_two_names_are_one_document(house: House) -> None:
    summary = house.ingestor.ingest([file("甲", source="a"), file("甲", source="b")])
    assert (summary.added, summary.unchanged) == (1, 1)
    assert house.titles() == ["甲"]


def test_a_new_version_replaces_the_old_everywhere(house: House) -> None:
    house.ingestor.ingest([file("旧一\n旧二")])
    summary = house.ingestor.ingest([file("新")])
    assert (summary.added, summary.replaced, summary.replacing) == (0, 1, (file("新").source,))
    assert house.titles() == ["新"]
    assert house.index.texts() == ["新"]
    assert len(house.index.meanings) == 1


def test_versions_of_one_run_end_with_the_last(house: House) -> None:
    house.ingestor.ingest([file("一"), file("二"), file("三")])
    assert house.titles() == ["三"]
    assert house.index.texts() == ["三"]


def test_reports_of_two_years_with_one_file_name_both_stay(house: House) -> None:
    house.ingestor.ingest([file("沂源县2019"), file("沂源县2020")])
    assert house.titles() == ["沂源县2019", "沂源县2020"]
    again = house.ingestor.ingest([file("沂源县2019"), file("沂源县2020")])
    assert again.unchanged == 2
    assert house.titles() == ["沂源县2019", "沂源县2020"]


def test_a_source_that_takes_over_the_bytes_of_another_loses_its_old_document(house: House) -> None:
    house.ingestor.ingest([file("甲", source="a"), file("乙", source="b")])
    summary = house.ingestor.ingest([file("甲", source="b")])
    assert summary.replaced == 1
    assert house.titles() == ["甲"]
    assert house.index.texts() == ["甲"]


def test_many_tiny_files_are_all_in(house: House) -> None:
    summary = house.ingestor.ingest(file(f"文件{n}", source=f"{n}.txt") for n in range(700))
    assert summary.added == 700
    assert house.index.count() == house.library.passage_count() == 700


def test_progress_counts_files_and_then_vectors(house: House) -> None:
    told: list[IngestProgress] = []
    files = [file("甲\n乙", source="a"), file("坏", source="b"), file("甲\n乙", source="c")]
    house.ingestor.ingest(files, told.append)
    last = {progress.stage: progress for progress in told}
    assert (last["documents"].done, last["documents"].failed, last["documents"].passages) == (3, 1, 2)
    assert (last["vectors"].done, last["vectors"].total) == (2, 2)
    assert [progress.stage for progress in told] == sorted(progress.stage for progress in told)
    done = [progress.done for progress in told if progress.stage == "documents"]
    assert set(done) == {1, 2, 3}
    assert done == sorted(done)


def test_an_upload_is_acknowledged_before_it_is_read(house: House) -> None:
    job_id = house.ingestor.submit("报告.txt", "甲".encode())
    job = house.library.jobs.get(job_id)
    assert (job.state, job.share, job.source, house.reader.read) == ("received", 0.0, "报告.txt", [])
    finish(house)
    job = house.library.jobs.get(job_id)
    assert (job.state, job.share, job.outcome, job.finished) == ("done", 1.0, "added", True)
    assert house.library.document(job.document_id).title == "甲"


def test_the_job_of_a_bad_upload_says_why(house: House) -> None:
    job_id = house.ingestor.submit("报告.txt", b"")
    finish(house)
    job = house.library.jobs.get(job_id)
    assert job.state == "failed"
    assert job.reason is not None
    assert job.reason.code == "empty_file"


def test_an_upload_over_the_limit_is_refused_and_leaves_nothing(house: House) -> None:
    with pytest.raises(FileTooLarge):
        house.ingestor.submit("报告.txt", b"x" * 10_001)
    assert list((house.library.directory / "originals").iterdir()) == []
    assert house.library.jobs.latest(10) == ()


def test_files_uploaded_together_have_their_jobs_in_their_order(house: House) -> None:
    sent = [
        file("甲", source="a"),
        file("x" * 10_001, source="big"),
        file("乙", source="b"),
        file("甲", source="c"),
    ]
    job_ids = house.ingestor.submit_all(sent)
    finish(house)
    jobs = [house.library.jobs.get(job_id) for job_id in job_ids]
    assert [job.source for job in jobs] == ["a", "big", "b", "c"]
    assert [job.reason.code if job.reason else job.outcome for job in jobs] == [
        "added",
        "file_too_large",
        "added",
        "added",
    ]


def test_an_upload_of_a_known_file_under_another_name_is_done(house: House) -> None:
    house.ingestor.ingest([file("甲", source="a")])
    job_id = house.ingestor.submit("b", "甲".encode())
    finish(house)
    assert house.library.jobs.get(job_id).outcome == "unchanged"


def test_a_job_whose_document_was_removed_meanwhile_ends(house: House) -> None:
    house.ingestor.ingest([file("甲", source="a")])
    job_id = house.ingestor.submit("b", "甲".encode())
    house.ingestor.remove(house.library.summaries()[0].document_id)
    finish(house)
    job = house.library.jobs.get(job_id)
    assert job.state == "failed"
    assert job.reason is not None
    assert job.reason.code == "document_not_found"


def test_the_same_file_uploaded_by_many_at_once_is_one_document(house: House) -> None:
    house.ingestor.start()
    barrier = threading.Barrier(6)
    jobs: list[str] = []

    def upload(number: int) -> None:
        barrier.wait()
        jobs.append(house.ingestor.submit(f"{number % 2}.txt", "同一份".encode()))

    threads = [threading.Thread(target=upload, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    house.ingestor.close()
    finish_all = Ingestor(house.library, house.index, house.reader)
    finish_all.resume()
    assert house.titles() == ["同一份"]
    assert house.index.count() == 1
    assert {house.library.jobs.get(job).state for job in jobs} == {"done"}


def test_the_worker_takes_what_is_submitted_and_survives_bad_files(house: House) -> None:
    house.ingestor.start()
    for number, content in enumerate(["甲", "坏", "崩", "乙"]):
        house.ingestor.submit(str(number), content.encode())
    wait_for_jobs(house.library)
    house.ingestor.close()
    assert house.titles() == ["乙", "甲"]


def wait_for_jobs(library: Library) -> None:
    """Until every job is finished; the test's own time limit ends a wait without end."""
    pause = threading.Event()
    while not all(job.finished for job in library.jobs.latest(100)):
        pause.wait(0.01)


def test_a_removed_document_is_gone_from_library_index_and_disk(house: House) -> None:
    house.ingestor.ingest([file("甲", source="a"), file("乙", source="b")])
    gone = next(s.document_id for s in house.library.summaries() if s.source == "a")
    house.ingestor.remove(gone)
    assert house.titles() == ["乙"]
    assert house.index.texts() == ["乙"]
    assert len(house.index.meanings) == 1
    assert len(list((house.library.directory / "originals").iterdir())) == 1
    with pytest.raises(DocumentNotFound):
        house.ingestor.remove(gone)


def test_a_removed_document_can_come_back(house: House) -> None:
    for _time in range(2):
        assert house.ingestor.ingest([file("甲")]).added == 1
        house.ingestor.remove(house.library.summaries()[0].document_id)
    assert house.index.count() == 0


def test_files_without_room_are_reported_and_the_next_run_takes_them_in(house: House) -> None:
    house.index.failure = IndexDiskFull()
    summary = house.ingestor.ingest([file("甲", source="a"), file("乙", source="b")])
    assert [(failed.source, failed.reason.code) for failed in summary.failed] == [
        ("a", "storage_full"),
        ("b", "storage_full"),
    ]
    house.index.failure = None
    house.ingestor.ingest([file("丙", source="c")])
    assert house.titles() == ["丙", "乙", "甲"]


def without_room(house: House, word: str) -> Callable[[], None]:
    """Let the disk be full for documents with this word; until what is returned is called."""
    add = house.index.add_keywords

    def refuse(passages: Iterable[tuple[Passage, DocumentFacts]]) -> None:
        entries = list(passages)
        if any(word in passage.text for passage, _facts in entries):
            raise IndexDiskFull
        add(entries)

    def make_room() -> None:
        house.index.add_keywords = add  # type: ignore[method-assign]

    house.index.add_keywords = refuse  # type: ignore[method-assign]
    return make_room


def test_a_file_that_does_not_fit_waits_with_its_reason_and_holds_up_no_other(house: House) -> None:
    make_room = without_room(house, "大")
    big, small = (house.ingestor.submit(text, text.encode()) for text in ("大", "小"))
    house.ingestor.resume()
    assert house.titles() == ["小"]
    assert house.library.jobs.get(small).state == "done"
    job = house.library.jobs.get(big)
    assert (job.state, job.finished, job.reason and job.reason.code) == ("received", False, "storage_full")
    make_room()
    house.ingestor.resume()
    assert (house.library.jobs.get(big).state, house.library.jobs.get(big).reason) == ("done", None)


def test_the_worker_goes_on_with_other_files_and_tries_again_after_a_pause(house: House) -> None:
    ingestor = Ingestor(house.library, house.index, house.reader, storage_pause_s=0.05)
    make_room = without_room(house, "大")
    ingestor.start()
    pause = threading.Event()
    big = ingestor.submit("大", "大".encode())
    while house.library.jobs.get(big).reason is None:
        pause.wait(0.01)
    small = ingestor.submit("小", "小".encode())
    while not house.library.jobs.get(small).finished:
        pause.wait(0.01)
    make_room()
    wait_for_jobs(house.library)
    ingestor.close()
    assert house.titles() == ["大", "小"]


def test_a_disk_without_any_room_is_said_by_every_job_and_nothing_is_read(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = [house.ingestor.submit(text, text.encode()) for text in ("甲", "乙")]
    with monkeypatch.context() as patched:
        patched.setattr(Library, "has_room", lambda self: False)
        house.ingestor.resume()
    reasons = [house.library.jobs.get(job).reason for job in jobs]
    assert [reason and reason.code for reason in reasons] == ["storage_full"] * 2
    assert house.reader.read == []
    house.ingestor.resume()
    assert house.titles() == ["乙", "甲"]


def test_a_received_file_that_was_lost_from_the_disk_fails_and_holds_up_no_other(house: House) -> None:
    lost = house.ingestor.submit("失", "失".encode())
    (original,) = (house.library.directory / "originals").iterdir()
    original.unlink()
    kept = house.ingestor.submit("存", "存".encode())
    house.ingestor.resume()
    job = house.library.jobs.get(lost)
    assert (job.state, job.reason and job.reason.code) == ("failed", "unreadable_file")
    assert (house.library.jobs.get(kept).state, house.titles()) == ("done", ["存"])


def test_a_document_removed_on_a_full_disk_is_hidden_at_once_and_deleted_later(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.ingestor.ingest([file("甲")])

    def full(document_ids: Sequence[str]) -> None:
        raise IndexDiskFull

    with monkeypatch.context() as patched:
        patched.setattr(house.index, "remove", full)
        house.ingestor.remove(house.library.summaries()[0].document_id)
        assert house.titles() == []
    finish(house)
    assert house.index.texts() == []
    assert house.library.intake.retired() == ()


@pytest.mark.parametrize("names", [("甲", "乙", "丙"), ("甲", "乙")])
def test_versions_of_one_source_that_come_together_are_one_added_and_the_rest_replaced(
    house: House, names: tuple[str, ...]
) -> None:
    summary = house.ingestor.ingest([file(name) for name in names])
    assert (summary.added, summary.replaced) == (1, len(names) - 1)
    assert house.titles() == [names[-1]]


def test_a_batch_with_a_document_that_cannot_be_indexed_loses_only_that_one(house: House) -> None:
    add = house.index.add_keywords

    def refuse(passages: Iterable[tuple[Passage, DocumentFacts]]) -> None:
        entries = list(passages)
        if any("毒" in passage.text for passage, _facts in entries):
            raise ValueError
        add(entries)

    house.index.add_keywords = refuse  # type: ignore[method-assign]
    summary = house.ingestor.ingest([file("甲", source="a"), file("毒", source="b"), file("乙", source="c")])
    assert house.titles() == ["乙", "甲"]
    assert [(failed.source, failed.reason.code) for failed in summary.failed] == [("b", "internal_error")]


def test_folders_are_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/二.txt", "b/a/一.txt", "z.txt", ".hidden", ".git/config", "b/.DS_Store"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    assert [file.source for file in source_files([tmp_path])] == ["z.txt", "b/二.txt", "b/a/一.txt"]
    assert [file.source for file in source_files([tmp_path / "z.txt"])] == ["z.txt"]
