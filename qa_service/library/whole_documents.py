"""Documents read whole, kept in memory for the next question up to a set number of characters.

Only the set of active documents that the library has now is kept: a removed document is not found, a replaced
one is read anew.
"""

import threading
from collections import OrderedDict

from qa_service.library.library import Library
from vectorstore.passages import Passage

_KEPT_CHARACTERS = 8_000_000


class WholeDocuments:
    """The passages of one document after another; keeps those of the last, up to ``characters`` of text.
    Thread-safe."""

    def __init__(self, library: Library, *, characters: int = _KEPT_CHARACTERS) -> None:
        self._library = library
        self._most = characters
        self._kept: OrderedDict[str, tuple[Passage, ...]] = OrderedDict()
        self._characters = 0
        self._revision = library.revision
        self._keeping = threading.Lock()

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """All passages of a document, headings too, in order. Raises: DocumentNotFound."""
        # The same bytes under another name (.txt, .md) are one id and may be read another way.
        revision = self._library.revision
        with self._keeping:
            if revision > self._revision:
                self._kept.clear()
                self._characters, self._revision = 0, revision
            if document_id in self._kept:
                self._kept.move_to_end(document_id)
                return self._kept[document_id]
        passages = self._library.passages_of(document_id)
        with self._keeping:
            if revision == self._revision and document_id not in self._kept:
                self._keep(document_id, passages)
        return passages

    def _keep(self, document_id: str, passages: tuple[Passage, ...]) -> None:
        self._kept[document_id] = passages
        self._characters += _characters(passages)
        while self._characters > self._most:
            _, dropped = self._kept.popitem(last=False)
            self._characters -= _characters(dropped)


def _characters(passages: tuple[Passage, ...]) -> int:
    return sum(len(passage.text) for passage in passages)
