"""The words and figures of a statement laid against those of its passage, one beside one.

Each token of the statement goes to the token of the passage that says the same, and neighbours go to
neighbours where they can: going on in another clause costs something, in another sentence more. This module
does not know what speaks for a statement or against it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from qa_service.answering.gate.figures import dates_of, figures_of, same_figure
from qa_service.answering.gate.likeness import Likeness
from qa_service.quantities import DateMention, Kind, Quantity
from qa_service.quantities.clocks import ClockMention, find_clocks

NOWHERE = -1
"""Where a token of the statement has none in the passage."""
_STANDS = 0.5
_CLAUSE, _SEGMENT, _SENTENCE = re.compile(r"[,;。:!?\n]"), re.compile(r"[;。!?\n]"), re.compile(r"[。!?\n]")
_WORD = re.compile("[\u4e00-\u9fffa-z]")
_HEAVIEST, _LIGHT, _FIGURE = 4.0, 0.5, 2.0
_NEXT_CLAUSE, _NEXT_SEGMENT, _NEXT_SENTENCE = 0.6, 1.0, 1.4
_AT_OWN_STOP = 0.4
"""Where the statement begins a clause it may go on elsewhere."""
_TEXTS_KEPT, _WORDS_KEPT = 512, 32768
_NOUNS = tuple("nljsbxi")
_WHOLE, _WITHIN, _LESS_WITHIN, _NEAR, _ALIKE, _A_CHARACTER = 1.0, 0.9, 0.7, 0.75, 0.6, 0.5

_Counted = Quantity | DateMention | ClockMention


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word or a figure of folded text. ``kind`` is "f" for a figure, "d" for a date or a time of the day,
    "v" for a verb, "n" for a noun, "m" for another word; ``clause``, ``segment`` and ``sentence`` are numbers
    from 0; ``weight`` is in characters."""

    text: str
    of: _Counted | None
    kind: str
    start: int
    end: int
    clause: int
    segment: int
    sentence: int
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """``places`` has, for each of ``said``, the number of its token among ``written``, or ``NOWHERE``;
    ``anywhere`` the tokens of ``written`` that some token of the statement says."""

    said: Sequence[Token]
    written: Sequence[Token]
    places: Sequence[int]
    anywhere: frozenset[int]
    known: frozenset[int]
    """The tokens of ``said`` that stand nowhere in the passage, but in title or headings."""

    @property
    def own(self) -> Iterator[tuple[Token, Token]]:
        """Each token of the statement that has one in the passage, with it."""
        for token, place in zip(self.said, self.places, strict=True):
            if place != NOWHERE:
                yield token, self.written[place]


@dataclass(frozen=True)
class Layer:
    """Lays statements; keeps the tokens of the last texts. Thread-safe."""

    likeness: Likeness
    tag: Callable[[str], Sequence[tuple[str, str]]]

    def lay(self, statement: str, passage: str, around: str) -> Laid:
        """Folded texts; ``around`` is what title and headings say."""
        said, written = self.tokens(statement), self.tokens(passage)
        alike = [
            [(at, value) for at, own in enumerate(written) if (value := self._same(token, own)) >= _STANDS]
            for token in said
        ]
        places = _best(said, written, alike)
        canonical = self.likeness.words.canonical(around)
        return Laid(
            said=said,
            written=written,
            places=places,
            anywhere=frozenset(at for values in alike for at, _ in values),
            known=frozenset(
                at
                for at, token in enumerate(said)
                if places[at] == NOWHERE and (token.kind == "d" or token.text in canonical)
            ),
        )

    @cached_property
    def tokens(self) -> Callable[[str], tuple[Token, ...]]:
        """The words that say what, and the figures, of folded text."""
        return lru_cache(maxsize=_TEXTS_KEPT)(lambda text: tuple(self._tokens(text)))

    def _tokens(self, text: str) -> Iterator[Token]:
        counted: list[_Counted] = [q for q in figures_of(text) if q.kind is not Kind.ARTICLE]
        counted += [*dates_of(text), *find_clocks(text)]
        counted.sort(key=lambda one: (one.start, -one.end))
        numbers = _Numbers(text)
        at = 0
        for one in counted:
            if one.start < at:
                continue
            yield from self._words(text, at, one.start, numbers)
            kind = "f" if isinstance(one, Quantity) else "d"
            yield numbers.token(text[one.start : one.end], one, kind, one.start, _FIGURE)
            at = one.end
        yield from self._words(text, at, len(text), numbers)

    def _words(self, text: str, start: int, end: int, numbers: "_Numbers") -> Iterator[Token]:
        words = self.likeness.words
        for piece, tag in self.tag(text[start:end]) if start < end else ():
            word = words.canonical(piece)
            if _WORD.search(piece) and piece not in words.light and word not in words.light:
                weight = min(len(piece), _HEAVIEST) if len(piece) > 1 else _LIGHT
                yield numbers.token(word, None, _kind(tag), start, weight, len(piece))
            start += len(piece)

    def _same(self, said: Token, written: Token) -> float:
        if said.of is None and written.of is None:
            return self.alike(said.text, written.text)
        return float(_same_counted(said.of, written.of))

    @cached_property
    def alike(self) -> Callable[[str, str], float]:
        """How much two words say the same, 0 to 1."""
        return lru_cache(maxsize=_WORDS_KEPT)(self._alike)

    def _alike(self, one: str, other: str) -> float:
        if one == other:
            return _WHOLE
        short, long = sorted((one, other), key=len)
        if len(short) == 1:
            return _A_CHARACTER if short in long else 0.0
        if short in long:
            return _WITHIN if 2 * len(short) >= len(long) else _LESS_WITHIN
        near = self.likeness.words.near
        if other in near.get(one, ()) or one in near.get(other, ()):
            return _NEAR
        shared = len(set(one) & set(other))
        if 2 * shared < len(long):
            return 0.0
        if shared > 1:
            return _ALIKE
        return _A_CHARACTER if one[0] == other[0] or one[-1] == other[-1] else 0.0


