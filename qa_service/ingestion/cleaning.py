"""Cleaning: takes page furniture out of the blocks of a file and says what it took.

Law: every visible character of the source's blocks is in the blocks that stay or in a ``Removal``. Facts
that the furniture tells about the document (index table, source, date of publication, breadcrumb) are kept
for ``metadata``. What furniture is stands in ``furniture.toml``.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from qa_service.ingestion.blocks import Block
from qa_service.ingestion.furniture import Furniture, Where, folded, furniture, is_lone_date
from qa_service.ingestion.index_table import IndexTable
from qa_service.ingestion.page_parts import PageParts, names_attachment, page_parts
from qa_service.ingestion.title import joined
from qa_service.library.records import FoundIn, Removal

_RUNS_OF_BLANKS = re.compile(r"[^\S\n]{2,}")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ud800-\udfff]"
)
_RUNNING_TEXT_LENGTH = 36
_DIGITS = re.compile(r"[0-9０-９一二三四五六七八九十]+")
_PAGE_NUMBER = re.compile(
    r"[-—–·\s　]*+(第?\s*+[0-9０-９]{1,4}\s*+页?)([\s　]*+[/,，共][\s　]*+[0-9０-９]{1,4}\s*+页?)?[-—–·\s　]*"
)
# A page number that says what it is, and so needs no edge of a page that the format marks.
_PLAIN_PAGE_NUMBER = re.compile(
    r"(?:第\d{1,4}页[,/]?(?:共\d{1,4}页)?|共\d{1,4}页[,/]?第\d{1,4}页|第\d{1,4}/\d{1,4}页|page\d{1,4}(?:(?:of|/)\d{1,4})?"
    r"|[-—–―─·]{1,2}\d{1,4}[-—–―─·]{1,2})"
)
_PAGE_OF_PAGES = re.compile(r"(\d{1,4})/(\d{1,4})")
_WITHOUT_BLANKS = re.compile(r"\s+")
_DATED = re.compile(r"[\[(（]?(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?[\])）]?\s*$")
_FURNITURE_LANDMARKS = frozenset({"navigation", "banner", "contentinfo", "search"})
_NO_FURNITURE = frozenset({None, "file_property", "reading_note"})
_NONE: frozenset[str] = frozenset()
_ORGANISATION = re.compile(r".{2,30}(政府|局|委员会|委|厅|办公室|办|院|网|网站|部|管委会|街道|中心)")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFact:
    """A fact that stood in page furniture: its value and the words that said it."""

    value: str
    quote: str
    found_in: FoundIn


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """``index_table`` maps a field (title, document_number, issuer, issued_on, published_on, breadcrumb,
    page_title, site, page:source …) to what the furniture said of it."""

    blocks: tuple[Block, ...]
    removed: tuple[Removal, ...]
    index_table: Mapping[str, PageFact]


def clean(blocks: Iterable[Block]) -> Cleaned:
    """``blocks`` without page furniture. Pure; linear in the length of the text."""
    return _Cleaning(_lines(blocks), furniture()).run()


def visible(text: str) -> str:
    """``text`` without invisible characters and with runs of blanks as one blank."""
    return _RUNS_OF_BLANKS.sub(lambda run: run.group()[0], _INVISIBLE.sub("", text)).strip()


def _lines(blocks: Iterable[Block]) -> list[Block]:
    """One block a line: a forced line break is how government pages part paragraphs, but not headings."""
    lines: list[Block] = []
    for block in blocks:
        parts = [joined(block.text.split("\n"))] if block.kind == "heading" else block.text.split("\n")
        for text in parts:
            text = visible(text)
            if text == block.text:
                lines.append(block)
            elif text:
                lines.append(replace(block, text=text))
    return lines


class _Cleaning:
    """One run over the lines of a file; ``rule`` holds the rule that removes each line, or None."""

    def __init__(self, lines: Sequence[Block], rules: Furniture) -> None:
        self.lines = lines
        self.rules = rules
        self.rule: list[str | None] = [None] * len(lines)
        self.facts: dict[str, PageFact] = {}

    def run(self) -> Cleaned:
        self._drop_properties()
        self._drop_page_edges()
        self._drop_plain_page_numbers()
        self._drop_landmarks()
        running = self._running_text()
        head, tail = (running[0], running[-1] + 1) if running else (len(self.lines), 0)
        parts = page_parts(self.lines, running, self.rules.parts)
        self._drop_breadcrumbs()
        self._drop_index_tables(head)
        self._drop_parts(parts, head, tail)
        self._drop_lines(parts, head, tail)
        if self._drop_link_lists(head, tail):
            self._drop_lines(parts, head, tail)
        self._drop_masthead(head)
        self._drop_repeated_title(head)
        if all(rule is not None for rule in self.rule):
            self._keep_everything()
        kept = tuple(line for line, rule in zip(self.lines, self.rule, strict=True) if rule is None)
        removed = tuple(
            Removal(rule=rule, text=line.text)
            for line, rule in zip(self.lines, self.rule, strict=True)
            if rule is not None and rule != "file_property"
        )
        return Cleaned(blocks=kept, removed=removed, index_table=self.facts)

    def _keep_everything(self) -> None:
        """A file that would be empty without its furniture is kept as it is: something in it was meant."""
        self.rule = [rule if rule in ("file_property", "reading_note") else None for rule in self.rule]

    def _take(self, at: int, rule: str) -> None:
        if self.rule[at] is None:
            self.rule[at] = rule

    def _learn(self, field: str, value: str, quote: str, found_in: FoundIn) -> None:
        if value and field not in self.facts:
            self.facts[field] = PageFact(value=value, quote=quote, found_in=found_in)

    def _drop_properties(self) -> None:
        for at, line in enumerate(self.lines):
            if line.kind == "property":
                self._take(at, "reading_note" if line.name == "reading_note" else "file_property")
                self._learn(f"property:{line.name.lower()}", line.text, line.text, "page_furniture")

    def _drop_page_edges(self) -> None:
        """Running headers and footers: at a page's edge, and a page number or the same on another page."""
        edges = [at for at, line in enumerate(self.lines) if line.page_edge is not None]
        pages: dict[str, set[int | None]] = {}
        for at in edges:
            pages.setdefault(_DIGITS.sub("#", folded(self.lines[at].text)), set()).add(self.lines[at].page)
        for at in edges:
            text = self.lines[at].text
            if _PAGE_NUMBER.fullmatch(text):
                self._take(at, "page_number")
            elif len(pages[_DIGITS.sub("#", folded(text))]) > 1 and len(text) <= self.rules.longest_line:
                self._take(at, "running_header")

    def _drop_plain_page_numbers(self) -> None:
        """Lines such as 第1页共3页 and - 3 -; 3/12 where such lines count up to the same last page."""
        counted: list[tuple[int, int, int]] = []
        for at, line in enumerate(self.lines):
            if line.table is not None or line.kind == "property" or len(line.text) > 20:
                continue
            plain = _WITHOUT_BLANKS.sub("", unicodedata.normalize("NFKC", line.text)).lower()
            if _PLAIN_PAGE_NUMBER.fullmatch(plain):
                self._take(at, "page_number")
            elif found := _PAGE_OF_PAGES.fullmatch(plain):
                counted.append((at, int(found[1]), int(found[2])))
        pages = [page for _, page, _ in counted]
        rising = pages == sorted(set(pages)) and len({last for _, _, last in counted}) == 1
        if rising and len(pages) > 1 and pages[0] >= 1 and pages[-1] <= counted[0][2]:
            for at, _, _ in counted:
                self._take(at, "page_number")

    def _drop_landmarks(self) -> None:
        """What the page itself marks as navigation, banner or footer, unless that is most of the page."""
        marked = [at for at, line in enumerate(self.lines) if line.landmark in _FURNITURE_LANDMARKS]
        inside = sum(len(self.lines[at].text) for at in marked)
        if inside * 2 > sum(len(line.text) for line in self.lines):
            return
        for at in marked:
            line = self.lines[at]
            if self._is_title_of_page(line):
                continue
            for pair in self.rules.publication_line(line.text):
                self._learn(f"page:{pair.field}", pair.value, line.text, "page_furniture")
            if self.rule[at] is None and (steps := self.rules.breadcrumb(line.text)) is not None:
                self._learn_breadcrumb(steps, line.text)
            self._take(at, f"page_{line.landmark}")

    def _is_title_of_page(self, line: Block) -> bool:
        """A heading in a banner that is no site's name but what the page says it is about."""
        if line.kind != "heading" or _ORGANISATION.fullmatch(line.text):
            return False
        said = [self.facts.get(f"property:{name}") for name in ("title", "articletitle")]
        here = folded(line.text)
        again = any(
            folded(other.text) == here
            for other in self.lines
            if other is not line and other.kind != "property"
        )
        return not again and any(fact is not None and folded(fact.value).startswith(here) for fact in said)

    def _running_text(self) -> list[int]:
        """The lines with running sentences."""
        return [
            at
            for at, line in enumerate(self.lines)
            if self.rule[at] is None
            and len(line.text) >= _RUNNING_TEXT_LENGTH
            and ("。" in line.text or "；" in line.text)
            and self.rules.rule_for(line.text, where=frozenset({"any"}), beside=frozenset()) is None
        ]

    def _drop_parts(self, parts: PageParts, head: int, tail: int) -> None:
        for at in [*range(min(head, len(self.lines))), *range(max(head, tail), len(self.lines))]:
            line = self.lines[at]
            if self.rule[at] is None and parts.holds(line) and not self.rules.publication_line(line.text):
                self._take(at, "page_part")

    def _drop_breadcrumbs(self) -> None:
        at = 0
        while at < len(self.lines):
            text = self.lines[at].text
            steps = None if self.rule[at] else self.rules.breadcrumb(text)
            if steps is None:
                at += 1
                continue
            self._take(at, "breadcrumb")
            following = list(steps)
            at += 1
            opened = not steps or text.rstrip()[-1:] in ">»›＞"
            while at < len(self.lines) and len(self.lines[at].text) <= 60:
                separator = self.rules.is_separator(self.lines[at].text)
                if not separator and not opened:
                    break
                if not separator:
                    following.append(self.lines[at].text.strip(" >»›"))
                opened = separator or self.lines[at].text.rstrip()[-1:] in ">»›"
                self._take(at, "breadcrumb")
                at += 1
            self._learn_breadcrumb(following, text)

    def _learn_breadcrumb(self, steps: Sequence[str], quote: str) -> None:
        self._learn("breadcrumb", ">".join(steps), quote, "page_furniture")

    def _drop_index_tables(self, head: int) -> None:
        at = 0
        while at < len(self.lines):
            if self.rule[at] is not None:
                at += 1
                continue
            run = IndexTable(self.lines, self.rules, at, in_head=at <= head)
            if run.certain_labels < (1 if at <= head else 2) or (
                run.certain_labels < 2 and not run.has_index_number
            ):
                at += 1
                continue
            for position in range(at, run.end):
                self._take(position, "index_table")
            for pair, quote in run.pairs:
                self._learn(pair.field, pair.value, quote, "index_table")
            at = run.end

    def _drop_lines(self, parts: PageParts, head: int, tail: int) -> None:
        for at in [*range(len(self.lines)), *reversed(range(len(self.lines)))]:
            if self.rule[at] is not None:
                continue
            text = self.lines[at].text
            if len(text) > self.rules.longest_line:
                continue
            if facts := self.rules.publication_line(text):
                if at <= head or at >= tail or len(facts) > 1:
                    self._take(at, "publication_line")
                    for pair in facts:
                        self._learn(f"page:{pair.field}", pair.value, text, "page_furniture")
            elif at < head and is_lone_date(text):
                self._take(at, "publication_line")
                self._learn("page:published_on", text, text, "page_furniture")
            elif rule := self.rules.rule_for(
                text, where=_zones(at, head, tail), beside=self._beside(at, parts)
            ):
                self._take(at, rule)
                if rule == "navigation" and (site := re.search(r"[“\"「](.{4,30})[”\"」]", text)):
                    self._learn("site", site.group(1), text, "page_furniture")

    def _beside(self, at: int, parts: PageParts) -> frozenset[str]:
        """The rules that removed the neighbours of a line, and what its part of the page stands for."""
        rules = {self.rule[beside] for beside in (at - 1, at + 1) if 0 <= beside < len(self.rule)}
        if parts.permits_weak_rules(self.lines[at]):
            rules.add("page_contentinfo")
        elif rules <= _NO_FURNITURE:
            return _NONE
        return frozenset(rule for rule in rules - _NO_FURNITURE if rule)

    def _drop_link_lists(self, head: int, tail: int) -> bool:
        """Three short lines of links one after another outside the running text: a menu or a list of news.
        Says whether there are any."""
        run: list[int] = []
        found = False
        for at, line in enumerate([*self.lines, Block(text="。")]):
            linked = _is_link(line)
            if at < len(self.lines) and linked and not head <= at < tail:
                run.append(at)
            elif at >= len(self.lines) or self.rule[at] is None:
                if len(run) >= 3:
                    found = True
                    for position in run:
                        self._take(position, "link_list")
                run = []
        return found

    def _drop_masthead(self, head: int) -> None:
        """The name of the office that keeps the page, alone above its index table or breadcrumb."""
        for at in range(min(head, len(self.lines), 6)):
            if self.rule[at] is None:
                below = next((r for r in self.rule[at + 1 : at + 2] if r), None)
                if below in ("index_table", "breadcrumb") and _ORGANISATION.fullmatch(self.lines[at].text):
                    self._take(at, "masthead")
                    self._learn("site", self.lines[at].text, self.lines[at].text, "page_furniture")
                return

    def _drop_repeated_title(self, head: int) -> None:
        """The page's own heading when the document's title follows it again below other furniture."""
        kept = [at for at in range(min(head, len(self.lines))) if self.rule[at] is None][:24]
        for order, at in enumerate(kept):
            title = folded(self.lines[at].text)
            if len(title) < 10:
                continue
            for first in range(order + 1, len(kept)):
                between = any(self.rule[position] for position in range(at + 1, kept[first]))
                joined = ""
                for later in kept[first : first + 4]:
                    joined += folded(self.lines[later].text)
                    if joined == title and between:
                        self._take(at, "repeated_title")
                        self._learn("page_title", self.lines[at].text, self.lines[at].text, "page_furniture")
                        return


def _is_link(line: Block) -> bool:
    """A short line that is a link, and may be dated."""
    if line.link_density <= 0.5 or len(line.text) > 60 or names_attachment(line.text):
        return False
    return line.link_density > 0.8 or _DATED.search(line.text) is not None


def _zones(at: int, head: int, tail: int) -> frozenset[Where]:
    zones: set[Where] = {"any"}
    if at < head:
        zones |= {"head", "edge"}
    if at >= tail:
        zones |= {"tail", "edge"}
    return frozenset(zones)
