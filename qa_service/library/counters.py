"""Numbers that only grow, each counted in the transaction that uses it."""

from typing import Literal

from sqlalchemy import Connection, insert, select, update

from qa_service.library.tables import counters

CounterName = Literal["revision", "number", "index_generation"]


def current(connection: Connection, name: CounterName) -> int:
    """The last number taken; 0 when none was."""
    value = connection.execute(select(counters.c.value).where(counters.c.name == name)).scalar()
    return value or 0


def take(connection: Connection, name: CounterName, count: int = 1) -> range:
    """The next ``count`` numbers."""
    first = current(connection, name) + 1
    last = first + count - 1
    statement = update(counters).where(counters.c.name == name).values(value=last)
    if connection.execute(statement).rowcount == 0:
        connection.execute(insert(counters).values(name=name, value=last))
    return range(first, last + 1)
