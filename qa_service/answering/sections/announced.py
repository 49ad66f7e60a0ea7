"""What a document says under an announcement: its shortcomings, or what is to come.

Announced by a heading (三、存在的问题, 四、2024年工作安排), else by a sentence that opens an account
(但仍存在以下不足:). Where one heading announces both, the plan begins with a sentence that says so. This
module knows of a question only what kind of section it asks for, and does not judge what the passages say.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from qa_service.answering.questions.question import Expects
from qa_service.answering.text.folding import fold
from qa_service.answering.text.sentences import Sentence, sentences
from vectorstore.passages import Passage

ANNOUNCED = frozenset({Expects.SHORTCOMING, Expects.PLAN})
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]+[、是]|\([一二三四五六七八九十\d]+\)|\d+[.、]|第[一二三四五六七八九十]+)"
)
_DONE = re.compile(r"(?:重点|主要|年度|具体)工作$")
_COMING, _OWN = 2, 1
_LONGEST_LEAD = 70
"""A sentence that opens an account is short, or the first clauses of the account itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Announcing:
    heading: re.Pattern[str]
    not_heading: re.Pattern[str]
    lead: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionWording:
    shortcoming: _Announcing
    plan: _Announcing
    dated: re.Pattern[str]
    to_come: re.Pattern[str]
    """Words that say of themselves that they are of what is to come."""
    planned: re.Pattern[str]
    """The same within a report, whose 将 and 计划 are mostly of what was done."""
    lacking: re.Pattern[str]
    """Words that say that something is not as it should be."""
    own: re.Pattern[str]
    earlier: re.Pattern[str]
    """A sentence on what was lacking before and is put right."""
    report: re.Pattern[str]
    """Titles of documents that look back and say what comes next."""
    programme: re.Pattern[str]
    """Titles of documents that say as a whole what is to be done in a year."""
    whole: re.Pattern[str]
    """Words for a document, or for all that it tells."""
    asks_whole: re.Pattern[str]
    deeds: re.Pattern[str]
    """What asks for what was done, and for no more."""
    both: re.Pattern[str]
    """What asks for shortcomings and plans at once."""
    of_the_report: re.Pattern[str]
    """What a question says that asks for the plan in a report on the year that it names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The sentences of one passage that stand under the announcement, in order; never empty."""

    passage: Passage
    sentences: tuple[Sentence, ...]


@cache
def section_wording() -> SectionWording:
    file = files("qa_service.answering") / "phrases" / "sections.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return SectionWording(
        shortcoming=_announcing(data["shortcoming"]),
        plan=_announcing(data["plan"]),
        dated=re.compile(data["plan"]["dated"]),
        to_come=re.compile(data["plan"]["to_come"]),
        planned=re.compile(data["plan"]["planned"]),
        lacking=re.compile(data["shortcoming"]["lacking"]),
        own=re.compile(data["plan"]["own"]),
        earlier=re.compile(data["shortcoming"]["earlier"]),
        report=re.compile(data["reports"]["title"]),
        programme=re.compile(data["programmes"]["title"]),
        whole=re.compile(data["whole"]["words"]),
        asks_whole=re.compile(data["whole"]["asked"]),
        deeds=re.compile(data["whole"]["deeds"]),
        both=re.compile(data["both"]["asked"]),
        of_the_report=re.compile(data["of_the_report"]["words"]),
    )


def _announcing(kept: dict[str, str]) -> _Announcing:
    return _Announcing(
        heading=re.compile(kept["heading"]),
        not_heading=re.compile(kept["not_heading"]),
        lead=re.compile(kept["lead"]),
    )


def account_of(
    kind: Expects, passages: Sequence[Passage], reported: int | None, *, looks_back: bool = False
) -> tuple[Account, ...]:
    """What of the passages of one document, in its order, tells of ``kind``, one of ANNOUNCED; ``reported``
    is the year that the document reports on, if it ``looks_back``."""
    read = [passage for passage in passages if not passage.is_heading]
    strengths = [_strength(kind, passage, reported) for passage in read]
    if looks_back and max(strengths, default=0) == _OWN:
        # 主要工作 in a report was done, 主要任务 is to be.
        strengths = [
            0 if any(map(_DONE.search, _folded(p.section))) else s
            for p, s in zip(read, strengths, strict=True)
        ]
    strongest = max(strengths, default=0)
    if strongest == 0:
        return tuple(_behind_leads(kind, read))
    under = [passage for passage, strength in zip(read, strengths, strict=True) if strength == strongest]
    return tuple(_parted(kind, under)) or tuple(Account(passage=p, sentences=sentences(p)) for p in under)


