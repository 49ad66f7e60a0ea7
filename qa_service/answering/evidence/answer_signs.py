"""What tells whether a candidate answers, in numbers: the signs that ``sufficiency`` weighs.

These are the ones that are at hand; ``likeness_signs`` has those that are dear. The signs are of one
candidate in its passage; of all other passages they know only how likely the ranker takes the likeliest of
them for the answer.
"""

import math

import numpy as np
from numpy.typing import NDArray

from qa_service.answering.evidence.candidates import Candidate
from qa_service.answering.evidence.evidence import Evidence
from qa_service.answering.questions.question import Expects

_ASKED = (Expects.CONTACT, Expects.OVERVIEW, Expects.PERSON, Expects.SHORTCOMING)
OWN_SIGNS = (
    "chance",
    "highest_chance",
    "score",
    "wording_agreement",
    "coverage",
    "direct",
    "unknown",
    "holds_figure",
    "holds_kind",
    "read_whole",
    "in_asked_section",
    "likely",
    *(f"asks_{kind}" for kind in _ASKED),
)
_LEAST_CHANCE = 1e-4

Floats = NDArray[np.float64]


def own_signs(candidate: Candidate, evidence: Evidence, agreement: float) -> Floats:
    """Shape (len(OWN_SIGNS),): chances in logits, the score, how far the words agree (``agreement``, which is
    its ``wording_agreement``), shares of the question's words, the others 0 or 1."""
    question, focus = evidence.question, evidence.focus
    return np.array(
        (
            logit(candidate.agreed or candidate.chance or 0.0),
            logit(evidence.highest_chance),
            candidate.score,
            agreement,
            candidate.coverage,
            candidate.direct,
            focus.unknown / focus.total if focus.total else 0.0,
            candidate.quantity is not None,
            evidence.has_kind(candidate),
            evidence.complete,
            candidate.in_asked_section,
            candidate.likely is not None,
            *(question.expects is kind for kind in _ASKED),
        ),
        dtype=np.float64,
    )


def logit(chance: float) -> float:
    """The logarithm of the odds; no chance counts as less than one in ten thousand or as nearly sure."""
    kept = min(max(chance, _LEAST_CHANCE), 1 - _LEAST_CHANCE)
    return math.log(kept / (1 - kept))
