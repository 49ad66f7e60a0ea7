"""Rows of JSON, one a line, plain or xz; pairs of texts that belong together."""

import hashlib
import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_DIGITS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A query and the passage that answers it; ``kind`` says how the pair was made."""

    kind: str
    query: str
    passage: str


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a ``.jsonl`` or ``.jsonl.xz`` file."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read_pairs(folder: Path) -> list[Pair]:
    """The pairs of ``pairs.jsonl.xz`` {kind, query, passage} in ``folder``."""
    return [
        Pair(kind=row["kind"], query=row["query"], passage=row["passage"])
        for row in read_rows(folder / "pairs.jsonl.xz")
    ]


def read_reading_pairs(folder: Path) -> list[Pair]:
    """Questions with their paragraphs, of every file {context, question, answers} in ``folder``/mrc."""
    return [
        Pair(kind="reading", query=row["question"], passage=row["context"])
        for path in sorted((folder / "mrc").glob("*.jsonl*"))
        for row in read_rows(path)
    ]


def digest(passage: str) -> str:
    """The name of a passage: the first 16 hex digits of its SHA-256."""
    return hashlib.sha256(passage.encode()).hexdigest()[:_DIGITS]


def is_held_out(passage: str) -> bool:
    """True for one passage in ten, always the same: for measuring, where the data name none themselves."""
    return int(digest(passage), 16) % 10 == 0
