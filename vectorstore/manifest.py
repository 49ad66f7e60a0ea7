"""What an index was built with, in ``manifest.json`` at its root, written last and at once.

A folder without a readable manifest is one whose making was cut short, or a damaged one.
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from vectorstore.errors import IndexDamaged, IndexMismatch

_NAME = "manifest.json"
FORMAT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The versions that terms and vectors depend on."""

    format: int
    analyzer: str
    lexicon: str
    embedder: str
    dimensions: int
    graph_dimensions: int = 0

    def write(self, directory: Path) -> None:
        """Put the manifest into ``directory``, whole or not at all, and durable."""
        draft = directory / f"{_NAME}.new"
        with draft.open("w", encoding="utf-8") as file:
            json.dump(asdict(self), file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(directory / _NAME)
        handle = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    @classmethod
    def read(cls, directory: Path) -> "Manifest":
        """The manifest of ``directory``. Raises IndexDamaged where there is none that can be read."""
        try:
            values = json.loads((directory / _NAME).read_text(encoding="utf-8"))
            return cls(**values)
        except (OSError, ValueError, TypeError) as error:
            raise IndexDamaged(f"the index has no readable manifest: {error}") from error

    def require(self, wanted: "Manifest") -> None:
        """Raises IndexMismatch, naming what differs, unless the two are equal."""
        ours, theirs = asdict(self), asdict(wanted)
        different = [f"{key} {ours[key]!r}, not {theirs[key]!r}" for key in ours if ours[key] != theirs[key]]
        if different:
            raise IndexMismatch("the index was built with " + "; ".join(different))
