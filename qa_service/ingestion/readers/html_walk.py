"""One pass over the tree of a web page, without recursion: which words make a block, and what it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from qa_service.ingestion.blocks import Alignment, Block, BlockKind, Landmark
from qa_service.ingestion.readers.characters import CJK_CLASS, indent_of, numbered

if TYPE_CHECKING:
    from lxml.etree import _Element

_CODE = frozenset({"head", "script", "style", "template", "noscript", "noframes", "map", "area", "param"})
_MEDIA = frozenset(
    {"iframe", "object", "embed", "applet", "audio", "video", "canvas", "svg", "source", "track"}
)
_CHOICES = frozenset({"select", "datalist", "textarea"})
UNSEEN = _CODE | _MEDIA | _CHOICES
"""Elements that show no words of the page, or none before they are opened."""

_PAGE_PARTS = frozenset(
    {"html", "body", "main", "article", "section", "header", "footer", "nav", "aside", "search"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TEXT_PARTS = frozenset({"address", "blockquote", "center", "div", "hgroup", "hr", "p", "pre", "figure"})
_LIST_PARTS = frozenset({"dd", "dir", "dl", "dt", "li", "menu", "ol", "ul"})
_TABLE_PARTS = frozenset({"caption", "figcaption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"})
_FORM_PARTS = frozenset({"details", "dialog", "fieldset", "form", "legend", "summary"})
_BLOCKS = _PAGE_PARTS | _HEADINGS | _TEXT_PARTS | _LIST_PARTS | _TABLE_PARTS | _FORM_PARTS
_LANDMARK_OF_TAG: dict[str, Landmark] = {
    "nav": "navigation",
    "aside": "complementary",
    "main": "main",
    "search": "search",
    "dialog": "dialog",
}
_LANDMARK_OF_ROLE: dict[str, Landmark] = {
    "navigation": "navigation",
    "banner": "banner",
    "contentinfo": "contentinfo",
    "complementary": "complementary",
    "search": "search",
    "form": "form",
    "dialog": "dialog",
    "alertdialog": "dialog",
    "main": "main",
}
_SECTIONING = frozenset({"article", "aside", "main", "nav", "section"})
_ANCESTRY_LIMIT = 32

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(bold|[6-9]00|normal|[1-5]00)", re.IGNORECASE)
_ALIGN = re.compile(r"text-align\s*:\s*(\w+)", re.IGNORECASE)
_SIZE = re.compile(r"font-size\s*:\s*([\d.]+)\s*(pt|px)", re.IGNORECASE)
_INDENT = re.compile(r"text-indent\s*:\s*([\d.]+)\s*(em|pt|px)", re.IGNORECASE)
_UNNUMBERED = re.compile(r"list-style[\w-]{0,40}\s*:[^;]{0,200}\bnone", re.IGNORECASE)
_NAME_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+|[^\W\d_a-zA-Z]+")

BREAK = "\x1e"
"""Stands for a forced line break; no control character is left in the source."""
_LINK_EDGE = "\x1f"
"""Stands in ``Walk.pieces`` between two links with nothing but blanks between them."""
_LINKS_OF_A_MENU = 3
_MENU_LINK_SHARE = 0.6
_WRAP_IN_CJK = re.compile(f"(?<={CJK_CLASS})[ \t]*\n[ \t\n]*(?={CJK_CLASS})")
_SPACES = re.compile(r"[ \t\n]+")


@dataclass(slots=True)
class _Item:
    """A list item whose number waits for its first words."""

    numbering: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """What the words inside an element inherit."""

    kind: BlockKind = "paragraph"
    level: int = 0
    landmark: Landmark | None = None
    ancestry: tuple[str, ...] = ()
    alignment: Alignment | None = None
    bold: bool = False
    size_pt: float | None = None
    indent: float = 0.0
    in_link: bool = False
    in_pre: bool = False
    in_sectioning: bool = False
    depth: int = 0
    item: _Item | None = None
    next_number: list[int] | None = None


@dataclass(slots=True)
class Walk:
    """Gathers the words between two block boundaries; ``tables`` numbers the data tables of a file."""

    tables: int = 0
    pieces: list[str] = field(default_factory=list)
    first: _Context | None = None
    characters: int = 0
    linked: int = 0
    last_link: str | None = None
    """Address of the link that ended last, until words follow it."""
    emboldened: int = 0
    blank_lines: int = 0
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def blocks(self, root: "_Element") -> Iterator[Block]:
        from lxml import etree

        from qa_service.ingestion.readers.html_tables import captions, data_grid
        from qa_service.ingestion.readers.tables import row_blocks

        stack = [_Context()]
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            tag = element.tag
            if event == "start":
                context = stack[-1]
                grid = None
                if is_unseen(element):
                    walker.skip_subtree()
                else:
                    if tag in _BLOCKS:
                        yield from self._flush()
                    context = self._inside(element, context)
                    grid = data_grid(element) if tag == "table" else None
                    if grid is not None:
                        walker.skip_subtree()
                        for row in (*captions(element), *row_blocks(grid, self.tables)):
                            yield replace(row, landmark=context.landmark, ancestry=context.ancestry)
                        self.tables += 1
                    elif tag == "br":
                        self.pieces.append(BREAK)
                    else:
                        if tag == "a":
                            self._open_link(element)
                        if element.text:
                            self._add(element.text, context)
                stack.append(context)
                continue
            stack.pop()
            if tag in _BLOCKS and not is_unseen(element):
                yield from self._flush()
            elif tag == "a" and self.first is not None:
                self.last_link = element.get("href") or ""
            if element.tail and element is not root:
                self._add(element.tail, stack[-1])
        yield from self._flush()

    def _open_link(self, link: "_Element") -> None:
        # Words pasted from an office program are often cut into several links to one address.
        if self.last_link is not None and (self.last_link != link.get("href") or not self.last_link):
            self.pieces.append(_LINK_EDGE)

    def _add(self, words: str, context: _Context) -> None:
        self.pieces.append(words.replace("\n", BREAK) if context.in_pre else words)
        weight = len(words.strip())
        if not weight:
            return
        self.last_link = None
        self.first = self.first or context
        self.characters += weight
        self.linked += weight if context.in_link else 0
        self.emboldened += weight if context.bold else 0

    def _flush(self) -> Iterator[Block]:
        if not self.pieces:
            return
        raw, context = "".join(self.pieces), self.first
        self.pieces.clear()
        self.last_link = None
        if context is None:
            self.blank_lines += "\xa0" in raw or BREAK in raw
            return
        menu = self.linked >= _MENU_LINK_SHARE * self.characters
        parted = menu and context.kind != "heading"
        lines = _lines(self._parted_links(raw) if parted else raw.replace(_LINK_EDGE, ""))
        if context.kind == "heading":
            lines = ["\n".join(line.strip() for line in lines if line.strip())]
        for line in lines:
            if not (text := line.strip()):
                self.blank_lines += 1
                continue
            yield self._block(text, indent_of(line), context)
            self.blank_lines = 0
        self.first, self.characters, self.linked, self.emboldened = None, 0, 0, 0

    def _parted_links(self, raw: str) -> str:
        """A menu's links on lines of their own, where nothing else parts them."""
        enough = raw.count(_LINK_EDGE) + 1 >= _LINKS_OF_A_MENU or self.linked == self.characters
        return raw.replace(_LINK_EDGE, BREAK if enough else "")

    def _block(self, text: str, indent: float, context: _Context) -> Block:
        numbering, kind, level = "", context.kind, context.level
        if context.item is not None and context.item.numbering:
            numbering, context.item.numbering = context.item.numbering, ""
            text = numbered(numbering, text)
        return Block(
            text=text,
            kind=kind,
            level=level,
            indent=indent + context.indent,
            blank_lines_before=self.blank_lines,
            alignment=context.alignment,
            bold=self.emboldened == self.characters,
            font_size_pt=context.size_pt,
            numbering=numbering,
            landmark=context.landmark,
            ancestry=context.ancestry,
            link_density=round(self.linked / self.characters, 3),
        )

    def _inside(self, element: "_Element", outer: _Context) -> _Context:
        """The context of the words in ``element``; the outer one itself where nothing changes."""
        tag = element.tag
        context = outer
        if tag in _CHANGES or tag in _HEADINGS or tag in _PAGE_PARTS or tag == "dialog":
            context = _by_tag(element, context)
        if not element.attrib:
            return context
        role = _LANDMARK_OF_ROLE.get(element.get("role", ""))
        if role:
            context = replace(context, landmark=role)
        named = f"{element.get('class', '')} {element.get('id', '')}".strip()
        if named:
            ancestry = tuple(dict.fromkeys(self._name_words(named) + context.ancestry))[:_ANCESTRY_LIMIT]
            context = replace(context, ancestry=ancestry)
        style, align = element.get("style"), element.get("align")
        return _styled(context, style or "", align or "") if style or align else context

    def _name_words(self, named: str) -> tuple[str, ...]:
        if named not in self.names:
            self.names[named] = tuple(word.lower() for word in _NAME_WORD.findall(named))
        return self.names[named]


