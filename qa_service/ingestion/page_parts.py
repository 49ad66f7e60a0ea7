"""Parts of a web page by the names (class, id) that its makers give them: menus, search boxes, share bars.

A name that also holds running text says nothing: a page's body may be called ``has-nav``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa_service.ingestion.blocks import Block
from qa_service.ingestion.furniture import PartNames

_LONGEST_LINE = 60
_LINKED = 0.6


_FILE_NAME = re.compile(
    r"\.(?:docx?|xlsx?|pptx?|pdf|ofd|wps|et|zip|rar|7z|jpe?g)\W*(?:[\d.]+\s*[KkMm]?[Bb]?\W*)?$"
)


def names_attachment(line: str) -> bool:
    """Whether a line, often a link, is the document's own attachment."""
    return line.startswith("附") or _FILE_NAME.search(line.lower()) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageParts:
    """The names that count on one page."""

    strong: frozenset[str]
    links: frozenset[str]
    weak: frozenset[str]

    def holds(self, line: Block) -> bool:
        """Whether a line outside the running text is furniture by the part that it stands in."""
        if line.kind == "heading" or len(line.text) > _LONGEST_LINE or names_attachment(line.text):
            return False
        if "。" in line.text or "；" in line.text or not (line.ancestry or line.landmark):
            return False
        linked = line.link_density >= _LINKED
        beside = line.landmark == "complementary" or not self.links.isdisjoint(line.ancestry)
        return not self.strong.isdisjoint(line.ancestry) or (linked and beside)

    def permits_weak_rules(self, line: Block) -> bool:
        return bool(line.ancestry) and not self.weak.isdisjoint(line.ancestry)


def page_parts(lines: Sequence[Block], running: Sequence[int], names: PartNames) -> PageParts:
    """``running``: the lines of running text. Parts that would take most of the page count for nothing."""
    of_text = {word for at in running for word in lines[at].ancestry}
    strong = names.strong - of_text
    inside = sum(len(line.text) for line in lines if not strong.isdisjoint(line.ancestry))
    if inside * 2 > sum(len(line.text) for line in lines):
        strong = frozenset()
    return PageParts(strong=strong, links=names.links - of_text, weak=names.weak - of_text)
