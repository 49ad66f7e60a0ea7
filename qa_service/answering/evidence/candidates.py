"""A candidate: words of a sentence that may answer the question, with how well they do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa_service.answering.text.sentences import Sentence
from qa_service.quantities import Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How a passage is like a question by its characters: how many the question has that tell something, and
    which share of them (0–1) the passage holds."""

    asked: int
    held: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """``start``/``end`` span the answering words in the sentence's folded text; ``coverage`` counts the
    surroundings in, ``direct`` the sentence alone; both are shares of the question's words, 0–1."""

    sentence: Sentence
    start: int
    end: int
    score: float
    coverage: float
    direct: float
    quantity: Quantity | None = None
    chance: float | None = None
    """That its passage is the one that answers, as the ranker has it; None where none was asked."""
    agreed: float | None = None
    """The same of its passage together with all that say the same; None where none does."""
    likely: Likeness | None = None
    """There where it was chosen because the ranker takes its passage for the one that answers."""
    in_asked_section: bool = False
    """It stands under a heading that announces what is asked for (打算, 不足)."""


def in_order(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The best first; of equals that which comes first."""
    return sorted(candidates, key=lambda c: (-c.score, c.sentence.passage.passage_id, c.start))


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What stands around a sentence: per word of the question how well the headings and the title (``above``)
    and the words before it in its passage (``before``) hold it, and what its place earns (``bonus``);
    ``heading`` is the folded text of the headings, ``chance`` the ranker's for the passage."""

    above: Sequence[float]
    before: Sequence[float]
    bonus: float
    heading: str = ""
    chance: float | None = None