def is_unseen(element: "_Element") -> bool:
    """Whether a browser leaves an element and all in it out."""
    if element.tag in UNSEEN:
        return True
    attributes = element.attrib
    if not attributes:
        return False
    return "hidden" in attributes or (
        "style" in attributes and _HIDDEN.search(attributes["style"]) is not None
    )


def _lines(raw: str) -> list[str]:
    """White space collapsed as a browser does, except that a source line break between Chinese is nothing."""
    collapsed = _SPACES.sub(" ", _WRAP_IN_CJK.sub("", raw))
    return [line.strip(" ").replace("\xa0", " ") for line in collapsed.split(BREAK)]


_CHANGES = frozenset({"a", "b", "strong", "th", "center", "pre", "caption", "figcaption", "ol", "ul", "li"})
"""With page parts and headings, the elements whose very name changes what is in them."""


def _by_tag(element: "_Element", outer: _Context) -> _Context:
    tag = element.tag
    if tag in _HEADINGS:
        return replace(outer, kind="heading", level=int(tag[1]), item=None)
    if tag == "a":
        return replace(outer, in_link=True)
    if tag in {"b", "strong", "th"}:
        return replace(outer, bold=True)
    if tag == "center":
        return replace(outer, alignment="center")
    if tag == "pre":
        return replace(outer, in_pre=True)
    if tag in {"caption", "figcaption"}:
        return replace(outer, kind="caption", level=0)
    if tag in {"ol", "ul"}:
        return replace(outer, depth=outer.depth + 1, next_number=_first_number(element), item=None)
    if tag == "li":
        return _list_item(element, outer)
    return _landmarked(tag, outer)


