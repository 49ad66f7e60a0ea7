"""Lists within a sentence: 甲、乙和丙 before their number (三项制度) or behind the name of all (“三有”,即…).

A list is read only where it has as many items as its number says, so that nothing is left out and nothing
added. Text is folded. This module does not know what the items are.
"""

import re
from dataclasses import dataclass

_ENUMERATING = re.compile(r"、")
_PARTING = re.compile(r"[,、;]")
_AND = re.compile(r"以及|和(?!解|谐|平|睦)|及(?!时|格)|与(?!会)")
_CLAUSE_END = re.compile(r"[,;。:!?]")
_OPEN, _CLOSE = "“‘《(", "”’》)"
_ETC = re.compile(r"(?:等等?|共|这|共计|的)$")
_PURE_LEAD = re.compile(
    r"(?:主要)?(?:包括|包含|涵盖|涉及|分别[是为]|下设|内设|分为|分成|集中[在于]|体现在|即|指的?是|主要是|做到)"
)
_LEAD = re.compile(
    r"(?:严格|全面|认真|深入|积极|扎实|大力|重点)?"
    r"(?:推行|落实|执行|实行|履行|建立健全|建立|健全|完善|制定|开展|成立|组建|设立|设置|开设|分设|形成|打造|实施|围绕|聚焦|突出|紧扣"
    r"|抓好|做好|推进|推动|推广|改造提升|改造|提升|新增|修建|引进|培育|选取|覆盖|建强|构建|创建|明确|坚持|经过|通过|采取|按照|用于|支持|组织|建成|建设|新建|选派|确定|提供|提出|提出的|评查|以|对|在|从|由|为|按|有|是|与|向|将|选择|选定|表彰|通报批评|奖励|评选)了?"
)
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Enumeration:
    """``start``/``end``: the folded span of the items, from the first to the last."""

    start: int
    end: int
    items: tuple[str, ...]


def items_before(text: str, begin: int, end: int, count: int) -> Enumeration | None:
    """The list of ``count`` items that ends at ``end`` of ``text`` and begins not before ``begin``."""
    end = _less_etc(text, begin, end)
    clauses = [begin, *(after for _, after in _cuts(text, begin, end, _CLAUSE_END))]
    found = _counted(text, clauses[-1], end, _ENUMERATING, count)
    if found is None and len(clauses) >= count > _FEWEST:
        # 有场所,有人员,有制度“三有”
        found = _counted(text, clauses[-count], end, _PARTING, count)
    return _less_lead(text, found) if found else None


def items_behind(text: str, start: int, until: int, count: int) -> Enumeration | None:
    """The list of ``count`` items that begins at ``start`` and ends with a clause, not behind ``until``."""
    ends = [*(before for before, _ in _cuts(text, start, until, _CLAUSE_END)), until]
    for mark in (_ENUMERATING, _PARTING):
        for end in ends:
            found = _counted(text, start, _less_etc(text, start, end), mark, count)
            if found is not None:
                return found
    return None


def _counted(text: str, start: int, end: int, mark: re.Pattern[str], count: int) -> Enumeration | None:
    """The items between ``start`` and ``end``, where they are ``count``; the last two may be 丙和丁."""
    cuts = _cuts(text, start, end, mark)
    if len(cuts) == count - 2:
        joined = _cuts(text, cuts[-1][1] if cuts else start, end, _AND)
        cuts += joined if len(joined) == 1 else []
    if count < _FEWEST or len(cuts) != count - 1:
        return None
    starts = [start, *(after for _, after in cuts)]
    ends = [*(before for before, _ in cuts), end]
    items = tuple(text[one:other].strip() for one, other in zip(starts, ends, strict=True))
    return Enumeration(start, end, items) if all(items) else None


def _cuts(text: str, start: int, end: int, mark: re.Pattern[str]) -> list[tuple[int, int]]:
    """Spans of ``mark`` outside of quotation marks and brackets."""
    depth, depths = 0, []
    for character in text[start:end]:
        depth += character in _OPEN
        depth = max(0, depth - (character in _CLOSE))
        depths.append(depth)
    return [found.span() for found in mark.finditer(text, start, end) if depths[found.start() - start] == 0]


def _less_etc(text: str, start: int, end: int) -> int:
    """``end`` without 等 and other words between the last item and the number of all."""
    etc = _ETC.search(text[start:end])
    return start + etc.start() if etc else end


def _less_lead(text: str, found: Enumeration) -> Enumeration:
    """Without the verb before the first item, unless the other items begin with verbs too."""
    first, others = found.items[0], found.items[1:]
    if len(openings := {item[0] for item in others}) == 1 and len(others) > 1:
        # 打造有场所,有人员,有经费: the first begins as all do.
        start = first.rfind(openings.pop())
        if start >= 0 and len(first) - start >= _FEWEST:
            return Enumeration(found.start + start, found.end, (first[start:], *others))
    leads = list(_PURE_LEAD.finditer(first))
    is_pure = bool(leads)
    if not is_pure and not any(_LEAD.match(item) for item in others):
        longest = max(map(len, others))
        leads = [
            lead for lead in _LEAD.finditer(first) if lead.end() + longest >= len(first) or not lead.start()
        ]
    start, least = 0, min(map(len, others))
    for at, lead in enumerate(leads):
        # 是建强任务分解: one verb after another.
        if len(first) - lead.end() >= min(least, _FEWEST) and (not at or is_pure or lead.start() == start):
            start = lead.end()
    return Enumeration(found.start + start, found.end, (first[start:], *others))
