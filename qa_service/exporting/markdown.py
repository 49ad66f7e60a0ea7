"""Blocks as Markdown (CommonMark with GitHub's tables); what a document says is never taken for markup."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from qa_service.exporting.blocks import Block, Grid, Heading, Paragraph, Run, Title

# Anywhere in a line; $ for the programs that set mathematics.
_SPECIAL = re.compile(r"[\\`*_\[\]<~|$&#]")
# What begins an item; of a rule or the line under a heading the first character tells.
_NUMBER = re.compile(r"\d{1,9}(?=[.)])")
_BEGINS_BLOCK = ("+", "=", "-", ">")
# After the brackets of a mark these would make a link of it, or the definition of one.
_AFTER_MARK = ("(", ":")
# Four spaces belong to the item above only where its label is no wider.
_WIDEST_LABEL_ABOVE = 3


def to_markdown(blocks: Sequence[Block]) -> str:
    """The text of the file, ending in one newline."""
    pieces: list[str] = []
    above: Block | None = None
    depth = 0
    for block in blocks:
        depth = _depth(block, above, depth)
        if above is not None:
            pieces.append("\n" if _is_next_item(above, block) else "\n\n")
        pieces.append("\n".join(_lines(block, depth)))
        above = block
    return "".join(pieces) + "\n"


def _is_next_item(above: Block, block: Block) -> bool:
    """Whether both are items of one list; right under that of another, an item may be read as its words."""
    items = [one for one in (above, block) if isinstance(one, Paragraph) and one.label]
    return len({(one.label[0].isdecimal(), one.depth) for one in items}) == 1 and len(items) == 2


def _depth(block: Block, above: Block | None, depth_above: int) -> int:
    """How deep a paragraph may stand: four spaces under anything but an item would make it a program."""
    if not isinstance(block, Paragraph) or not isinstance(above, Paragraph):
        return 0
    bears = above.label and len(above.label) <= _WIDEST_LABEL_ABOVE and block.depth > above.depth
    return depth_above + 1 if bears else min(block.depth, depth_above)


def _lines(block: Block, depth: int) -> Iterator[str]:
    match block:
        case Title():
            yield f"# {escaped(block.text).rstrip()}"
        case Heading():
            yield f"{'#' * (block.level + 1)} {escaped(block.text).rstrip()}"
        case Grid():
            yield from _table(block)
        case Paragraph(role="quote"):
            # A backslash keeps the end of a line.
            yield "\\\n".join(
                f"> {escaped(line).rstrip()}" for line in _text(block).split("\n") if line.strip()
            )
        case Paragraph():
            label = "-" if block.label and not block.label[0].isdecimal() else block.label
            yield "    " * depth + (f"{label} " if label else "") + _inline(block.runs)


def _table(grid: Grid) -> Iterator[str]:
    for position, row in enumerate((grid.header, *grid.rows)):
        yield f"| {' | '.join(map(_inline, row))} |"
        if position == 0:
            yield "|" + " --- |" * len(row)


def _text(paragraph: Paragraph) -> str:
    return "".join(run.text for run in paragraph.runs)


def _inline(runs: Sequence[Run]) -> str:
    written = ""
    position = 0
    for bold, group in groupby(runs, key=lambda run: run.bold):
        together = tuple(group)
        position += len(together)
        words = "".join(
            _one(run, runs, at) for at, run in enumerate(together, start=position - len(together))
        )
        following = runs[position].text if position < len(runs) else ""
        written += f"**{words}**" if bold and _takes_stars(words, written[-1:], following[:1]) else words
    return written.rstrip()


def _one(run: Run, runs: Sequence[Run], at: int) -> str:
    if run.is_mark:
        return run.text
    text = escaped(run.text, begins_line=at == 0)
    return f"\\{text}" if at and runs[at - 1].is_mark and text.startswith(_AFTER_MARK) else text


def _takes_stars(words: str, before: str, after: str) -> bool:
    """Whether stars around the words make them bold (CommonMark 6.2); else they would be shown."""
    return all(
        inside.isalnum() or (not inside.isspace() and _is_apart(outside))
        for inside, outside in ((words[:1], before), (words[-1:], after))
    )


def _is_apart(character: str) -> bool:
    return not character or character.isspace() or unicodedata.category(character).startswith("P")


def escaped(text: str, *, begins_line: bool = True) -> str:
    """One line of ``text``, which a reader of Markdown shows as it stands."""
    if not begins_line:
        return _SPECIAL.sub(r"\\\g<0>", text)
    shown = _SPECIAL.sub(r"\\\g<0>", text.lstrip())
    if shown.startswith(_BEGINS_BLOCK):
        return f"\\{shown}"
    if number := _NUMBER.match(shown):
        return f"{number.group()}\\{shown[number.end() :]}"
    return shown
