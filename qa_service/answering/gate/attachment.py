"""How firmly the words of a statement hang together where the passage has them, in figures.

A subtly wrong sentence keeps the words and hangs them on other ones: the label of one figure on another, the
subject of one clause on what the next does. This module does not know which finding a figure would make.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa_service.answering.gate.alignment import Aligned
from qa_service.answering.gate.figure_labels import Labelled, labelled, spread
from qa_service.answering.gate.figures import figures_of
from qa_service.answering.gate.gate_words import CLAUSE_END, SEGMENT_END
from qa_service.answering.gate.likeness import Likeness, shared
from qa_service.quantities import DateMention, Kind, Quantity, canonical, same_value

_STANDS = 0.7
_OF_PAIRS = 0.5
_OF_THOSE = "其中"
_FARTHER = 0.7
_AS_NEAR = 0.15
_RIVAL, _WHOLE, _DISPLACED, _BRIDGED = 0.5, 4, 4, 3
_WINDOW, _HEAVIEST = 3, 4
_LETTERS = re.compile("(?<![a-z])[a-z]++(?=[\u4e00-\u9fff])")
_SENTENCE_END = re.compile(r"[。!?\n]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """What ``attached`` measures; characters but for the first and the last, a difference and a share."""

    rival_margin: float
    taken_for_whole: float
    displaced: float
    bridged: float
    held_together: float

    def loose(self) -> int:
        """How many of the figures are such as hardly a right sentence reaches."""
        return (
            (self.rival_margin >= _RIVAL)
            + (self.taken_for_whole >= _WHOLE)
            + (self.displaced >= _DISPLACED or self.bridged >= _BRIDGED)
        )


def attached(statement: str, passage: str, aligned: Sequence[Aligned], likeness: Likeness) -> Attachment:
    """How folded ``statement`` hangs together; ``passage`` is folded, too."""
    elsewhere, bridged = displaced(statement, passage, likeness)
    return Attachment(
        rival_margin=rival_margin(statement, passage, likeness),
        taken_for_whole=taken_for_whole(statement, passage, likeness),
        displaced=elsewhere,
        bridged=bridged,
        held_together=held_together(aligned, passage, likeness),
    )


def rival_margin(statement: str, passage: str, likeness: Likeness) -> float:
    """By how much, at most, what a figure of folded ``statement`` is called is nearer to what another figure
    of its kind in ``passage`` is called than to its own: -1.5 to 1.5, 0 where nothing can be compared."""
    there = [(one, f"{front},{behind}") for one, front, behind in _called(spread(passage), likeness)]
    margins = []
    for said, front, behind in _called(spread(statement), likeness):
        own = [(text, one.home) for one, text in there if _same(said, one)]
        rivals = [text for one, text in there if not _same(said, one) and _kind(one) == _kind(said)]
        # A term says what for only with both: 自受理之日起三十日内决定.
        around = (f"{front},{behind}",) if _kind(said) == Kind.DURATION else (front, behind)
        labels = [text for text in around if _tells(text, likeness)]
        if labels and own and rivals:
            margins.append(min(_margin(label, own, rivals, likeness) for label in labels))
    return max(margins, default=0.0)


def taken_for_whole(statement: str, passage: str, likeness: Likeness) -> float:
    """How many characters of what tells a figure's own place from that of another, to which its label in the
    statement fits as well, the statement leaves out: 案件37件 for 民事案件37件 beside 案件60件.
    """
    said_words = likeness.words.canonical(statement)
    there = _called(spread(passage), likeness)
    most = 0
    for said, front, _ in _called(spread(statement), likeness):
        own = [one for one, _, _ in there if _same(said, one)]
        if not own or not _tells(front, likeness):
            continue
        missing = min(_unsaid(one.home, said_words, likeness) for one in own)
        nearest = max(_near(front, one.home, likeness) for one in own)
        for rival, label, behind in there:
            if _same(said, rival) or _kind(rival) != _kind(said):
                continue
            if _near(front, f"{label},{behind}", likeness) >= nearest - _AS_NEAR:
                most = max(most, missing - _unsaid(rival.home, said_words, likeness))
    return float(most)


def _unsaid(text: str, said: str, likeness: Likeness) -> int:
    """How many characters of the words of ``text`` canonical ``said`` lacks."""
    words = (word for word in likeness.content_words(text) if len(word) > 1)
    return sum(len(word) for word in words if likeness.value_in(word, said) < _STANDS)


def _margin(label: str, own: Sequence[tuple[str, str]], rivals: Sequence[str], likeness: Likeness) -> float:
    nearest = max(
        max(_near(label, text, likeness), _FARTHER * _near(label, home, likeness)) for text, home in own
    )
    return max(_near(label, text, likeness) for text in rivals) - nearest


def _called(text: str, likeness: Likeness) -> list[tuple[Labelled, str, str]]:
    """The figures, dates left out, each with what stands before and behind it; one that only says how another
    changed, or another's next, has what stands before that one before its own."""
    found: list[tuple[Labelled, str, str]] = []
    inherited, sentence = "", -1
    for one in labelled(text):
        if isinstance(one.figure, DateMention) or one.figure.kind is Kind.AGE:
            continue
        begins = max((m.end() for m in _SENTENCE_END.finditer(text, 0, one.figure.start)), default=0)
        if begins != sentence:
            inherited = inherited if text.startswith(_OF_THOSE, begins) else ""
            sentence = begins
        if _tells(one.narrow, likeness):
            front = f"{inherited}{one.narrow}" if one.narrow.startswith(_OF_THOSE) else one.narrow
            inherited = one.narrow
            found.append((one, front, one.behind))
        else:
            found.append((one, f"{inherited}{one.narrow}", one.behind))
    return found