def _landmarked(tag: str, outer: _Context) -> _Context:
    context = replace(outer, in_sectioning=True) if tag in _SECTIONING else outer
    if landmark := _LANDMARK_OF_TAG.get(tag):
        return replace(context, landmark=landmark)
    # Inside an article these head and close the article, not the page.
    if tag in {"header", "footer"} and not outer.in_sectioning:
        return replace(context, landmark="banner" if tag == "header" else "contentinfo")
    return context


def _first_number(element: "_Element") -> list[int] | None:
    if element.tag != "ol" or _UNNUMBERED.search(element.get("style", "")):
        return None
    return [_integer(element.get("start"), 1)]


def _list_item(element: "_Element", outer: _Context) -> _Context:
    numbering = ""
    if outer.next_number is not None:
        number = _integer(element.get("value"), outer.next_number[0])
        outer.next_number[0] = number + 1
        numbering = f"{number}."
    return replace(outer, kind="list_item", level=max(1, outer.depth), item=_Item(numbering))


def _integer(text: str | None, default: int) -> int:
    stripped = (text or "").strip()
    return int(stripped) if stripped.isascii() and stripped.isdigit() and len(stripped) < 10 else default


def _styled(context: _Context, style: str, align: str) -> _Context:
    if found := _ALIGN.search(style):
        align = found[1]
    if align:
        named = align.lower()
        side: Alignment | None = "center" if named == "center" else "right" if named == "right" else None
        context = replace(context, alignment=side)
    if found := _BOLD.search(style):
        context = replace(context, bold=found[1].lower() in {"bold", "600", "700", "800", "900"})
    if found := _SIZE.search(style):
        context = replace(context, size_pt=round(_points(found[1], found[2]), 1))
    if found := _INDENT.search(style):
        points = _points(found[1], found[2])
        # Where the size is unknown the usual 12 pt is taken.
        width = points if found[2].lower() == "em" else points / (context.size_pt or 12.0)
        context = replace(context, indent=round(min(width, 20.0), 1))
    return context


def _points(number: str, unit: str) -> float:
    value = float(number) if number.count(".") <= 1 and number != "." else 0.0
    return value * 0.75 if unit.lower() == "px" else value