def announces_plan(section: Sequence[str], reported: int | None) -> bool:
    """Whether a heading of a report on the year ``reported`` makes what stands below it a plan; 以…为目标 and
    年度重点工作 head what was done."""
    headings = _folded(section)
    strength = max((_plans(each, reported) for each in headings), default=0)
    return strength == _COMING or (strength == _OWN and not any(map(_DONE.search, headings)))


def whole_of(passages: Sequence[Passage]) -> tuple[Account, ...]:
    """All that stands under the headings of a document that plans and does nothing else."""
    return tuple(
        Account(passage=p, sentences=sentences(p)) for p in passages if p.section and not p.is_heading
    )


def deeds(passages: Sequence[Passage], reported: int | None) -> list[Passage]:
    """The passages, headings too, that stand under no announcement of shortcomings or of what is to come."""

    def announces(passage: Passage) -> bool:
        headings = (*passage.section, passage.text) if passage.is_heading else passage.section
        return any(
            _tells_shortcomings(each) or _plans(each, reported) == _COMING for each in _folded(headings)
        )

    return [passage for passage in passages if not announces(passage)]


def _strength(kind: Expects, passage: Passage, reported: int | None) -> int:
    headings = _folded(passage.section)
    if kind is Expects.PLAN:
        return max((_plans(heading, reported) for heading in headings), default=0)
    lacking = next((at for at, heading in enumerate(headings) if _tells_shortcomings(heading)), None)
    if lacking is None:
        return 0
    # (二)攻坚征收遗留问题 under 下一步工作打算 is to be done.
    return 0 if any(_plans(heading, reported) == _COMING for heading in headings[:lacking]) else _COMING


def _folded(section: Sequence[str]) -> list[str]:
    """Headings without their numbers."""
    return [_NUMBERING.sub("", fold(heading).text) for heading in section]


def _tells_shortcomings(heading: str) -> bool:
    wording = section_wording().shortcoming
    return wording.heading.search(heading) is not None and wording.not_heading.search(heading) is None


def _plans(heading: str, reported: int | None) -> int:
    wording = section_wording()
    if wording.plan.not_heading.search(heading):
        return 0
    years = [int(year) for year in _YEAR.findall(heading)]
    if years and reported is not None:
        if max(years) < reported or not wording.dated.search(heading):
            return 0
        return _COMING if max(years) > reported else _OWN
    if wording.plan.heading.search(heading):
        return _COMING
    return _OWN if wording.own.search(heading) else 0


def _parted(kind: Expects, passages: Sequence[Passage]) -> Iterator[Account]:
    """Shortcomings end where the plan begins; a plan under a heading of both begins there."""
    both = kind is Expects.PLAN and any(
        _tells_shortcomings(fold(heading).text) for passage in passages for heading in passage.section
    )
    plan, earlier = section_wording().plan, section_wording().earlier
    begun: set[tuple[str, ...]] = set()
    for passage in passages:
        kept = []
        # (二)改进措施 under 存在的问题及改进情况
        below = [heading for heading in _folded(passage.section) if not _tells_shortcomings(heading)]
        if any(plan.lead.search(heading) for heading in below):
            begun.add(passage.section)
        for sentence in sentences(passage):
            if plan.lead.search(_NUMBERING.sub("", sentence.text)):
                begun.add(passage.section)
            planned = passage.section in begun
            if kind is Expects.SHORTCOMING and earlier.search(sentence.text):
                continue
            if planned if both else kind is Expects.PLAN or not planned:
                kept.append(sentence)
        if kept:
            yield Account(passage=passage, sentences=tuple(kept))


def _behind_leads(kind: Expects, passages: Sequence[Passage]) -> Iterator[Account]:
    """The account that a sentence opens, and the points that follow it in paragraphs of their own."""
    opened: tuple[str, ...] | None = None
    for passage in passages:
        own = sentences(passage)
        first = next((at for at, sentence in enumerate(own) if _leads(kind, sentence)), None)
        if first is None:
            if opened is None or passage.section != opened or not _NUMBERING.search(own[0].text):
                opened = None
                continue
            first = 0
        opened = passage.section
        account = _up_to_the_plan(own[first:]) if kind is Expects.SHORTCOMING else own[first:]
        if len(account) < len(own[first:]):
            opened = None
        if account:
            yield Account(passage=passage, sentences=tuple(account))


def _leads(kind: Expects, sentence: Sentence) -> bool:
    wording = section_wording()
    lead = wording.shortcoming.lead if kind is Expects.SHORTCOMING else wording.plan.lead
    return lead.search(sentence.text[:_LONGEST_LEAD]) is not None


def _up_to_the_plan(own: Sequence[Sentence]) -> Sequence[Sentence]:
    lead = section_wording().plan.lead
    ends = (at for at, sentence in enumerate(own) if at and lead.search(sentence.text))
    return own[: next(ends, len(own))]
