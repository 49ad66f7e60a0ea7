"""Which organs' documents a question names: 甲县市场监督管理局, 市场监督管理局, or 市监局 as people say it.

A usual short name holds characters of the full one in their order, from its first on, and ends in what an
organ's name ends in. This module does not know what the organs write.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from qa_service.library.records import DocumentSummary

_PLAIN = frozenset(
    {
        *("人民政府", "政府", "办公室", "政府办公室", "人民政府办公室"),
        *("管理委员会", "管委会", "管理委员会办公室", "管委会办公室"),
        *("办事处", "街道办事处", "党工委", "镇人民政府", "乡人民政府"),
    }
)
"""Named with their region alone."""
_SHORTEST = 3
_LONGEST_SHORT_NAME = 6
_ENDS = re.compile(r"[局委办厅院]")
_TITLED = re.compile(
    r"(?P<organ>[\u4e00-\u9fff]{2,24}?(?:局|委员会|委|办公室|厅|院|中心|公司|协会|总队|支队|大队|集团))(?:关于)?(?:\d{4}|[二〇○一]{2})"
)


def organ_of(document: DocumentSummary) -> str | None:
    """The issuer, or the organ that the title begins with: 甲区公安分局2023年工作总结."""
    return document.metadata.issuer or _organ_in(document.metadata.title)


@lru_cache(maxsize=32_768)
def _organ_in(title: str) -> str | None:
    titled = _TITLED.match(title)
    return titled["organ"] if titled else None


def without_region(organ: str, document: DocumentSummary) -> str:
    """``organ`` of ``document`` without the names of its region."""
    return _without(document.metadata.region_path, organ)


@lru_cache(maxsize=32_768)
def _without(names: tuple[str, ...], organ: str) -> str:
    for name in names:
        organ = organ.replace(name, "")
    return organ


def own_name(document: DocumentSummary) -> str:
    """The organ's name without its region; empty for a government, which bears the region's name."""
    bare = without_region(organ_of(document) or "", document)
    return bare if len(bare) >= _SHORTEST and bare not in _PLAIN else ""


def only_organ_of(documents: Sequence[DocumentSummary]) -> str:
    """The organ, without its region, that all ``documents`` are of; empty where there is none."""
    organ = own_name(documents[0]) if documents else ""
    return organ if organ and all(own_name(document) == organ for document in documents) else ""


def places_of(text: str, organ: str) -> list[tuple[int, int]]:
    """Where folded ``text`` names ``organ`` (without its region), in full or by a usual short name."""
    if not organ or organ[0] not in text:
        return []
    found = [match.span() for match in re.finditer(re.escape(organ), text)]
    for end in (match.end() for match in _ENDS.finditer(text)):
        if any(start < end <= stop for start, stop in found):
            continue
        for length in range(_LONGEST_SHORT_NAME, _SHORTEST - 1, -1):
            if end >= length and abbreviates(text[end - length : end], organ):
                found.append((end - length, end))
                break
    return sorted(found)


def abbreviates(short: str, organ: str) -> bool:
    """市监局 of 市场监督管理局; the shortest form that says as much is the organ's own."""
    if len(short) < _SHORTEST or short[0] != organ[0] or not _ENDS.fullmatch(short[-1]):
        return False
    if short[-1] != organ[-1] and not organ.endswith((f"{short[-1]}员会", f"{short[-1]}公室")):
        return False
    characters = iter(organ)
    return all(character in characters for character in short)


def short_names_in(text: str, documents: Iterable[DocumentSummary]) -> dict[tuple[int, int], str]:
    """Where folded ``text`` names organs of ``documents`` by short names, which stand in no document, and the
    name of each."""
    if not _ENDS.search(text):
        return {}
    organs = dict.fromkeys(own_name(document) for document in documents)
    return {
        (start, end): organ
        for organ in organs
        for start, end in places_of(text, organ)
        if text[start:end] != organ
    }


def in_full(text: str, short_names: Mapping[tuple[int, int], str]) -> str:
    """``text`` with the names of ``short_names`` in place of its spans."""
    for (start, end), organ in sorted(short_names.items(), reverse=True):
        text = text[:start] + organ + text[end:]
    return text
