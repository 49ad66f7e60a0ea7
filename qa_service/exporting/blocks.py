"""What an exported file is made of, whatever its format: headings, paragraphs, grids."""

from dataclasses import dataclass
from typing import Literal

Role = Literal["body", "label", "reference", "quote", "note", "date"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words in one look; ``is_mark`` are the brackets and number of a citation."""

    text: str
    bold: bool = False
    is_mark: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """``level`` 1 or 2; ``text`` bears its number (一、…)."""

    text: str
    level: Literal[1, 2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One line of text, or, for a quote, as many as the document has there.

    ``label`` stands before an item of a list (``1.``, ``•``); ``depth`` counts the lists around that list.
    """

    runs: tuple[Run, ...]
    role: Role = "body"
    label: str = ""
    depth: int = 0


Row = tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table; every row has as many cells as the header."""

    header: Row
    rows: tuple[Row, ...]


Block = Title | Heading | Paragraph | Grid


def plain(text: str, *, bold: bool = False) -> tuple[Run, ...]:
    """``text`` as runs; none where it is empty."""
    return (Run(text=text, bold=bold),) if text else ()
