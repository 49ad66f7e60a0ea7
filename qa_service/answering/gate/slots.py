"""What a statement leaves out, brings along and joins anew, slot by slot, beside its passage.

A subtly wrong sentence mostly keeps the words and gives one clause the subject, the figure or the time of
another, or leaves out what governs it. Each measure is a weight in characters or a count; none tells for
certain.
This module does not know what the single checks find.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from itertools import pairwise

from qa_service.answering.gate.laid import NOWHERE, Laid, Token
from qa_service.quantities import Quantity, canonical

_TOUCHED = 0.34
_HEAVY = 2.0
_LABEL_REACH = 2
_CONDITION_END = re.compile(r"(?:的|时|后|的情况下?)$")
_STOP = re.compile(r"[,;。:!?\n]")
_SAID_OF_CONDITION = 0.34
KINDS = "vnmfd"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """Weights of tokens but for those that say otherwise; ``new`` stand nowhere, ``left`` are in the clauses
    that the statement says and not in it, each by kind of token (``KINDS``)."""

    laid: float
    """The share of the statement that is laid."""
    near_figures: float
    """The least share of the words about a figure that stand in the figure's clause."""
    new_v: float
    new_n: float
    new_m: float
    left_v: float
    left_n: float
    left_m: float
    left_f: float
    left_d: float
    head_left: float
    """How many of the clauses begin with a noun that is left out."""
    jumps: float
    """How far, at most, a clause of the statement goes on elsewhere: 1 in another clause, 2 or 3 in another
    sentence."""
    rival_before: float
    """How often something of the kind that it goes on to stands, unsaid, where it came from."""
    rival_behind: float
    """How often something of the kind that it came from stands, unsaid, where it goes on."""
    crossed: float
    back: float
    """How often it goes on further up."""
    gap: float
    """The heaviest that is left out between two neighbours."""
    off_figure: float
    """The heaviest words of a clause with a figure that are laid elsewhere than the figure."""
    label_left: float
    condition_left: float
    """How many figures have a condition before their clause of which nothing is said."""
    inverted: float


def slots_of(laid: Laid, passage: str, around: str) -> Slots:
    """``passage`` and ``around`` are folded, as they were laid."""
    touched = _touched(laid)
    left = dict.fromkeys(KINDS, 0.0)
    for at, token in enumerate(laid.written):
        if token.clause in touched and _is_unsaid(at, laid, around):
            left[token.kind] += token.weight
    new = dict.fromkeys(KINDS, 0.0)
    for at, token in enumerate(laid.said):
        if laid.places[at] == NOWHERE and at not in laid.known:
            new[token.kind] += token.weight
    joins = list(_joins(laid))
    rivals = [(_has_like(a, b, laid, around), _has_like(b, a, laid, around)) for a, b in joins]
    total = sum(token.weight for token in laid.said)
    return Slots(
        laid=sum(token.weight for token, _ in laid.own) / total if total else 1.0,
        near_figures=_near_figures(laid),
        new_v=new["v"],
        new_n=new["n"],
        new_m=new["m"],
        left_v=left["v"],
        left_n=left["n"],
        left_m=left["m"],
        left_f=left["f"],
        left_d=left["d"],
        head_left=float(_heads_left(laid, touched, around)),
        jumps=float(max((_distance(a, b) for a, b in joins), default=0)),
        rival_before=float(sum(before for before, _ in rivals)),
        rival_behind=float(sum(behind for _, behind in rivals)),
        crossed=float(sum(before and behind for before, behind in rivals)),
        back=float(sum(b.clause < a.clause for a, b in joins)),
        gap=_gap(laid, around),
        off_figure=_off_figure(laid),
        label_left=_label_left(laid, around),
        condition_left=float(_conditions_left(laid, passage, around)),
        inverted=float(_inverted(laid)),
    )


def values_of(slots: Slots) -> tuple[float, ...]:
    """In the order of the fields."""
    return astuple(slots)


def _is_unsaid(at: int, laid: Laid, around: str) -> bool:
    return at not in laid.anywhere and laid.written[at].text not in around


def _touched(laid: Laid) -> frozenset[int]:
    """The clauses of the passage of which the statement says a third and more."""
    whole: dict[int, float] = {}
    said: dict[int, float] = {}
    own = {place for place in laid.places if place != NOWHERE}
    for at, token in enumerate(laid.written):
        whole[token.clause] = whole.get(token.clause, 0.0) + token.weight
        if at in own:
            said[token.clause] = said.get(token.clause, 0.0) + token.weight
    return frozenset(clause for clause, weight in said.items() if weight >= _TOUCHED * whole[clause])


def _heads_left(laid: Laid, touched: frozenset[int], around: str) -> int:
    first: dict[int, int] = {}
    for at, token in enumerate(laid.written):
        first.setdefault(token.clause, at)
    return sum(
        laid.written[at].kind in "nd" and laid.written[at].weight >= _HEAVY and _is_unsaid(at, laid, around)
        for clause, at in first.items()
        if clause in touched
    )


