"""Whether what a statement lists stands together in its passage.

Of three members that a statement names, two stand in one sentence of the passage and the third elsewhere or
nowhere; of two things both said to be wholly done, the passage says so of one. This module does not know
what is said of the members.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from qa_service.answering.gate.facts import Known
from qa_service.answering.gate.figures import figures_of, says_same
from qa_service.answering.gate.gate_words import SEGMENT_END
from qa_service.answering.gate.likeness import Likeness
from qa_service.quantities import Kind, Quantity

_JOINS = re.compile(r"、|(?<=[\u4e00-\u9fff\da-z)])(?:以及|和|与|及)(?=[\u4e00-\u9fffa-z\d“(])")
_CLAUSE_END = re.compile("[,。;:!?\n]")
_LISTS = re.compile("、")
_ALL = re.compile("(?<![平人户亩])均(?![价衡匀])|都(?![市江])|全部|一律")
_WHOLLY = re.compile("(?<![平人户亩])均(?![价衡匀])|(?<![首成])都(?![市江])|全部|一律|无一例外|悉数|所有")
_BUT = re.compile("其余|剩余|尚|仍|还有|除")
_RATE = re.compile(r"(?P<what>[\u4e00-\u9fff]{2,8}?)率(?:为|达到?|仅)?(?P<share>\d{1,3}(?:\.\d{1,4})?)%")
_REST = re.compile(r"(?:其余|剩余|余下|尚有|还有|仍有|尚未[^,。;\d]{0,6})[^,。;\d]{0,8}\d")
_ALSO = re.compile("(?:也|亦|同样)(?![未没不无])")
_SENTENCE_END = re.compile("[。!?\n]")
_ALL_SHARE, _TELLING = 100, 2
_LETTERS = re.compile(r"[a-z]{2,}[\d.]*")
_LEAST_MEMBERS, _LEAST_TOLD = 3, 2
_STANDS = 0.7


def members_elsewhere(statement: str, held: Known, likeness: Likeness) -> int:
    """How many members of lists in folded ``statement`` do not stand where the passage has the others."""
    canonical = likeness.words.canonical
    segments = SEGMENT_END.split(held.text)
    places = [canonical(part) for part in _with_the_next(segments, _LISTS, likeness)]
    return sum(
        _strangers(members, places, canonical(held.around), likeness)
        for members in _lists(statement, likeness)
        if places
    )


def _lists(statement: str, likeness: Likeness) -> Iterator[list[list[str]]]:
    """For each list the words that tell each of its members; of the first the last, of the last the first
    one, as what stands around a list belongs to its clause."""
    for clause in _CLAUSE_END.split(statement):
        if not _LISTS.search(clause):
            continue
        items = [_words(item, likeness) for item in _JOINS.split(clause) if item]
        members = [items[0][-1:], *items[1:-1], items[-1][:1]]
        told = [words for words in members if words]
        if len(told) >= _LEAST_MEMBERS:
            yield told


def _strangers(
    members: Sequence[Sequence[str]], places: Sequence[str], around: str, likeness: Likeness
) -> int:
    best = max(
        ([_holds(place, words, likeness) for words in members] for place in places),
        key=lambda held: sum(held),
    )
    if sum(best) < max(_LEAST_TOLD, len(members) - 1):
        return 0
    strange = (words for words, is_held in zip(members, best, strict=True) if not is_held)
    return sum(not _holds(around, words, likeness) for words in strange)


def all_of_listed(statement: str, held: Known, likeness: Likeness) -> int:
    """How often folded ``statement`` says of several things at once what the passage says, with the same 均,
    全部 or 都, only of some of them."""
    clauses = _CLAUSE_END.split(held.text)
    parts = [likeness.words.canonical(part) for part in _with_the_next(clauses, _ALL, likeness)]
    found = 0
    for clause in _CLAUSE_END.split(statement):
        match = _ALL.search(clause)
        items = [item for item in _JOINS.split(clause[: match.start()]) if item] if match else []
        if len(items) < _LEAST_TOLD or not parts:
            continue
        told = _apart([_words(items[0], likeness)[-1:], *(_words(item, likeness) for item in items[1:])])
        if not all(told):
            continue
        held_in = [[_holds(part, words, likeness) for words in told] for part in parts]
        found += any(map(any, held_in)) and not any(map(all, held_in))
    return found


def all_of_part(statement: str, held: Known, likeness: Likeness) -> int:
    """How often folded ``statement`` says 全部按时办结 where 按时办结率 is less than 100 %, or 均已拆解 of a
    number behind which the passage says how many are left."""
    if _BUT.search(statement):
        return 0
    found = end = 0
    for clause in _CLAUSE_END.split(statement):
        end += len(clause) + 1
        match = _WHOLLY.search(clause)
        if match is None:
            continue
        done = clause[match.end() :]
        partly = (
            rate["what"][-_TELLING:] in done
            and set(rate["what"]) <= set(clause)
            and float(rate["share"]) < _ALL_SHARE
            for rate in _RATE.finditer(held.text)
        )
        counted = [q for q in figures_of(statement) if q.end < end and q.kind is Kind.COUNT][-1:]
        rests = (
            (rest := _left_of(other, held)) is not None
            and not _told_of_all(done, other, rest, held, likeness)
            for figure in counted
            for other in held.figures
            if says_same(figure, other)
        )
        found += ("%" not in clause and any(partly)) or any(rests)
    return found


def _with_the_next(parts: Sequence[str], pattern: re.Pattern[str], likeness: Likeness) -> Iterator[str]:
    """The ``parts`` of a text in which ``pattern`` is, each with the next one where that says the same of
    more: 甲、乙均开展培训。丙也开展了培训."""
    told = [part for part in parts if part.strip()]
    for part, behind in zip_longest(told, told[1:], fillvalue=""):
        if pattern.search(part):
            also = _ALSO.search(behind)
            words = _words(behind[also.end() :], likeness) if also else []
            yield f"{part},{behind}" if words and all(word in part for word in words) else part


def _left_of(figure: Quantity, held: Known) -> re.Match[str] | None:
    """What the passage says behind the ``figure`` of how many are left, where these are left of it: not of a
    number that it adds up to with them, and not where all of it are told to be something before."""
    end = _SENTENCE_END.search(held.text, figure.end)
    rest = _REST.search(held.text, figure.end, end.start() if end else len(held.text))
    left = next((q for q in held.figures if rest and q.start <= rest.end() - 1 < q.end), None)
    if rest and left and figure.value is not None and left.value is not None:
        whole = figure.value + left.value
        if any(other.value == whole for other in held.figures if other.start < figure.start):
            return None
    return rest


def _told_of_all(done: str, figure: Quantity, rest: re.Match[str], held: Known, likeness: Likeness) -> bool:
    """Whether the passage itself says between the ``figure`` and what is left that all is ``done``."""
    words = _words(done, likeness)
    return any(
        any(word in clause[match.end() :] for word in words)
        for clause in _CLAUSE_END.split(held.text[figure.end : rest.start()])
        if (match := _WHOLLY.search(clause))
    )


def _apart(items: Sequence[Sequence[str]]) -> list[list[str]]:
    """Of each item the words that no other one has."""
    return [
        [
            word
            for word in words
            if not any(word in other for at, one in enumerate(items) if at != own for other in one)
        ]
        for own, words in enumerate(items)
    ]


def _words(text: str, likeness: Likeness) -> list[str]:
    words = [word for word in likeness.content_words(text) if len(word) > 1 and not word.isascii()]
    return words + _LETTERS.findall(text)


def _holds(text: str, words: Sequence[str], likeness: Likeness) -> bool:
    return any(word in text or likeness.near_in(word, text) >= _STANDS for word in words)
