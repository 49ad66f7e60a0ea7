"""The curve as a drawing of its own: SVG in the page, nothing loaded, readable in light and dark."""

from collections.abc import Callable, Sequence

from qa_service.answering.evidence.sufficiency import LEAST_CONFIDENCE
from qa_service.evaluation.curve import Point

_WIDTH, _HEIGHT, _MARGIN = 560, 300, 44
_LINES: tuple[tuple[str, str, Callable[[Point], float | None]], ...] = (
    ("答对 right", "#2a8a4a", lambda point: point.right),
    ("答错 wrong", "#c2362b", lambda point: point.wrong),
    ("该拒的拒了 refused", "#2f6fc2", lambda point: point.refused),
)


def draw(points: Sequence[Point]) -> str:
    """An SVG element: shares over the threshold of confidence, the one in use marked; "" without any."""
    drawn = [line for line in _LINES if all(line[2](point) is not None for point in points)]
    if not points or not drawn:
        return ""
    parts = [
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" role="img" aria-label="阈值曲线 curve">',
        *_axes(),
        *(_line(points, colour, value) for _, colour, value in drawn),
        *_legend([(label, colour) for label, colour, _ in drawn]),
        "</svg>",
    ]
    return "\n".join(parts)


def _x(threshold: float) -> float:
    return round(_MARGIN + threshold * (_WIDTH - 2 * _MARGIN), 1)


def _y(share: float) -> float:
    return round(_HEIGHT - _MARGIN - share * (_HEIGHT - 2 * _MARGIN), 1)


def _axes() -> list[str]:
    lines = []
    for step in range(6):
        at = step / 5
        lines += [
            f'<line x1="{_x(0)}" y1="{_y(at)}" x2="{_x(1)}" y2="{_y(at)}" stroke="#8886"/>',
            f'<text x="{_x(0) - 6}" y="{_y(at) + 4}" text-anchor="end" class="tick">{at:.1f}</text>',
            f'<text x="{_x(at)}" y="{_y(0) + 16}" text-anchor="middle" class="tick">{at:.1f}</text>',
        ]
    used = _x(LEAST_CONFIDENCE)
    return [
        *lines,
        f'<line x1="{used}" y1="{_y(0)}" x2="{used}" y2="{_y(1)}" stroke="currentColor"'
        ' stroke-dasharray="4 4"/>',
        f'<text x="{used + 4}" y="{_y(1) + 10}" class="tick">现用 in use {LEAST_CONFIDENCE}</text>',
    ]


def _line(points: Sequence[Point], colour: str, value: Callable[[Point], float | None]) -> str:
    places = " ".join(f"{_x(point.threshold)},{_y(value(point) or 0.0)}" for point in points)
    return f'<polyline points="{places}" fill="none" stroke="{colour}" stroke-width="2"/>'


def _legend(labels: Sequence[tuple[str, str]]) -> list[str]:
    return [
        f'<text x="{_MARGIN + 150 * at}" y="18" fill="{colour}" class="tick">{label}</text>'
        for at, (label, colour) in enumerate(labels)
    ]
