"""Errors of finding.

VectorStoreError
├── IndexDamaged        the files on disk cannot be read; rebuild from the library
├── IndexMismatch       built with another analyzer, lexicon or embedder; rebuild
└── EmbedderUnavailable the configured model cannot be loaded
"""


class VectorStoreError(Exception):
    """The base of every error that this package raises on purpose."""


class IndexDamaged(VectorStoreError):
    """The index on disk cannot be read."""


class IndexMismatch(VectorStoreError):
    """The index was built with another analyzer, lexicon or embedder."""


class EmbedderUnavailable(VectorStoreError):
    """The configured embedding model cannot be loaded."""