class _Numbers:
    """Which clause, segment and sentence of a text a place is in."""

    def __init__(self, text: str) -> None:
        self._ends = [
            [match.start() for match in stop.finditer(text)] for stop in (_CLAUSE, _SEGMENT, _SENTENCE)
        ]
        self._passed = [0, 0, 0]

    def token(
        self, text: str, of: _Counted | None, kind: str, start: int, weight: float, length: int = 0
    ) -> Token:
        """Places are asked for in rising order."""
        for at, ends in enumerate(self._ends):
            while self._passed[at] < len(ends) and ends[self._passed[at]] < start:
                self._passed[at] += 1
        clause, segment, sentence = self._passed
        return Token(
            text=text,
            of=of,
            kind=kind,
            start=start,
            end=start + (length or len(text)),
            clause=clause,
            segment=segment,
            sentence=sentence,
            weight=weight,
        )


def _kind(tag: str) -> str:
    """Of a part of speech in ICTCLAS's letters; what only the lexicon has is a noun."""
    if tag.startswith("v"):
        return "v"
    return "n" if not tag or tag.startswith(_NOUNS) else "m"


def _same_counted(said: _Counted | None, written: _Counted | None) -> bool:
    if isinstance(said, ClockMention) and isinstance(written, ClockMention):
        return bool(said.minutes & written.minutes)
    if isinstance(said, DateMention) and isinstance(written, DateMention) and said.month is None:
        return said.year == written.year
    if isinstance(said, Quantity | DateMention) and isinstance(written, Quantity | DateMention):
        return same_figure(said, written)
    return False


def _best(
    said: Sequence[Token], written: Sequence[Token], alike: Sequence[Sequence[tuple[int, float]]]
) -> tuple[int, ...]:
    """The places that together say most, less what going from one to another costs."""
    paths: dict[int, tuple[float, tuple[int, ...], Token | None]] = {NOWHERE: (0.0, (), None)}
    for at, token in enumerate(said):
        own_stop = at > 0 and said[at - 1].clause != token.clause
        going = {key: (value, (*path, NOWHERE), last) for key, (value, path, last) in paths.items()}
        for place, value in alike[at]:
            there = written[place]
            best, path = max(
                (
                    (score - _cost(last, there) * (_AT_OWN_STOP if own_stop else 1.0), path)
                    for score, path, last in paths.values()
                ),
                key=lambda pair: pair[0],
            )
            total = best + token.weight * value
            if there.clause not in going or total > going[there.clause][0]:
                going[there.clause] = (total, (*path, place), there)
        paths = going
    return max(paths.values(), key=lambda path: path[0])[1]


def _cost(last: Token | None, there: Token) -> float:
    if last is None or last.clause == there.clause:
        return 0.0
    if last.segment == there.segment:
        return _NEXT_CLAUSE
    return _NEXT_SEGMENT if last.sentence == there.sentence else _NEXT_SENTENCE
