"""Which document takes the place of which: the newest file of a source replaces the older ones.

Two files of one source stay side by side when they are about different regions or years: then they are two
documents that happen to share a file name. A document lives as long as one source holds it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select, update

from qa_service.library.tables import document_sources, documents


@dataclass(frozen=True, slots=True, kw_only=True)
class _Version:
    source: str
    document_id: str
    number: int
    region_path: tuple[str, ...]
    year: int | None

    def is_replaced_by(self, newer: "_Version") -> bool:
        other_region = self.region_path and newer.region_path and self.region_path != newer.region_path
        other_year = self.year and newer.year and self.year != newer.year
        return not (other_region or other_year)


def drop_replaced(connection: Connection, document_ids: Collection[str]) -> tuple[set[str], set[str]]:
    """Unlink sources from documents that a newer file of theirs replaces.

    Returns the documents, of those given, that replaced one; and those that no source holds any more.
    """
    by_source = defaultdict(list)
    for version in _versions(connection, document_ids):
        by_source[version.source].append(version)
    pairs = [pair for versions in by_source.values() for pair in _replacements(versions)]
    for old in dict.fromkeys(old for old, _new in pairs):
        connection.execute(
            delete(document_sources).where(
                document_sources.c.source == old.source, document_sources.c.document_id == old.document_id
            )
        )
    unlinked = _without_source(connection, {old.document_id for old, _new in pairs})
    return {new.document_id for _old, new in pairs}, unlinked


def _versions(connection: Connection, document_ids: Collection[str]) -> Iterator[_Version]:
    """Every version, active or about to be, of the sources of these documents; the oldest first."""
    sources = select(document_sources.c.source).where(document_sources.c.document_id.in_(document_ids))
    statement = (
        select(
            document_sources.c.source,
            document_sources.c.document_id,
            document_sources.c.number,
            documents.c.region_path,
            documents.c.year,
        )
        .join_from(document_sources, documents)
        .where(
            document_sources.c.source.in_(sources),
            (documents.c.state == "active") | documents.c.document_id.in_(document_ids),
        )
        .order_by(document_sources.c.number)
    )
    for row in connection.execute(statement):
        yield _Version(
            source=row.source,
            document_id=row.document_id,
            number=row.number,
            region_path=tuple(row.region_path or ()),
            year=row.year,
        )


def _replacements(versions: list[_Version]) -> Iterator[tuple[_Version, _Version]]:
    """(old, new) for each version, the oldest first, and each newer one that replaces it: of three that come
    together the second replaces the first though the third replaces both, as if they had come one by one."""
    for position, old in enumerate(versions):
        for new in versions[position + 1 :]:
            if old.is_replaced_by(new):
                yield old, new


def _without_source(connection: Connection, document_ids: set[str]) -> set[str]:
    """Those without a source; the others get the name of one that is left."""
    statement = select(document_sources.c.document_id, document_sources.c.source).where(
        document_sources.c.document_id.in_(document_ids)
    )
    left = {row.document_id: row.source for row in connection.execute(statement)}
    for document_id, source in left.items():
        connection.execute(
            update(documents).where(documents.c.document_id == document_id).values(source=source)
        )
    return document_ids - left.keys()
