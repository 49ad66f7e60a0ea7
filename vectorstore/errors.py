"""Errors of finding.

VectorStoreError
├── IndexDamaged        the files on disk cannot be read; rebuild from the library
├── IndexMismatch       built with another analyzer, lexicon or embedder; rebuild
├── IndexDiskFull       the disk has no room; what is on it stays good
├── EmbedderUnavailable the configured model cannot be loaded
└── RerankerUnavailable the ranking model cannot be loaded
"""


class VectorStoreError(Exception):
    """The base of every error that this package raises on purpose."""


class IndexDamaged(VectorStoreError):
    """The index on disk cannot be read."""


class IndexMismatch(VectorStoreError):
    """The index was built with another analyzer, lexicon or embedder."""


class IndexDiskFull(VectorStoreError):
    """The disk has no room for what was to be written; the index that is there stays good."""


class EmbedderUnavailable(VectorStoreError):
    """The configured embedding model cannot be loaded."""


class RerankerUnavailable(VectorStoreError):
    """The ranking model cannot be loaded."""


# Rust libraries tell the cause in words alone: the system's, and SQLite's.
_FULL_DISK_WORDS = ("No space left on device", "Disk quota exceeded", "database or disk is full")


def failure_of(part: str, error: BaseException) -> VectorStoreError:
    """A library's error in ``part`` ("the keyword index cannot be read") as one of ours: IndexDiskFull where
    it tells of a full disk, else IndexDamaged."""
    words = str(error)
    kind = IndexDiskFull if any(full in words for full in _FULL_DISK_WORDS) else IndexDamaged
    return kind(f"{part}: {words}")
