"""Whether what tells one figure from its neighbours in a question is said of the figure.

The words that a question's matter is made of may stand around a figure and yet be said of another: of the
part after 其中, of the next member of a list, of the opposite (一般, 专项). This module does not score; it
tells what a figure is labelled with and what speaks against it.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_PARTS_FOLLOW = "其中"
_LIST_SIGNS = "其中、"
_NO_LABEL = re.compile(r"[\s,、:(（和及与共约达为]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class QualifierWords:
    """The data of ``phrases/qualifiers.toml``, compiled."""

    groups: tuple[tuple[re.Pattern[str], ...], ...]
    apart: tuple[tuple[re.Pattern[str], ...], ...]
    """Groups of which what is around a figure need not name the one that is asked for."""
    change: re.Pattern[str]
    asked_change: re.Pattern[str]
    asked_limit: re.Pattern[str]
    limit: re.Pattern[str]
    asked_least: re.Pattern[str]
    least: re.Pattern[str]
    light: frozenset[str]

    def is_asked_limit(self, question: str, said: str) -> bool:
        """Whether ``question`` asks for the most or the least and ``said`` says so of a figure."""
        most = self.asked_limit.search(question) and self.limit.search(said)
        return bool(most or (self.asked_least.search(question) and self.least.search(said)))


@lru_cache(maxsize=1)
def load_qualifiers() -> QualifierWords:
    """Read the data file of the package."""
    path = files("qa_service.answering") / "phrases" / "qualifiers.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return QualifierWords(
        groups=_compiled(data["groups"]),
        apart=_compiled(data["apart"]),
        change=re.compile(data["change"]),
        asked_change=re.compile(data["asked_change"]),
        asked_limit=re.compile(data["asked_limit"]),
        limit=re.compile(data["limit"]),
        asked_least=re.compile(data["asked_least"]),
        least=re.compile(data["least"]),
        light=frozenset(data["light"].split()),
    )


def _compiled(groups: Sequence[Sequence[str]]) -> tuple[tuple[re.Pattern[str], ...], ...]:
    return tuple(tuple(re.compile(word) for word in group) for group in groups)


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before a figure, as its own: ``own`` since the figure before it or the last comma;
    ``is_part`` after 其中 or as a further member of a list."""

    own: str
    is_part: bool

    def heads(self, word: str) -> bool:
        """Whether ``word`` is what the label's other words qualify: it ends it."""
        return self.own.endswith(word) and len(self.own.lstrip(_LIST_SIGNS)) > len(word)


def labels(text: str, leads: Sequence[tuple[int, int]]) -> tuple[Label, ...]:
    """The label of every figure of a sentence; a figure without one (874户1325人) has that of the one before.

    ``leads`` are the spans in ``text`` of each figure's own words before it, in order.
    """
    found: list[Label] = []
    begin = leads[0][0] if leads else 0
    parts = text.find(_PARTS_FOLLOW, max(text.rfind(mark, 0, begin) for mark in "。;\n") + 1)
    for start, end in leads:
        own = text[start:end]
        if found and _NO_LABEL.fullmatch(own):
            found.append(found[-1])
            continue
        listed = own.startswith("、") and bool(found)
        found.append(Label(own=own, is_part=listed or 0 <= parts < end))
    return tuple(found)


def belongs_to_another(word: str, labels_: Sequence[Label], number: int, rivals: Sequence[int]) -> bool:
    """Whether ``word`` is said of one of the figures ``rivals`` and not of figure ``number``.

    A word before a later part of a whole is that one's. A word before an earlier one passes on to what
    follows it, of two parts of one whole only the head of its label (登记 of 结婚登记).
    """
    mine = labels_[number]
    if word in mine.own:
        return False
    rest = [labels_[rival] for rival in rivals if rival != number and labels_[rival] is not mine]
    earlier = [label for rival, label in enumerate(labels_[:number]) if rival in rivals and label in rest]
    if any(word in label.own and not (mine.is_part and label.is_part) for label in earlier):
        return False
    if any(word in label.own and label.heads(word) for label in earlier):
        return False
    return any(word in label.own and (label.is_part or label in earlier) for label in rest)


def apart_in_another(
    word: str, halves: Sequence[str], labels_: Sequence[Label], number: int, rivals: Sequence[int]
) -> bool:
    """Whether the words of a compound (交通部门) stand together in the label of one of ``rivals`` alone
    (交通运输部门), and that is not figure ``number``."""
    if not halves or any(word in label.own for label in labels_):
        return False
    holders = {rival for rival in rivals if all(half in labels_[rival].own for half in halves)}
    return len(holders) == 1 and number not in holders


def says_opposite(asked: str, text: str) -> bool:
    """Whether ``asked`` names one of words that exclude each other (春季), and ``text`` another (秋季)."""
    return any(
        not wanted.search(text) and any(word.search(text) for word in group)
        for wanted, group, _ in _wanted(asked)
    )


@lru_cache(maxsize=256)
def _wanted(asked: str) -> tuple[tuple[re.Pattern[str], tuple[re.Pattern[str], ...], bool], ...]:
    """The words that exclude others and that ``asked`` names, each with its whole group, and whether what is
    around a figure must name it."""
    qualifiers = load_qualifiers()
    groups = [(group, True) for group in qualifiers.groups] + [(group, False) for group in qualifiers.apart]
    found = ((group, strict, [word for word in group if word.search(asked)]) for group, strict in groups)
    return tuple((words[0], group, strict) for group, strict, words in found if len(words) == 1)


def is_of_opposite(asked: str, label: str, around: str) -> bool:
    """Whether ``asked`` names one of words that exclude each other and the figure's ``label`` another one.

    Where the label names none, the asked one must stand in what is ``around`` it, but of some groups.
    """
    return any(
        not wanted.search(label)
        and (any(word.search(label) for word in group) or (strict and not wanted.search(around)))
        for wanted, group, strict in _wanted(asked)
    )
