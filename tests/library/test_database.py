"""The schema, the journal, the threads."""

import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from qa_service.library import counters
from qa_service.library.database import Database, journal_mode
from qa_service.library.library import Library
from qa_service.library.tables import SCHEMA, documents
from tests.library.samples import put


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(f"sqlite:///{tmp_path / 'library.sqlite3'}")


def test_the_migrations_make_exactly_the_tables(database: Database) -> None:
    with database.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), SCHEMA) == []
    database.close()


def test_opening_again_migrates_nothing(database: Database, tmp_path: Path) -> None:
    database.close()
    before = (tmp_path / "library.sqlite3").read_bytes()
    Database(f"sqlite:///{tmp_path / 'library.sqlite3'}").close()
    assert (tmp_path / "library.sqlite3").read_bytes() == before


@pytest.mark.parametrize("table", SCHEMA.sorted_tables, ids=str)
def test_every_table_can_be_made_on_postgresql(table: object) -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    statement = str(CreateTable(table).compile(dialect=dialect))  # type: ignore[arg-type]
    assert "CREATE TABLE" in statement
    for index in table.indexes:  # type: ignore[attr-defined]
        assert "CREATE" in str(CreateIndex(index).compile(dialect=dialect))


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ((3, 40, 1), "TRUNCATE"),
        ((3, 44, 5), "TRUNCATE"),
        ((3, 44, 6), "WAL"),
        ((3, 45, 9), "TRUNCATE"),
        ((3, 50, 6), "TRUNCATE"),
        ((3, 50, 7), "WAL"),
        ((3, 51, 2), "TRUNCATE"),
        ((3, 51, 3), "WAL"),
        ((4, 0, 0), "WAL"),
    ],
)
def test_the_write_ahead_log_is_used_only_where_it_is_safe(version: tuple[int, ...], expected: str) -> None:
    assert journal_mode(version) == expected


def test_every_commit_waits_for_the_disk(database: Database) -> None:
    with database.read() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    database.close()


def test_numbers_are_counted_once_each_by_many_threads(database: Database) -> None:
    taken: list[int] = []

    def count() -> None:
        for _time in range(10):
            with database.write() as connection:
                taken.extend(counters.take(connection, "number"))

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == list(range(1, 41))
    database.close()


def test_a_transaction_that_raises_changes_nothing(database: Database) -> None:
    def take_and_fail() -> None:
        with database.write() as connection:
            counters.take(connection, "number")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        take_and_fail()
    with database.read() as connection:
        assert counters.current(connection, "number") == 0
    database.close()


def test_readers_see_one_state_while_others_write(library: Library) -> None:
    put(library, "甲", source="a")
    failures: list[Exception] = []
    done = threading.Event()

    def read() -> None:
        try:
            while not done.is_set():
                for summary in library.summaries():
                    assert len(library.passages_of(summary.document_id)) == summary.passages
        except Exception as error:  # noqa: BLE001 (reported by the test)
            failures.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(5):
        put(library, f"乙{number}\n丙", source=f"{number}")
    done.set()
    for reader in readers:
        reader.join()
    assert failures == []


def test_text_is_kept_as_real_characters(library: Library) -> None:
    put(library, "甲", region="沂源县")
    with library._database.read() as connection:
        raw = connection.exec_driver_sql("SELECT region_path, proofs FROM documents").one()
        assert connection.execute(select(documents.c.region_path)).scalar() == ["山东省", "淄博市", "沂源县"]
    assert "沂源县" in raw[0]
    assert "甲" in raw[1]
