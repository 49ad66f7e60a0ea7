"""Questions for what was won (拿了什么称号), and the sentences that say so, not those of who strives for it.

The wording is data (``phrases/comparing.toml``). This module does not know the answer.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class _Honours:
    asked: re.Pattern[str]
    told: re.Pattern[str]
    striving: re.Pattern[str]


@lru_cache(maxsize=1)
def _wording() -> _Honours:
    text = files("qa_service.answering").joinpath("phrases/comparing.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)["honours"]
    return _Honours(
        asked=re.compile(data["asked"]), told=re.compile(data["told"]), striving=re.compile(data["striving"])
    )


def asks_honour(question: Question) -> bool:
    """What was won is asked, in words."""
    return not question.wants_figure and _wording().asked.search(question.text) is not None


def telling_honours(candidates: Sequence[Candidate], evidence: Evidence) -> list[Candidate]:
    """Those whose sentence says that something of the matter was won, the ones that say most of it first."""
    told = [(_on_matter(candidate, evidence), candidate) for candidate in candidates if _tells(candidate)]
    told.sort(key=lambda pair: (-pair[0], -pair[1].score))
    return [candidate for held, candidate in told if held > 0]


def _tells(candidate: Candidate) -> bool:
    return _wording().told.search(candidate.sentence.text) is not None


def _on_matter(candidate: Candidate, evidence: Evidence) -> float:
    """How much of the matter's name its sentence holds; that one strove for it is no part of the name."""
    text = candidate.sentence.folded.text[candidate.sentence.start : candidate.sentence.end]
    names = [term for term in evidence.focus.terms if not _wording().striving.search(term.text)]
    return sum(len(term.text) * term.value_in(text) for term in names)
