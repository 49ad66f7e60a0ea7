"""Options of the library."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryOptions:
    """``url`` is SQLAlchemy's, for example of a PostgreSQL database; empty means SQLite in the data
    directory. The files as they came stay in the data directory either way."""

    url: str = ""
