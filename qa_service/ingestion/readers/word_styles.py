"""What a Word paragraph inherits from its style: heading level, list, alignment, size, weight, indentation.

A style is a heading by its outline level, or by the built-in name in English or Chinese (heading 1, 标题 1),
which files of WPS and of other writers keep where they keep nothing else.
"""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_HEADING_NAME = re.compile(r"(?:heading|标题|標題)\s*([1-9])", re.IGNORECASE)
_TITLE_NAMES = {"title", "标题", "標題", "大标题", "文件标题", "公文标题"}
_DEPTH_LIMIT = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphFormat:
    """``heading`` 0 is running text; ``list_id`` None is no list; indentation in characters, sizes in pt."""

    style_id: str = ""
    style: str = ""
    heading: int = 0
    list_id: str | None = None
    list_level: int | None = None
    justification: str = ""
    indent: float = 0.0
    size_pt: float | None = None
    bold: bool = False
    hidden: bool = False


@dataclass(slots=True)
class WordStyles:
    """The styles part of a document, or None; resolved styles are kept."""

    root: "_Element | None"
    elements: dict[str, "_Element"] = field(default_factory=dict)
    resolved: dict[str, ParagraphFormat] = field(default_factory=dict)
    default_id: str = ""

    def __post_init__(self) -> None:
        if self.root is None:
            return
        for style in self.root.iter(f"{W}style"):
            style_id = style.get(f"{W}styleId", "")
            self.elements[style_id] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true", "on"}:
                self.default_id = style_id

    def of_paragraph(self, paragraph: "_Element") -> ParagraphFormat:
        """The format of a paragraph: its own properties over those of its style."""
        properties = paragraph.find(f"{W}pPr")
        style_id = value_of(properties, "pStyle") if properties is not None else ""
        base = self._of_style(style_id or self.default_id, 0)
        return _over(base, properties, None, style=base.style) if properties is not None else base

    def _of_style(self, style_id: str, depth: int) -> ParagraphFormat:
        if style_id in self.resolved:
            return self.resolved[style_id]
        element = self.elements.get(style_id)
        # Styles based on one another in a ring would never end.
        if element is None or depth > _DEPTH_LIMIT:
            return ParagraphFormat(style_id=style_id)
        parent = value_of(element, "basedOn")
        base = self._of_style(parent, depth + 1) if parent else ParagraphFormat()
        name = value_of(element, "name")
        resolved = _over(
            base, element.find(f"{W}pPr"), element.find(f"{W}rPr"), style=name, style_id=style_id
        )
        self.resolved[style_id] = resolved
        return resolved


def _over(
    base: ParagraphFormat,
    properties: "_Element | None",
    run: "_Element | None",
    *,
    style: str,
    style_id: str | None = None,
) -> ParagraphFormat:
    numbers = None if properties is None else properties.find(f"{W}numPr")
    list_id = base.list_id if numbers is None else value_of(numbers, "numId") or base.list_id
    place = "" if numbers is None else value_of(numbers, "ilvl")
    size = value_of(run, "sz")
    return ParagraphFormat(
        style_id=base.style_id if style_id is None else style_id,
        style=style,
        heading=_heading(base, properties, style if style_id is not None else ""),
        # List 0 takes a paragraph out of the list of its style.
        list_id=None if list_id == "0" else list_id,
        list_level=int(place) if place.isdigit() else base.list_level,
        justification=value_of(properties, "jc") or base.justification,
        indent=_indent(properties, base.indent),
        size_pt=int(size) / 2 if size.isdigit() else base.size_pt,
        bold=is_on(run, "b", base.bold),
        hidden=is_on(run, "vanish", base.hidden),
    )


def _heading(base: ParagraphFormat, properties: "_Element | None", name: str) -> int:
    if found := _HEADING_NAME.fullmatch(name.strip()):
        return int(found[1])
    if name.strip().lower() in _TITLE_NAMES:
        return 1
    outline = value_of(properties, "outlineLvl")
    if outline.isdigit():
        # Nine is body text.
        return int(outline) + 1 if int(outline) < 9 else 0
    return base.heading


def _indent(properties: "_Element | None", inherited: float) -> float:
    element = None if properties is None else properties.find(f"{W}ind")
    if element is None:
        return inherited
    characters = element.get(f"{W}firstLineChars")
    if characters is not None and characters.lstrip("-").isdigit():
        return int(characters) / 100
    twentieths = element.get(f"{W}firstLine")
    # 240 twentieths of a point are a character of the usual 12 pt.
    return round(int(twentieths) / 240, 1) if twentieths is not None and twentieths.isdigit() else inherited


def value_of(parent: "_Element | None", name: str) -> str:
    """The ``w:val`` of a child, or nothing."""
    child = None if parent is None else parent.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val") or ""


def is_on(run: "_Element | None", name: str, inherited: bool) -> bool:
    """A toggle property such as bold; without a value it is on."""
    child = None if run is None else run.find(f"{W}{name}")
    return inherited if child is None else child.get(f"{W}val") not in {"0", "false", "off", "none"}
