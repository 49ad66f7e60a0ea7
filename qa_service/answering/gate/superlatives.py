"""Whether what a statement says is most or least is that in the figures of its passage: 抢险救援最多,为305起.

This module does not know whether the figure has its own label.
"""

import re
from collections.abc import Sequence
from enum import Enum

from qa_service.answering.gate.bound_figures import BoundFigure
from qa_service.answering.gate.figures import same_figure
from qa_service.quantities import Quantity, canonical

_MOST = re.compile(
    "最[多高大](?=[,的为是达]|$)|居首|居第一|排名?第一|为主(?![动管])|占比?主要|(?:主要(?:为|是|通过|集中)|(?:绝大)?(?:多数|部分)[为是])(?=[^,。;]{0,16}\\()"
)
_LEAST = re.compile("最[少低小](?=[,的为是达]|$)")
_REACH, _BOUND = 14, re.compile("不|得|可|限|标准|提高|额度|至|[应须]")
_OF_THOSE = re.compile("其中|[::(]|包括|分别为")
_END = re.compile("[。!?\n]")


class Held(Enum):
    """What the figures of a passage say to a superlative."""

    UNKNOWN = "unknown"
    RIGHT = "right"
    WRONG = "wrong"


def held_by_figures(
    statement: str, passage: str, said: Sequence[BoundFigure], there: Sequence[BoundFigure]
) -> Held:
    """Whether each superlative of folded ``statement`` is right, by the figures beside that which follows it
    in ``passage``; ``said`` and ``there`` are the figures of the two."""
    found = []
    for sign, pattern in ((1, _MOST), (-1, _LEAST)):
        for match in pattern.finditer(statement):
            if _BOUND.search(statement[max(0, match.start() - 3) : match.start()]):
                return Held.UNKNOWN
            figure = next((one for one in said if 0 <= one.figure.start - match.end() <= _REACH), None)
            values = _among(figure, passage, there) if figure else ()
            if len(values) < 2:
                return Held.UNKNOWN
            found.append(values[0] == max(values, key=lambda value: sign * value))
    if not found:
        return Held.UNKNOWN
    return Held.RIGHT if all(found) else Held.WRONG


def _among(figure: BoundFigure, passage: str, there: Sequence[BoundFigure]) -> list[float]:
    """The value of the figure and, behind it, those of its kind that the passage lists with it."""
    own = next((o for o in there if same_figure(figure.figure, o.figure)), None)
    if own is None or not isinstance(own.figure, Quantity):
        return []
    start = max((m.end() for m in _END.finditer(passage, 0, own.figure.start)), default=0)
    start = max((m.end() for m in _OF_THOSE.finditer(passage, start, own.figure.start)), default=start)
    stop = _END.search(passage, own.figure.end)
    end = stop.start() if stop else len(passage)
    listed = [
        o.figure
        for o in there
        if o.kind == own.kind
        and o is not own
        and start <= o.figure.start < end
        and isinstance(o.figure, Quantity)
    ]
    values = [canonical(one)[0] for one in (own.figure, *listed)]
    return [float(value) for value in values if value is not None]
