"""Which candidates are looked at where the best one stands beside what is asked: not the 77项 that were
handed down, but the 12项 taken back that the next sentence tells.

Only of the same passage, and only one that says more of the question, or is of the very step that it names:
of another passage the next one is as often wrong. This module does not know why the best one does not answer.
"""

from collections.abc import Iterator, Sequence

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.other_steps import is_of_asked_step, is_of_other_step

_LOOKED_AT = 5
_LEAST_SHARE = 0.6
"""Of the best one's score."""
_MORE_COVERED = 0.01


def next_best(candidates: Sequence[Candidate], asked: str) -> Iterator[int]:
    """The numbers of those of ``candidates``, best first, that are looked at after the first, where folded
    ``asked`` is the question."""
    best = candidates[0]
    of_another_step = is_of_other_step(best, asked)
    for number, other in enumerate(candidates[:_LOOKED_AT]):
        likely = other.score >= _LEAST_SHARE * best.score
        says_more = other.coverage > best.coverage + _MORE_COVERED
        says_more = says_more or (of_another_step and is_of_asked_step(other, asked))
        if other.sentence.passage is best.sentence.passage and likely and says_more:
            yield number
