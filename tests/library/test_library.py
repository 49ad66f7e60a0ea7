"""What the library promises to those who read it."""

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa_service.errors import DataDirectoryInUse, DocumentNotFound, InvalidRequest, LibraryUnavailable
from qa_service.library.library import Library
from qa_service.library.options import LibraryOptions
from tests.library.samples import incoming, parsed, put

TEXT = "# 工作报告\n新收行政复议申请107件。\n满意率为98%。\n𠀀字与🙂也在。"


def test_a_document_comes_back_as_it_was_put_in(library: Library) -> None:
    document_id = put(library, TEXT, region="沂源县", year=2019)
    whole = parsed(TEXT, region="沂源县", year=2019)
    assert library.document(document_id) == whole.document
    assert library.passages_of(document_id) == whole.passages
    assert library.original(document_id) == TEXT.encode()


def test_every_passage_is_a_slice_of_its_document(library: Library) -> None:
    document_id = put(library, TEXT)
    text = library.document(document_id).text
    assert [text[p.start : p.end] for p in library.passages_of(document_id)] == TEXT.split("\n")


def test_a_document_on_its_way_is_seen_by_nobody(library: Library) -> None:
    (receipt,) = library.intake.receive([incoming(TEXT)])
    library.intake.store([parsed(TEXT)])
    assert library.summaries() == ()
    assert library.passages([f"{receipt.document_id}-1"]) == {}
    for read in (library.document, library.passages_of, library.original):
        with pytest.raises(DocumentNotFound):
            read(receipt.document_id)


def test_a_removed_document_is_never_seen_again_from_the_first_step_on(library: Library) -> None:
    document_id = put(library, TEXT)
    library.intake.retire(document_id)
    assert library.summaries() == ()
    assert library.passages([f"{document_id}-2"]) == {}
    with pytest.raises(DocumentNotFound):
        library.document(document_id)
    library.intake.purge([document_id])
    assert list((library.directory / "originals").iterdir()) == []


def test_removing_what_is_not_there_is_not_found(library: Library) -> None:
    with pytest.raises(DocumentNotFound):
        library.intake.retire("0" * 16)


def test_only_passages_of_active_documents_are_given(library: Library) -> None:
    kept, gone = put(library, "甲\n乙", source="a"), put(library, "丙\n丁", source="b")
    library.intake.retire(gone)
    found = library.passages([f"{kept}-2", f"{gone}-1", "nonsense", f"{kept}-99"])
    assert list(found) == [f"{kept}-2"]
    assert found[f"{kept}-2"].text == "乙"


def test_neighbours_stand_around_a_passage_and_stay_in_its_document(library: Library) -> None:
    put(library, "前\n后", source="other")
    document_id = put(library, "一\n二\n三\n四\n五")
    third = library.passages_of(document_id)[2]
    assert [p.text for p in library.neighbours(third, before=1, after=2)] == ["二", "四", "五"]
    assert [p.text for p in library.neighbours(third, before=9, after=0)] == ["一", "二"]
    assert library.neighbours(third, before=0, after=0) == ()


def test_headings_are_kept_but_not_counted_as_findable(library: Library) -> None:
    document_id = put(library, TEXT)
    assert len(library.passages_of(document_id)) == 4
    assert library.passage_count() == 3


def test_the_revision_grows_with_every_change_and_survives_a_restart(library: Library) -> None:
    revisions = [library.revision]
    first = put(library, "甲", source="a")
    revisions.append(library.revision)
    put(library, "乙", source="b")
    revisions.append(library.revision)
    library.intake.retire(first)
    revisions.append(library.revision)
    assert revisions == sorted(set(revisions))
    library.close()
    with Library.open(library.directory) as again:
        assert again.revision == revisions[-1]


def test_summaries_are_the_same_object_until_the_library_changes(library: Library) -> None:
    put(library, "甲", source="a", year=2019)
    before = library.summaries()
    assert all(a is b for a, b in zip(before, library.summaries(), strict=True))
    put(library, "乙", source="b", year=2020)
    after = library.summaries()
    assert [summary.metadata.year for summary in after] == [2020, 2019]
    assert after[1] is before[0]


