"""Finds dictionary entries in a text: a scan keyed on the first two characters, longest entry first.

Linear in the text: each position costs one look-up of a two-character key, and only a hit looks further.
Entries have at least two characters. This module does not know what the entries mean.
"""

from collections.abc import Iterable, Iterator


class Scanner:
    """A fixed set of entries, made once and used for many texts."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._entries = frozenset(entry for entry in entries if len(entry) >= 2)
        lengths: dict[str, set[int]] = {}
        for entry in self._entries:
            lengths.setdefault(entry[:2], set()).add(len(entry))
        self._lengths = {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}

    def __contains__(self, entry: str) -> bool:
        return entry in self._entries

    def starts(self, text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield each position where entries begin, with those entries, longest first."""
        lengths, entries = self._lengths, self._entries
        for position, head in enumerate(map(str.__add__, text, text[1:])):
            if head in lengths:
                found = tuple(
                    entry
                    for length in lengths[head]
                    if (entry := text[position : position + length]) in entries
                )
                if found:
                    yield position, found
