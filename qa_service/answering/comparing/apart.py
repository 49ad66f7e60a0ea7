"""A question that compares, as one question for each of its sides: 甲县和乙县各收案多少件 as 甲县收案多少件.

What the question says of the sides together (哪个更多, 相差多少, 各) is left out; a side that has a matter
of its own (甲县的案件和乙县的投诉各有多少) is asked for that one. The words are data
(``phrases/comparing.toml``). This module does not know documents.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from qa_service.answering.questions.wording import load_wording

Span = tuple[int, int]

_CLAUSE = re.compile(r"[,;:?。!]")
_YEAR = re.compile(
    r"\(?(?:(?:19|20)\d\d年?(?:[、和与-](?=(?:19|20)\d\d))?){1,9}(?<=[\d年])度?\)?(?:全年)?(?:的(?=[,;]|$))?"
)
_LEADING = re.compile(
    r"^(?:的|[,、]|在(?![编建])|(?:当中|之[中间]|[中里])(?=[哪谁,的]|$)|[多少](?=[^,多少]{1,8}(?:多少|几)))+"
)
_ASKED = re.compile(r"多少|几(?![个乎])|几个")
_EMPTY = re.compile(
    r"(?:多少|几)(?:万|亿)?[^,多少几]{0,2}$|[次件人户场项条家起份个]数|[场人件户]次|数[量目]|[是有为达共了的呢]"
)
_HAN = re.compile(r"[㐀-鿿a-z]")
_MEASURES = ("率", "额", "度", "量", "金", "比例", "比重", "占比")
_LEAST = 2
"""Characters of a matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _AloneWords:
    joins: re.Pattern[str]
    opens: re.Pattern[str]
    each: re.Pattern[str]
    which: re.Pattern[str]
    done: re.Pattern[str]
    together: re.Pattern[str]
    asks: re.Pattern[str]
    bare: re.Pattern[str]
    head: re.Pattern[str]
    named: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """The question ``text`` of one side; ``own``: it asks for a matter of that side's own."""

    text: str
    own: bool = False


@lru_cache(maxsize=1)
def _words() -> _AloneWords:
    text = files("qa_service.answering").joinpath("phrases/comparing.toml").read_text(encoding="utf-8")
    return _AloneWords(**{name: re.compile(p) for name, p in tomllib.loads(text)["alone"].items()})


def asked_apart(
    text: str, spans: Sequence[Span], years: Sequence[int | None], unit: str | None
) -> list[Alone]:
    """The question of each side that folded ``text`` names at ``spans``, in their order; ``years`` are those
    that it is asked of, ``unit`` the measure word asked for. Empty where the sides have no matter."""
    words = _words()
    stops = [start for start, _ in spans[1:]]
    before = _matter(words.opens.sub("", _YEAR.sub("", text[: spans[0][0]])))
    told = [text[end:stop] for (_, end), stop in zip(spans, stops, strict=False)]
    name, tail = _named(text[spans[-1][1] :])
    first, *further = _clauses(tail)
    shared = _joined([before, first, *further])
    names, own = [], []
    for part in told:
        called, rest = _named(words.joins.sub("", part))
        names.append(called)
        own.append(_own_matter(_YEAR.sub("", rest), first, further))
    names.append(name)
    own.append("")
    if not _tells(shared):
        # 甲县的收案数比乙县多多少.
        shared, own = next((matter for matter in own if matter), ""), ["" for _ in own]
    if not _tells(shared):
        return []
    apart = any(own)
    whose = [f"{text[start:end]}{name}" for (start, end), name in zip(spans, names, strict=True)]
    return [
        Alone(text=f"{name}{f'{year}年' if year else ''}{_as_question(matter or shared, unit)}", own=apart)
        for name, year, matter in zip(whose, years, own, strict=True)
    ]


def _clauses(tail: str) -> list[str]:
    """The clauses of ``tail``, cleaned; the first may be empty."""
    return [_matter(_YEAR.sub("", clause)) for clause in _CLAUSE.split(tail)] or [""]


def _matter(clause: str) -> str:
    """``clause`` less what it says of the sides together."""
    words = _words()
    clause = words.together.sub("", clause.strip(" ,;"))
    clause = words.each.sub("", words.which.sub("", words.done.sub("", clause)))
    return _LEADING.sub("", words.done.sub("", clause))


def _named(matter: str) -> tuple[str, str]:
    """What of ``matter`` goes on with the side's name, and the rest."""
    matter = _LEADING.sub("", matter)
    found = _words().named.match(matter)
    return (found.group(), _LEADING.sub("", matter[found.end() :])) if found else ("", matter)


def _own_matter(rest: str, first: str, further: Sequence[str]) -> str:
    """The matter of a side before the last, asked for as that of the last one is: by the clauses behind it,
    or by the end of its own."""
    words = _words()
    matter = _matter(rest)
    if not _tells(matter):
        return ""
    if any(_ASKED.search(clause) for clause in (matter, *further)):
        return _joined([matter, *further])
    asks, head = words.asks.search(first), words.head.search(first)
    if asks:
        return matter + asks.group()
    counted = head["unit"] if head else None
    return matter + (f"有多少{counted}" if counted else head.group() if head else "")


def _joined(clauses: Sequence[str]) -> str:
    """The clauses in one, of those that only ask the first that is left."""
    kept: list[str] = []
    for clause in clauses:
        asked = _ASKED.search("".join(kept)) is not None
        if _tells(clause) or (not asked and _ASKED.search(clause)):
            kept.append(clause)
    return "".join(kept)


def _tells(matter: str) -> bool:
    return len(_HAN.findall(_EMPTY.sub("", matter))) >= _LEAST


def _as_question(matter: str, unit: str | None) -> str:
    asked = _words().bare.search(matter)
    told = matter[: asked.start()] if asked else matter
    if _ASKED.search(told):
        return matter
    if _words().head.search(told) or told.endswith(_MEASURES) or _unit_of(told) == "元":
        return f"{told}是多少"
    unit = _unit_of(told) or unit
    return f"{told}有多少{unit or ''}" if unit or asked else f"{told}是多少"


def _unit_of(matter: str) -> str | None:
    """件 of what ends in 案件."""
    units = load_wording().unit_of_noun
    return units.get(max((noun for noun in units if matter.endswith(noun)), key=len, default=""))