def _joins(laid: Laid) -> Iterator[tuple[Token, Token]]:
    """Neighbours in a clause of the statement that stand in two of the passage, as they stand there."""
    for (said, written), (next_said, next_written) in pairwise(laid.own):
        if said.clause == next_said.clause and written.clause != next_written.clause:
            yield written, next_written


def _distance(one: Token, other: Token) -> int:
    if one.segment == other.segment:
        return 1
    return 2 if one.sentence == other.sentence else 3


def _has_like(one: Token, other: Token, laid: Laid, around: str) -> bool:
    """Whether the clause of ``one`` has a token like ``other`` that is not said."""
    return any(
        token.clause == one.clause and _is_like(token, other) and _is_unsaid(at, laid, around)
        for at, token in enumerate(laid.written)
    )


def _is_like(one: Token, other: Token) -> bool:
    if isinstance(one.of, Quantity) and isinstance(other.of, Quantity):
        return canonical(one.of)[2] == canonical(other.of)[2]
    return one.kind == other.kind and one.weight >= _HEAVY


def _gap(laid: Laid, around: str) -> float:
    places = [(at, place) for at, place in enumerate(laid.places) if place != NOWHERE]
    heaviest = 0.0
    for (at, place), (next_at, next_place) in pairwise(places):
        first, last = sorted((place, next_place))
        if next_at == at + 1 and laid.written[first].segment == laid.written[last].segment:
            between = range(first + 1, last)
            unsaid = sum(laid.written[one].weight for one in between if _is_unsaid(one, laid, around))
            heaviest = max(heaviest, unsaid)
    return heaviest


def _about(laid: Laid, of: int) -> list[int]:
    """The words of a clause of the statement about the figure that is its token ``of``."""
    clause = laid.said[of].clause
    return [
        at
        for at, token in enumerate(laid.said)
        if token.clause == clause and token.of is None and token.weight >= _HEAVY
    ]


def _figures(laid: Laid) -> Iterator[tuple[int, int]]:
    """The figures, dates and times of the statement, each with its place."""
    for at, place in enumerate(laid.places):
        if place != NOWHERE and laid.said[at].of is not None:
            yield at, place


def _near_figures(laid: Laid) -> float:
    least = 1.0
    for at, place in _figures(laid):
        about = _about(laid, at)
        total = sum(laid.said[one].weight for one in about)
        near = sum(laid.said[one].weight for one in about if _in_clause(one, place, laid))
        least = min(least, near / total) if total else least
    return least


def _in_clause(at: int, place: int, laid: Laid) -> bool:
    own = laid.places[at]
    return own != NOWHERE and laid.written[own].clause == laid.written[place].clause


def _off_figure(laid: Laid) -> float:
    return max(
        (
            sum(
                laid.said[one].weight
                for one in _about(laid, at)
                if laid.places[one] != NOWHERE and not _in_clause(one, place, laid)
            )
            for at, place in _figures(laid)
        ),
        default=0.0,
    )


def _label_left(laid: Laid, around: str) -> float:
    """The heaviest words right before a figure in the passage that the statement says nowhere."""
    heaviest = 0.0
    for _, place in _figures(laid):
        label = [
            one
            for one in range(max(0, place - _LABEL_REACH), place)
            if laid.written[one].clause == laid.written[place].clause
            and laid.written[one].of is None
            and laid.written[one].weight >= _HEAVY
        ]
        heaviest = max(
            heaviest, sum(laid.written[one].weight for one in label if _is_unsaid(one, laid, around))
        )
    return heaviest


def _conditions_left(laid: Laid, passage: str, around: str) -> int:
    """How many figures have before their clause, in their segment, a condition of which the statement says
    hardly anything: 拒不改正的,处500元罚款."""
    found = 0
    for _, place in _figures(laid):
        clause = laid.written[place].clause
        before = [at for at, token in enumerate(laid.written) if token.clause == clause - 1]
        if not before or laid.written[before[0]].segment != laid.written[place].segment:
            continue
        end = _STOP.search(passage, laid.written[before[-1]].end)
        ends = end is not None and _CONDITION_END.search(passage, 0, end.start()) is not None
        total = sum(laid.written[at].weight for at in before)
        unsaid = sum(laid.written[at].weight for at in before if _is_unsaid(at, laid, around))
        found += ends and total - unsaid < _SAID_OF_CONDITION * total
    return found


def _inverted(laid: Laid) -> int:
    return sum(
        said.clause == other.clause and written.clause == there.clause and written.start > there.start
        for (said, written), (other, there) in pairwise(laid.own)
    )


def names() -> Sequence[str]:
    """The names of the fields, in order."""
    return tuple(Slots.__dataclass_fields__)
