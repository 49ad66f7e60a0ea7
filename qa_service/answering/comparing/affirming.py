"""Which sides say that they did what is asked about, and which say that they did not, or not yet.

哪些县建立了联系点 is answered by 设立联系点2个, not by 尚未建立 or 拟设立, and not by a section on plans or
shortcomings. This module reads wording; it does not know the answer.
"""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.evidence.figures import figures_in
from qa_service.answering.questions.question import POINTS, Expects, Question

_LEAST_DIRECT = 0.8
_ASKS_WHICH = re.compile(r"哪(?:个|些|几个|里)|有(?:几|多少)个|几个")


@lru_cache(maxsize=1)
def _denied() -> re.Pattern[str]:
    text = files("qa_service.answering").joinpath("phrases/comparing.toml").read_text(encoding="utf-8")
    return re.compile(tomllib.loads(text)["denied"]["words"])


def asks_which(question: Question) -> bool:
    """哪些县做了…: asked of all regions, and for the regions themselves."""
    about_points = question.expects in POINTS - {Expects.LIST, Expects.HOW}
    return (
        question.scope.across
        and not question.wants_figure
        and not about_points
        and _ASKS_WHICH.search(question.text) is not None
    )


def says_it(candidate: Candidate, evidence: Evidence) -> bool:
    """The sentence holds what is asked about, done or not."""
    return evidence.focus.coverage(evidence.focus.values(_window(candidate))) >= _LEAST_DIRECT


def affirms(candidate: Candidate, evidence: Evidence) -> bool:
    """It says that it was done; negation and intention count only where the question has none."""
    if not says_it(candidate, evidence):
        return False
    headings = "".join(candidate.sentence.passage.section)
    for cues in (evidence.wording.heading_cues["plan"], evidence.wording.heading_cues["shortcoming"]):
        asked = any(cue in evidence.question.text for cue in cues)
        if not asked and any(cue in headings for cue in cues):
            return False
    denied = _denied()
    return bool(denied.search(_window(candidate))) == bool(denied.search(evidence.question.text))


def _window(candidate: Candidate) -> str:
    """The clauses that hold the words, from the sentence's begin where they hold no figure of another."""
    sentence = candidate.sentence
    text = sentence.folded.text
    first = sentence.clause_at(candidate.start)
    while first > 0 and not figures_in(text[slice(*sentence.clauses[first - 1])]):
        first -= 1
    return text[sentence.clauses[first][0] : max(candidate.end, sentence.clauses[first][1])]
