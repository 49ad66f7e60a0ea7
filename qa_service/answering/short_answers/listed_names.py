"""Names of the asked kind in a row: 金牛镇、宾居镇 of 先在金牛镇、宾居镇开展试点, asked in which two 镇, and
昌宁、蔡旗 of 再选昌宁、蔡旗两个镇.

As many as are asked for, where the question says how many; each of them a name of the kind, or counted by it.
This module does not know lists of quoted names.
"""

import re
from collections.abc import Iterator

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.short_answers.asked_kinds import AskedKind, asked_kind
from qa_service.answering.short_answers.names_of_kind import names_of_kind
from qa_service.answering.short_answers.spans import Span, span_of, text_of, the_one
from qa_service.answering.text.enumerations import items_before
from qa_service.answering.text.folding import fold
from qa_service.quantities import parse_numeral

_NUMBER = r"[两二三四五六七八九十]|\d{1,2}"
_MEASURE = r"[个家所座条支名项]?"
_ASKED = re.compile(
    rf"(?P<role>[与和跟同在到由])?哪(?P<number>{_NUMBER}|几|些){_MEASURE}(?P<rest>[一-鿿]{{0,8}})"
)
_JOINT = re.compile(r"、")
_AND = re.compile(r"和|与|及|以及")
_LEAD = re.compile(
    r"[再先拟首另][次批行期]{0,2}选[取择定]?|选[取择定]|赋予|下放[到至给]|授权|委托|覆盖|涵盖|包括|涉及|会同|联合|聘请|邀请|引进|购买|选聘"
    r"|其中|利用|通过|依托|[的在于到向对给由与和跟为是将把:]|同(?![时意一步级样])|有(?=[省市区县镇乡州旗])"
)
"""What leads up to the first of several."""
_ROLES = {"与": "与和跟同合", "在": "在于到择定选", "由": "由"}
"""By which letters they are led up to that are asked for by 与哪, 在哪 or 由哪."""
_SAME_ROLE = {"和": "与", "跟": "与", "同": "与", "到": "在"}
_LONGEST_ITEM = 20
_LONGEST_UNKNOWN = 4
_ITEM = re.compile(r"[一-鿿“”()·]{2,20}")
_GOES_ON = re.compile(r"[各等及和与的先开试两三四五六七八九十并共都均、]|以及")
_NO_ITEM = re.compile(r"^(?:全|各|其他|本|该)|的$")


def listed_names(candidate: Candidate, evidence: Evidence) -> Span | None:
    """The row from its first name to its last; None where nobody asks for several, or the sentence has no
    such row, or different ones that tell as much of what is asked."""
    question = fold(evidence.question.text).text
    asked = _ASKED.search(question)
    kind = asked_kind(evidence.question, evidence.wording)
    if asked is None or (kind is None and not asked["rest"]):
        return None
    number = None if asked["number"] in "几些" else _value(asked["number"])
    nouns = {asked["rest"][:size] for size in (1, 2)} | ({kind.noun} if kind else set())
    found = []
    for start, end in candidate.sentence.clauses:
        rows = [*_counted(candidate, start, end, nouns - {""}, number)]
        if kind is not None:
            rows += _named(candidate, start, end, kind, number, evidence)
        value = evidence.focus.coverage(evidence.focus.values(text_of(candidate, start, end)))
        found += [
            (value + _suits(row, asked["role"], candidate), row)
            for row in rows[:1]
            if row.text not in question
        ]
    return the_one(found)


def _suits(row: Span, role: str | None, candidate: Candidate) -> int:
    """1 where the ``row`` is led up to by words of the asked role."""
    leads = _ROLES.get(_SAME_ROLE.get(role, role), "") if role else ""
    return int(text_of(candidate, row.start - 1, row.start) in (leads or " ")) if row.start else 0


def _value(numeral: str) -> int:
    return int(parse_numeral(numeral.replace("两", "二")) or 0)