def _tells(text: str, likeness: Likeness) -> bool:
    light = likeness.words.unlabelling | likeness.words.light
    return any(word not in light for word in likeness.content_words(text))


def _near(label: str, text: str, likeness: Likeness) -> float:
    words = likeness.content_words(label)
    value = likeness.coverage(words, likeness.words.canonical(text), "") if words else 0.0
    return value + _OF_PAIRS * shared(label, text)


def _same(one: Labelled, other: Labelled) -> bool:
    first, second = one.figure, other.figure
    if isinstance(first, DateMention) or isinstance(second, DateMention):
        return False
    return same_value(first, second)


def _kind(one: Labelled) -> str:
    return "" if isinstance(one.figure, DateMention) else str(one.figure.kind)


def displaced(statement: str, passage: str, likeness: Likeness) -> tuple[float, float]:
    """How much of a clause of folded ``statement`` stands in ``passage`` only elsewhere than in what is
    nearest to it, where that says as much that the statement leaves out; at most, in characters.

    What is nearest is up to three clauses on end that no semicolon parts. The second figure counts what is
    left out of several clauses, too, where one alone does not say as much.
    """
    passage, statement = spread(passage), spread(statement)
    windows = [(size, _tokens(window, likeness)) for size, window in _windows(passage)]
    everything = frozenset[str]().union(*(tokens for _, tokens in windows))
    said = _tokens(statement, likeness)
    most = bridged = 0
    for clause in dict.fromkeys(CLAUSE_END.split(statement)):
        own = _tokens(clause, likeness) & everything
        if not own or not windows:
            continue
        costs = [(_weight(own - window), _weight(window - said)) for _, window in windows]
        most = max(most, min(min(costs)))
        bridged = max(
            bridged,
            min(
                max(min(cost), _weight(_words_of(window - said)) if size > 1 else 0)
                for (size, window), cost in zip(windows, costs, strict=True)
            ),
        )
    return float(most), float(bridged)


def _words_of(tokens: frozenset[str]) -> frozenset[str]:
    return frozenset(token for token in tokens if not token.startswith("#"))


def _windows(passage: str) -> Iterator[tuple[int, str]]:
    """Clauses on end, with how many they are."""
    for segment in SEGMENT_END.split(passage):
        clauses = [clause for clause in re.split("[,:]", segment) if clause]
        for at in range(len(clauses)):
            for size in range(1, min(_WINDOW, len(clauses) - at) + 1):
                yield size, ",".join(clauses[at : at + size])


def _tokens(text: str, likeness: Likeness) -> frozenset[str]:
    """The words, the figures by value and the signs in letters of folded text."""
    words = (word for word in likeness.content_words(text) if len(word) > 1 and not word.isascii())
    figures = (_figure(figure) for figure in figures_of(text))
    return frozenset((*words, *figures, *_LETTERS.findall(text)))


def _figure(figure: Quantity) -> str:
    value, high, unit = canonical(figure)
    return f"#{value}{high or ''}{unit}"


def _weight(tokens: frozenset[str]) -> int:
    return sum(min(len(token), _HEAVIEST) for token in tokens)


def held_together(aligned: Sequence[Aligned], passage: str, likeness: Likeness) -> float:
    """The share of neighbouring words of a clause, both in ``passage``, that stand in one clause there."""
    clauses = [likeness.words.canonical(part) for part in CLAUSE_END.split(passage) if part]
    near = []
    for one in aligned:
        words = [word for word in likeness.content_words(one.text) if len(word) > 1]
        places = [
            {at for at, part in enumerate(clauses) if likeness.value_in(word, part) >= _STANDS}
            for word in words
        ]
        near += [bool(first & second) for first, second in pairwise(places) if first and second]
    return sum(near) / len(near) if near else 1.0
