"""The way of documents into the library: versions, failures, repetitions."""

import errno
import os
from pathlib import Path

import pytest

from qa_service.errors import DamagedFile, StorageFull
from qa_service.library.jobs import Reason
from qa_service.library.library import Library
from tests.library.samples import incoming, parsed, put


def sources(library: Library) -> list[tuple[str, str]]:
    return sorted((summary.source, summary.metadata.title) for summary in library.summaries())


def test_new_bytes_of_a_source_replace_the_old_ones(library: Library) -> None:
    old = put(library, "旧版", year=2019)
    new = put(library, "新版", year=2019)
    assert sources(library) == [("报告.txt", "新版")]
    assert library.passages([f"{old}-1", f"{new}-1"]).keys() == {f"{new}-1"}
    assert [path.name[:16] for path in (library.directory / "originals").iterdir()] == [new]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (("沂源县", 2019), ("沂源县", 2020)),
        (("沂源县", 2019), ("伊春市", 2019)),
        (("沂源县", None), ("伊春市", 2019)),
    ],
)
def test_documents_of_other_regions_or_years_stay_side_by_side(
    library: Library, old: tuple[str, int | None], new: tuple[str, int | None]
) -> None:
    put(library, "甲", region=old[0], year=old[1])
    put(library, "乙", region=new[0], year=new[1])
    assert len(library.summaries()) == 2


@pytest.mark.parametrize("new", [(None, None), ("沂源县", None), (None, 2019)])
def test_an_unknown_region_or_year_is_no_difference(
    library: Library, new: tuple[str | None, int | None]
) -> None:
    put(library, "甲", region="沂源县", year=2019)
    put(library, "乙", region=new[0], year=new[1])
    assert sources(library) == [("报告.txt", "乙")]


def test_going_back_to_old_bytes_replaces_the_new_ones(library: Library) -> None:
    for content in ("甲", "乙", "甲"):
        put(library, content)
    assert sources(library) == [("报告.txt", "甲")]


def test_the_same_bytes_are_one_document_whatever_their_names(library: Library) -> None:
    put(library, "甲", source="a.txt")
    (receipt,) = library.intake.receive([incoming("甲", source="b.txt")])
    assert receipt.status == "known"
    library.intake.activate([receipt.document_id], generation=1)
    assert len(library.summaries()) == 1
    (again,) = library.intake.receive([incoming("甲", source="b.txt")])
    assert again.status == "unchanged"


def test_a_file_that_was_lost_from_the_disk_is_kept_again_when_it_comes_again(library: Library) -> None:
    document_id = put(library, "甲")
    (original,) = (library.directory / "originals").iterdir()
    original.unlink()
    (receipt,) = library.intake.receive([incoming("甲")])
    assert receipt.status == "unchanged"
    assert library.original(document_id) == "甲".encode()


def test_a_document_lives_as_long_as_one_source_holds_it(library: Library) -> None:
    document_id = put(library, "甲", source="a.txt")
    library.intake.receive([incoming("甲", source="b.txt")])
    put(library, "乙", source="a.txt")
    assert sources(library) == [("a.txt", "乙"), ("b.txt", "甲")]
    put(library, "丙", source="b.txt")
    assert sources(library) == [("a.txt", "乙"), ("b.txt", "丙")]
    assert not library.passages([f"{document_id}-1"])


def test_the_file_that_came_last_wins_whichever_is_ready_first(library: Library) -> None:
    first, second = library.intake.receive([incoming("甲"), incoming("乙")])
    library.intake.store([parsed("甲"), parsed("乙")])
    library.intake.activate([second.document_id], generation=1)
    late = library.intake.activate([first.document_id], generation=1)
    assert late.retired == (first.document_id,)
    assert sources(library) == [("报告.txt", "乙")]


