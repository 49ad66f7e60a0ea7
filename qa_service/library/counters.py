"""Numbers that only grow, each counted in the transaction that uses it."""

from typing import Literal

from sqlalchemy import Connection, bindparam, insert, select, update

from qa_service.library.tables import counters

CounterName = Literal["revision", "number", "index_generation"]

# Made once: SQLAlchemy takes longer to make a statement than SQLite to run it.
_IS_IT = counters.c.name == bindparam("counted")
_VALUE = select(counters.c.value).where(_IS_IT)
_SET = update(counters).where(_IS_IT).values(value=bindparam("last"))


def current(connection: Connection, name: CounterName) -> int:
    """The last number taken; 0 when none was."""
    value = connection.execute(_VALUE, {"counted": name}).scalar()
    return value or 0


def take(connection: Connection, name: CounterName, count: int = 1) -> range:
    """The next ``count`` numbers."""
    first = current(connection, name) + 1
    last = first + count - 1
    if connection.execute(_SET, {"counted": name, "last": last}).rowcount == 0:
        connection.execute(insert(counters).values(name=name, value=last))
    return range(first, last + 1)
