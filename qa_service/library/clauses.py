"""What a document says of its validity: when it was passed and changed, from when it applies, what it ends.

Chinese statutes say so in fixed words: in lines below the title (2023年12月29日…修订, 2021年1月1日 施行) and
in the last article (本法自2024年7月1日起施行。《…》同时废止。). This module does not know other documents.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

HEAD_PARAGRAPHS = 20
LONGEST_LINE = 200
"""Characters of a line below the title."""
_DATE = r"(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
_DATED_LINE = re.compile(rf"^[(\[【]?\s*(?P<date>{_DATE})")
_EFFECTIVE_LINE = re.compile(rf"^[(\[【]?\s*自?(?P<date>{_DATE})\s*+起?\s*+(?:施行|实施|生效)[)\]】]?$")
_EFFECTIVE = re.compile(rf"自\s*(?P<date>{_DATE})\s*起\s*(?:正式)?(?:施行|实施|生效|执行)")
_OWN_EFFECT = re.compile(rf"本[一-鿿]{{1,10}}\s*{_EFFECTIVE.pattern}")
_QUOTED = re.compile(r"《(?:[^《》]|《[^《》]*》)*》")
_BEFORE_ANOTHER = re.compile(r"^(?:[、,和及与以]|同时|\()")
_BEFORE_THE_END = re.compile(
    r"^(?:\([^()]{0,40}\))*[、,]?(?:等[^条款项]{0,20})?(?:亦|也|均|即行|即|同时|相应|一并|随之|自[^。起]{1,20}起|予以|现予)*废止"
)
_WITHDRAWN = re.compile(
    r"^[(\[【]?(?:时效性?|效力(?:状态)?)?[::]?\s*(?:本[一-鿿]{1,6})?(?:已|已经|现已)(?:被)?(?:失效|废止)[)\]】]?[。.]?$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeal:
    """``name`` as quoted, without its marks; ``on`` is the date that the clause itself gives."""

    name: str
    on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clauses:
    """``enacted`` holds the dates of the lines below the title; ``withdrawn`` says that the document calls
    itself repealed."""

    enacted: tuple[date, ...] = ()
    effective_on: date | None = None
    repeals: tuple[Repeal, ...] = ()
    withdrawn: bool = False


NONE_FOUND = Clauses()


def read_clauses(paragraphs: Iterable[tuple[int, str]]) -> Clauses:
    """From paragraphs with their numbers, in order; those that say nothing of validity may be left out."""
    enacted: list[date] = []
    effective_in_head: date | None = None
    effective: date | None = None
    repeals: list[Repeal] = []
    withdrawn = False
    for number, written in paragraphs:
        text = unicodedata.normalize("NFKC", written).strip()
        if number <= HEAD_PARAGRAPHS and len(text) <= LONGEST_LINE:
            withdrawn = withdrawn or _WITHDRAWN.match(text) is not None
            if line := _EFFECTIVE_LINE.match(text):
                effective_in_head = _parsed(line["date"])
            elif (line := _DATED_LINE.match(text)) and (day := _parsed(line["date"])):
                enacted.append(day)
        own = _OWN_EFFECT.search(text) or (_EFFECTIVE.search(text) if "废止" in text else None)
        if own and (day := _parsed(own["date"])):
            effective = day
        repeals += [
            Repeal(name=name, on=_parsed(own["date"]) if own else None) for name in _repealed_in(text)
        ]
    return Clauses(
        enacted=tuple(enacted),
        effective_on=effective or effective_in_head,
        repeals=tuple(dict.fromkeys(repeals)),
        withdrawn=withdrawn,
    )


def _parsed(text: str) -> date | None:
    year, month, day = map(int, re.findall(r"\d+", text))
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _repealed_in(text: str) -> list[str]:
    """The documents that a sentence ends wholly; one of which it ends an article alone is none."""
    if "废止" not in text:
        return []
    found: list[str] = []
    for sentence in re.split(r"[。;\n]", text):
        quoted = list(_QUOTED.finditer(sentence))
        if not quoted or not _BEFORE_THE_END.match(sentence[quoted[-1].end() :]):
            continue
        for at, name in enumerate(quoted):
            is_last = at + 1 == len(quoted)
            if is_last or _BEFORE_ANOTHER.match(sentence[name.end() : quoted[at + 1].start()]):
                found.append(name.group()[1:-1])
    return found