def _counted(
    candidate: Candidate, start: int, end: int, nouns: set[str], number: int | None
) -> Iterator[Span]:
    """高坪、联合、团林 of 在高坪、联合、团林3个苗族乡推广."""
    text = candidate.sentence.folded.text
    any_noun = "|".join(sorted(map(re.escape, nouns), key=len, reverse=True))
    for match in re.finditer(
        rf"(?P<number>{_NUMBER}){_MEASURE}[一-鿿]{{0,4}}?(?:{any_noun})", text[start:end]
    ):
        value = _value(match["number"])
        if value < 2 or (number is not None and value != number):
            continue
        listed = items_before(text, start, start + match.start(), value)
        if listed is None or any(len(item) > _LONGEST_ITEM for item in listed.items[1:]):
            continue
        first = listed.start + len(listed.items[0])
        yield span_of(candidate, _past_lead(text, listed.start, first - 1), listed.end)


def _named(
    candidate: Candidate, start: int, end: int, kind: AskedKind, number: int | None, evidence: Evidence
) -> Iterator[Span]:
    """道太乡、市水利局 of 对排名末位的道太乡、市水利局进行约谈: each item ends as names of the kind do."""
    text = candidate.sentence.folded.text
    ending = re.compile("|".join(sorted(map(re.escape, kind.endings), key=len, reverse=True)))
    joints = [match.span() for match in _JOINT.finditer(text, start, end)]
    joints = joints or [match.span() for match in _AND.finditer(text, start, end)][-1:]
    row: list[tuple[int, int]] = []
    for at, (left, right) in enumerate(joints):
        until = joints[at + 1][0] if at + 1 < len(joints) else end
        if not row:
            first = _first(candidate, start, left, kind, evidence) if _ends_so(text, left, kind) else None
            row = [(first, left)] if first is not None else []
        if row:
            last = _end_of_item(text, right, until, ending)
            row = [*row, (right, last)] if last is not None else []
            if last is not None and last < until:
                row += _joined(text, last, until, ending)
                break
    if len(row) > 1 and (number is None or len(row) == number):
        yield span_of(candidate, row[0][0], row[-1][1])


def _ends_so(text: str, end: int, kind: AskedKind) -> bool:
    return text.endswith(kind.endings, 0, end)


def _first(candidate: Candidate, start: int, end: int, kind: AskedKind, evidence: Evidence) -> int | None:
    """Where the first item begins: where a name of the kind does, or a few letters before that, behind what
    leads up to it (三雷镇 of 赋予三雷镇)."""
    text = candidate.sentence.folded.text
    names = [name for name in names_of_kind(candidate, start, end, kind, evidence) if name.end == end]
    known = names[0].start if names else end - 1
    lead = _past_lead(text, max(start, end - _LONGEST_ITEM), known)
    if known - lead <= _LONGEST_UNKNOWN:
        known = lead
    opening = _LEAD.match(text, known, end)
    known = opening.end() if opening else known
    return known if _ITEM.fullmatch(text, known, end) and not _NO_ITEM.search(text[known:end]) else None


def _past_lead(text: str, start: int, until: int) -> int:
    """Behind the last lead between ``start`` and ``until``; ``start`` without one."""
    return max((lead.end() for lead in _LEAD.finditer(text, start, until)), default=start)


def _joined(text: str, end: int, until: int, ending: re.Pattern[str]) -> list[tuple[int, int]]:
    """丙 of 甲、乙和丙, behind the item that ends at ``end``."""
    joint = _AND.match(text, end, until)
    last = _end_of_item(text, joint.end(), until, ending) if joint else None
    return [(joint.end(), last)] if joint and last is not None else []


def _end_of_item(text: str, start: int, until: int, ending: re.Pattern[str]) -> int | None:
    """Where the item ends that begins at ``start``: at ``until``, or at its first ending before that; a place
    lies in another one (四川省德阳市)."""
    ends = [found.end() for found in ending.finditer(text, start, until)]
    if not ends:
        return None
    last = until if until in ends else ends[0]
    for following in ends:
        if last < following <= last + _LONGEST_UNKNOWN and not _GOES_ON.match(text, last):
            last = following
    last += text[last : last + 1] == "”" and "“" in text[start:last]
    return last if _ITEM.fullmatch(text, start, last) else None
