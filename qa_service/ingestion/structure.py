"""Structure: blocks become the cleaned text, its paragraphs with their roles, and its sections.

Laws: sections nest; the root covers the text; every offset is a code point of ``text``.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from qa_service.ingestion.annexes import annex_titles
from qa_service.ingestion.blocks import Block
from qa_service.ingestion.headings import Heading, find_headings, table_of_contents
from qa_service.ingestion.numbering import Rung, mark_of
from qa_service.ingestion.title import joined, repeats_title, title_lines
from qa_service.library.records import Section

Role = Literal["title", "heading", "run_in", "article", "body", "table_row", "contents", "signature"]
"""``run_in``: a paragraph whose first sentence heads its section. ``article``: the first line of one.
``signature``: the issuer and the date at the end."""

_DAY = (
    r"(?:(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
    r"|[二〇○零一二三四五六七八九OО０]{4}年[元一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日)"
)
_SIGNED_DATE = re.compile(rf"[（(]?[\s　]*{_DAY}[\s　]*[）)]?")
_ORGAN_END = "政府|局|委|院|部|办|室|厅|会|组|处|所|中心|区|县|市|州|旗|街道|公司|大队|支队|总队|站"
_SIGNED_IN_ONE = re.compile(rf"[^，。：；,;:《》\d]{{2,36}}(?:{_ORGAN_END})[\s　]*[（(]?{_DAY}[）)]?")
_SIGNER = re.compile(
    rf"[^，。：；,;:《》]{{2,36}}(?:{_ORGAN_END})"
    r"|(?:[^，。：；,;:《》\s\d]{2,24})?(?:省|市|县|区|州|旗|镇|乡|局|厅|院|部)长[\s　]*[^，。：；,;:\s]{2,8}"
    r"|[一-鿿](?:[\s　]?[一-鿿]){1,3}"
)
_CLOSING = re.compile(
    r"附\s*件[：:]\s*\S|特此(?:通知|通告|公告|报告|函告|函复|批复|证明|说明)[。！]?$|(?:抄送|抄报|主送|分送)[：:]"
    r"|.{2,30}\d{4}年\d{1,2}月\d{1,2}日印发$"
)
_CLOSING_STARTS = ("附", "特此", "抄送", "抄报", "主送", "分送")
_NUMBERED_ATTACHMENT = re.compile(r"[0-9０-９]{1,2}[.、．]\s*[^。；]{2,60}$")
_LONGEST_CLOSING = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A line of the text: what it is, and which section it stands in (index into ``Structured.sections``)."""

    start: int
    end: int
    text: str
    role: Role
    section: int
    table: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Structured:
    """``sections[0]`` is the root: the whole text, an empty path, the title lines as its heading."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...]

    @property
    def title_paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(paragraph for paragraph in self.paragraphs if paragraph.role == "title")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Open:
    """A section whose end is not known yet."""

    section: int
    rung: Rung | None
    source_level: int


def build(blocks: Sequence[Block]) -> Structured:
    """The cleaned text of ``blocks``, joined by line feeds, with paragraphs and sections."""
    lines = [block for block in blocks if block.kind != "property" and block.text]
    text = "\n".join(line.text for line in lines)
    starts = _starts(lines)
    title = title_lines(lines)
    annexes = annex_titles(lines, after=title[-1] + 1 if title else 0)
    if not title and annexes:
        title, annexes = annexes[0], annexes[1:]
    heading_of_root = joined([lines[at].text for at in title])
    again = repeats_title(lines, title[-1] + 1, heading_of_root) if title else ()
    signature = _signature(lines)
    contents = table_of_contents(lines)
    closing = _closing(lines)
    titles = frozenset(title) | frozenset(again)
    headings = find_headings(lines, annexes=annexes, closed=titles | signature | contents | closing)
    sections, open_from = _sections(headings, starts, len(text), heading_of_root, signature | closing)
    roles = _roles(lines, headings, titles, signature, contents)
    opening_lines = [line for line, _ in open_from]
    paragraphs = tuple(
        Paragraph(
            start=starts[at],
            end=starts[at] + len(line.text),
            text=line.text,
            role=roles[at],
            section=open_from[bisect_right(opening_lines, at) - 1][1],
            table=line.table,
        )
        for at, line in enumerate(lines)
    )
    return Structured(text=text, paragraphs=paragraphs, sections=sections)


def _starts(lines: Sequence[Block]) -> list[int]:
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line.text) + 1
    return starts


def _signature(lines: Sequence[Block]) -> frozenset[int]:
    """Signers and date below the running text; attachments may follow."""
    found: set[int] = set()
    for at, line in enumerate(lines):
        if at < 2 or line.table is not None:
            continue
        if _SIGNED_IN_ONE.fullmatch(line.text) and mark_of(line.text) is None:
            found.add(at)
            continue
        if not _SIGNED_DATE.fullmatch(line.text):
            continue
        found.add(at)
        above = at - 1
        while above > 1 and at - above <= 4 and _signs(lines[above]):
            found.add(above)
            above -= 1
    return frozenset(found)


def _closing(lines: Sequence[Block]) -> frozenset[int]:
    """Lines that belong to the whole document: the list of attachments, 特此通知, 抄送 and 印发."""
    found: set[int] = set()
    for at, line in enumerate(lines):
        if line.table is not None or line.kind == "heading" or len(line.text) > _LONGEST_CLOSING:
            continue
        likely = line.text.startswith(_CLOSING_STARTS) or line.text.endswith("印发")
        if (likely and _CLOSING.match(line.text)) or _ends_list_of_attachments(lines, at, found):
            found.add(at)
    return frozenset(found)


def _ends_list_of_attachments(lines: Sequence[Block], at: int, found: set[int]) -> bool:
    """Whether a line goes on with the numbers below 附件：1.…"""
    above = at - 1
    return above in found and (
        _NUMBERED_ATTACHMENT.match(lines[at].text) is not None
        and (lines[above].text.startswith("附") or _NUMBERED_ATTACHMENT.match(lines[above].text) is not None)
    )


def _signs(line: Block) -> bool:
    return (
        line.kind == "paragraph"
        and line.table is None
        and _SIGNER.fullmatch(line.text) is not None
        and mark_of(line.text) is None
        and not re.match(r"附|关于|特此|此复|此致|专此", line.text)
    )


def _sections(
    headings: Sequence[Heading], starts: Sequence[int], length: int, title: str, signature: frozenset[int]
) -> tuple[tuple[Section, ...], list[tuple[int, int]]]:
    """The sections, and in order (line, section open from there on). A signature closes them all."""
    sections = [Section(heading=title, level=0, path=(), start=0, end=length)]
    open_ = [_Open(section=0, rung=None, source_level=0)]
    open_from = [(0, 0)]
    for line, heading in _events(headings, signature):
        keep = _parent(open_, heading) if heading else 0
        for closed in open_[keep + 1 :]:
            sections[closed.section] = replace(sections[closed.section], end=starts[line])
        del open_[keep + 1 :]
        if heading is not None:
            path = (*sections[open_[-1].section].path, heading.text)
            sections.append(
                Section(heading=heading.text, level=len(open_), path=path, start=starts[line], end=length)
            )
            rung = heading.mark.rung if heading.mark else None
            open_.append(_Open(section=len(sections) - 1, rung=rung, source_level=heading.source_level))
        open_from.append((line, open_[-1].section))
    return tuple(sections), open_from


def _events(headings: Sequence[Heading], signature: frozenset[int]) -> list[tuple[int, Heading | None]]:
    opened: dict[int, Heading | None] = dict.fromkeys(signature)
    opened.update({heading.line: heading for heading in headings})
    return sorted(opened.items(), key=lambda event: event[0])


def _parent(open_: Sequence[_Open], heading: Heading) -> int:
    """Index in ``open_`` of the innermost open section that holds ``heading``."""
    rung = heading.mark.rung if heading.mark else None
    for at in range(len(open_) - 1, 0, -1):
        if _holds(open_, at, rung, heading.source_level):
            return at
    return 0


def _holds(open_: Sequence[_Open], at: int, rung: Rung | None, level: int) -> bool:
    outer = open_[at]
    if outer.rung is not None and rung is not None:  # marks are surer than the levels of a careless format
        return outer.rung < rung
    if outer.source_level and level:
        return outer.source_level < level
    if rung is not None:  # outer is a heading of the format without a mark
        return not any(inner.rung is not None and inner.rung >= rung for inner in open_[1:at])
    return any(inner.source_level and inner.source_level < level for inner in open_[1:at])


def _roles(
    lines: Sequence[Block],
    headings: Sequence[Heading],
    title: frozenset[int],
    signature: frozenset[int],
    contents: frozenset[int],
) -> list[Role]:
    roles: list[Role] = ["table_row" if line.table is not None else "body" for line in lines]
    for heading in headings:
        article = heading.mark is not None and heading.mark.rung is Rung.ARTICLE
        roles[heading.line] = "article" if article else "run_in" if heading.run_in else "heading"
        for more in range(1, heading.lines):
            roles[heading.line + more] = "heading"
    for at in title:
        roles[at] = "title"
    for at in contents:
        roles[at] = "contents"
    for at in signature:
        roles[at] = "signature"
    return roles