def test_pages_follow_one_another_without_gap_or_repetition(library: Library) -> None:
    ids = [put(library, f"文{n}", source=f"{n}.txt") for n in range(7)]
    seen: list[str] = []
    cursor = None
    while True:
        page = library.documents_page(region=None, year=None, q=None, limit=3, cursor=cursor)
        assert page.total == 7
        seen += [item.document_id for item in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert seen == ids[::-1]


@pytest.mark.parametrize("region", ["山东省", "淄博市", "沂源县"])
def test_a_region_holds_the_documents_of_every_place_in_it(library: Library, region: str) -> None:
    document_id = put(library, "甲", source="a", region="沂源县", year=2019)
    put(library, "乙", source="b", region="伊春市", year=2019)
    page = library.documents_page(region=region, year=2019, q=None, limit=10, cursor=None)
    assert [item.document_id for item in page.items] == [document_id]
    assert library.documents_page(region=region, year=2020, q=None, limit=10, cursor=None).total == 0


def test_a_part_of_a_region_name_is_no_region(library: Library) -> None:
    put(library, "甲", region="沂源县")
    assert library.documents_page(region="沂源", year=None, q=None, limit=10, cursor=None).total == 0


@pytest.mark.parametrize(("q", "expected"), [("50%", 1), ("_", 0), ("完成50%", 1), ("B.TXT", 1), ("", 2)])
def test_words_are_looked_for_literally_and_without_case(library: Library, q: str, expected: int) -> None:
    put(library, "完成50%的任务", source="a.txt")
    put(library, "完成500项任务", source="b.txt")
    assert library.documents_page(region=None, year=None, q=q, limit=10, cursor=None).total == expected


@pytest.mark.parametrize("cursor", ["", "x", "%%%", "-1", "字", "LTU", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OQ"])
def test_a_strange_cursor_is_an_invalid_request(library: Library, cursor: str) -> None:
    with pytest.raises(InvalidRequest):
        library.documents_page(region=None, year=None, q=None, limit=10, cursor=cursor)


def test_a_second_owner_is_refused_and_the_directory_is_free_after_closing(library: Library) -> None:
    with pytest.raises(DataDirectoryInUse):
        Library.open(library.directory)
    library.close()
    Library.open(library.directory).close()


def test_a_library_that_cannot_be_opened_is_not_held(tmp_path: Path) -> None:
    (tmp_path / "originals").write_text("not a folder")
    for _attempt in range(2):
        with pytest.raises(LibraryUnavailable):
            Library.open(tmp_path)


def test_a_check_of_the_database_that_takes_too_long_is_given_up(library: Library) -> None:
    for number in range(30):
        put(library, f"{number}\n" + "字\n" * 300, source=f"{number}")
    assert library.problem(limit_s=30) == ""
    assert library.problem(limit_s=-1) is None
    assert library.problem(limit_s=30) == ""


def _cut(database: Path) -> None:
    database.write_bytes(database.read_bytes()[: database.stat().st_size // 2])


def _scribble(database: Path) -> None:
    database.write_bytes(bytes(range(256)) * 64)


def _from_a_later_program(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


@pytest.mark.parametrize("harm", [_cut, _scribble, _from_a_later_program, Path.unlink])
def test_a_database_that_was_harmed_is_said_and_costs_no_document(
    library: Library, harm: Callable[[Path], None]
) -> None:
    put(library, TEXT)
    library.close()
    harm(library.directory / "library.sqlite3")
    for _attempt in range(2):
        with pytest.raises(LibraryUnavailable):
            Library.open(library.directory)
    originals = list((library.directory / "originals").iterdir())
    assert [path.read_text() for path in originals] == [TEXT]


def test_a_data_directory_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(LibraryUnavailable):
        Library.open(tmp_path / "file" / "data")


@pytest.mark.parametrize("url", ["nonsense", "nosuch://user:geheim@host/name", "sqlite+nosuch:///x"])
def test_a_url_that_leads_to_no_database_is_said_without_its_password(tmp_path: Path, url: str) -> None:
    with pytest.raises(LibraryUnavailable, match="URL") as caught:
        Library.open(tmp_path, LibraryOptions(url=url))
    assert "geheim" not in str(caught.value)
    Library.open(tmp_path).close()  # it is not held


def test_files_without_a_row_are_swept_at_the_next_start(library: Library) -> None:
    document_id = put(library, TEXT)
    library.close()
    for name in (hashlib.sha256(b"never acknowledged").hexdigest(), "half-written.part"):
        (library.directory / "originals" / name).write_bytes(b"never acknowledged")
    with Library.open(library.directory) as again:
        assert again.original(document_id) == TEXT.encode()
        assert len(list((library.directory / "originals").iterdir())) == 1


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_characters="\n\r"), min_size=1), st.text(min_size=1))
def test_any_text_can_be_kept_and_offsets_stay(library: Library, line: str, source: str) -> None:
    sample = parsed("首\n尾", source=source)
    text = f"首{line}\n尾"
    (receipt,) = library.intake.receive([incoming("首\n尾", source=source)])
    library.intake.store([replace(sample, document=replace(sample.document, text=text))])
    library.intake.activate([receipt.document_id], generation=1)
    kept = library.document(receipt.document_id).text
    assert len(kept) == len(text)
    assert "\x00" not in kept
    assert kept.encode()
    library.intake.retire(receipt.document_id)
    library.intake.purge([receipt.document_id])
