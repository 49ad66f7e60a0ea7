"""The Markdown of an answer to blocks: as much of Markdown as the page shows, everything else literally.

Paragraphs, lists, tables, headings, **bold**, `code` and the marks [n]. Links, pictures and HTML that stand
in a document stay the characters that they are.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from qa_service.exporting.blocks import Block, Grid, Paragraph, Row, Run
from qa_service.exporting.characters import legible

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_BULLET = "•"

# Bold by the page's rule: CommonMark's leaves the stars of **“重点”**工作, where it wants a space.
_INLINE = re.compile(r"\*\*(?P<bold>.+?)\*\*|`(?P<code>[^`]+)`|\[(?P<n>\d{1,3})\]")


def read_answer(markdown: str, marks: Collection[int]) -> tuple[Block, ...]:
    """The blocks of ``markdown``, each line a paragraph; ``marks`` are the numbers of the citations."""
    return tuple(_blocks(_parser().parse(legible(markdown)), marks))


def inline_runs(text: str, marks: Collection[int], *, bold: bool = False) -> tuple[Run, ...]:
    """One line's words; brackets around another number than those of ``marks`` are words too."""
    return tuple(run for run in _runs(text, marks, bold) if run.text)


def _runs(text: str, marks: Collection[int], bold: bool) -> Iterator[Run]:
    position = 0
    for match in _INLINE.finditer(text):
        if match["n"] and int(match["n"]) not in marks:
            continue
        yield Run(text=text[position : match.start()], bold=bold)
        position = match.end()
        if match["bold"]:
            yield from _runs(match["bold"], marks, True)
        else:
            yield Run(text=match["code"] or match.group(), bold=bold, is_mark=match["n"] is not None)
    yield Run(text=text[position:], bold=bold)


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    return MarkdownIt("zero").enable(["heading", "list", "table"])


def _blocks(tokens: Sequence["Token"], marks: Collection[int]) -> Iterator[Block]:
    depth, label, is_heading = 0, "", False
    position = 0
    while position < len(tokens):
        token = tokens[position]
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                depth += 1
            case "bullet_list_close" | "ordered_list_close":
                depth -= 1
            case "list_item_open":
                label = token.info + token.markup if token.info else _BULLET
            case "heading_open" | "heading_close":
                is_heading = token.type == "heading_open"
            case "inline":
                for line in token.content.split("\n"):
                    if runs := inline_runs(line.strip(), marks, bold=is_heading):
                        yield Paragraph(runs=runs, label=label, depth=max(0, depth - 1))
                        label = ""
            case "table_open":
                end = next(at for at in range(position, len(tokens)) if tokens[at].type == "table_close")
                yield _grid(tokens[position:end], marks)
                position = end
        position += 1


def _grid(tokens: Sequence["Token"], marks: Collection[int]) -> Grid:
    rows: list[Row] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append(())
        elif token.type == "inline":
            rows[-1] += (inline_runs(token.content, marks),)
    return Grid(header=rows[0], rows=tuple(rows[1:]))
