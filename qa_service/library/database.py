"""The SQL database: its engine, its transactions, its migrations.

SQLite by default, any database SQLAlchemy knows by URL; the tables are the same. On SQLite a transaction that
writes says so when it begins (BEGIN IMMEDIATE), so that two writers queue and neither fails half-way.
This module does not know what the tables mean.
"""

import errno
import json
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from qa_service.errors import LibraryUnavailable, StorageFull

BUSY_TIMEOUT_S = 30.0
PAGE_CACHE_KIB = 32_000
"""Of one SQLite connection."""
CHECK_STEPS = 10_000
"""Of SQLite's virtual machine between two looks at the clock."""

FULL_DISK_ERRNOS = frozenset({errno.ENOSPC, errno.EDQUOT})
POSTGRESQL_DISK_FULL = "53100"


def journal_mode(sqlite_version: tuple[int, ...]) -> str:
    """The journal that is safe with this SQLite.

    Up to 3.51.2 a WAL that is reset while another connection writes can corrupt the database; fixed in 3.51.3
    and back-ported to 3.50.7 and 3.44.6 (https://sqlite.org/wal.html, "The WAL-reset bug").
    """
    branch = sqlite_version[:2]
    fixed = sqlite_version >= (3, 51, 3) or (
        (branch == (3, 50) and sqlite_version >= (3, 50, 7))
        or (branch == (3, 44) and sqlite_version >= (3, 44, 6))
    )
    return "WAL" if fixed else "TRUNCATE"


@contextmanager
def full_disk_named() -> Iterator[None]:
    """Turn the ways in which a full disk shows into one error.

    Raises: StorageFull.
    """
    try:
        yield
    except OSError as error:
        if error.errno in FULL_DISK_ERRNOS:
            raise StorageFull from error
        raise
    except DBAPIError as error:
        if _says_disk_full(error):
            raise StorageFull from error
        raise


def _says_disk_full(error: DBAPIError) -> bool:
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    return getattr(cause, "sqlstate", None) == POSTGRESQL_DISK_FULL


class Database:
    """An open database with its newest schema. Thread-safe; one process writes at a time."""

    def __init__(self, url: str, *, may_be_new: bool = True) -> None:
        """Open, and bring the schema up to date.

        Raises: StorageFull; LibraryUnavailable when its schema is newer than this program, or when it is
        empty and may not be; sqlalchemy.exc.DBAPIError when the database cannot be reached or read.
        """
        self._writer = threading.Lock()
        self._engine = _engine(url)
        with full_disk_named():
            migrate(self._engine, may_be_new=may_be_new)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database."""
        with self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction, committed and durable when the block ends, undone when it raises.

        Raises: StorageFull.
        """
        with self._writer, full_disk_named(), self._engine.connect() as connection:
            connection.execution_options(writes=True)
            with connection.begin():
                yield connection

    def problem(self, *, limit_s: float) -> str | None:
        """What SQLite's own check finds wrong, in one line; empty where that is nothing, and of other
        databases; None where it was not done in ``limit_s`` seconds."""
        if self._engine.dialect.name != "sqlite":
            return ""
        deadline = time.monotonic() + limit_s
        with self.read() as connection:
            driver = connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            driver.set_progress_handler(lambda: time.monotonic() > deadline, CHECK_STEPS)
            try:
                found = driver.execute("PRAGMA quick_check(1)").fetchone()[0]
            except sqlite3.DatabaseError as error:
                is_late = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT
                return None if is_late else str(error)
            finally:
                driver.set_progress_handler(None, 0)
        return "" if found == "ok" else " ".join(str(found).split())

    def close(self) -> None:
        self._engine.dispose()


def _engine(url: str) -> Engine:
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, json_serializer=_to_json)
    engine = create_engine(
        url,
        json_serializer=_to_json,
        connect_args={"timeout": BUSY_TIMEOUT_S, "check_same_thread": False},
        max_overflow=40,
    )
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _set_pragmas(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    # The driver must not begin transactions by itself: _begin does, with the right lock.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        f"journal_mode={journal_mode(sqlite3.sqlite_version_info)}",
        "synchronous=FULL",
        "foreign_keys=ON",
        "temp_store=MEMORY",
        f"cache_size=-{PAGE_CACHE_KIB}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def migrate(engine: Engine, *, may_be_new: bool) -> None:
    """Bring the schema to the newest revision, in one transaction where the database allows it.

    Raises: LibraryUnavailable, and changes nothing.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)
    known = {revision.revision for revision in script.walk_revisions()}
    with engine.connect() as connection:
        connection.execution_options(writes=True)
        with connection.begin():
            present = MigrationContext.configure(connection).get_current_revision()
            if present is None and not may_be_new:
                raise LibraryUnavailable(reason="the database is lost, the documents' files are there")
            if present is not None and present not in known:
                raise LibraryUnavailable(reason=f"schema {present} is newer than this program")
            if present != script.get_current_head():
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