def test_the_same_file_twice_at_once_is_one_document(library: Library) -> None:
    first, second = library.intake.receive([incoming("甲"), incoming("甲")], with_jobs=True)
    assert (first.status, second.status) == ("new", "pending")
    library.intake.store([parsed("甲")])
    library.intake.activate([first.document_id], generation=1)
    assert len(library.summaries()) == 1
    assert {library.jobs.get(receipt.job_id or "").state for receipt in (first, second)} == {"done"}


def test_every_step_can_be_done_twice(library: Library) -> None:
    for _time in range(2):
        (receipt,) = library.intake.receive([incoming("甲\n乙")])
    for _time in range(2):
        library.intake.store([parsed("甲\n乙")])
    for _time in range(2):
        library.intake.activate([receipt.document_id], generation=1)
    assert [passage.text for passage in library.passages_of(receipt.document_id)] == ["甲", "乙"]
    assert library.passage_count() == 2


def test_a_failed_file_leaves_its_reason_and_nothing_else(library: Library) -> None:
    (receipt,) = library.intake.receive([incoming("甲")], with_jobs=True)
    library.intake.fail(receipt.document_id, Reason.of(DamagedFile(format="pdf")))
    job = library.jobs.get(receipt.job_id or "")
    assert job.state == "failed"
    assert job.reason is not None
    assert (job.reason.code, "pdf" in job.reason.english) == ("damaged_file", True)
    assert list((library.directory / "originals").iterdir()) == []
    assert library.intake.waiting() == ()


def test_a_file_that_failed_can_come_again(library: Library) -> None:
    (receipt,) = library.intake.receive([incoming("甲")])
    library.intake.fail(receipt.document_id, Reason.of(DamagedFile(format="pdf")))
    put(library, "甲")
    assert library.original(receipt.document_id) == "甲".encode()


def test_a_document_removed_while_it_was_read_is_not_stored(library: Library) -> None:
    document_id = put(library, "甲")
    library.intake.retire(document_id)
    library.intake.purge([document_id])
    library.intake.store([parsed("甲")])
    assert library.intake.activate([document_id], generation=1).outcomes == {}
    assert library.summaries() == ()


def test_a_document_that_comes_back_during_its_removal_is_kept(library: Library) -> None:
    document_id = put(library, "甲")
    library.intake.retire(document_id)
    (receipt,) = library.intake.receive([incoming("甲")])
    library.intake.purge([document_id])
    assert receipt.status == "new"
    assert [waiting.document_id for waiting in library.intake.waiting()] == [document_id]
    assert library.intake.content(incoming("甲").content_hash) == "甲".encode()


def test_a_job_tells_added_replaced_and_unchanged_apart(library: Library) -> None:
    outcomes = []
    for content in ("甲", "乙", "乙"):
        (receipt,) = library.intake.receive([incoming(content)], with_jobs=True)
        if receipt.status == "new":
            library.intake.store([parsed(content)])
            library.intake.activate([receipt.document_id], generation=1)
        outcomes.append(library.jobs.get(receipt.job_id or "").outcome)
    assert outcomes == ["added", "replaced", "unchanged"]


def test_a_full_disk_keeps_nothing_of_a_file_and_everything_else(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(library, "甲", source="a")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(StorageFull):
            library.intake.receive([incoming("乙", source="b")])
    assert library.intake.waiting() == ()
    assert sources(library) == [("a", "甲")]
    put(library, "乙", source="b")
    assert len(library.summaries()) == 2


def test_a_full_database_is_a_full_disk(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    with library._database.write() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StorageFull):
        put(library, "长" * 1_000_000)
    with library._database.write() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1073741823")
    put(library, "长" * 1_000_000)
    assert library.passage_count() == 1


def test_what_was_acknowledged_is_there_after_a_restart(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.intake.receive([incoming("甲")])
    with Library.open(tmp_path) as library:
        (waiting,) = library.intake.waiting()
        assert library.intake.content(waiting.content_hash) == "甲".encode()
