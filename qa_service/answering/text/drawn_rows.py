"""A row of a table as its file draws it: 市场监管 147 129 of 领域：市场监管；收到(件)：147；受理(件)：129.

The library keeps a row under the heads of its columns, since a row is found and read alone. Who looks for it
in the original sees but its cells, beside one another. This module does not know which row is cited.
"""

import re

_LEAST_CELLS = 2
_CELL = re.compile(r"(?:[^：；。\n]{1,60}：)?(?P<cell>[^：；。\n]{1,60})")
_FIGURE = re.compile(r"[-+−]?\d[\d,.，．]*(?:[%％‰]|[^\d\s]{0,4})")


def drawn_rows(text: str, start: int, end: int, *, barred: bool = False) -> list[str]:
    """The rows of a table among the lines of ``text`` that ``text[start:end]`` touches, as they are drawn:
    cells with a blank between them, or between bars where ``barred``, as Markdown draws them."""
    found: list[str] = []
    position = 0
    for line in text.split("\n"):
        if position < end and start <= position + len(line) and (cells := _cells(line)):
            found.append(f"| {' | '.join(cells)} |" if barred else " ".join(cells))
        position += len(line) + 1
    return found


def _cells(line: str) -> list[str]:
    """The cells of a row that is kept under its heads; none of prose, and of a row without figures."""
    if "：" not in line or "；" not in line:
        return []
    read = [_CELL.fullmatch(piece) for piece in line.split("；")]
    if len(read) < _LEAST_CELLS or any(cell is None for cell in read):
        return []
    cells = [cell["cell"].strip() for cell in read if cell is not None]
    return cells if all(cells) and any(_FIGURE.fullmatch(cell) for cell in cells) else []
