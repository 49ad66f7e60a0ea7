"""Questions for what was won (拿了什么称号), and the sentences that say so, not those of who strives for it.

The wording is data (``phrases/comparing.toml``). This module does not know the answer.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.extractive import Extract, worded
from qa_service.answering.questions.question import Question
from qa_service.answering.text.matching import Term
from qa_service.library.records import DocumentSummary

_LEAST_HELD = 0.5
"""Of the matter's name, what a sentence about it holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Honours:
    asked: re.Pattern[str]
    told: re.Pattern[str]
    aside: re.Pattern[str]


@lru_cache(maxsize=1)
def _wording() -> _Honours:
    text = files("qa_service.answering").joinpath("phrases/comparing.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)["honours"]
    return _Honours(
        asked=re.compile(data["asked"]), told=re.compile(data["told"]), aside=re.compile(data["aside"])
    )


def asks_honour(question: Question) -> bool:
    """What was won is asked, in words."""
    return not question.wants_figure and _wording().asked.search(question.text) is not None


def honours(
    candidates: Sequence[Candidate], evidence: Evidence, documents: Mapping[str, DocumentSummary]
) -> Extract | None:
    """What was won, as the sentences tell that say most of the matter; without one all that tell of any."""
    matter = [term for term in evidence.focus.terms if not _wording().aside.search(term.text)]
    whole = sum(len(term.text) for term in matter)
    told: dict[tuple[str, int], tuple[float, Candidate]] = {}
    for candidate in candidates:
        sentence = candidate.sentence
        held = _held(candidate, matter)
        if _wording().told.search(sentence.text) and held >= _LEAST_HELD * whole:
            told.setdefault((sentence.passage.passage_id, sentence.start), (held, candidate))
    most = max((held for held, _ in told.values()), default=0.0)
    best = [candidate for held, candidate in told.values() if held == most]
    made = [made for c in best if (made := worded([c], [c], evidence, documents))]
    if not made:
        return None
    statements = tuple(statement for extract in made for statement in extract.statements)
    return replace(made[0], statements=statements, short=None)


def _held(candidate: Candidate, matter: Sequence[Term]) -> float:
    """How much of the matter's name its sentence holds."""
    text = candidate.sentence.folded.text[candidate.sentence.start : candidate.sentence.end]
    return sum(len(term.text) * term.value_in(text) for term in matter)
