"""Measure words by which one counts what a document counts by another: 几条船 of 73艘, 多少个导游 of 23人.

The lists are ``phrases/classifiers.toml``. Which figure of a sentence counts what is asked for only its words
tell; this module knows which measure words do not speak against it.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

OF_ANYTHING = "个"
PERSONS = frozenset("人名位")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Classifiers:
    alike: Mapping[str, frozenset[str]]
    anything: frozenset[str]
    own_words: tuple[str, ...]


@lru_cache(maxsize=1)
def _classifiers() -> _Classifiers:
    path = files("qa_service.answering") / "phrases" / "classifiers.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return _Classifiers(
        alike={
            asked: frozenset(found.split())
            for asked, _, found in (line.partition(": ") for line in data["alike"])
        },
        anything=frozenset(data["anything"].split()),
        own_words=tuple(data["own_words"].split()),
    )


def may_count_alike(asked: str, found: str, nouns: Sequence[str] = ()) -> bool:
    """Whether a document may count by ``found`` what is asked for by ``asked``; ``nouns`` are the words of
    what is counted, as far as the question names it: no 单位 are counted by 人, no 地方 by 台."""
    words = _classifiers()
    if found in words.alike.get(asked, ()):
        return True
    if asked != OF_ANYTHING or found not in words.anything:
        return False
    return not (nouns and nouns[-1].endswith(words.own_words))
