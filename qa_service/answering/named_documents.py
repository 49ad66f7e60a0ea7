"""Documents that a question names: 《…》, or a title as people shorten it (劳动合同法).

A title counts when the question holds it whole, without 中华人民共和国 and versions in brackets, or the title
inside it (关于印发《…办法》的通知). This module does not know regions.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from qa_service.answering.folding import fold
from qa_service.library.records import DocumentSummary

_SHORTEST = 3
_BRACKETS = re.compile(r"\((?:[^()]*)\)|〔[^〕]*〕")
_INNER = re.compile(r"《([^《》]+)》")


@lru_cache(maxsize=8192)
def short_titles(title: str) -> tuple[str, ...]:
    """The names by which people call a document of this ``title``; folded, the longest first."""
    plain = _BRACKETS.sub("", fold(title).text)
    names = {plain.strip("《》"), plain.replace("中华人民共和国", "").strip("《》")}
    names |= {inner.replace("中华人民共和国", "") for inner in _INNER.findall(plain)}
    return tuple(sorted((name for name in names if len(name) >= _SHORTEST), key=len, reverse=True))


def named_in(
    question: str, documents: Iterable[DocumentSummary]
) -> tuple[tuple[str, ...], tuple[tuple[int, int], ...]]:
    """Ids of the documents that folded ``question`` names, and the spans of their names.

    The longest name wins: 劳动合同法实施条例 names that, not 劳动合同法 with it.
    """
    best = ""
    ids: list[str] = []
    for document in documents:
        name = next((name for name in short_titles(document.metadata.title) if name in question), "")
        if len(name) > len(best):
            best, ids = name, []
        if name and name == best:
            ids.append(document.document_id)
    if not best:
        return (), ()
    start = question.index(best)
    return tuple(ids), ((start, start + len(best)),)
